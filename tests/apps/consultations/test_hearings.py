"""Those on whom a decision lays duties are told, heard and explained to before it (Art. 27); days that are noted."""

from datetime import date
from typing import Any

import pytest
from tests.consultations import AFTER, ANSWERS, CLOSES, TEXT, Asking, begun, moment

from dinhlang.apps.consultations import actions, queries
from dinhlang.apps.consultations.actions import Noted
from dinhlang.apps.consultations.models import Consultation, Hearing
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import CITIZEN
from dinhlang.domain.consultations.answers import Outcome
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

pytestmark = pytest.mark.django_db
TENTH, TWELFTH = date(2026, 3, 10), date(2026, 3, 12)


@pytest.fixture
def asking() -> Asking:
    found = begun(is_open=False)
    Consultation.objects.update(matter="25.8")
    actions.open_consultation(
        actor=found.province.actors["head"], consultation_id=found.id, answers=ANSWERS, plan_sent_on=None,
        closes_on=CLOSES, at=moment(2),
    )  # fmt: skip
    return found


def do(asking: Asking, act: Any, *, who: str = "receiver", **given: Any) -> None:
    act(actor=asking.province.actors[who], consultation_id=asking.id, at=AFTER, **given)


def close(asking: Asking, outcome: Outcome = Outcome.AS_DRAFTED) -> None:
    do(asking, actions.close_consultation, who="head", outcome=outcome, reasons="")


def test_it_closes_only_when_all_were_told_heard_and_explained_to(asking: Asking) -> None:
    with pytest.raises(RefusedError, match="người phải thi hành"):
        close(asking)
    do(asking, actions.note_step, step=Noted.TOLD, on=TENTH)
    do(asking, actions.ask_hearing, asked_on=TENTH)
    with pytest.raises(RefusedError, match="xin trình bày"):
        close(asking)
    with pytest.raises(RefusedError, match="Chưa nghe"):
        do(asking, actions.explain_hearing, hearing_number=1, explanation="Vì …")
    do(asking, actions.hold_hearing, hearing_number=1, heard_on=TWELFTH, is_dialogue=True, summary="Xin thêm 3 tháng")
    with pytest.raises(RefusedError, match="giải trình"):
        close(asking)
    do(asking, actions.explain_hearing, hearing_number=1, explanation="Được thêm 3 tháng")
    close(asking)
    found = asking.page()
    assert [(one.asked_on, one.heard_on, one.is_dialogue) for one in found.hearings] == [(TENTH, TWELFTH, True)]
    assert Record.objects.filter(event__in=["consultations.heard", "consultations.explained"]).count() == 2


def test_a_draft_that_is_dropped_lays_no_duty_on_anybody(asking: Asking) -> None:
    close(asking, Outcome.DROPPED)


def test_the_steps_of_the_desk_say_who_still_waits(asking: Asking) -> None:
    do(asking, actions.note_step, step=Noted.TOLD, on=TENTH)
    do(asking, actions.ask_hearing, asked_on=TENTH)
    desk = queries.desk(asking.code, AFTER)
    assert desk is not None
    status = {one.code: one.status.value for one in desk.calendar}
    assert (status["addressees"], status["heard"]) == ("done", "open")


@pytest.mark.parametrize(("heard_on", "summary"), [(date(2026, 3, 9), "x"), (date(2026, 3, 24), "x"), (TWELFTH, " ")])
def test_a_hearing_lies_between_the_request_and_today_and_is_summed_up(asking: Asking, heard_on, summary) -> None:
    do(asking, actions.ask_hearing, asked_on=TENTH)
    with pytest.raises(RefusedError):
        do(asking, actions.hold_hearing, hearing_number=1, heard_on=heard_on, is_dialogue=False, summary=summary)
    with pytest.raises(NotFoundError):
        do(asking, actions.hold_hearing, hearing_number=2, heard_on=TWELFTH, is_dialogue=False, summary="x")
    assert Hearing.objects.get().heard_on is None


def test_other_matters_have_no_addressees_to_be_heard() -> None:
    asking = begun()
    with pytest.raises(RefusedError, match="từng người"):
        do(asking, actions.ask_hearing, asked_on=TENTH)
    assert asking.page().hearings == ()


def test_the_plan_and_the_report_to_the_council_are_noted_with_their_days() -> None:
    asking = begun()
    with pytest.raises(RefusedError, match="chưa tới"):
        do(asking, actions.note_step, step=Noted.PLAN, on=date(2026, 3, 24))
    with pytest.raises(RefusedError, match="báo cáo"):
        do(asking, actions.note_step, step=Noted.REPORTED, on=TENTH)
    close(asking)
    with pytest.raises(RefusedError, match="kết thúc"):
        do(asking, actions.note_step, step=Noted.PLAN, on=TENTH)
    do(asking, actions.note_step, step=Noted.REPORTED, on=AFTER.date(), session_on=date(2026, 7, 10))
    found = asking.page()
    assert (found.reported_on, found.session_on) == (AFTER.date(), date(2026, 7, 10))


def test_only_the_unit_notes_steps_and_hearings(asking: Asking) -> None:
    acts = (
        (actions.note_step, {"step": Noted.TOLD, "on": TENTH}), (actions.ask_hearing, {"asked_on": TENTH}),
        (actions.hold_hearing, {"hearing_number": 1, "heard_on": TENTH, "is_dialogue": False, "summary": "x"}),
        (actions.explain_hearing, {"hearing_number": 1, "explanation": "x"}),
    )  # fmt: skip
    for act, given in acts:
        for actor in (CITIZEN, asking.province.actors["receiver2"], asking.province.actors["auditor"]):
            with pytest.raises(NotAllowedError):
                act(actor=actor, consultation_id=asking.id, at=AFTER, **given)


def test_the_front_criticises_and_asks_on_nothing_else() -> None:
    asking = begun(is_open=False)
    front, given = asking.province.id("T1-MT"), {"title": "Phản biện", "text": TEXT, "at": AFTER}
    head = asking.province.actors["head"]
    with pytest.raises(NotAllowedError):
        actions.draft_consultation(actor=head, unit_id=front, matter="phan-bien", **given)
    with pytest.raises(RefusedError, match="nội dung"):
        actions.draft_consultation(actor=head, unit_id=asking.province.id("T1"), matter="phan-bien", **given)
