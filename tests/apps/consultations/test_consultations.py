"""A consultation from draft to closing: the time of the law, no opinion lost, no point unanswered, votes destroyed."""

from datetime import date
from unittest.mock import patch

import pytest
from tests.consultations import AFTER, ANSWERS, CLOSES, TEXT, Asking, begun, key, moment, say

from dinhlang.apps.consultations import actions, queries, tasks
from dinhlang.apps.consultations.actions import FiveAnswers, NewOpinion
from dinhlang.apps.consultations.models import Consultation, Opinion, OpinionMap, Vote
from dinhlang.apps.transparency.actions import RequestConflictError
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.consultations.answers import Answer, Origin, Outcome, Stance
from dinhlang.lib.refusal import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db
# Every step of the desk that needs the unit's own officials, with anything as its words.
WORK = (
    (actions.make_point, {"title": "x", "opinion_id": None}),
    (actions.gather_opinion, {"opinion_id": 1, "point_number": 1}),
    (actions.answer_point, {"point_number": 1, "answer": Answer.ACCEPTED, "reason": "x", "anchor": ""}),
    (actions.revise_draft, {"text": TEXT, "reason": "x"}),
    (actions.enter_opinion, {"new": NewOpinion("x"), "origin": Origin.SLIP, "people": 1}),
    (actions.add_statement, {"text": "x"}),
    (actions.supersede_statement, {"statement_id": 1, "text": "x"}),
    (actions.take_out_statement, {"statement_id": 1, "reason": "x"}),
)


@pytest.fixture
def asking() -> Asking:
    return begun()


def head(asking: Asking):
    return asking.province.actors["head"]


def officer(asking: Asking):
    return asking.province.actors["receiver"]


def answered(asking: Asking, number: int = 1, reason: str = "Dân nói đúng.") -> None:
    actions.answer_point(
        actor=officer(asking), consultation_id=asking.id, point_number=number, answer=Answer.ACCEPTED, reason=reason,
        anchor="dieu-1.khoan-1", at=moment(10),
    )  # fmt: skip


def close(asking: Asking, outcome: Outcome = Outcome.CHANGED, reasons: str = "", at=AFTER) -> int:
    return actions.close_consultation(
        actor=head(asking), consultation_id=asking.id, outcome=outcome, reasons=reasons, at=at
    )


def point_of(asking: Asking, given: actions.Given, title: str = "Giảm mức thu") -> None:
    opinion = Opinion.objects.get(code=given.code)
    actions.make_point(
        actor=officer(asking), consultation_id=asking.id, title=title, opinion_id=opinion.pk, at=moment(6)
    )


def test_nothing_opens_without_the_five_answers_or_with_less_time_than_the_law_gives():
    asking = begun(is_open=False)
    assert queries.consultation(asking.code, AFTER) is None
    with pytest.raises(RefusedError, match="năm câu"):
        actions.open_consultation(
            actor=head(asking), consultation_id=asking.id, answers=FiveAnswers("a", "b", "c", " ", "d", "e", "f"),
            plan_sent_on=None, closes_on=CLOSES, at=moment(2),
        )  # fmt: skip
    with pytest.raises(RefusedError, match="22/03/2026"):
        actions.open_consultation(
            actor=head(asking), consultation_id=asking.id, answers=ANSWERS, plan_sent_on=None,
            closes_on=date(2026, 3, 21), at=moment(2),
        )  # fmt: skip


def test_only_the_head_opens_and_closes_and_only_the_unit_works(asking):
    others = asking.province.actors
    for who in ("receiver", "receiver2", "handler", "front", "auditor"):
        with pytest.raises(NotAllowedError):
            actions.close_consultation(
                actor=others[who], consultation_id=asking.id, outcome=Outcome.CHANGED, reasons="", at=AFTER
            )
        with pytest.raises(NotAllowedError):
            actions.open_consultation(
                actor=others[who], consultation_id=asking.id, answers=ANSWERS, plan_sent_on=None, closes_on=CLOSES,
                at=moment(2),
            )  # fmt: skip
    for who in ("receiver2", "front", "auditor"):
        for act, more in WORK:
            with pytest.raises(NotAllowedError):
                act(actor=others[who], consultation_id=asking.id, at=moment(6), **more)
        with pytest.raises(NotAllowedError):
            actions.draft_consultation(
                actor=others[who], unit_id=asking.province.id("T1"), matter="25.5", title="x", text="x", at=moment(2)
            )


def test_an_opinion_sent_twice_is_one_and_with_other_words_it_is_refused(asking):
    first = say(asking, "Mức thu cao quá")
    again = say(asking, "Mức thu cao quá")
    assert (first, Opinion.objects.count()) == (again, 1)
    with pytest.raises(RequestConflictError):
        actions.give_opinion(
            consultation_id=asking.id, new=NewOpinion("Khác"), at=moment(5), request=key("Mức thu cao quá", "other")
        )


@pytest.mark.parametrize("at", [moment(1), AFTER])
def test_opinions_are_taken_only_while_it_is_open(asking, at):
    with pytest.raises(RefusedError):
        actions.give_opinion(consultation_id=asking.id, new=NewOpinion("x"), at=at, request=key("late"))


def test_an_opinion_can_be_about_a_passage_that_the_draft_has(asking):
    say(asking, "Bỏ câu này", anchor="dieu-1.khoan-2")
    assert {one.anchor: one.opinions for one in asking.page().blocks}["dieu-1.khoan-2"] == 1
    with pytest.raises(RefusedError, match="không có chỗ này"):
        say(asking, "Bỏ câu kia", anchor="dieu-9")


def test_what_was_said_is_committed_to_in_the_log_and_not_copied_there(asking):
    given = say(asking, "Lời riêng của tôi", signed="Nguyễn Thị Sáu")
    record = Record.objects.get(subject_code=given.code)
    assert record.event == "consultations.opinion_given"
    assert "Lời riêng" not in str(record.facts) + bytes(record.payload).decode()
    assert "Sáu" not in str(record.facts) + bytes(record.payload).decode()


def test_the_origin_of_every_opinion_stays_in_the_totals(asking):
    say(asking, "Cao quá", Stance.AGAINST)
    actions.enter_opinion(
        actor=officer(asking), consultation_id=asking.id, new=NewOpinion("Họp ấp: đồng ý", Stance.AGREE),
        origin=Origin.MEETING, people=42, at=moment(6),
    )  # fmt: skip
    totals = asking.page().totals
    assert (totals.people, totals.opinions) == (43, 2)
    assert {one: people for one, people, _sheets in totals.origins} == {"meeting": 42, "web": 1}


def test_it_cannot_close_early_nor_with_a_loose_opinion_nor_with_an_open_point(asking):
    given = say(asking, "Mức thu cao quá")
    with pytest.raises(RefusedError, match="Chưa hết thời gian"):
        close(asking, at=moment(22))
    with pytest.raises(RefusedError, match="không ý kiến nào được bỏ sót"):
        close(asking)
    point_of(asking, given)
    with pytest.raises(RefusedError, match="mỗi điểm đều phải"):
        close(asking)
    answered(asking)
    close(asking)
    assert asking.page().closed_at == AFTER


def test_deciding_against_the_majority_needs_reasons_which_stand_on_top(asking):
    point_of(asking, say(asking, "Không đồng ý thu", Stance.AGAINST))
    answered(asking)
    with pytest.raises(RefusedError, match="khác ý kiến đa số"):
        close(asking, Outcome.AS_DRAFTED)
    close(asking, Outcome.AS_DRAFTED, "Luật buộc thu.")
    assert (asking.page().against_majority, asking.page().reasons) == (True, "Luật buộc thu.")


def test_each_contributor_sees_where_the_opinion_went(asking):
    given, other = say(asking, "Mức thu cao quá"), say(asking, "Thu 30.000 là cao")
    point_of(asking, given)
    actions.gather_opinion(
        actor=officer(asking), consultation_id=asking.id, opinion_id=Opinion.objects.get(code=other.code).pk,
        point_number=1, at=moment(7),
    )  # fmt: skip
    answered(asking, reason="Giảm còn 20.000 đồng.")
    for one in (given, other):
        found = queries.own_opinion(one.lookup)
        assert found is not None
        _opinion, _of, point = found
        assert point is not None
        assert (point.answer, point.reason, point.opinions) == ("accepted", "Giảm còn 20.000 đồng.", 2)
    assert queries.own_opinion("0000000000") is None


def test_likely_points_are_suggested_by_their_words_and_people_decide(asking):
    point_of(asking, say(asking, "Mức thu cao quá"), "Mức thu cao quá, xin giảm")
    loose = Opinion.objects.get(code=say(asking, "thấy mức thu cao quá so với thu nhập").code)
    desk = queries.desk(asking.code, AFTER)
    assert desk is not None
    assert desk.suggested == {loose.pk: (1,)}
    assert loose.point is None


def test_a_revised_draft_keeps_the_old_version_and_says_why(asking):
    actions.revise_draft(
        actor=officer(asking), consultation_id=asking.id, text=TEXT.replace("30.000", "20.000"), reason="Theo ý dân",
        at=moment(12),
    )  # fmt: skip
    page = asking.page()
    assert [(number, why) for number, _at, why in page.revised] == [(2, "Theo ý dân"), (1, "")]
    assert "20.000" in page.blocks[1].text


def vote(asking: Asking, who: int, statement_id: int, value: int, at=None) -> None:
    actions.cast_vote(
        consultation_id=asking.id, statement_id=statement_id, participant=who.to_bytes(16, "big"), value=value,
        at=at or moment(6),
    )  # fmt: skip


def statements(asking: Asking, count: int) -> list[int]:
    for number in range(count):
        actions.add_statement(
            actor=officer(asking), consultation_id=asking.id, text=f"Câu số {number + 1}", at=moment(3)
        )
    return [one.id for one in asking.page().statements]


def test_a_vote_sent_again_counts_once_and_a_strange_value_or_a_closed_day_is_refused(asking):
    (one,) = statements(asking, 1)
    vote(asking, 1, one, 1)
    vote(asking, 1, one, -1)
    assert [each.value for each in Vote.objects.all()] == [-1]
    with pytest.raises(RefusedError):
        vote(asking, 1, one, 2)
    with pytest.raises(RefusedError):
        vote(asking, 1, one, 1, at=AFTER)


def test_a_statement_with_votes_is_never_edited_but_superseded_or_taken_out_with_its_reason(asking):
    one, two = statements(asking, 2)
    vote(asking, 1, one, 1)
    actions.supersede_statement(
        actor=officer(asking), consultation_id=asking.id, statement_id=one, text="Câu rõ hơn", at=moment(7)
    )
    actions.take_out_statement(
        actor=officer(asking), consultation_id=asking.id, statement_id=two, reason="Xúc phạm người khác", at=moment(7)
    )
    shown = [(each.text, each.instead, each.taken_out_why) for each in asking.page().statements]
    assert shown == [("Câu số 1", 3, ""), ("Câu số 2", None, "Xúc phạm người khác"), ("Câu rõ hơn", None, "")]
    assert Vote.objects.filter(statement_id=one).count() == 1
    for each in (one, two):
        with pytest.raises(RefusedError, match="không còn được hỏi"):
            vote(asking, 2, each, 1)


def test_the_worker_makes_the_map_and_after_the_end_the_votes_are_gone(asking):
    ids = statements(asking, 8)
    for who in range(24):
        for place, one in enumerate(ids):
            vote(asking, who, one, 1 if place == 0 or (place % 2 == 0) == (who < 12) else -1)
    with patch.object(tasks.clock, "now", lambda: moment(8)):
        tasks.make_maps(0)
        tasks.make_maps(0)  # nothing changed: nothing is made again
    page = asking.page()
    assert page.opinion_map is not None
    assert [one["size"] for one in page.opinion_map.groups] == [12, 12]
    assert [(one["statement"], one["agrees"]) for one in page.opinion_map.consensus] == [(1, True)]
    assert page.statements[0].tally == (24, 0, 0)
    assert Record.objects.filter(event="consultations.map_made").count() == 1
    with patch.object(tasks.clock, "now", lambda: AFTER):
        tasks.make_maps(0)
    assert not Vote.objects.exists()
    assert OpinionMap.objects.get().is_last
    assert asking.page().statements[0].tally == (24, 0, 0)


def test_too_few_votes_show_counts_and_no_groups(asking):
    (one,) = statements(asking, 1)
    for who in range(4):
        vote(asking, who, one, 1)
    made = tasks.made_of(*queries.votes_of(asking.id))
    assert (list(made.groups), made.tallies) == ([], {"1": [4, 0, 0]})


def test_no_vote_points_to_a_person(asking):
    names = {field.name for field in Vote._meta.get_fields()}
    assert names == {"id", "statement", "participant", "value"}
    assert "user" not in {field.name for field in Opinion._meta.get_fields()}


def test_a_closed_consultation_takes_no_more_acts(asking):
    close(asking)
    with pytest.raises(RefusedError, match="đã kết thúc"):
        actions.revise_draft(actor=officer(asking), consultation_id=asking.id, text="x", reason="x", at=AFTER)
    assert Consultation.objects.get().outcome == "changed"
