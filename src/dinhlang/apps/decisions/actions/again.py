"""Put a matter to the households once more: by ballots after a meeting that was too small, or after an objection."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.candidates import carry_list
from dinhlang.apps.decisions.actions.deciding import course_of, grounds_of, locked, matter_of, write
from dinhlang.apps.decisions.actions.propose import NewDecision, draft
from dinhlang.apps.decisions.models import Decision, Election, Origin, Proceeding
from dinhlang.apps.decisions.policies import require_can_convene
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions import forms
from dinhlang.domain.decisions.forms import BallotCase, Chosen, Form
from dinhlang.domain.decisions.matters import Scope, Step
from dinhlang.domain.decisions.origins import From
from dinhlang.domain.decisions.states import State
from dinhlang.lib import formats
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def ballots_after(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Propose ballots to every household where a meeting was too small to decide; returns the new decision's id."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if decision.form != Form.MEETING.value or decision.state != State.FAILED.value or found.present is None:
        raise RefusedError(_("Chỉ phát phiếu khi đã họp mà không đủ số hộ."))
    if Decision.objects.filter(again_of=decision).exists():
        raise RefusedError(_("Việc này đã được đưa ra lần nữa."))
    chosen = Chosen(Form.BALLOT, BallotCase.SMALL_MEETING, meeting_present=found.present)
    told = forms.allowed(
        matter_of(decision), Scope(decision.scope), chosen, law.rulebook(), on=timezone.localdate(at),
        households=decision.roll_size,
    )  # fmt: skip
    if not told.yes:
        why, language = told.findings[0], formats.language()
        raise RefusedError(f"{why.words.said(language)} ({why.citation.said(language)})", field="form")
    made = put_again(
        found, Form.BALLOT, BallotCase.SMALL_MEETING, acting=acting, at=at, state=State.PROPOSED, request=request
    )
    carry_list(decision, made)
    return made.pk


def put_again(
    found: Proceeding, form: Form, case: BallotCase | None, *, acting: Acting, at: datetime, state: State,
    request: Request | None = None, seats: int | None = None,
) -> Decision:  # fmt: skip
    """Write the same matter down as a new decision that knows the earlier one, in the transaction of the caller."""
    old = found.decision
    new = NewDecision(
        old.matter, form, old.question, found.explanation, Step(found.step) if found.step else None, case,
        old.consent_yes, seats or _seats_of(old),
    )  # fmt: skip
    made = draft(
        new, old.unit_id, Scope(old.scope), at=at, proposed_by=acting.post_title or found.proposed_by,
        is_demo=old.is_demo, state=state, again_of=old, part_of_id=old.part_of_id,
    )  # fmt: skip
    _keep_board(old, made)
    write(
        "proposed_again", made, acting=acting, at=at, facts={"form": made.form, "earlier": old.code}, is_first=True,
        words=f"{made.question}\n{found.explanation}", grounds=grounds_of(made, on=timezone.localdate(at)),
        request=request,
    )  # fmt: skip
    return made


def _seats_of(old: Decision) -> int:
    return Election.objects.filter(decision=old).values_list("seats", flat=True).first() or 1


def _keep_board(old: Decision, made: Decision) -> None:
    """Let the new decision say for which board it elects, as the earlier one did."""
    origin = Origin.objects.filter(decision=old, kind=From.BOARD.value).first()
    if origin is not None:
        Origin.objects.create(
            decision=made, kind=origin.kind, board=origin.board, seats=_seats_of(made), project=origin.project
        )
