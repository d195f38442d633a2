"""Days, visits, dialogues and promises: what is done, by whom, and what everybody sees of it."""

from datetime import date

import pytest
from tests.receiving import ON, Meeting, begun, key, moment

from dinhlang.apps.feedback.models import Case
from dinhlang.apps.origins import actions as origins
from dinhlang.apps.origins import queries as origin_queries
from dinhlang.apps.reception import actions, queries
from dinhlang.apps.reception.actions import NewPromise, NewVisit
from dinhlang.apps.reception.models import Promise, Question, Visit
from dinhlang.domain.accounts.roles import CITIZEN, SYSTEM, Actor, Holding, Role
from dinhlang.domain.reception.dialogue import Owed
from dinhlang.domain.reception.promises import Kept
from dinhlang.domain.reception.schedule import Receiving
from dinhlang.domain.reception.visits import Outcome, Stage
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

pytestmark = pytest.mark.django_db


def ask(meeting: Meeting, text: str) -> str:
    return actions.ask_question(dialogue_id=meeting.dialogue, text=text, at=moment(5), request=key(text))


def shown(meeting: Meeting, day: int = 20) -> queries.DialogueView:
    found = queries.dialogue(meeting.dialogue_code, moment(day))
    assert found is not None
    return found


def promised(meeting: Meeting, due_on: date = date(2026, 4, 10)) -> int:
    new = NewPromise("Nối ống nước", meeting.province.id("T1-KT"), "Trưởng phòng", due_on)
    return actions.make_promise(
        actor=meeting.province.actors["receiver"], dialogue_id=meeting.dialogue, new=new, at=moment(17)
    )


def test_a_booked_place_has_a_number_a_secret_code_and_no_name() -> None:
    meeting = begun()
    code = meeting.book("a")
    assert meeting.book("a") == code  # sent twice it is one place
    meeting.book("b", people=7)
    found = queries.own_visit(code, moment(11))
    assert found is not None
    assert (found[0].number, found[0].stage, found[0].speakers) == (1, "booked", (1, 1))
    assert [one.speakers for one in queries.visits(meeting.day, moment(11))] == [(1, 1), (1, 2)]
    assert {one.name for one in Visit._meta.get_fields()}.isdisjoint({"name", "phone", "email"})


def test_who_comes_is_received_and_answered_within_ten_working_days() -> None:
    meeting = begun()
    visit = meeting.received()
    late = queries.visits(meeting.day, moment(1, month=4))[0]
    assert (late.due_on, late.is_late) == (date(2026, 3, 31), True)
    receiver = meeting.province.actors["receiver"]
    actions.answer_visit(
        actor=receiver, visit_id=visit.pk, outcome=Outcome.REFUSED, words="Không thuộc xã.", at=moment(31)
    )
    assert not queries.visits(meeting.day, moment(1, month=4))[0].is_late
    with pytest.raises(RefusedError, match="đã được trả lời"):
        actions.answer_visit(actor=receiver, visit_id=visit.pk, outcome=Outcome.ACCEPTED, words="x", at=moment(31))


def test_what_was_said_becomes_a_case_that_the_visitor_finds_by_the_code_of_the_visit() -> None:
    meeting = begun()
    code, receiver = meeting.book(), meeting.province.actors["receiver"]
    visit = Visit.objects.get()
    actions.move_visit(actor=receiver, visit_id=visit.pk, stage=Stage.WAITING, at=moment(17, 8))
    actions.receive_visit(actor=receiver, visit_id=visit.pk, minutes="Đường lầy ba năm", at=moment(17, 9))
    origins.pass_to_case(actor=receiver, visit_id=visit.pk, category="thoat-nuoc", at=moment(17))
    case = Case.objects.get()
    assert (case.text, case.commune_id) == ("Đường lầy ba năm", meeting.province.id("T1"))
    found = queries.own_visit(code, moment(18))
    assert found is not None
    assert (found[0].case_number, found[0].outcome) == (case.number, "accepted")
    assert len(origin_queries.code_of_visit(visit.pk)) == 10
    with pytest.raises(RefusedError):  # once only
        origins.pass_to_case(actor=receiver, visit_id=visit.pk, category="thoat-nuoc", at=moment(18))


def test_nobody_is_passed_on_before_being_received() -> None:
    meeting = begun()
    meeting.book()
    with pytest.raises(NotFoundError):
        origins.pass_to_case(
            actor=meeting.province.actors["receiver"], visit_id=Visit.objects.get().pk, category="thoat-nuoc",
            at=moment(17),
        )  # fmt: skip


def test_a_day_that_is_moved_takes_its_bookings_along_and_says_so() -> None:
    meeting = begun()
    code = meeting.book()
    actions.call_off_day(
        actor=meeting.province.actors["receiver"], day_id=meeting.day, reason="Bão", moved_to=date(2026, 3, 24),
        at=moment(15),
    )  # fmt: skip
    old = queries.day(meeting.day_code, moment(18))
    assert old is not None
    assert (old.became, old.moved_to_on, old.why) == (Receiving.MOVED, date(2026, 3, 24), "Bão")
    found = queries.own_visit(code, moment(18))
    assert found is not None
    assert found[1] == old.moved_to
    with pytest.raises(RefusedError, match="không nhận hẹn"):
        meeting.book("late")


def test_a_day_called_off_without_another_day_counts_as_missed() -> None:
    meeting = begun()
    actions.call_off_day(
        actor=meeting.province.actors["receiver"], day_id=meeting.day, reason="Bận", moved_to=None, at=moment(12)
    )
    found = queries.day(meeting.day_code, moment(12))
    assert found is not None
    assert found.became is Receiving.MISSED


def test_a_deputy_needs_a_reason_and_does_not_do_the_duty_of_the_head() -> None:
    meeting = begun()
    receiver = meeting.province.actors["receiver"]
    with pytest.raises(RefusedError, match="vì sao"):
        actions.hold_day(actor=receiver, day_id=meeting.day, deputy="Phó Chủ tịch", deputy_why="", at=moment(17))
    actions.hold_day(actor=receiver, day_id=meeting.day, deputy="Phó Chủ tịch", deputy_why="Ốm", at=moment(17))
    visited = queries.who_received(2026, moment(31))[0]
    assert visited.became[Receiving.BY_DEPUTY] == 1
    assert all(one.received == 0 for one in visited.stretches)
    assert len(visited.stretches) == 12  # whole weeks from 5 January to 29 March


def test_a_day_is_not_held_before_it_comes() -> None:
    meeting = begun()
    with pytest.raises(RefusedError, match="Chưa tới"):
        actions.hold_day(
            actor=meeting.province.actors["receiver"], day_id=meeting.day, deputy="", deputy_why="", at=moment(16)
        )


def test_a_booked_place_is_given_back_once_and_stays_given_back() -> None:
    meeting = begun()
    code = meeting.book()
    for _again in range(2):
        actions.withdraw_visit(code=code, at=moment(11))
    assert Visit.objects.get().state == Stage.WITHDRAWN.value
    with pytest.raises(NotFoundError):
        actions.withdraw_visit(code="0000000000", at=moment(11))


def test_questions_wait_to_be_read_are_merged_and_each_sender_sees_the_answer() -> None:
    meeting = begun()
    receiver = meeting.province.actors["receiver"]
    first, second = ask(meeting, "Nước yếu?"), ask(meeting, "Sao nước yếu?")
    assert [one.text for one in shown(meeting).questions] == ["", ""]
    on = {"actor": receiver, "dialogue_id": meeting.dialogue, "at": moment(16)}
    actions.show_question(question_number=1, withheld_why="", **on)
    actions.merge_questions(question_number=2, into_number=1, **on)
    actions.answer_question(question_number=1, answer="Nối ống mới", answered_by="Chủ tịch", **on)
    question = shown(meeting).questions[0]
    assert (question.text, question.people, question.merged) == ("Nước yếu?", 2, (2,))
    for code, into in ((first, None), (second, 1)):
        found = queries.own_question(code)
        assert found is not None
        assert (found[0].answer, found[2]) == ("Nối ống mới", into)


def test_withheld_words_leave_the_reason_in_their_place() -> None:
    meeting = begun()
    ask(meeting, "Chửi")
    actions.show_question(
        actor=meeting.province.actors["receiver"], dialogue_id=meeting.dialogue, question_number=1,
        withheld_why="Xúc phạm người khác", at=moment(6),
    )  # fmt: skip
    question = shown(meeting).questions[0]
    assert (question.text, question.withheld_why) == ("", "Xúc phạm người khác")


def test_a_result_is_published_only_when_every_question_has_its_answer() -> None:
    meeting = begun()
    head = meeting.province.actors["head"]
    ask(meeting, "Nước yếu?")
    with pytest.raises(RefusedError, match="Chưa đối thoại"):
        actions.publish_result(actor=head, dialogue_id=meeting.dialogue, summary="Xong", at=moment(17))
    actions.hold_dialogue(actor=head, dialogue_id=meeting.dialogue, attended=50, at=moment(17))
    with pytest.raises(RefusedError, match="chưa có lời trả lời"):
        actions.publish_result(actor=head, dialogue_id=meeting.dialogue, summary="Xong", at=moment(17))
    actions.answer_question(
        actor=head, dialogue_id=meeting.dialogue, question_number=1, answer="Nối ống", answered_by="Chủ tịch",
        at=moment(17),
    )  # fmt: skip
    actions.publish_result(actor=head, dialogue_id=meeting.dialogue, summary="Xong", at=moment(28))
    row = shown(meeting, 30).row
    assert (row.timing.announced_in_time, row.timing.published_in_time) == (True, False)  # 10 days end on the 27th
    with pytest.raises(RefusedError, match="không nhận thêm"):
        ask(meeting, "Muộn")


def test_a_moved_dialogue_keeps_its_questions_and_is_announced_anew() -> None:
    meeting = begun()
    own = ask(meeting, "Nước yếu?")
    on = {"actor": meeting.province.actors["head"], "dialogue_id": meeting.dialogue}
    with pytest.raises(RefusedError, match="sau ngày cũ"):
        actions.call_off_dialogue(reason="Bão", moved_to=date(2026, 3, 15), at=moment(15), **on)
    actions.call_off_dialogue(reason="Bão", moved_to=date(2026, 3, 20), at=moment(15), **on)
    row = shown(meeting, 15).row
    assert (row.on, row.changed_why, row.called_off_on) == (date(2026, 3, 20), "Bão", None)
    assert row.timing.announced_in_time is False  # five days before the new one
    assert queries.own_question(own) is not None
    with pytest.raises(RefusedError, match="Chưa tới ngày"):
        actions.hold_dialogue(attended=5, at=moment(17), **on)


def test_a_dialogue_called_off_takes_nothing_more_but_answers_what_was_asked() -> None:
    meeting = begun()
    own = ask(meeting, "Nước yếu?")
    on = {"actor": meeting.province.actors["head"], "dialogue_id": meeting.dialogue, "at": moment(17)}
    with pytest.raises(RefusedError, match="lý do"):
        actions.call_off_dialogue(reason=" ", moved_to=None, **on)
    actions.call_off_dialogue(reason="Bão", moved_to=None, **on)
    for act in (
        lambda: actions.call_off_dialogue(reason="Lần nữa", moved_to=None, **on),
        lambda: actions.hold_dialogue(attended=5, **on),
        lambda: ask(meeting, "Muộn"),
        lambda: promised(meeting),
    ):
        with pytest.raises(RefusedError, match="đã hủy"):
            act()
    actions.answer_question(question_number=1, answer="Nối ống", answered_by="Chủ tịch", **on)
    found = queries.own_question(own)
    assert found is not None
    assert found[0].answer == "Nối ống"


def test_nothing_is_promised_before_the_day_of_the_dialogue() -> None:
    meeting = begun()
    new = NewPromise("Nối ống", meeting.province.id("T1"), "Chủ tịch", date(2026, 6, 30))
    with pytest.raises(RefusedError, match="từ ngày đối thoại"):
        actions.make_promise(actor=meeting.province.actors["head"], dialogue_id=meeting.dialogue, new=new, at=moment(5))


def test_promises_are_kept_late_or_broken_in_public() -> None:
    meeting = begun()
    kept, broken, waiting = promised(meeting), promised(meeting), promised(meeting)
    head = meeting.province.actors["head"]
    actions.keep_promise(actor=head, promise_id=kept, kept_on=date(2026, 4, 12), shown="Ảnh", at=moment(12, month=4))
    actions.break_promise(actor=head, promise_id=broken, reason="Hết tiền", at=moment(12, month=4))
    stands = {one.id: one.kept for one in queries.promises(moment(13, month=4))}
    assert stands == {kept: Kept.KEPT_LATE, broken: Kept.BROKEN, waiting: Kept.LATE}
    with pytest.raises(RefusedError, match="khép lại"):
        actions.break_promise(actor=head, promise_id=kept, reason="x", at=moment(13, month=4))


@pytest.mark.parametrize(("asking", "owed"), [(999, Owed.THIS_YEAR), (1000, Owed.ON_REQUEST)])
def test_a_tenth_of_the_voters_get_a_dialogue_and_requests_grow_old(asking: int, owed: Owed) -> None:
    meeting = begun()
    unit = meeting.province.id("T1")
    front = Actor(5, "", (Holding(5, meeting.province.id("T1-MT"), "", "", frozenset({Role.HEAD})),))
    actions.count_requests(
        actor=front, unit_id=unit, asked_on=date(2026, 3, 3), voters_asking=asking, voters_in_all=10_000,
        about="Nước sạch", at=moment(4),
    )  # fmt: skip
    found = queries.asking([unit], moment(10))[0]
    assert (found.owed, found.is_enough) == (owed, owed is Owed.ON_REQUEST)
    assert queries.asking([unit], moment(10, month=9))[0].asking == 0  # older than 180 days
    actions.hold_dialogue(actor=SYSTEM, dialogue_id=meeting.dialogue, attended=9, at=moment(17))
    assert queries.asking([unit], moment(18))[0].owed is Owed.HELD


def _do(meeting: Meeting, actor: Actor, what: str) -> None:
    unit, day, talk, at = meeting.province.id("T1"), meeting.day, meeting.dialogue, moment(17)
    visit, given = Visit.objects.get().pk, {"actor": actor, "at": at}
    acts = {
        "name": lambda: actions.name_head(unit_id=unit, title="X", rule="FB-TCD-15", since=ON, **given),
        "commit": lambda: actions.commit_to_service(head_id=meeting.head, text="x", **given),
        "hold": lambda: actions.hold_day(day_id=day, deputy="", deputy_why="", **given),
        "call off": lambda: actions.call_off_day(day_id=day, reason="x", moved_to=None, **given),
        "enter": lambda: actions.enter_visit(day_id=day, new=NewVisit("x"), **given),
        "receive": lambda: actions.receive_visit(visit_id=visit, minutes="x", **given),
        "move": lambda: actions.move_visit(visit_id=visit, stage=Stage.ABSENT, **given),
        "answer": lambda: actions.answer_visit(visit_id=visit, outcome=Outcome.REFUSED, words="x", **given),
        "count": lambda: actions.count_requests(
            unit_id=unit, asked_on=ON, voters_asking=1, voters_in_all=2, about="x", **given
        ),
        "question": lambda: actions.enter_question(dialogue_id=talk, text="x", people=1, **given),
        "show": lambda: actions.show_question(dialogue_id=talk, question_number=1, withheld_why="", **given),
        "held": lambda: actions.hold_dialogue(dialogue_id=talk, attended=1, **given),
        "call off talk": lambda: actions.call_off_dialogue(dialogue_id=talk, reason="x", moved_to=None, **given),
        "publish": lambda: actions.publish_result(dialogue_id=talk, summary="x", **given),
        "keep": lambda: actions.keep_promise(promise_id=Promise.objects.get().pk, kept_on=ON, shown="x", **given),
        "break": lambda: actions.break_promise(promise_id=Promise.objects.get().pk, reason="x", **given),
    }  # fmt: skip
    acts[what]()


def test_only_the_unit_keeps_its_reception_only_its_head_leads_and_only_the_front_counts() -> None:
    meeting = begun()
    meeting.book()
    ask(meeting, "Nước yếu?")
    promised(meeting)
    people = meeting.province.actors
    everybody = ("hold", "call off", "enter", "receive", "move", "answer", "question", "show", "held", "keep")
    of_the_head = ("name", "commit", "call off talk", "publish", "break")
    for actor in (CITIZEN, people["receiver2"], people["auditor"]):
        for what in (*everybody, *of_the_head, "count"):
            with pytest.raises(NotAllowedError):
                _do(meeting, actor, what)
    for what in (*of_the_head, "count"):
        with pytest.raises(NotAllowedError):
            _do(meeting, people["receiver"], what)
    with pytest.raises(NotAllowedError):
        _do(meeting, people["head"], "count")
    assert not Question.objects.filter(answered_at__isnull=False).exists()


def test_a_deputy_is_named_beforehand_and_everybody_sees_it() -> None:
    meeting = begun()
    given = {"day_id": meeting.day, "deputy": "Phó Chủ tịch UBND", "deputy_why": "Đi công tác", "at": moment(11)}
    for actor in (CITIZEN, meeting.province.actors["receiver2"], meeting.province.actors["auditor"]):
        with pytest.raises(NotAllowedError):
            actions.name_deputy(actor=actor, **given)
    with pytest.raises(RefusedError, match="vì sao"):
        actions.name_deputy(actor=meeting.province.actors["receiver"], **(given | {"deputy_why": " "}))
    actions.name_deputy(actor=meeting.province.actors["receiver"], **given)
    found = queries.day(meeting.day_code, moment(11))
    assert found is not None
    assert (found.deputy, found.why, found.became) == ("Phó Chủ tịch UBND", "Đi công tác", Receiving.PLANNED)


def test_who_booked_reads_on_the_own_page_that_the_day_was_moved_and_why() -> None:
    meeting = begun()
    code = meeting.book()
    actions.call_off_day(
        actor=meeting.province.actors["receiver"], day_id=meeting.day, reason="Bão", moved_to=date(2026, 3, 24),
        at=moment(15),
    )  # fmt: skip
    found = queries.own_visit(code, moment(18))
    assert found is not None
    day = queries.day(found[1], moment(18))
    assert day is not None
    assert day.moved_from is not None
    assert (day.moved_from.on, day.moved_from.told_on, day.moved_from.why) == (ON, date(2026, 3, 15), "Bão")


def test_nobody_came_or_stayed_away_before_the_day() -> None:
    meeting = begun()
    meeting.book()
    for stage in (Stage.WAITING, Stage.ABSENT):
        with pytest.raises(RefusedError, match="Chưa tới ngày"):
            actions.move_visit(
                actor=meeting.province.actors["receiver"], visit_id=Visit.objects.get().pk, stage=stage, at=moment(16)
            )


def test_whoever_comes_without_booking_gets_a_code_for_the_slip_and_reads_the_answer_by_it() -> None:
    meeting = begun()
    visit = meeting.received()
    code = queries.visits(meeting.day, moment(17))[0].door_code
    found = queries.own_visit(code, moment(17))
    assert found is not None
    assert (found[0].id, found[0].minutes) == (visit.pk, "Đã nghe, hẹn khảo sát.")
    meeting.book("web")  # somebody who booked has a code that the desk does not know
    assert queries.visits(meeting.day, moment(17))[1].door_code == ""


def test_whoever_was_received_stays_on_the_desk_until_told() -> None:
    meeting = begun()
    visit, unit = meeting.received(), meeting.province.id("T1")
    assert [(one.number, one.is_late) for one in queries.unanswered([unit], moment(1, month=5))] == [(1, True)]
    assert queries.unanswered([meeting.province.id("T2")], moment(18)) == ()
    answer = {"actor": meeting.province.actors["receiver"], "visit_id": visit.pk, "words": "Hẹn", "at": moment(20)}
    actions.answer_visit(outcome=Outcome.MORE_TIME, **answer)
    assert [(one.due_on, one.is_late) for one in queries.unanswered([unit], moment(1, month=5))] == [(None, False)]
    actions.answer_visit(outcome=Outcome.ACCEPTED, **answer)
    assert queries.unanswered([unit], moment(1, month=5)) == ()


def test_promises_are_counted_over_all_and_listed_by_their_owner() -> None:
    meeting = begun()
    promised(meeting)
    assert queries.promise_counts(moment(11, month=4)) == {Kept.LATE: 1}
    assert len(queries.promises(moment(18), [meeting.province.id("T1-KT")])) == 1
    assert queries.promises(moment(18), [meeting.province.id("T2")]) == ()
