from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dinhlang.apps.organisations import actions, queries
from dinhlang.apps.organisations.actions import NewUnit, Portion, SplitPart
from dinhlang.apps.organisations.models import ChangeEvent, Unit, UnitName, UnitParent
from dinhlang.apps.transparency.models import Outbox, Record
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Holding, Role
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.lineage import MustChooseError, NoSuccessorError, Share
from dinhlang.domain.organisations.rows import UnitRow
from dinhlang.lib.refusal import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = AT.date()
DAY = date(2026, 8, 1)
BEFORE = DAY - timedelta(days=1)
CITATION = "Nghị quyết số 1/NQ-HĐND"
ADMINISTRATOR = Actor(
    user_id=7,
    holdings=(Holding(3, 1, "Tỉnh Vĩnh Long", "Quản trị viên", frozenset({Role.ADMINISTRATOR})),),
)


@pytest.fixture
def land() -> dict[str, int]:
    """A province with two communes, two villages each and an office in the first; ids by code."""
    rows = [
        UnitRow("86", "Tỉnh Vĩnh Long", Kind.PROVINCE, Subkind.TINH),
        UnitRow("1", "Xã An Bình", Kind.COMMUNE, Subkind.XA, "86"),
        UnitRow("2", "Phường Long Châu", Kind.COMMUNE, Subkind.PHUONG, "86"),
        UnitRow("3", "Xã Long Hồ", Kind.COMMUNE, Subkind.XA, "86"),
        UnitRow("1.1", "Ấp Chợ", Kind.VILLAGE, Subkind.AP, "1"),
        UnitRow("1.2", "Ấp An Thới", Kind.VILLAGE, Subkind.AP, "1"),
        UnitRow("2.1", "Khóm 1", Kind.VILLAGE, Subkind.KHOM, "2"),
        UnitRow("1.9", "Phòng Kinh tế", Kind.AGENCY, parent_code="1"),
    ]
    done = actions.import_units(actor=SYSTEM, rows=rows, source="test", at=AT)
    assert done.units == len(rows)
    return {code: unit.id for code, unit in queries.units_by_code([row.code for row in rows], TODAY).items()}


def merge(land: dict[str, int], *codes: str, **changed: object) -> int:
    said: dict[str, object] = {
        "actor": ADMINISTRATOR,
        "portions": [Portion(land[code]) for code in codes],
        "into": NewUnit("Xã An Long"),
        "on": DAY,
        "citation": CITATION,
        "at": AT,
    }
    return actions.merge_units(**(said | changed))  # type: ignore[arg-type]


def names_of(units: list[queries.UnitView]) -> list[str]:
    return [unit.name for unit in units]


def test_merged_communes_end_and_the_new_one_takes_code_villages_and_offices(land):
    new = merge(land, "1", "2")
    unit = queries.unit(new, DAY)
    assert unit is not None
    assert (unit.code, unit.name, unit.subkind, unit.slug) == ("1", "Xã An Long", Subkind.XA, "xa-an-long")
    assert queries.unit(land["1"], DAY) is None
    assert queries.unit(land["1"], BEFORE) is not None
    assert names_of(queries.villages(new, DAY)) == ["Khóm 1", "Ấp An Thới", "Ấp Chợ"]
    assert names_of(queries.offices(new, DAY)) == ["Phòng Kinh tế"]
    assert names_of(queries.villages(land["1"], BEFORE)) == ["Ấp An Thới", "Ấp Chợ"]
    parent = queries.parent_of(new, DAY)
    assert parent is not None
    assert parent.code == "86"


def test_a_place_is_answered_for_by_the_commune_of_the_day(land):
    new = merge(land, "1", "2")
    for place in ("1", "2", "1.1", "2.1", "1.9"):
        assert queries.responsible_unit(land[place], TODAY).id == new
    assert queries.responsible_unit(land["1.1"], BEFORE).id == land["1"]
    assert queries.responsible_unit(land["86"], TODAY).id == land["86"]


def test_the_same_code_means_another_unit_before_and_after(land):
    new = merge(land, "1", "2")
    before, after = queries.unit_by_code("1", BEFORE), queries.unit_by_code("1", DAY)
    assert before is not None
    assert after is not None
    assert (before.id, after.id) == (land["1"], new)


def test_a_merge_is_recorded_for_every_unit_with_what_open_cases_need_to_follow(land):
    new = merge(land, "1", "2")
    records = Record.objects.filter(event="organisations.unit_merged")
    assert {record.subject_id for record in records} == {land["1"], land["2"], new}
    event = ChangeEvent.objects.get(kind="merged")
    for record in records:
        assert record.facts == {
            "from": sorted([land["1"], land["2"]]),
            "to": [new],
            "event_id": event.pk,
            "on": "2026-08-01",
            "change": "merged",
        }
        assert record.role == "administrator"
        assert record.grounds[0]["citation"] == CITATION
        assert Outbox.objects.filter(record=record, consumer="feedback").exists()


def test_a_merge_into_an_existing_commune_lets_that_one_go_on(land):
    assert merge(land, "1", into=land["3"]) == land["3"]
    assert names_of(queries.successors(land["1"], TODAY)) == ["Xã Long Hồ"]
    assert names_of(queries.successors(land["3"], TODAY)) == ["Xã Long Hồ"]
    assert names_of(queries.predecessors(land["3"], BEFORE)) == ["Xã An Bình", "Xã Long Hồ"]


def test_a_merge_of_a_later_day_is_announced_on_that_day(land):
    later = TODAY + timedelta(days=30)
    new = merge(land, "1", "2", on=later)
    assert queries.unit(land["1"], TODAY) is not None
    assert names_of(queries.successors(land["1"], TODAY)) == ["Xã An Bình"]
    assert queries.responsible_unit(land["1"], later).id == new
    assert not Record.objects.filter(event="organisations.unit_merged").exists()
    assert Record.objects.filter(event="organisations.change_scheduled").count() == 3
    assert actions.announce_changes(at=AT + timedelta(days=29)) == 0
    assert actions.announce_changes(at=AT + timedelta(days=30)) == 1
    assert Record.objects.filter(event="organisations.unit_merged").count() == 3
    assert actions.announce_changes(at=AT + timedelta(days=31)) == 0


def test_a_part_of_a_commune_joins_another_and_the_rest_goes_on(land):
    part = Portion(land["1"], Share.PART, child_ids=(land["1.1"],))
    merge(land, portions=[part], into=land["3"])
    assert queries.unit(land["1"], TODAY) is not None
    assert names_of(queries.villages(land["3"], TODAY)) == ["Ấp Chợ"]
    assert names_of(queries.villages(land["1"], TODAY)) == ["Ấp An Thới"]
    assert queries.responsible_unit(land["1.1"], TODAY).id == land["3"]
    # A case that was placed in the commune before that day may lie in either.
    with pytest.raises(MustChooseError) as choice:
        queries.responsible_unit(land["1"], TODAY, since=BEFORE)
    assert set(choice.value.candidates) == {land["1"], land["3"]}
    assert queries.responsible_unit(land["1"], TODAY, since=DAY).id == land["1"]


def test_only_a_unit_that_goes_on_with_other_borders_loses_its_area(land):
    Unit.objects.update(area_km2=10)
    merge(land, portions=[Portion(land["1"]), Portion(land["2"], Share.PART)], into=land["3"])
    areas = {unit.id: unit.area_km2 for unit in queries.units([land["1"], land["2"], land["3"]], TODAY).values()}
    assert areas == {land["1"]: 10, land["2"]: None, land["3"]: None}


def split(land: dict[str, int], parts: list[SplitPart], **changed: object) -> list[int]:
    said: dict[str, object] = {
        "actor": ADMINISTRATOR, "unit_id": land["1"], "parts": parts, "on": DAY, "citation": CITATION, "at": AT,
    }  # fmt: skip
    return actions.split_unit(**(said | changed))  # type: ignore[arg-type]


def test_a_split_makes_the_officer_choose_unless_the_village_tells(land):
    one, other = split(
        land, [SplitPart(NewUnit("Xã An Bình Đông"), (land["1.1"],)), SplitPart(NewUnit("Xã An Bình Tây"))]
    )
    assert [queries.units([one], TODAY)[one].code, queries.units([other], TODAY)[other].code] == ["1-1", "1-2"]
    for place in ("1", "1.2"):  # the second village was not assigned
        with pytest.raises(MustChooseError) as choice:
            queries.responsible_unit(land[place], TODAY)
        assert set(choice.value.candidates) == {one, other}
    assert queries.responsible_unit(land["1.1"], TODAY).id == one
    actions.move_unit(actor=ADMINISTRATOR, unit_id=land["1.2"], parent_id=other, on=DAY, citation=CITATION, at=AT)
    assert queries.responsible_unit(land["1.2"], TODAY).id == other
    assert Record.objects.get(event="organisations.unit_split", subject_id=land["1"]).facts["to"] == [one, other]


def test_a_commune_that_keeps_the_rest_keeps_its_id_and_its_villages(land):
    (new,) = split(land, [SplitPart(NewUnit("Xã An Thới", code="1a"), (land["1.2"],))], goes_on=True)
    assert names_of(queries.villages(land["1"], TODAY)) == ["Ấp Chợ"]
    assert names_of(queries.villages(new, TODAY)) == ["Ấp An Thới"]
    assert {unit.id for unit in queries.successors(land["1"], TODAY)} == {land["1"], new}


def test_a_renamed_unit_stays_itself_and_its_old_address_still_leads_to_it(land):
    actions.rename_unit(actor=ADMINISTRATOR, unit_id=land["1"], name="Xã An Hòa", on=DAY, citation=CITATION, at=AT)
    assert queries.names([land["1"]], BEFORE) == {land["1"]: "Xã An Bình"}
    assert queries.names([land["1"]], TODAY) == {land["1"]: "Xã An Hòa"}
    found = queries.unit_by_slug("xa-an-binh", TODAY)
    assert found is not None
    assert (found.id, found.slug) == (land["1"], "xa-an-hoa")
    assert names_of(queries.successors(land["1"], TODAY)) == ["Xã An Hòa"]
    assert [period.text for period in queries.history(land["1"], TODAY).names] == ["Xã An Bình", "Xã An Hòa"]


def test_an_address_in_the_web_is_never_given_to_another_unit(land):
    merge(land, "1", "2", into=NewUnit("Xã An Bình"))
    new = queries.unit_by_code("1", TODAY)
    assert new is not None
    assert new.slug == "xa-an-binh-1"
    old = queries.unit_by_slug("xa-an-binh", TODAY)
    assert old is not None
    assert (old.id, old.in_force) == (land["1"], False)


def test_a_dissolved_office_has_no_successor_and_a_commune_with_villages_cannot_be_dissolved(land):
    said = {"actor": ADMINISTRATOR, "on": DAY, "citation": CITATION, "at": AT}
    actions.dissolve_unit(unit_id=land["1.9"], **said)
    assert queries.successors(land["1.9"], TODAY) == []
    with pytest.raises(NoSuccessorError):
        queries.responsible_unit(land["1.9"], TODAY)
    with pytest.raises(RefusedError, match="trực thuộc"):
        actions.dissolve_unit(unit_id=land["1"], **said)


def test_a_founded_board_hangs_under_its_commune(land):
    board = actions.found_unit(
        actor=ADMINISTRATOR,
        new=NewUnit("Ban Thanh tra nhân dân", "1.b", Kind.BOARD, parent_id=land["1"]),
        on=DAY,
        citation=CITATION,
        at=AT,
    )
    assert board in queries.ids_under(land["86"], TODAY)
    assert queries.unit(board, BEFORE) is None
    assert names_of(queries.children_of(land["1"], TODAY, [Kind.BOARD])) == ["Ban Thanh tra nhân dân"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"citation": " "}, "căn cứ"),
        ({"into": NewUnit("Thị trấn An Bình")}, "Không lập được"),
        ({"into": NewUnit("Xã Mới", code="86")}, "thuộc về một đơn vị khác"),
        ({"into": NewUnit("")}, "Hãy ghi tên"),
        ({"portions": []}, "khác nhau"),
    ],
)
def test_a_merge_that_cannot_be_is_refused_with_a_sentence(land, changed, sentence):
    with pytest.raises(RefusedError, match=sentence):
        merge(land, "1", "2", **changed)
    assert queries.unit(land["1"], TODAY) is not None


def test_units_of_different_kinds_and_ended_units_are_not_merged(land):
    with pytest.raises(RefusedError, match="cùng loại"):
        merge(land, "1", "1.1")
    with pytest.raises(RefusedError, match="một trong các đơn vị được gộp"):
        merge(land, "1", "2", into=land["1"])
    merge(land, "1", "2")
    with pytest.raises(RefusedError, match="đã kết thúc từ ngày 01/08/2026"):
        merge(land, "1", "3", on=TODAY)


def test_a_split_needs_two_parts_and_the_units_own_villages(land):
    with pytest.raises(RefusedError, match="hai phần"):
        split(land, [SplitPart(NewUnit("Xã A"))])
    with pytest.raises(RefusedError, match="không thuộc đơn vị này"):
        split(land, [SplitPart(NewUnit("Xã A"), (land["2.1"],)), SplitPart(NewUnit("Xã B"))])
    with pytest.raises(RefusedError, match="chỉ thuộc về một phần"):
        split(land, [SplitPart(NewUnit("Xã A"), (land["1.1"],)), SplitPart(NewUnit("Xã B"), (land["1.1"],))])


def test_a_change_of_word_is_a_new_unit_not_a_new_name(land):
    with pytest.raises(RefusedError, match="lập đơn vị mới"):
        actions.rename_unit(
            actor=ADMINISTRATOR, unit_id=land["1"], name="Phường An Bình", on=DAY, citation=CITATION, at=AT
        )
    new = merge(land, "1", into=NewUnit("Phường An Bình"))
    assert queries.units([new], TODAY)[new].subkind is Subkind.PHUONG


def test_a_unit_cannot_hang_under_itself_or_under_what_it_holds(land):
    for parent in ("1", "1.1"):
        with pytest.raises(RefusedError, match="chính mình"):
            actions.move_unit(
                actor=ADMINISTRATOR, unit_id=land["1"], parent_id=land[parent], on=DAY, citation=CITATION, at=AT
            )


def test_contact_and_second_signature_are_set_and_recorded(land):
    actions.set_unit_contact(
        actor=ADMINISTRATOR, unit_id=land["1"], address="Ấp Chợ", phone="0270 1", working_hours="7–11 giờ", at=AT
    )
    actions.set_answer_approval(actor=ADMINISTRATOR, unit_id=land["1"], needed=True, at=AT)
    unit = queries.units([land["1"]], TODAY)[land["1"]]
    assert (unit.address, unit.phone, unit.working_hours) == ("Ấp Chợ", "0270 1", "7–11 giờ")
    assert queries.answer_needs_approval(land["1"])
    assert not queries.answer_needs_approval(land["2"])
    assert Record.objects.filter(subject_kind="organisations.unit", subject_id=land["1"]).count() == 2


OTHERS = [
    Actor(),
    Actor(user_id=1, holdings=(Holding(1, 1, "Xã", "Chủ tịch", frozenset(set(Role) - {Role.ADMINISTRATOR})),)),
]


@pytest.mark.parametrize("actor", OTHERS)
@pytest.mark.parametrize(
    "verb",
    ["found", "dissolve", "rename", "merge", "split", "contact", "approval", "move", "import", "long", "country"],
)
def test_only_administrators_change_units(land, actor, verb):
    one, decided = land["1"], {"actor": actor, "on": DAY, "citation": CITATION, "at": AT}
    verbs = {
        "found": lambda: actions.found_unit(new=NewUnit("Ban", "b", Kind.BOARD), **decided),
        "dissolve": lambda: actions.dissolve_unit(unit_id=one, **decided),
        "rename": lambda: actions.rename_unit(unit_id=one, name="Xã B", **decided),
        "merge": lambda: merge(land, "1", "2", actor=actor),
        "split": lambda: split(land, [SplitPart(NewUnit("Xã A")), SplitPart(NewUnit("Xã B"))], actor=actor),
        "contact": lambda: actions.set_unit_contact(
            actor=actor, unit_id=one, address="", phone="", working_hours="", at=AT
        ),
        "approval": lambda: actions.set_answer_approval(actor=actor, unit_id=one, needed=True, at=AT),
        "move": lambda: actions.move_unit(unit_id=one, parent_id=land["2"], **decided),
        "import": lambda: actions.import_units(actor=actor, rows=[], source="x", at=AT),
        "long": lambda: actions.import_vinh_long(actor=actor, at=AT),
        "country": lambda: actions.import_country(actor=actor, at=AT),
    }
    before = Record.objects.count()
    with pytest.raises(NotAllowedError):
        verbs[verb]()
    assert Record.objects.count() == before


def test_the_database_refuses_overlapping_periods(land):
    open_end = DateRange(DAY, None)
    wrong = [
        lambda: Unit.objects.create(code="1", kind="commune", subkind="xa", valid=open_end),
        lambda: UnitName.objects.create(
            unit_id=land["1"], name="X", slug="x", folded="x", sort_key="X", valid=open_end
        ),
        lambda: UnitParent.objects.create(unit_id=land["1"], parent_id=land["2"], valid=open_end),
        lambda: UnitParent.objects.create(unit_id=land["86"], parent_id=land["86"], valid=open_end),
        lambda: Unit.objects.create(code="new", kind="commune", subkind="xa", valid=DateRange(DAY, DAY)),
        lambda: UnitName.objects.create(
            unit_id=land["86"], name="X", slug="xa-an-binh", folded="x", sort_key="X", valid=DateRange(None, DAY)
        ),
    ]
    for make in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
