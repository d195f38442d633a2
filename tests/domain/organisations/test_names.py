import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.organisations.kinds import Subkind
from dinhlang.domain.organisations.names import ALPHABET, fold, same, slug, sort_key, tidy, word_of


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Xã Tiên Thuỷ", "xa tien thuy"),
        ("Đặc khu Côn Đảo", "dac khu con dao"),
        ("  PHƯỜNG   Phú\u00a0Khương ", "phuong phu khuong"),
        (unicodedata.normalize("NFD", "Mỏ Cày"), "mo cay"),
        ("Ia H'Drai", "ia h drai"),
    ],
)
def test_folding_takes_marks_case_and_blanks_away(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("name", "word", "bare"),
    [
        ("Xã An Bình", Subkind.XA, "An Bình"),
        ("phường 8", Subkind.PHUONG, "8"),
        ("Thị trấn Trà Ôn", Subkind.THI_TRAN, "Trà Ôn"),
        ("TP. Bến Tre", Subkind.THANH_PHO, "Bến Tre"),
        ("Tổ dân phố 3", Subkind.TO_DAN_PHO, "3"),
        ("Xã", Subkind.NONE, "Xã"),
        ("Trường Tiểu học An Bình", Subkind.NONE, "Trường Tiểu học An Bình"),
    ],
)
def test_the_word_before_a_name_is_told_from_the_name(name, word, bare):
    assert word_of(name) == (word, bare)


def test_where_the_tone_is_written_does_not_matter_but_which_tone_does():
    assert same("Xã Hoà Minh", "xã Hòa Minh")
    assert same("TP. Bến Tre", "Thành phố Bến Tre")
    assert same("Bến Tre", "Thành phố Bến Tre")
    assert not same("Xã Đông Thành", "Xã Đông Thạnh")
    assert not same("Xã Long Đức", "Phường Long Đức")


def test_names_stand_as_in_a_vietnamese_dictionary_with_numbers_by_value():
    in_order = [
        "Phường 2", "Phường 10", "Xã An", "Xã An Bình", "Phường An Hội", "Xã Ăn", "Xã Ân", "Xã Ba", "Xã Bà", "Xã Bả",
        "Xã Bã", "Xã Bá", "Xã Bạ", "Xã Cái Nhum", "Xã Chợ Lách", "Xã Dân Thành", "Xã Đa Lộc", "Xã Ô Môn", "Xã Ơn",
        "Xã Tường", "Xã Vĩnh", "Xã Yên",
    ]  # fmt: skip
    assert sorted(in_order[::2] + in_order[1::2], key=sort_key) == in_order


def test_an_address_in_the_web_has_plain_letters_only():
    assert slug("Phường Phú Khương – Đ/c 2") == "phuong-phu-khuong-d-c-2"


@given(st.text(alphabet=ALPHABET + "àảãáạỳựẫ -0123456789ĐÊ", max_size=30))
def test_keys_are_ascii_and_do_not_depend_on_the_form_of_unicode(text):
    assert sort_key(text).isascii()
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, text)
        assert (fold(other), sort_key(other), tidy(other)) == (fold(text), sort_key(text), tidy(text))


@given(st.text(max_size=40))
def test_any_text_can_be_folded_twice_without_change(text):
    assert fold(fold(text)) == fold(text)
