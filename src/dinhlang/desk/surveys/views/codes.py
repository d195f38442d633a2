"""Codes that are shown once, to print: of slips, of interviewers, of the screen at a counter."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from markupsafe import Markup

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.surveys import actions, queries
from dinhlang.apps.surveys.queries import VillageRow, WaveView
from dinhlang.desk.surveys.found import wave_of
from dinhlang.desk.surveys.qr import slip_qr
from dinhlang.domain.feedback.codes import grouped
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import whole

UNREADABLE, MOST_AT_COUNTER = 422, 500


@official()
@never_cache
@require_POST
def slips(request: ActorRequest, code: str, village_id: int) -> HttpResponse:
    """Make the slips of a village that was drawn and show them once; those that nobody used before are void."""
    wave, village = village_of(request, code, village_id)
    missing = village.drawn + village.replacements - village.used
    try:
        made = actions.print_slips(
            actor=request.actor, wave_code=code, place_id=village.place_id, count=missing, at=now(), instead=True
        )
    except RefusedError as refused:
        return _codes(request, wave, "slips", [], problem=str(refused.sentence), village=village)
    return _codes(request, wave, "slips", _drawn(made), village=village, place=village.name)


@official()
@never_cache
@require_POST
def counter_slips(request: ActorRequest, code: str) -> HttpResponse:
    """Make slips to hand out at the counter of a commune after a procedure, and show them once."""
    wave, place = wave_of(request, code), whole(request.POST.get("place", "")) or 0
    count = min(whole(request.POST.get("count", "")) or 0, MOST_AT_COUNTER)
    if wave.is_sample:
        raise Http404
    try:
        made = actions.print_slips(actor=request.actor, wave_code=code, place_id=place, count=count, at=now())
    except RefusedError as refused:
        return _codes(request, wave, "slips", [], problem=str(refused.sentence))
    named = organisations.names([place], timezone.localdate(now()))
    return _codes(request, wave, "slips", _drawn(made), place=named.get(place, ""))


def _drawn(codes: list[str]) -> list[tuple[str, Markup]]:
    return [(grouped(one), slip_qr(one)) for one in codes]


@official()
@never_cache
@require_POST
def interviewers(request: ActorRequest, code: str) -> HttpResponse:
    """Make the codes of interviewers and show them once."""
    wave, count = wave_of(request, code), whole(request.POST.get("count", "")) or 0
    try:
        made = actions.invite_interviewers(actor=request.actor, wave_code=code, count=min(count, 1000), at=now())
    except RefusedError as refused:
        return _codes(request, wave, "interviewers", [], problem=str(refused.sentence))
    return _codes(request, wave, "interviewers", [(number, grouped(one)) for number, one in made.items()])


@official()
@never_cache
@require_POST
def counter(request: ActorRequest, code: str) -> HttpResponse:
    """Make the code of the screen at the counter of a commune and show it once."""
    wave, place = wave_of(request, code), whole(request.POST.get("place", "")) or 0
    try:
        made = actions.place_counter(actor=request.actor, wave_code=code, place_id=place, at=now())
    except RefusedError as refused:
        return _codes(request, wave, "counter", [], problem=str(refused.sentence))
    return _codes(request, wave, "counter", [grouped(made)])


def village_of(request: ActorRequest, code: str, village_id: int) -> tuple[WaveView, VillageRow]:
    """Return a survey that the official may run and a village of its sample; raises Http404."""
    wave = wave_of(request, code)
    field = queries.field(wave, timezone.localdate(now()))
    found = next((one for one in field.villages if one.id == village_id), None)
    if found is None:
        raise Http404
    return wave, found


def _codes(
    request: ActorRequest, wave: WaveView, kind: str, codes: Sequence[Any], *, problem: str = "",
    village: VillageRow | None = None, place: str = "",
) -> HttpResponse:  # fmt: skip
    titles = {
        "slips": _("Phiếu mời để in"),
        "interviewers": _("Mã của điều tra viên"),
        "counter": _("Mã của màn hình ở quầy"),
    }
    shown = {
        "wave": wave, "kind": kind, "codes": codes, "problem": problem, "village": village, "place": place,
        "title": titles[kind], "base_url": settings.BASE_URL,
    }  # fmt: skip
    return render(request, "desk/surveys/codes.html", shown, status=UNREADABLE if problem else 200)
