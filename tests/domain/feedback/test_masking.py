"""The first masking of what leads to a person; an officer reads the rest."""

import pytest

from dinhlang.domain.feedback.masking import MASK, masked


@pytest.mark.parametrize(
    "private",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84 912 345 678",
        "086204000123",
        "331234567",
        "ba.sau@nha.example",
    ],
)
def test_numbers_and_addresses_of_persons_are_masked(private: str) -> None:
    assert masked(f"Gọi tôi: {private}, cảm ơn.") == f"Gọi tôi: {MASK}, cảm ơn."


@pytest.mark.parametrize(
    "plain",
    ["ngày 15/11/2026 lúc 18:30", "1.500.000 đồng", "12.500.000.000 đồng", "hẻm 12, số nhà 45/6", "QL1A km 2050"],
)
def test_dates_money_and_places_stay(plain: str) -> None:
    assert masked(plain) == plain
