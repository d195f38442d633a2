"""The list of candidates: the Front's board makes it, freezes it and sends it; the meeting may still nominate."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.deciding import course_of, grounds_of, locked, matter_of, require_text, write
from dinhlang.apps.decisions.models import Candidate, Decision, Election, Proceeding
from dinhlang.apps.decisions.policies import require_can_agree, require_can_convene
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.dates.words import Words, full
from dinhlang.domain.decisions.candidacy import in_team, lacking
from dinhlang.domain.decisions.elections import Introduced
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.notices import candidates_due
from dinhlang.domain.decisions.origins import ABOUT_THE_HEAD
from dinhlang.domain.decisions.states import LISTING, State
from dinhlang.lib import formats
from dinhlang.lib.refusal import NotFoundError, RefusedError

OLDEST = 110  # years: a year of birth before that is a slip of the pen
LONGEST_BIOGRAPHY = 1_000


@dataclass(frozen=True)
class NewCandidate:
    """Who stands, with what the person agreed to have published: nothing else is kept."""

    name: str
    birth_year: int
    occupation: str
    introduced: Introduced
    biography: str
    agreed_on: date


@transaction.atomic
def add_candidate(
    *, actor: Actor, decision_id: int, new: NewCandidate, at: datetime, request: Request | None = None
) -> int:
    """Put a person on the list before it is frozen, or nominate one at the meeting; returns the decision's id."""
    found, election = election_of(decision_id)
    at_meeting = election.frozen_at is not None
    acting = _require_may_add(actor, found, at_meeting=at_meeting)
    if earlier := done_before(request):
        return earlier
    _require_open(found, election, at_meeting=at_meeting)
    _require_whole(new, at)
    _require_apart(found.decision, found.counters, [(new.name, new.birth_year)], field="name")
    place = Candidate.objects.filter(election=election).count() + 1
    made = Candidate.objects.create(
        election=election, place=place, name=new.name.strip()[:120], birth_year=new.birth_year,
        occupation=new.occupation.strip()[:120], introduced=new.introduced.value,
        biography=new.biography.strip()[:LONGEST_BIOGRAPHY], agreed_on=new.agreed_on, at_meeting=at_meeting,
    )  # fmt: skip
    facts = {"place": place, "introduced": made.introduced, "at_meeting": at_meeting}
    write("candidate_added", found.decision, acting=acting, at=at, facts=facts, words=line_of(made), request=request)
    return found.decision_id


@transaction.atomic
def withdraw_candidate(
    *, actor: Actor, decision_id: int, place: int, reason: str, at: datetime, request: Request | None = None
) -> int:
    """Take a person off the list before it is frozen, with the reason; returns the decision's id."""
    found, election = election_of(decision_id)
    acting = require_can_agree(actor, found.decision.unit_id)
    if earlier := done_before(request):
        return earlier
    if election.frozen_at is not None:
        raise RefusedError(_("Danh sách đã chốt, không rút tên được nữa."))
    row = Candidate.objects.filter(election=election, place=place, withdrawn_at=None).first()
    if row is None:
        raise NotFoundError(_("Không có người ứng cử này."))
    row.withdrawn_reason = require_text(reason, "reason", _("Hãy ghi vì sao rút tên."))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    write("candidate_withdrawn", found.decision, acting=acting, at=at, facts={"place": place},
          words=row.withdrawn_reason, request=request)  # fmt: skip
    return found.decision_id


@transaction.atomic
def freeze_candidates(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Freeze the list, make it public and send it to the People's Committee at once; returns the decision's id."""
    found, election = election_of(decision_id)
    decision = found.decision
    acting = require_can_agree(actor, decision.unit_id)
    if earlier := done_before(request):
        return earlier
    if election.frozen_at is not None:
        raise RefusedError(_("Danh sách đã chốt rồi."))
    begins = decision.meeting_at or decision.opens_at
    if decision.state != State.SCHEDULED.value or begins is None:
        raise RefusedError(_("Hãy chọn ngày bầu trước khi chốt danh sách ứng cử."))
    rows = standing_of(election)
    if len(rows) < election.seats:
        said = _("Bầu {seats} người nhưng mới có {count} người ứng cử.")
        raise RefusedError(said.format(seats=election.seats, count=len(rows)))
    if decision.matter == ABOUT_THE_HEAD and all(one.introduced != Introduced.FRONT.value for one in rows):
        raise RefusedError(_("Danh sách phải có ít nhất một người do Ban công tác Mặt trận giới thiệu."))
    _require_apart(found.decision, found.counters, [(one.name, one.birth_year) for one in rows])
    due = _require_in_time(found, timezone.localdate(begins), at)
    election.frozen_at = at
    election.save(update_fields=["frozen_at"])
    facts = {"seats": election.seats, "candidates": len(rows), "list": digest_of(rows).hex(), **due}
    write("candidates_frozen", decision, acting=acting, at=at, facts=facts, request=request,
          grounds=grounds_of(decision, on=timezone.localdate(at)))  # fmt: skip
    return found.decision_id


def carry_list(old: Decision, made: Decision) -> None:
    """Put the frozen list of an election on the ballots that follow its meeting, in the transaction of the caller."""
    election = Election.objects.filter(decision=made).first()
    if election is None:
        return
    for row in Candidate.objects.filter(election_id=old.pk).order_by("place"):
        row.pk, row.election_id, row.at_meeting = None, made.pk, False
        row.save(force_insert=True)
    election.frozen_at = Election.objects.get(decision=old).frozen_at
    election.save(update_fields=["frozen_at"])


def election_of(decision_id: int) -> tuple[Proceeding, Election]:
    """Return a locked decision that elects persons, with its election; raises RefusedError for another."""
    found = locked(decision_id)
    election = Election.objects.filter(decision_id=decision_id).first()
    if election is None:
        raise RefusedError(_("Việc này không bầu người."))
    return found, election


def standing_of(election: Election) -> list[Candidate]:
    """Return who stands, in the order of the ballot."""
    return list(Candidate.objects.filter(election=election, withdrawn_at=None).order_by("place"))


def require_list(decision: Decision) -> None:
    """Refuse to begin an election whose list of candidates is not frozen; other matters have none."""
    election = Election.objects.filter(decision=decision).first()
    if election is not None and election.frozen_at is None:
        raise RefusedError(_("Chưa chốt danh sách ứng cử; Trưởng Ban công tác Mặt trận chốt trước khi bầu."))
    if election is not None:
        require_enough(election, standing_of(election))


def require_enough(election: Election, left: list[Candidate]) -> None:
    """Refuse to vote or count where nobody is left on the list, or nobody of the Front's board for a head."""
    why = why_lacking(election, left)
    if why is not None:
        raise RefusedError(why.said(formats.language()))


def why_lacking(election: Election, left: list[Candidate]) -> Words | None:
    """Return why those who are left on a list are too few to vote at all, None where they are not."""
    is_of_head = election.decision.matter == ABOUT_THE_HEAD
    return lacking({Introduced(one.introduced) for one in left}, is_of_head=is_of_head)


def require_team_apart(decision: Decision, team: str, rows: list[Candidate], *, field: str) -> None:
    """Refuse a team that holds a candidate, where the head is elected (Decree 59, Article 6.1.b)."""
    _require_apart(decision, team, [(one.name, one.birth_year) for one in rows], field=field)


def _require_apart(decision: Decision, team: str, people: list[tuple[str, int]], *, field: str = "") -> None:
    both = in_team(team, people) if decision.matter == ABOUT_THE_HEAD else ()
    if both:
        said = _(
            "Người ứng cử không được ở trong Tổ bầu cử: {names}. Hãy thay người trong Tổ bầu cử; "
            "nếu chỉ trùng tên thì ghi thêm năm sinh của người trong tổ."
        )
        raise RefusedError(said.format(names=", ".join(both)), field=field)


def line_of(row: Candidate) -> str:
    """Return how a candidate stands in the list whose digest the log holds."""
    return f"{row.place} {row.name} {row.birth_year} {row.occupation} {row.introduced}\n{row.biography}\n"


def digest_of(rows: list[Candidate]) -> bytes:
    """Return the digest of a list of candidates, in the order of the ballot."""
    return sha256("".join(line_of(one) for one in rows).encode()).digest()


def _require_may_add(actor: Actor, found: Proceeding, *, at_meeting: bool) -> Acting:
    """The Front's board makes the list; at the meeting who convenes writes down whom the households nominate."""
    if at_meeting:
        return require_can_convene(actor, found.decision.unit_id, *course_of(found))
    return require_can_agree(actor, found.decision.unit_id)


def _require_open(found: Proceeding, election: Election, *, at_meeting: bool) -> None:
    state, form = State(found.decision.state), found.decision.form
    if not at_meeting:
        if state not in LISTING:
            raise RefusedError(_("Việc này không còn nhận người ứng cử."))
        return
    if form != Form.MEETING.value or state is not State.OPEN or election.rounds.exists():
        raise RefusedError(_("Danh sách đã chốt; chỉ tại cuộc họp, trước khi bầu, mới ghi thêm người được đề cử."))


def _require_whole(new: NewCandidate, at: datetime) -> None:
    require_text(new.name, "name", _("Hãy ghi họ tên người ứng cử."))
    require_text(new.occupation, "occupation", _("Hãy ghi nghề nghiệp."))
    year = timezone.localdate(at).year
    if not year - OLDEST <= new.birth_year < year:
        raise RefusedError(_("Năm sinh không đúng."), field="birth_year")
    if new.agreed_on > timezone.localdate(at):
        raise RefusedError(_("Ngày đồng ý không thể ở phía sau."), field="agreed_on")


def _require_in_time(found: Proceeding, begins: date, at: datetime) -> dict[str, str]:
    """Refuse a list that comes too late to the People's Committee; returns the day by which it had to."""
    notice = candidates_due(matter_of(found.decision), begins, law.rulebook(), law.calendar())
    if notice is None:
        return {}
    if notice.due_on < timezone.localdate(at):
        said = _("Danh sách phải gửi chậm nhất {due}; nay đã trễ. Hãy chọn lại ngày bầu.")
        raise RefusedError(said.format(due=full(notice.due_on)))
    return {"due": notice.due_on.isoformat(), "rule": notice.rule.id}
