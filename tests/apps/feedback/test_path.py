"""The whole path of a case, from a voice to an answer that is rated."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.province import BEGIN, Province

from dinhlang.apps.feedback import actions, policies, queries
from dinhlang.apps.feedback.actions import submit
from dinhlang.apps.feedback.models import Case, Rating
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.apps.transparency.models import Outbox, Record
from dinhlang.domain.feedback.states import Event, State
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

HOUR = timedelta(hours=1)
Send = Callable[..., actions.Submitted]


def test_a_voice_becomes_a_case_with_two_clocks_and_one_record(send: Send, province: Province) -> None:
    sent = send(contact={"phone": "0900 000 000"})
    case = Case.objects.get(pk=sent.case_id)
    assert case.state == State.RECEIVED
    assert case.publication == "pending"
    assert case.unit_id == province.id("T1")
    clocks = {one.clock: one for one in Deadline.objects.filter(subject_id=case.pk)}
    assert set(clocks) == {"initial", "answer"}
    assert case.due_at == clocks["initial"].due_at
    assert case.first_due_at == clocks["answer"].due_at
    made = Record.objects.get(subject_kind="feedback.case", subject_id=case.pk)
    assert made.event == "feedback.received"
    assert b"0900" not in bytes(made.payload)
    assert "Cống".encode() not in bytes(made.payload)
    assert set(made.parts.values_list("part", flat=True)) == {"text", "place", "identity"}
    assert set(Outbox.objects.filter(record=made).values_list("consumer", flat=True)) >= {"log", "feedback"}


def test_the_same_draft_sent_again_gives_the_same_receipt(send: Send, province: Province) -> None:
    token = actions.begin_draft(language="vi", at=BEGIN)
    answers = {"category": "khac", "commune_id": province.id("T1"), "text": "Xin hỏi lịch tiếp dân."}
    actions.fill_draft(token=token, answers=answers, at=BEGIN)
    first = actions.submit_case(token=token, at=BEGIN, contact={"email": "a@dan.example"})
    again = actions.submit_case(token=token, at=BEGIN + HOUR, contact={"email": "a@dan.example"})
    assert again == first
    with pytest.raises(actions.AlreadySentError):
        actions.submit_case(token=token, at=BEGIN + HOUR, contact={"email": "b@dan.example"})
    assert Case.objects.count() == 1


def test_a_public_number_that_is_taken_is_spelled_anew(
    send: Send, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = send()
    spelled = iter([first.number, first.number, "PA26-AAAAAA"])
    monkeypatch.setattr(submit, "number", lambda _year, _seed: next(spelled))
    assert send().number == "PA26-AAAAAA"


def test_a_draft_takes_no_other_fields_than_those_of_the_form(province: Province) -> None:
    token = actions.begin_draft(language="vi", at=BEGIN)
    with pytest.raises(RefusedError):
        actions.fill_draft(token=token, answers={"state": "answered"}, at=BEGIN)


def test_a_case_is_handled_answered_rated_and_reopened_once(send: Send, province: Province) -> None:
    sent = send()
    who = province.actors
    step = BEGIN + HOUR
    actions.classify_case(actor=who["receiver"], case_id=sent.case_id, category="duong-cau", at=step)
    actions.assign_case(actor=who["receiver"], case_id=sent.case_id, office_id=province.id("T1-KT"), at=step)
    actions.start_work(actor=who["handler"], case_id=sent.case_id, at=step)
    actions.note_progress(actor=who["handler"], case_id=sent.case_id, text="Đã khảo sát.", at=step)
    answered = step + timedelta(days=3)
    actions.write_answer(actor=who["head"], case_id=sent.case_id, kind="done", text="Đã nạo vét.", at=answered)
    case = Case.objects.get(pk=sent.case_id)
    assert case.state == State.ANSWERED
    assert case.due_at is None
    assert not Deadline.objects.filter(subject_id=case.pk, state="open").exists()
    actions.rate_case(code=sent.lookup_code, level=1, text="Vẫn ngập", at=answered + HOUR)
    rated = Record.objects.get(event="feedback.rated")
    assert rated.facts == {}  # the level is a commitment only: the unit reads the record, not single ratings
    actions.reopen_case(code=sent.lookup_code, reason="not_fixed", text="Vẫn ngập.", at=answered + HOUR)
    assert Case.objects.get(pk=sent.case_id).state == State.IN_PROGRESS
    actions.write_answer(actor=who["head"], case_id=sent.case_id, kind="done", text="Đã sửa.", at=answered + 2 * HOUR)
    with pytest.raises(RefusedError):
        actions.reopen_case(code=sent.lookup_code, reason="not_fixed", text="Lại ngập.", at=answered + 3 * HOUR)
    assert Case.objects.get(pk=sent.case_id).answered_at == answered  # the first answer counts for the figures


def test_an_answer_is_rated_once(send: Send, province: Province) -> None:
    sent = _answered(send, province)
    actions.rate_case(code=sent.lookup_code, level=3, text="", at=BEGIN + 3 * HOUR)
    with pytest.raises(RefusedError):
        actions.rate_case(code=sent.lookup_code, level=1, text="", at=BEGIN + 4 * HOUR)
    assert Rating.objects.count() == 1


def test_the_window_for_review_ends(send: Send, province: Province) -> None:
    sent = _answered(send, province)
    late = BEGIN + timedelta(days=40)
    with pytest.raises(RefusedError):
        actions.reopen_case(code=sent.lookup_code, reason="disagree", text="Không đồng ý.", at=late)


def test_where_the_unit_requires_it_a_second_person_signs(send: Send, province: Province) -> None:
    sent = send(commune="T2")
    who = province.actors
    actions.classify_case(actor=who["receiver2"], case_id=sent.case_id, category="khac", at=BEGIN + HOUR)
    actions.write_answer(actor=who["approver2"], case_id=sent.case_id, kind="done", text="Xong.", at=BEGIN + HOUR)
    assert Case.objects.get(pk=sent.case_id).state == State.AWAITING_APPROVAL
    with pytest.raises(NotAllowedError):  # who wrote does not sign
        actions.approve_answer(actor=who["approver2"], case_id=sent.case_id, at=BEGIN + 2 * HOUR)
    with pytest.raises(NotAllowedError):
        actions.approve_answer(actor=who["writer2"], case_id=sent.case_id, at=BEGIN + 2 * HOUR)
    actions.return_answer(actor=who["approver2"], case_id=sent.case_id, note="Ghi ngày.", at=BEGIN + 2 * HOUR)
    actions.write_answer(actor=who["writer2"], case_id=sent.case_id, kind="done", text="Xong 6/1.", at=BEGIN + 3 * HOUR)
    actions.approve_answer(actor=who["approver2"], case_id=sent.case_id, at=BEGIN + 4 * HOUR)
    seen = queries.sender_case(sent.lookup_code, at=BEGIN + 5 * HOUR)
    assert seen is not None
    assert seen.case.answer is not None
    assert seen.case.answer.text == "Xong 6/1."
    assert "Ghi ngày." not in str(seen)  # what the unit said inside stays inside


def test_asking_the_sender_rests_the_answer_clock(send: Send, province: Province) -> None:
    sent = send()
    who = province.actors
    actions.classify_case(actor=who["receiver"], case_id=sent.case_id, category="khac", at=BEGIN + HOUR)
    before = Deadline.objects.get(subject_id=sent.case_id, clock="answer", state="open").due_on
    actions.ask_info(actor=who["receiver"], case_id=sent.case_id, question="Ở đoạn nào?", at=BEGIN + HOUR)
    assert Case.objects.get(pk=sent.case_id).due_at is None
    actions.give_info(code=sent.lookup_code, text="Trước quán bà Sáu.", at=BEGIN + timedelta(days=4))
    assert Deadline.objects.get(subject_id=sent.case_id, clock="answer", state="open").due_on > before
    assert Case.objects.get(pk=sent.case_id).state == State.IN_PROGRESS


def test_an_extension_moves_the_inbox_date_but_not_the_first_deadline(send: Send, province: Province) -> None:
    sent = send()
    who = province.actors
    actions.classify_case(actor=who["receiver"], case_id=sent.case_id, category="khac", at=BEGIN + HOUR)
    first = Case.objects.get(pk=sent.case_id).first_due_at
    with pytest.raises(NotAllowedError):  # the handler does not give himself time
        actions.extend_case(actor=who["handler"], case_id=sent.case_id, reason="Chờ máy.", at=BEGIN + HOUR)
    actions.extend_case(actor=who["head"], case_id=sent.case_id, reason="Chờ máy.", at=BEGIN + HOUR)
    case = Case.objects.get(pk=sent.case_id)
    assert case.first_due_at == first
    assert case.due_at is not None
    assert first is not None
    assert case.due_at > first
    with pytest.raises(RefusedError):
        actions.extend_case(actor=who["head"], case_id=sent.case_id, reason="Chờ nữa.", at=BEGIN + 2 * HOUR)


def test_a_transfer_goes_with_the_answer_clock_running(send: Send, province: Province) -> None:
    sent = send()
    due = Deadline.objects.get(subject_id=sent.case_id, clock="answer", state="open").due_at
    actions.transfer_case(
        actor=province.actors["receiver"], case_id=sent.case_id, to_unit_id=province.id("86-XD"),
        reason="Đường tỉnh.", at=BEGIN + HOUR,
    )  # fmt: skip
    case = Case.objects.get(pk=sent.case_id)
    assert case.unit_id == province.id("86-XD")
    assert case.state == State.RECEIVED
    assert Deadline.objects.get(subject_id=sent.case_id, clock="answer", state="open").due_at == due
    with pytest.raises(NotAllowedError):  # it is no longer the commune's
        actions.classify_case(actor=province.actors["receiver"], case_id=case.pk, category="khac", at=BEGIN + HOUR)


def test_a_button_pressed_twice_acts_once(send: Send, province: Province) -> None:
    sent = send()
    key = Request("desk:abc", digest_of({"category": "khac"}))
    for hour in (1, 2):
        actions.classify_case(
            actor=province.actors["receiver"],
            case_id=sent.case_id,
            category="khac",
            at=BEGIN + hour * HOUR,
            request=key,
        )
    assert Record.objects.filter(event="feedback.classified").count() == 1
    other = Request("desk:abc", digest_of({"category": "y-te"}))
    with pytest.raises(RequestConflictError):
        actions.classify_case(
            actor=province.actors["receiver"], case_id=sent.case_id, category="y-te", at=BEGIN + HOUR, request=other
        )


def test_a_wrong_code_finds_nothing_whatever_it_looks_like(send: Send) -> None:
    send()
    for code in ("", "AAAAAAAAAA", "x" * 5000):
        with pytest.raises(NotFoundError):
            actions.rate_case(code=code, level=3, text="", at=BEGIN)


def test_only_published_cases_are_public_and_masked_text_is_what_is_shown(send: Send, province: Province) -> None:
    sent = send(text="Nhà ông Bảy số 12 xả nước thải.")
    assert queries.public_case(sent.number, at=BEGIN) is None
    actions.publish_case(
        actor=province.actors["receiver"], case_id=sent.case_id, title="Xả nước thải",
        text="Một hộ xả nước thải.", at=BEGIN + HOUR,
    )  # fmt: skip
    shown = queries.public_case(sent.number, at=BEGIN + HOUR)
    assert shown is not None
    assert "ông Bảy" not in str(shown)
    rows = queries.public_cases(queries.PublicFilter(), at=BEGIN + HOUR).rows
    assert [row.number for row in rows] == [sent.number]
    actions.withhold_case(
        actor=province.actors["receiver"], case_id=sent.case_id, reason="accusation", at=BEGIN + 2 * HOUR
    )
    assert queries.public_case(sent.number, at=BEGIN + 3 * HOUR) is None


def test_handling_is_no_right_to_see_who_sent(send: Send, province: Province) -> None:
    sent = send(contact={"phone": "0901234567", "contact_name": "Nguyễn Thị A"})
    who = province.actors
    actions.classify_case(actor=who["receiver"], case_id=sent.case_id, category="khac", at=BEGIN + HOUR)
    actions.assign_case(actor=who["receiver"], case_id=sent.case_id, office_id=province.id("T1-KT"), at=BEGIN + HOUR)
    case = Case.objects.get(pk=sent.case_id)
    for short, sees in (("receiver", True), ("head", False), ("handler", False), ("auditor", False)):
        assert policies.can_see(who[short], case), short
        assert (policies.can_see_identity(who[short], case) is not None) is sees, short
    assert not policies.can_see(who["receiver2"], case)
    assert not policies.can_see_identity(who["receiver2"], case)
    shown = queries.desk_case(sent.case_id, at=BEGIN + HOUR)
    assert shown is not None
    assert shown.has_identity
    assert "0901234567" not in str(shown)


def test_the_front_of_a_commune_watches_its_commune_alone(send: Send, province: Province) -> None:
    here, there = (Case.objects.get(pk=send(commune=code).case_id) for code in ("T1", "T2"))
    assert policies.can_see(province.actors["front"], here)
    assert not policies.can_see(province.actors["front"], there)
    assert policies.can_see(province.actors["auditor"], there)
    assert not policies.steps_for(province.actors["front"], here, State.RECEIVED)


@pytest.mark.parametrize("short", ["handler", "auditor", "front", "receiver2", "approver2"])
def test_who_may_not_triage_is_refused(send: Send, province: Province, short: str) -> None:
    sent = send()
    actor = province.actors[short]
    refused = (
        lambda: actions.classify_case(actor=actor, case_id=sent.case_id, category="khac", at=BEGIN),
        lambda: actions.refuse_case(actor=actor, case_id=sent.case_id, reason="settled", explanation="x", at=BEGIN),
        lambda: actions.publish_case(actor=actor, case_id=sent.case_id, title="x", text="x", at=BEGIN),
        lambda: actions.withhold_case(actor=actor, case_id=sent.case_id, reason="insult", at=BEGIN),
        lambda: actions.transfer_case(
            actor=actor, case_id=sent.case_id, to_unit_id=province.id("86-XD"), reason="x", at=BEGIN
        ),
    )
    for attempt in refused:
        with pytest.raises(NotAllowedError):
            attempt()
    assert Case.objects.get(pk=sent.case_id).state == State.RECEIVED


def test_a_refusal_needs_a_coded_reason_and_words(send: Send, province: Province) -> None:
    sent = send()
    who = province.actors["receiver"]
    with pytest.raises(RefusedError):
        actions.refuse_case(actor=who, case_id=sent.case_id, reason="tired", explanation="Không.", at=BEGIN)
    with pytest.raises(RefusedError):
        actions.refuse_case(actor=who, case_id=sent.case_id, reason="complaint", explanation="  ", at=BEGIN)
    actions.refuse_case(
        actor=who, case_id=sent.case_id, reason="complaint", explanation="Mời gửi đơn khiếu nại.", at=BEGIN + HOUR
    )
    case = Case.objects.get(pk=sent.case_id)
    assert (case.state, case.accepted, case.refusal) == (State.REFUSED, False, "complaint")
    actions.reopen_case(code=sent.lookup_code, reason="disagree", text="Đây là phản ánh.", at=BEGIN + 2 * HOUR)
    assert Case.objects.get(pk=sent.case_id).state == State.IN_PROGRESS


def test_closed_after_the_window_and_counted(send: Send, province: Province) -> None:
    sent = _answered(send, province)
    assert actions.close_answered(at=BEGIN + timedelta(days=5)) == 0
    assert actions.close_answered(at=BEGIN + timedelta(days=60)) == 1
    assert Case.objects.get(pk=sent.case_id).state == State.CLOSED
    send()
    assert actions.recount_all(at=BEGIN + timedelta(days=60)) == 1
    month = BEGIN.date().replace(day=1)
    figures = queries.province_figures(since=month, until=month)
    assert (figures.received, figures.accepted, figures.answered, figures.on_time) == (2, 1, 1, 1)
    assert figures.overdue == 1  # the second was never answered


def test_the_timeline_of_the_public_has_no_inside_steps(send: Send, province: Province) -> None:
    sent = _answered(send, province)
    actions.rate_case(code=sent.lookup_code, level=1, text="Tệ", at=BEGIN + 3 * HOUR)
    actions.publish_case(
        actor=province.actors["receiver"],
        case_id=sent.case_id,
        title="Cống nghẹt",
        text="Cống nghẹt",
        at=BEGIN + 4 * HOUR,
    )
    shown = queries.public_case(sent.number, at=BEGIN + 5 * HOUR)
    assert shown is not None
    assert [one.event for one in shown.stages] == [Event.RECEIVED, Event.CLASSIFIED, Event.ANSWERED, Event.PUBLISHED]


def _answered(send: Send, province: Province) -> actions.Submitted:
    sent = send()
    who = province.actors
    actions.classify_case(actor=who["receiver"], case_id=sent.case_id, category="khac", at=BEGIN + HOUR)
    actions.write_answer(actor=who["head"], case_id=sent.case_id, kind="done", text="Đã làm.", at=BEGIN + 2 * HOUR)
    return sent
