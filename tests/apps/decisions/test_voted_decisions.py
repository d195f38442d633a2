"""A decision that is voted on: from the proposal over the freeze and the ballots to its outcome and its terms."""

from datetime import timedelta
from typing import Any

import pytest
from tests.deciding import Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewDecision
from dinhlang.apps.decisions.models import Decision, RollLine
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import RefusedError

ONLINE = NewDecision("15.6", Form.ONLINE, "Dọn vệ sinh chung mỗi tháng một lần?", "Sáng Chủ nhật.", consent_yes=9)
OPENS, CLOSES = moment(9, hour=7), moment(10, hour=17)
TIMES: dict[str, Any] = {"opens_at": OPENS, "closes_at": CLOSES, "team": "Trưởng Ban công tác Mặt trận, bà Tư, anh Năm"}


@pytest.fixture
def place(db: None) -> Deciding:
    """Return a village whose two offices are held."""
    return deciding()


def frozen(place: Deciding) -> tuple[int, dict[str, str]]:
    made = place.agreed(ONLINE)
    told = {"actor": place.head, "decision_id": made}
    actions.set_times(**told, **TIMES, at=moment(3))
    actions.freeze(**told, at=moment(4))
    return made, {one.household: one.secret for one in actions.issue_codes(**told, at=moment(4))}


@pytest.mark.parametrize(("yes", "state"), [(7, State.PASSED), (6, State.FAILED)])
def test_ballots_decide_by_more_than_half_of_all_households(place: Deciding, yes: int, state: State) -> None:
    made, codes = frozen(place)
    assert place.shown(made).state is State.OPEN
    for number in range(1, yes + 1):
        actions.cast(code=codes[str(number)], choice=Choice.YES, at=OPENS + timedelta(hours=1))
    actions.cast(code=codes["12"], choice=Choice.NO, at=OPENS + timedelta(hours=1))
    actions.close_vote(decision_id=made, at=CLOSES)
    shown = place.shown(made)
    assert (shown.state, shown.yes, shown.households) == (state, yes, 12)
    events = list(Record.objects.filter(subject_id=made, subject_kind="decisions.decision").order_by("id"))
    assert [one.event for one in events][-2:] == ["decisions.codes_issued", "decisions.counted"]
    assert Decision.objects.get(pk=made).passed is (state is State.PASSED)


def test_nothing_is_frozen_before_the_front_agrees(place: Deciding) -> None:
    made = place.proposed(ONLINE)
    told = {"actor": place.head, "decision_id": made}
    for act in (lambda: actions.set_times(**told, **TIMES, at=moment(3)), lambda: actions.freeze(**told, at=moment(4))):
        with pytest.raises(RefusedError):
            act()


def test_a_meeting_freezes_a_line_for_every_household_to_be_marked(place: Deciding) -> None:
    made = place.opened()
    assert RollLine.objects.filter(decision_id=made).count() == 12
    assert len(queries.attendance(made)) == 12
