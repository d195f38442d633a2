"""Codes that people copy by hand."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.feedback.codes import ALPHABET, grouped, lookup_code, lookup_hash, normal, number, title_of


@given(st.binary(min_size=32, max_size=32))
def test_a_code_survives_being_read_aloud(digest: bytes) -> None:
    code = lookup_code(digest)
    assert len(code) == 10
    assert set(code) <= set(ALPHABET)
    assert normal(grouped(code).lower()) == code
    assert lookup_hash(grouped(code)) == lookup_hash(code)


def test_misread_letters_are_mended() -> None:
    assert normal("oil-1u") == "0111V"


def test_the_public_number_says_the_year_and_nothing_else() -> None:
    one, two = (number(2026, sha256(bytes([seed])).digest()) for seed in (1, 2))
    assert one.startswith("PA26-")
    assert one != two
    assert len(one) == len("PA26-7K3MQ9")


def test_codes_have_fifty_bits() -> None:
    assert 32**10 >= 2**50


def test_a_title_is_the_first_sentence_cut_at_a_word() -> None:
    assert title_of("Đèn đường khóm 4 tắt. Mong sửa sớm.") == "Đèn đường khóm 4 tắt"
    long = title_of(
        "Từ đầu mùa mưa đến nay miệng cống trước quán bà Sáu bị đất và rác lấp kín nên hễ mưa là ngập nhà dân"
    )
    assert len(long) <= 91
    assert long.endswith("…")
    assert not long[:-1].endswith(" ")


@given(st.text(max_size=300))
def test_any_text_gives_a_title_that_fits(text: str) -> None:
    assert len(title_of(text)) <= 91


@given(st.text(max_size=100))
def test_anything_typed_becomes_a_code_or_nothing(typed: str) -> None:
    assert set(normal(typed)) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
