from datetime import date
from decimal import Decimal

import pytest

from dinhlang.domain.organisations.kinds import Kind, Subkind, UnfitKindError, check
from dinhlang.domain.organisations.rows import Problem, RowError, read_row

DAY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("kind", "subkind", "until"),
    [
        (Kind.COMMUNE, Subkind.THI_TRAN, None),
        (Kind.COMMUNE, Subkind.THI_TRAN, date(2025, 7, 2)),
        (Kind.DISTRICT, Subkind.HUYEN, None),
        (Kind.COMMUNE, Subkind.AP, None),
        (Kind.AGENCY, Subkind.XA, None),
        (Kind.VILLAGE, Subkind.NONE, None),
    ],
)
def test_a_unit_cannot_have_a_foreign_word_or_outlive_the_district_level(kind, subkind, until):
    with pytest.raises(UnfitKindError):
        check(kind, subkind, until, DAY)


@pytest.mark.parametrize(
    ("kind", "subkind", "until"),
    [
        (Kind.COMMUNE, Subkind.THI_TRAN, DAY),
        (Kind.DISTRICT, Subkind.THI_XA, DAY),
        (Kind.COMMUNE, Subkind.DAC_KHU, None),
        (Kind.BOARD, Subkind.NONE, None),
    ],
)
def test_a_unit_of_its_own_time_is_accepted(kind, subkind, until):
    check(kind, subkind, until, DAY)


def test_a_line_is_read_with_its_subkind_told_by_kind_column_or_name():
    row = read_row({"code": "1", "name": " Phường  An Hội ", "kind": "phường", "area_km2": "31.9"})
    assert (row.kind, row.subkind, row.name, row.area_km2) == (
        Kind.COMMUNE,
        Subkind.PHUONG,
        "Phường An Hội",
        Decimal("31.9"),
    )
    assert read_row({"code": "1", "name": "Ấp Chợ", "kind": "village"}).subkind is Subkind.AP
    assert read_row({"code": "1", "name": "Trạm Y tế", "kind": "public_service"}).subkind is Subkind.NONE


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"code": "", "name": "Xã A", "kind": "xa"}, Problem.NO_CODE),
        ({"code": "1", "name": " ", "kind": "xa"}, Problem.NO_NAME),
        ({"code": "1", "name": "Xã A", "kind": "làng"}, Problem.UNKNOWN_KIND),
        ({"code": "1", "name": "Xã A", "kind": ""}, Problem.UNKNOWN_KIND),
        ({"code": "1", "name": "Xã A", "kind": "xa", "valid_from": "1/7/2025"}, Problem.BAD_DATE),
        ({"code": "1", "name": "Xã A", "kind": "xa", "lat": "mười"}, Problem.BAD_NUMBER),
        ({"code": "1", "name": "Xã A", "kind": "xa", "lat": "NaN"}, Problem.BAD_NUMBER),
    ],
)
def test_a_wrong_line_is_refused_with_its_reason(raw, problem):
    with pytest.raises(RowError) as refusal:
        read_row(raw)
    assert refusal.value.problem is problem
