"""What is typed comes in one form."""

import pytest

from dinhlang.lib.typed import plain, whole


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ho\u0323\u0302i", "Hội"),
        ("a\u202eb\u200bc\x00d\ufeff", "abcd"),
        ("một\r\nhai\rba\tbốn", "một\nhai\nba\tbốn"),
        ("🏠 nhà", "🏠 nhà"),
        ("", ""),
    ],
)
def test_a_text_is_composed_and_holds_nothing_unseen(typed: str, kept: str) -> None:
    assert plain(typed) == kept


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5_000, None), ("", None), ("-1", None), ("٣", None),
     ("1_0", None), (" 1", None)],
)  # fmt: skip
def test_a_number_is_plain_digits_that_fit(typed: str, number: int | None) -> None:
    assert whole(typed) == number
