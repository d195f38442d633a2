"""Put one case on the page, whole or as the reading pane of the inbox."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.accounts.guards import ActorRequest
from dinhlang.apps.feedback import policies, queries
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.origins import policies as origins
from dinhlang.apps.origins.queries import Thing
from dinhlang.desk.feedback.verbs import VERBS, Offer, Verb, numbers, offer
from dinhlang.desk.feedback.views.inbox import place_in_list
from dinhlang.domain.accounts.roles import Actor, Role
from dinhlang.domain.feedback.reasons import ANSWER_KINDS, REFUSAL, WITHHOLDING
from dinhlang.domain.feedback.states import OPEN, Event
from dinhlang.domain.feedback.words import ANSWERS, REFUSALS, STATES, WITHHOLDINGS
from dinhlang.domain.origins.relations import CASE
from dinhlang.lib import formats
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError


@dataclass(frozen=True)
class Attempt:
    """A form that came back: its verb, what was typed, and why (None: a file was added, nothing is wrong)."""

    verb: Verb | None = None
    typed: dict[str, str] = field(default_factory=dict)
    error: RefusedError | None = None


def case_page(
    request: ActorRequest,
    case_id: int,
    *,
    done: Verb | None = None,
    attempt: Attempt | None = None,
    with_contact: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render a case for an official who may read it; for all others it is not there.

    `with_contact`: that it was opened has just been recorded (actions.open_contact).
    """
    actor, at, attempt = request.actor, now(), attempt or Attempt()
    seen = queries.desk_case(case_id, at=at, language=formats.language())
    if seen is None or not policies.can_see(actor, seen.case):
        raise Http404
    in_pane = bool(request.headers.get("HX-Request"))
    shown = {
        **_told(actor, seen, at, with_contact=with_contact),
        **_steps(actor, seen, at),
        "done": done.done if done else "",
        "attempt": attempt,
        "chosen_files": numbers(attempt.typed["attachment_ids"]) if "attachment_ids" in attempt.typed else None,
        "key": secrets.token_urlsafe(16),
        "in_pane": in_pane,
        "place": place_in_list(request.POST if request.method == "POST" else request.GET),
        "keeps_place": in_pane or bool(request.POST.get("hop")),
    }
    template = "desk/feedback/_case.html" if in_pane else "desk/feedback/case.html"
    return render(request, template, shown, status=status)


def _told(actor: Actor, seen: queries.DeskView, at: datetime, *, with_contact: bool) -> dict[str, Any]:
    """Return what the page tells of the case; how to reach the sender only to a post with that right."""
    may_open = seen.has_identity and policies.can_see_identity(actor, seen.case) is not None
    chip, due = queries.pressing(seen.case, at=at)
    return {
        "desk": seen,
        "case": seen.case,
        "traces": origins.can_join(actor, Thing(CASE, seen.case.id, unit_id=seen.case.unit_id), at) is not None,
        "told": queries.told(seen.case, at=at),
        "chip": chip,
        "due": due,
        "state_words": STATES[seen.case.state],
        "may_open_contact": may_open,
        "contact": queries.contact_of(seen.case.id) if may_open and with_contact else None,
    }


def _steps(actor: Actor, seen: queries.DeskView, at: datetime) -> dict[str, Any]:
    """Return the buttons with what their forms offer."""
    steps = policies.steps_for(actor, seen.case, seen.case.state)
    heirs = _heirs(seen, at)
    return {
        "offer": _offer(actor, seen, steps, has_heirs=bool(heirs), at=at),
        "rules": {verb.name: law.rule(verb.rule, on=at.date()) for verb in VERBS.values() if verb.rule},
        "heirs": [(one.id, one.name) for one in heirs],
        "needs_second": Event.ANSWERED not in steps or organisations.answer_needs_approval(seen.case.unit_id),
        "is_own_draft": seen.draft is not None and seen.draft_writer == actor.user_id,
        **_choices(seen, steps, at),
    }


def _heirs(seen: queries.DeskView, at: datetime) -> list[organisations.UnitView]:
    """Return among whom to choose when the unit of an open case is no more."""
    if seen.case.state not in OPEN or organisations.unit(seen.case.unit_id, on=at.date()) is not None:
        return []
    return organisations.successors(seen.case.unit_id, on=at.date())


def _offer(actor: Actor, seen: queries.DeskView, steps: frozenset[Event], *, has_heirs: bool, at: datetime) -> Offer:
    """Return the buttons: steps that the state and the post allow, without those that would be refused anyway."""
    useless = set()
    if seen.draft_writer == actor.user_id:
        useless.add(Event.ANSWERED)  # nobody signs an answer of one's own
    most = law.rule(VERBS["gia-han"].rule, on=at.date()).details.get("max_times")
    if most is not None and seen.case.times_extended >= most:
        useless.add(Event.EXTENDED)
    chooses = {Event.FOLLOWED_SUCCESSOR} if has_heirs and Event.TRANSFERRED in steps else set()
    return offer(seen.case.state, (steps - useless) | chooses, is_turn=_turn(actor, seen))


def _turn(actor: Actor, seen: queries.DeskView) -> Callable[[Event], bool]:
    """Return whether a step waits for this official rather than for a colleague to whom the case was given."""

    def is_turn(event: Event) -> bool:
        if event not in policies.OFFICE_MAY:
            return True
        if seen.post_id is not None:
            return any(held.post_id == seen.post_id for held in actor.holdings)
        return seen.case.office_id is None or actor.holding(Role, (seen.case.office_id,)) is not None

    return is_turn


def _choices(seen: queries.DeskView, steps: frozenset[Event], at: datetime) -> dict[str, Any]:
    """Return what the selects of the forms offer: (value, words)."""
    offices = organisations.offices(seen.case.unit_id, on=at.date()) if Event.ASSIGNED in steps else []
    holders = accounts.assignable_in([office.id for office in offices], at=at) if offices else {}
    targets = queries.receiving_units(on=at.date()) if Event.TRANSFERRED in steps else []
    kinds = queries.categories(language=formats.language(), all_of_them=True) if Event.CLASSIFIED in steps else []
    return {
        "kinds": [(one.code, one.name) for one in kinds],
        "offices": [(office.id, office.name) for office in offices],
        "posts": [
            (one.holding.post_id, f"{office.name}: {one.holding.title}, {one.name}")
            for office in offices
            for one in holders.get(office.id, [])
        ],
        "targets": [(one.id, one.name) for one in targets if one.id != seen.case.unit_id],
        "refusals": [(one.code, _(REFUSALS[one.code])) for one in REFUSAL],
        "withholdings": [(one.code, _(WITHHOLDINGS[one.code])) for one in WITHHOLDING],
        "answer_kinds": [(kind, _(ANSWERS[kind])) for kind in ANSWER_KINDS],
    }
