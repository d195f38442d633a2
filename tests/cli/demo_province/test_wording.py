"""Lines with choices and slots come out as clean sentences."""

import pytest

from dinhlang.cli.demo_province.consulting import spoken_there
from dinhlang.cli.demo_province.streams import stream
from dinhlang.cli.demo_province.voices import Hand, typed
from dinhlang.cli.demo_province.wording import fill, polish, say


def test_a_choice_becomes_one_of_its_words() -> None:
    rng = stream(1)
    assert {fill("nước [dơ|đen]", {}, rng) for _ in range(50)} == {"nước dơ", "nước đen"}


def test_a_slot_in_a_slot_is_filled_too() -> None:
    assert fill("{ct} hư", {"ct": "nhà văn hóa {loai}", "loai": "ấp"}, stream(1)) == "nhà văn hóa ấp hư"


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(KeyError):
        fill("{khong_co}", {}, stream(1))


def test_sentences_begin_large_and_marks_stand_close() -> None:
    assert polish("ấp 3 ngập .  nước  dơ , hôi ?.") == "Ấp 3 ngập. Nước dơ, hôi?"


def test_an_empty_choice_leaves_no_gap() -> None:
    assert say("Chán quá [| rồi]", {}, stream(3)) in {"Chán quá", "Chán quá rồi"}


def test_hands_change_letters_and_not_the_matter() -> None:
    text = "Đèn đường không cháy. Mong xã sửa."
    assert typed(text, Hand(plain=True)) == "Den duong khong chay. Mong xa sua."
    assert typed(text, Hand(lower=True)) == "đèn đường không cháy. mong xã sửa."
    assert typed(text, Hand(loose=True)) == "Đèn đường không cháy, mong xã sửa"
    assert typed(text, Hand(says_hong=True)) == "Đèn đường hông cháy. Mong xã sửa."
    assert typed("Không khí không tốt", Hand(teen=True)) == "Không khí ko tốt"


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("Xã Long Hồ", "Xã mời từng ấp; xã hội"),
        ("Phường Phú Khương", "Phường mời từng khóm; xã hội"),
        ("Đặc khu Côn Sơn", "Đặc khu mời từng ấp; xã hội"),
    ],
)
def test_a_draft_of_a_ward_speaks_of_a_ward(unit: str, said: str) -> None:
    raw = {"title": "{Xã} mời từng {ấp}; xã hội", "points": [{"number": 1}]}
    assert spoken_there(raw, unit) == {"title": said, "points": [{"number": 1}]}
