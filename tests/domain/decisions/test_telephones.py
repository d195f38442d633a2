"""One number has one spelling, and only numbers that receive messages are taken."""

import pytest

from dinhlang.domain.decisions.telephones import normal_telephone, six_digits, tail, typed_digits


@pytest.mark.parametrize(
    "typed", ["0912345678", "0912 345 678", "+84 912 345 678", "84912345678", "0084-912-345-678", "(0912) 345.678"]
)
def test_a_number_is_the_same_however_it_is_typed(typed: str) -> None:
    assert normal_telephone(typed) == "+84912345678"


@pytest.mark.parametrize("typed", ["", "0270 3823 456", "091234567", "09123456789", "113", "+1 912 345 678", "abc"])
def test_what_receives_no_message_is_no_number(typed: str) -> None:
    assert normal_telephone(typed) == ""


def test_digits_keep_their_zeros_and_lose_their_blanks() -> None:
    assert (six_digits(42), typed_digits(" 000 042 "), tail("+84912345678")) == ("000042", "000042", "678")
    assert typed_digits("0000421111") != "000042"
