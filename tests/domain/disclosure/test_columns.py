"""Lists with people in them lose their personal columns before they are public."""

from dinhlang.domain.disclosure.columns import MASK, masked, suspected


def test_headings_that_speak_of_personal_data_are_suspected() -> None:
    assert suspected(("ho va ten", "so cccd", "ap", "dia chi thuong tru", "muc ho tro")) == (1, 3)


def test_a_masked_column_keeps_its_place_and_loses_its_words() -> None:
    rows = [["Nguyễn Văn A", "079123", "500.000"], ["Trần Thị B", "", "700.000"]]
    assert masked(rows, {1}) == [["Nguyễn Văn A", MASK, "500.000"], ["Trần Thị B", "", "700.000"]]
