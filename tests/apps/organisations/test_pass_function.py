from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dinhlang.apps.organisations import actions, queries
from dinhlang.apps.organisations.actions import NewUnit
from dinhlang.domain.accounts.roles import CITIZEN, SYSTEM
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.lineage import Change
from dinhlang.domain.organisations.rows import UnitRow
from dinhlang.lib.refusal import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db
AT = datetime(2025, 9, 1, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = date(2025, 3, 1)
CITATION = "Quyết định số 2-QĐ/TU"


@pytest.fixture
def land() -> dict[str, int]:
    rows = [
        UnitRow("86", "Tỉnh Vĩnh Long", Kind.PROVINCE, Subkind.TINH),
        UnitRow("CS", "Ban Cán sự đảng UBND tỉnh", Kind.PARTY, parent_code="86"),
        UnitRow("DU", "Đảng ủy các cơ quan", Kind.PARTY, parent_code="86"),
    ]
    actions.import_units(actor=SYSTEM, rows=rows, source="test", at=AT)
    return {code: unit.id for code, unit in queries.units_by_code(["86", "CS", "DU"], AT.date()).items()}


def test_the_old_body_ends_and_a_new_one_is_founded_that_is_its_heir(land: dict[str, int]) -> None:
    new = actions.pass_function(
        actor=SYSTEM, unit_id=land["CS"], to=NewUnit("Đảng ủy UBND tỉnh", "DUUB"), on=DAY, citation=CITATION, at=AT
    )
    assert queries.unit(land["CS"], DAY) is None
    found = queries.unit(new, DAY)
    assert found is not None
    assert (found.name, found.kind, found.since, found.parent_id) == ("Đảng ủy UBND tỉnh", Kind.PARTY, DAY, land["86"])
    assert [one.kind for one in queries.history(new, DAY).changes] == [Change.FOUNDED, Change.FUNCTION_PASSED]
    assert [one.id for one in queries.successors(land["CS"], DAY)] == [new]


def test_the_name_of_before_is_followed_by_who_took_over_only_since_that_day(land: dict[str, int]) -> None:
    before = DAY - timedelta(days=1)
    actions.pass_function(actor=SYSTEM, unit_id=land["CS"], to=land["DU"], on=DAY, citation=CITATION, at=AT)
    then = queries.named_then([(land["CS"], before)], before)[land["CS"], before]
    assert (then.now, then.ended) == ((), False)
    now = queries.named_then([(land["CS"], before), (land["DU"], before)], DAY)
    assert [one.name for one in now[land["CS"], before].now] == ["Đảng ủy các cơ quan"]
    assert now[land["CS"], before].by_function
    assert not now[land["DU"], before].ended


def test_tasks_are_not_passed_by_strangers_to_itself_or_with_offices_left_behind(land: dict[str, int]) -> None:
    said = {"on": DAY, "citation": CITATION, "at": AT}
    with pytest.raises(NotAllowedError):
        actions.pass_function(actor=CITIZEN, unit_id=land["CS"], to=land["DU"], **said)
    with pytest.raises(RefusedError, match="chính mình"):
        actions.pass_function(actor=SYSTEM, unit_id=land["CS"], to=land["CS"], **said)
    with pytest.raises(RefusedError, match="mã"):
        actions.pass_function(actor=SYSTEM, unit_id=land["CS"], to=NewUnit("Đảng ủy UBND tỉnh"), **said)
    rows = [UnitRow("CS1", "Văn phòng Ban Cán sự", Kind.PARTY, parent_code="CS")]
    actions.import_units(actor=SYSTEM, rows=rows, source="test", at=AT)
    with pytest.raises(RefusedError, match="trực thuộc"):
        actions.pass_function(actor=SYSTEM, unit_id=land["CS"], to=land["DU"], **said)
