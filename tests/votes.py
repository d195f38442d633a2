"""A vote that is frozen and about to open, in the village of tests.villages."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.villages import HOUSEHOLDS, Village, begun, moment

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.models import Ballot, Decision, Proceeding
from dinhlang.domain.decisions.ballots import Choice

OPENS, CLOSES = moment(9, hour=7), moment(12, hour=17)
FREEZES = OPENS - timedelta(days=2)
DURING = moment(10)


@dataclass
class Vote:
    """A village, a vote, and the secret codes of its households by their numbers."""

    village: Village
    decision: Decision
    codes: dict[str, str] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)

    def cast(self, household: str = "1", choice: Choice = Choice.YES, at: datetime = DURING, **more):  # type: ignore[no-untyped-def]
        return actions.cast(code=self.codes[household], choice=choice, at=at, **more)

    def assist(self, household: str = "1", choice: Choice = Choice.YES, at: datetime = DURING, who: str = "receiver"):  # type: ignore[no-untyped-def]
        return actions.cast_assisted(actor=self.village.who(who), code=self.codes[household], choice=choice, at=at)

    def close(self, at: datetime = CLOSES):  # type: ignore[no-untyped-def]
        return actions.close_vote(decision_id=self.decision.pk, at=at)

    def ballots(self) -> dict[str, str]:
        """Return the choice that counts, by household."""
        rows = Ballot.objects.filter(line__decision=self.decision)
        return dict(rows.values_list("line__household__number", "choice"))


def drafted(village: Village, **other: object) -> Decision:
    """Write a vote that is not frozen."""
    told = {
        "code": f"BQ26-{Decision.objects.count():06d}", "unit_id": village.unit.id, "scope": "village",
        "matter": "15.6", "form": "online", "question": "Chọn ngày dọn vệ sinh chung của ấp là Chủ nhật đầu tháng?",
        "state": "scheduled", "consent_yes": 8, "opens_at": OPENS, "closes_at": CLOSES, "created_at": moment(2),
    }  # fmt: skip
    made = Decision.objects.create(**told | other)
    Proceeding.objects.create(decision=made, explanation="Sáng Chủ nhật.", proposed_by="Trưởng ấp", counters="A, B, C")
    return made


def voted(count: int = HOUSEHOLDS, **other: object) -> Vote:
    """Freeze a vote and give its households their codes."""
    village = begun(count)
    decision = drafted(village, **{"consent_yes": count, **other})
    actions.freeze(actor=village.head, decision_id=decision.pk, at=FREEZES)
    slips = actions.issue_codes(actor=village.head, decision_id=decision.pk, at=FREEZES)
    decision.refresh_from_db()
    return Vote(
        village, decision, {one.household: one.secret for one in slips}, {one.household: one.row_code for one in slips}
    )
