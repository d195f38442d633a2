"""What is printed of a frozen vote: the roll with a place to sign, and the ballots that go from door to door."""

import segno
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from markupsafe import Markup

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import policies, queries
from dinhlang.desk.decisions.voting.found import vote_of
from dinhlang.domain.decisions.forms import Form


@official()
@never_cache
@require_safe
def roll(request: ActorRequest, code: str) -> HttpResponse:
    """Show the frozen roll to print: number, name, who voted online, a place to sign; and a QR code of the matter."""
    found = vote_of(request, code)
    if found.window.frozen_at is None:
        raise Http404
    lines = queries.print_roll(found.id)
    shown = {"vote": found, "lines": lines, "qr": _qr(code), "online": found.form == Form.ONLINE.value}
    return render(request, "desk/ballots/roll.html", shown)


@official()
@never_cache
@require_safe
def ballots(request: ActorRequest, code: str) -> HttpResponse:
    """Show the paper ballots to print, one a household, known by its row code alone; for who leads."""
    found = vote_of(request, code)
    leads = policies.can_lead(request.actor, found.unit.id) is not None
    if found.form != Form.BALLOT.value or found.window.frozen_at is None or not leads:
        raise Http404
    shown = {"vote": found, "lines": queries.print_roll(found.id), "qr": _qr(code)}
    return render(request, "desk/ballots/paper_ballots.html", shown)


def _qr(code: str) -> Markup:
    """Return the address of the matter as an SVG element, dark on light in every colour scheme."""
    made = segno.make_qr(f"{settings.BASE_URL}{reverse('decisions:decision', args=[code])}", error="m")
    return Markup(made.svg_inline(scale=3, border=2, dark="#000", light="#fff", omitsize=True, svgclass="qr"))  # noqa: S704
