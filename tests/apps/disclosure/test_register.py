"""The life of one thing due: published, posted, corrected, withdrawn, looked at; each act once, recorded, counted."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from tests.disclosures import BOARDS, CONTENT, SIGNED, Register, moment

from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.disclosure.actions import NewAsker, NewEvidence
from dinhlang.apps.disclosure.models import Asker, Evidence, InformationRequest, Look, Occasion, Publication, Standing
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.actions import Request
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.disclosure.due import Event
from dinhlang.domain.disclosure.duties import Source
from dinhlang.domain.disclosure.needs import Form, Place
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError


def status_on(register: Register, day: int, month: int = 3) -> str:
    audit = queries.audit(register.province.units["T1"], date(2026, month, day))
    found = [item for cell in audit.cells for item in cell.items if item.code == register.row.code]
    return str(found[0].assessment.status)


def test_a_signed_document_is_due_in_five_working_days_and_stands_in_its_cell(register: Register) -> None:
    assert register.row.due_on == date(2026, 3, 9)
    cell = Standing.objects.get(unit_id=register.province.id("T1"), duty="11.1", quarter="2026-Q1")
    assert (cell.status, cell.occasions, cell.overdue) == ("not_due", 1, 0)


def test_published_and_posted_in_time_it_is_in_time(register: Register) -> None:
    register.complete()
    assert register.row.status == "in_time"
    assert [status_on(register, day) for day in (3, 4, 6, 20)] == ["not_due", "due_soon", "in_time", "in_time"]
    assert Standing.objects.get(duty="11.1").status == "in_time"


def test_every_act_is_in_the_record_with_its_article(register: Register) -> None:
    register.complete()
    events = list(Record.objects.filter(subject_kind="disclosure.item").order_by("id").values_list("event", flat=True))
    assert events == [
        "disclosure.due", "disclosure.published", "disclosure.shown", "disclosure.shown", "disclosure.confirmed",
        "disclosure.confirmed",
    ]  # fmt: skip
    due = Record.objects.get(event="disclosure.due")
    assert "khoản 3 Điều 12" in due.grounds[0]["citation"]
    assert "Kế hoạch năm 2026" not in str(due.facts)


def test_time_alone_makes_it_missing_and_the_count_says_so(register: Register) -> None:
    assert actions.count_waiting(at=moment(9)) == 1  # due soon
    assert register.row.status == "due_soon"
    assert actions.count_waiting(at=moment(10)) == 1
    assert register.row.status == "missing"
    assert Standing.objects.get(duty="11.1").overdue == 1
    assert actions.count_waiting(at=moment(11)) == 0


def test_a_posting_taken_down_on_day_twelve_lacks_its_form(register: Register) -> None:
    register.complete()
    board = Evidence.objects.get(place="office")
    actions.take_down(
        actor=register.who("receiver"), occasion_id=register.occasion, evidence_id=board.pk,
        last_day=date(2026, 3, 17), at=moment(18),
    )  # fmt: skip
    assert register.row.status == "incomplete"
    assert status_on(register, 17) == "in_time"
    assert status_on(register, 18) == "incomplete"


def test_a_correction_is_a_version_and_the_old_one_stays(register: Register) -> None:
    register.complete()
    actions.correct(
        actor=register.who("head"), occasion_id=register.occasion, content=CONTENT, reason="Ghi nhầm số hộ",
        changed_on=date(2026, 3, 11), at=moment(12),
    )  # fmt: skip
    assert register.row.status == "incomplete"  # the boards still show the old sheet
    for place in BOARDS:
        register.post(place, date(2026, 3, 12), moment(12))
    register.confirm_all(moment(12, hour=10))
    assert register.row.status == "in_time"
    old = Evidence.objects.get(place="office", version=1)
    assert old.last_day == date(2026, 3, 12)
    shown = queries.item(register.row.code, moment(13))
    assert shown is not None
    assert [one.number for one in shown.versions] == [2, 1]
    assert shown.versions[0].reason == "Ghi nhầm số hộ"


def test_what_is_withdrawn_leaves_a_stone_with_its_reason(register: Register) -> None:
    register.complete()
    actions.withdraw(
        actor=register.who("head"), occasion_id=register.occasion, reason="Có dữ liệu cá nhân", at=moment(12)
    )
    shown = queries.item(register.row.code, moment(13))
    assert shown is not None
    assert shown.versions == ()
    assert shown.withdrawn_reason == "Có dữ liệu cá nhân"
    assert register.row.status == "missing"
    with pytest.raises(RefusedError):
        actions.withdraw(actor=register.who("head"), occasion_id=register.occasion, reason="Lại", at=moment(13))


def test_nobody_outside_sees_what_is_under_embargo(register: Register) -> None:
    register.publish(embargo_until=moment(6))
    assert queries.item(register.row.code, moment(5, hour=20)).versions == ()  # type: ignore[union-attr]
    assert len(queries.item(register.row.code, moment(5), inside=True).versions) == 1  # type: ignore[union-attr]
    assert len(queries.item(register.row.code, moment(6)).versions) == 1  # type: ignore[union-attr]


def test_a_summary_in_plain_words_is_asked_for(register: Register) -> None:
    without = type(CONTENT)("", "a", "b", "c", "d")
    with pytest.raises(RefusedError):
        actions.publish(actor=register.who("head"), occasion_id=register.occasion, content=without, at=moment(5))
    assert not Publication.objects.exists()


@pytest.mark.parametrize("who", ["receiver2", "front", "auditor", "handler"])
def test_whoever_has_no_such_post_in_the_commune_can_publish_nothing(register: Register, who: str) -> None:
    with pytest.raises(NotAllowedError):
        actions.publish(actor=register.who(who), occasion_id=register.occasion, content=CONTENT, at=moment(5))
    with pytest.raises(NotAllowedError):
        actions.withdraw(actor=register.who(who), occasion_id=register.occasion, reason="x", at=moment(5))


@pytest.mark.parametrize("who", ["receiver2", "front", "auditor"])
def test_whoever_has_no_post_in_the_commune_keeps_no_evidence(register: Register, who: str) -> None:
    register.publish()
    new = NewEvidence(Form.POSTING, Place.OFFICE, date(2026, 3, 5))
    with pytest.raises(NotAllowedError):
        actions.show(actor=register.who(who), occasion_id=register.occasion, new=new, at=moment(5))
    event = Event("11.3", Source.DOCUMENT, SIGNED, "Đường")
    with pytest.raises(NotAllowedError):
        actions.note_event(actor=register.who(who), unit_id=register.province.id("T1"), event=event, at=moment(5))


def test_nobody_confirms_what_he_posted_himself(register: Register) -> None:
    register.publish()
    register.post(Place.OFFICE, date(2026, 3, 5), moment(5))
    board = Evidence.objects.get(place="office")
    with pytest.raises(NotAllowedError):
        actions.confirm(
            actor=register.who("receiver"), occasion_id=register.occasion, evidence_id=board.pk, at=moment(6)
        )
    assert register.row.status in ("due_soon", "not_due", "verifying")


def test_the_same_sending_twice_is_one_act(register: Register) -> None:
    key = Request("desk:1", b"x" * 32)
    first = register.publish(request=key)
    assert register.publish(request=key) == first
    assert Publication.objects.count() == 1


def test_one_tap_of_a_resident_asks_the_commune_to_check_by_a_day(register: Register) -> None:
    register.complete()
    board = Evidence.objects.get(place="office")
    actions.look(evidence_id=board.pk, seen=True, at=moment(14))
    assert register.row.status == "in_time"
    actions.look(evidence_id=board.pk, seen=False, at=moment(14))
    board.refresh_from_db()
    assert (board.doubted_on, board.recheck_by) == (date(2026, 3, 14), date(2026, 3, 17))
    assert register.row.status == "verifying"
    assert {one.name for one in Look._meta.get_fields()} == {"id", "evidence", "on", "seen"}  # nobody is named
    actions.confirm(actor=register.who("head"), occasion_id=register.occasion, evidence_id=board.pk, at=moment(16))
    assert register.row.status == "in_time"


def test_a_board_that_is_down_cannot_be_looked_at(register: Register) -> None:
    register.complete()
    board = Evidence.objects.get(place="office")
    Evidence.objects.filter(pk=board.pk).update(last_day=date(2026, 4, 6))
    with pytest.raises(NotFoundError):
        actions.look(evidence_id=board.pk, seen=False, at=moment(10, 4))


def test_what_is_missing_can_be_asked_for_with_the_terms_of_the_law(register: Register) -> None:
    asker = NewAsker("Nguyễn Thị Lan", "Ấp Phước Hậu", "0912 345 678")
    key = Request("ask:1", b"y" * 32)
    asked = actions.ask(occasion_id=register.occasion, asker=asker, text="", at=moment(10), request=key)
    again = actions.ask(occasion_id=register.occasion, asker=asker, text="", at=moment(10), request=key)
    assert asked == again
    made = InformationRequest.objects.get()
    assert made.due_on == date(2026, 3, 13)  # 3 working days
    record = Record.objects.get(event="disclosure.asked")
    assert "Lan" not in str(record.facts) + bytes(record.payload).decode()
    head = register.who("head")
    actions.need_more_time(actor=head, request_id=made.pk, reason="Nhiều hồ sơ", at=moment(12))
    made.refresh_from_db()
    assert made.due_on == date(2026, 3, 31)  # 15 working days from the receipt
    actions.answer(actor=head, request_id=made.pk, text="Đã gửi kèm", refused=False, at=moment(16))
    assert queries.request_by_code(asked.lookup).state == "answered"  # type: ignore[union-attr]
    assert Deadline.objects.filter(subject_kind="disclosure.request", state="met").count() == 1


def test_only_the_unit_that_was_asked_answers(register: Register) -> None:
    asker = NewAsker("Lan", "Ấp Phước Hậu", "0912 345 678")
    key = Request("ask:2", b"y" * 32)
    actions.ask(occasion_id=register.occasion, asker=asker, text="", at=moment(10), request=key)
    made = InformationRequest.objects.get()
    for who in ("receiver2", "auditor", "front"):
        with pytest.raises(NotAllowedError):
            actions.answer(actor=register.who(who), request_id=made.pk, text="x", refused=False, at=moment(11))
        with pytest.raises(NotAllowedError):
            actions.need_more_time(actor=register.who(who), request_id=made.pk, reason="x", at=moment(11))
    assert Asker.objects.count() == 1


def test_the_calendar_makes_the_same_things_due_only_once(register: Register) -> None:
    home = Occasion.objects.count()
    made = actions.raise_recurring(at=moment(1, 4))
    communes, ended = 2, 3  # the quarters III/2025 to I/2026
    assert made == communes * ended * 2
    assert actions.raise_recurring(at=moment(1, 4)) == 0
    assert Occasion.objects.count() == home + made
    assert Standing.objects.filter(quarter="2026-Q1").count() == communes * 15


def test_what_happened_before_the_law_makes_nothing_due(register: Register) -> None:
    event = Event("11.3", Source.DOCUMENT, date(2001, 3, 2), "Đường")
    with pytest.raises(RefusedError):
        actions.note_event(
            actor=register.who("head"), unit_id=register.province.id("T1"), event=event, at=moment(5)
        )  # fmt: skip


def test_lists_of_people_leave_the_web_after_their_time(register: Register) -> None:
    event = Event("11.7", Source.DOCUMENT, SIGNED, "Danh sách hộ nghèo")
    head = register.who("head")
    made = actions.note_event(actor=head, unit_id=register.province.id("T1"), event=event, at=moment(2))
    table = {"kind": "table", "headings": ["Hộ"], "rows": [["Hộ 1"]]}
    content = type(CONTENT)("a", "b", "c", "d", "e", ({"kind": "text", "text": "x"}, table))
    actions.publish(actor=head, occasion_id=made, content=content, at=moment(5))
    code = Occasion.objects.get(pk=made).code
    last = moment(5) + timedelta(days=30)
    assert not queries.item(code, last).versions[0].names_gone  # type: ignore[union-attr]
    later = queries.item(code, last + timedelta(days=1))
    assert later is not None
    assert later.versions[0].names_gone
    assert [block["kind"] for block in later.versions[0].blocks] == ["text"]


def test_what_was_published_before_the_index_of_words_is_found_after_the_migration(register: Register) -> None:
    register.publish()
    Publication.objects.update(folded="")
    assert queries.found_rows("duong ap", moment(8)) == ()
    import_module("dinhlang.apps.disclosure.migrations.0004_words_of_older_publications").fill(apps, None)
    for typed in ("duong ap", "Đường ấp", "ke hoach nam"):
        assert [one.code for one in queries.found_rows(typed, moment(8))] == [register.row.code], typed
