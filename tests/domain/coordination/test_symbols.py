"""Numbers and symbols of documents, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.coordination.symbols import NotASymbolError, key_of, parse


@pytest.mark.parametrize(
    ("written", "number", "year", "kind", "issuers", "party"),
    [
        ("31-CTr/BDVTU-BCSĐUBND", "31", None, "CTr", ("BDVTU", "BCSĐUBND"), True),
        ("07/2023/QĐ-UBND", "07", 2023, "QĐ", ("UBND",), False),
        ("01-QCPH/UBND-BDVTU", "01", None, "QCPH", ("UBND", "BDVTU"), True),
        ("1573-KH/BDVTW-BCSĐCP", "1573", None, "KH", ("BDVTW", "BCSĐCP"), True),
        ("19/KH-UBND", "19", None, "KH", ("UBND",), False),
        ("Luật số 10/2022/QH15", "10", 2022, "", ("QH15",), False),
        ("Pháp lệnh 34/2007/PL-UBTVQH11", "34", 2007, "PL", ("UBTVQH11",), False),
        ("Nghị định số: 59/2023/NĐ-CP", "59", 2023, "NĐ", ("CP",), False),
        ("Chỉ thị 33/CT-TTg", "33", None, "CT", ("TTg",), False),
        ("Hướng dẫn 36-HD/VPTW.", "36", None, "HD", ("VPTW",), True),
        ("23 – QĐ / TW", "23", None, "QĐ", ("TW",), True),
        ("07/2023/QD-UBND", "07", 2023, "QĐ", ("UBND",), False),
    ],
)
def test_symbols_are_read(
    written: str, number: str, year: int | None, kind: str, issuers: tuple[str, ...], party: bool
) -> None:
    found = parse(written)
    assert (found.number, found.year, found.kind, found.issuers, found.is_party_style) == (
        number, year, kind, issuers, party,
    )  # fmt: skip


def test_writings_of_one_symbol_meet() -> None:
    assert key_of("Quyết định số 07/2023/QĐ-UBND") == key_of("7/2023/qd-ubnd")
    assert key_of("31-CTr/BDVTU-BCSĐUBND") == key_of("31-CTR/BCSDUBND – BDVTU")
    assert key_of("07/2023/QĐ-UBND") != key_of("07/2024/QĐ-UBND")
    assert key_of("19/KH-UBND") != key_of("19/QĐ-UBND")


@pytest.mark.parametrize("wrong", ["", "không số", "12", "12/", "Kế hoạch phối hợp năm 2022", "3/4 số hộ dân"])
def test_what_is_no_symbol_is_said_to_be_none(wrong: str) -> None:
    with pytest.raises(NotASymbolError):
        parse(wrong)


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: str) -> None:
    assert key_of(text) == key_of(key_of(text)) or "|" in key_of(text)


@pytest.mark.parametrize("written", ["31-CTr/BDVTU-BCSĐUBND", "07/2023/QĐ-UBND", "10/2022/QH15", "33/CT-TTg"])
def test_a_symbol_is_written_as_it_was_read(written: str) -> None:
    assert str(parse(written)) == written
