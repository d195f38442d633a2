"""Who is at the meeting: one tap a household, on several telephones; without a line the taps wait in the telephone."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewMark
from dinhlang.desk.decisions.voting.found import see, vote_of
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError

UNREADABLE, LONGEST = 422, 40


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: ActorRequest, code: str) -> HttpResponse:
    """Show every household with a button; take one tap, for telephones without a script."""
    found = vote_of(request, code)
    problem = ""
    if request.method == "POST":
        sent = request.POST
        mark = NewMark(
            uuid4().hex, sent.get("row", "")[:8], sent.get("present") == "yes", f"web-{request.actor.user_id}", now(),
            settles=sent.get("settles") == "yes",
        )  # fmt: skip
        try:
            actions.mark_attendance(actor=request.actor, decision_id=found.id, marks=[mark], at=now())
        except RefusedError as error:
            problem = str(error.sentence)
        else:
            return see(f"{reverse('desk-ballots:attendance', args=[code])}#h-{mark.row_code}")
    seats = queries.attendance(found.id)
    shown = {
        "vote": found, "seats": seats, "problem": problem, "number": sum(one.standing.present for one in seats),
        "differing": [one for one in seats if one.standing.differs],
    }  # fmt: skip
    return render(request, "desk/ballots/attendance.html", shown, status=UNREADABLE if problem else 200)


@official()
@require_POST
def send(request: ActorRequest, code: str) -> HttpResponse:
    """Keep the taps that waited in a telephone, and tell how all households stand now."""
    found = vote_of(request, code)
    marks = _marks(request.body)
    if marks is None:
        return JsonResponse({"problem": _("Không đọc được dữ liệu của máy.")}, status=UNREADABLE)
    try:
        actions.mark_attendance(actor=request.actor, decision_id=found.id, marks=marks, at=now())
    except RefusedError as error:
        return JsonResponse({"problem": str(error.sentence)}, status=UNREADABLE)
    seats = queries.attendance(found.id)
    told = {one.row_code: [one.standing.present, one.standing.differs] for one in seats}
    return JsonResponse({"kept": [one.key for one in marks], "seats": told})


def _marks(body: bytes) -> list[NewMark] | None:
    """Return the taps of a telephone, None for what is no list of taps."""
    try:
        return [_mark(one) for one in json.loads(body)["marks"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _mark(told: dict[str, Any]) -> NewMark:
    at = datetime.fromisoformat(str(told["at"]))
    if at.tzinfo is None or not told["key"] or not isinstance(told["present"], bool):
        raise ValueError
    key, row, device = (str(told[name]) for name in ("key", "row", "device"))
    if max(len(key), len(row), len(device)) > LONGEST:
        raise ValueError
    return NewMark(key, row, told["present"], device, at, settles=told.get("settles") is True)
