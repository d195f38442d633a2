"""A village that decides: its head, the Front's board, who recognises; and a decision brought to any station."""

from dataclasses import dataclass
from datetime import datetime

from tests.villages import Village, begun, moment

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts import queries as account_queries
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import Minutes, NewCandidate, NewDecision, NewRound, NewSitting
from dinhlang.apps.decisions.queries import DecisionView
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Role
from dinhlang.domain.decisions.elections import Introduced
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import Step

MEETING = moment(8)  # Sunday 8 March 2026
ROAD = NewDecision(
    "15.1", Form.MEETING, "Góp 350.000 đồng mỗi hộ làm đường đan tổ 6", "Dài 420 m, xã hỗ trợ hai phần ba."
)  # fmt: skip
HEAD = NewDecision("15.4", Form.MEETING, "Bầu Trưởng ấp", "Hai người ứng cử.", Step.ELECT)
BOARD = NewDecision("15.5", Form.MEETING, "Bầu một người vào Ban Thanh tra nhân dân xã", "Một người.", Step.ELECT)
MINUTES = Minutes("show", "Trưởng ấp", "Lê Thị Thư", "", "hộ số 3 và hộ số 7")


TEAM = "Trưởng Ban công tác Mặt trận, bà Tư, anh Năm"


@dataclass
class Deciding:
    """The village and who acts there."""

    village: Village
    board: Actor  # trưởng ban công tác Mặt trận
    front: Actor  # lãnh đạo Mặt trận xã

    @property
    def head(self) -> Actor:
        return self.village.head

    @property
    def committee(self) -> Actor:
        return self.village.who("head")

    def proposed(self, new: NewDecision = ROAD, at: datetime | None = None) -> int:
        return actions.propose(actor=self.head, unit_id=self.village.unit.id, new=new, at=at or moment(2))

    def agreed(self, new: NewDecision = ROAD, at: datetime | None = None) -> int:
        made = self.proposed(new, at)
        return actions.agree(actor=self.board, decision_id=made, at=at or moment(2))

    def leader(self, new: NewDecision) -> Actor:
        """Return who convenes: the Front's board where the head is elected or leaves."""
        return self.board if new.matter == "15.4" else self.head

    def scheduled(self, new: NewDecision = ROAD, at: datetime | None = None, meeting: datetime = MEETING) -> int:
        made = self.agreed(new, at)
        return actions.schedule(
            actor=self.leader(new), decision_id=made, meeting_at=meeting, place="Nhà văn hóa ấp", at=at or moment(3)
        )

    def listed(
        self, new: NewDecision, names: tuple[str, ...] = ("Lê Văn Một", "Trần Thị Hai"), meeting: datetime = MEETING
    ) -> int:
        """Return an election whose list of candidates is frozen."""
        made = self.scheduled(new, meeting=meeting)
        for name in names:
            told = NewCandidate(name, 1980, "làm ruộng", Introduced.FRONT, "Hai khóa làm tổ trưởng.", moment(2).date())
            actions.add_candidate(actor=self.board, decision_id=made, new=told, at=moment(3))
        return actions.freeze_candidates(actor=self.board, decision_id=made, at=moment(3))

    def opened(self, new: NewDecision = ROAD, at: datetime | None = None, meeting: datetime = MEETING) -> int:
        made = self.listed(new, meeting=meeting) if new.step is Step.ELECT else self.scheduled(new, at, meeting)
        return actions.open_meeting(actor=self.leader(new), decision_id=made, at=meeting)

    def counted(
        self, yes: int = 9, new: NewDecision = ROAD, at: datetime | None = None, meeting: datetime = MEETING
    ) -> int:  # fmt: skip
        made = self.opened(new, at, meeting)
        if new.step is Step.ELECT:
            return self.elected(made, new, {1: yes, 2: 11 - yes}, meeting)
        sitting = NewSitting("Nhà văn hóa ấp", present=11, yes=yes, no=11 - yes)
        return actions.count_meeting(actor=self.head, decision_id=made, minutes=MINUTES, sittings=[sitting], at=meeting)

    def chosen(self, made: int, meeting: datetime) -> int:
        """Return a scheduled election of a board after its list, meeting and count: everybody on it is elected."""
        election = queries.election(made)
        assert election is not None
        votes = dict.fromkeys(range(1, election.seats + 1), 9)
        for place in votes:
            told = NewCandidate(f"Người {place}", 1980, "làm ruộng", Introduced.FRONT, "", moment(2).date())
            actions.add_candidate(actor=self.board, decision_id=made, new=told, at=moment(10))
        actions.freeze_candidates(actor=self.board, decision_id=made, at=moment(10))
        actions.open_meeting(actor=self.head, decision_id=made, at=meeting)
        return self.elected(made, BOARD, votes, meeting)

    def elected(
        self, made: int, new: NewDecision, votes: dict[int, int], meeting: datetime = MEETING, present: int = 11
    ) -> int:
        """Count a show of hands; where nobody has enough the election ends with that."""
        told = {"actor": self.leader(new), "decision_id": made, "at": meeting}
        actions.count_round(minutes=MINUTES, new=NewRound(present, votes), **told)
        return made if self.shown(made).is_counted else actions.end_election(**told)

    def door_to_door(self) -> tuple[int, datetime, datetime]:
        """Return an election whose ballots go from door to door after a meeting that was too small, and their days."""
        made = self.opened(new=BOARD)
        self.elected(made, BOARD, {1: 5, 2: 1}, present=6)
        again = actions.ballots_after(actor=self.head, decision_id=made, at=moment(9))
        actions.agree(actor=self.board, decision_id=again, at=moment(9))
        opens, closes = moment(12, hour=7), moment(13, hour=17)
        told = {"actor": self.head, "decision_id": again}
        actions.set_times(opens_at=opens, closes_at=closes, team=TEAM, at=moment(9), **told)
        return actions.freeze(at=moment(10), **told), opens, closes

    def shown(self, decision_id: int) -> DecisionView:
        (found,) = [one for one in queries.decisions_of([self.village.unit.id]) if one.id == decision_id]
        return found


def deciding() -> Deciding:
    """Found the village with its two other offices."""
    village = begun()
    return Deciding(
        village,
        board=_holder(village.unit.id, "Trưởng Ban công tác Mặt trận", "bancongtac"),
        front=_holder(village.province.id("T1-MT"), "Phó Chủ tịch Ủy ban Mặt trận xã", "mattran"),
    )


def _holder(unit_id: int, title: str, mailbox: str) -> Actor:
    at = moment(1, 2)
    post = accounts.create_post(
        actor=SYSTEM, unit_id=unit_id, title=title, roles={Role.APPROVER}, at=at, sees_identity=False
    )
    user = accounts.open_account(email=f"{mailbox}@vinhlong.example", name=title, is_demo=True)
    accounts.appoint(actor=SYSTEM, post_id=post.pk, user_id=user.pk, at=at)
    return account_queries.actor_of(user, at=at)
