"""One thing due at the desk: publish, correct, withdraw, keep evidence; preview as the public will see it."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.disclosure import policies, queries
from dinhlang.apps.disclosure.queries import telling
from dinhlang.apps.origins import policies as origins
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.disclosure.lists import item_lists
from dinhlang.desk.disclosure.verbs import CORRECT, ON_EVIDENCE, PUBLISH, SHOW, WITHDRAW
from dinhlang.domain.origins.relations import ITEM
from dinhlang.lib.clock import now

VERBS = (PUBLISH, CORRECT, WITHDRAW, SHOW, *ON_EVIDENCE)
PREVIEW = "xem-thu"


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: ActorRequest, code: str) -> HttpResponse:
    """Show one thing with its forms to the officials of its unit; "Xem thử" shows the page without publishing."""
    found = queries.item(code, now(), inside=True)
    if found is None or not policies.can_read(request.actor, found.unit.id):
        raise Http404
    forms = _forms(request, found)
    show = partial(_page, request, found, forms)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    form = next((one for one in forms if (one.verb.name, one.about) == sent), None)
    if form is None:
        raise Http404
    if PREVIEW in request.POST:
        typed = {one.name: request.POST.get(one.name, "") for one in form.fields}
        return show(Attempt(form.id, typed), 200)
    return answer(request, form, show, f"{reverse('desk-disclosure:item', args=[code])}?xong={form.verb.name}")


def _forms(request: ActorRequest, found: queries.ItemView) -> list[Form]:
    """Return the forms of what the official may do now."""
    unit, on = found.unit.id, timezone.localdate(now())
    keys, lists = {"occasion_id": found.row.id}, item_lists(unit, found.row.duty, on)
    made: list[Form] = []
    if policies.can_publish(request.actor, unit):
        verbs = [PUBLISH] if found.published_at is None else [CORRECT, WITHDRAW] if found.is_public else []
        made += [Form(one, keys, lists) for one in verbs]
    if policies.can_keep(request.actor, unit) and found.is_public:
        made.append(Form(SHOW, keys, lists))
        boards = [one for one in found.evidence if one.last_day is None and one.place != "online"]
        made += [Form(verb, keys | {"evidence_id": one.id}, lists, about=str(one.id)) for one in boards
                 for verb in ON_EVIDENCE]  # fmt: skip
    return made


def _page(
    request: ActorRequest, found: queries.ItemView, forms: list[Form], attempt: Attempt, status: int
) -> HttpResponse:
    on = timezone.localdate(now())
    done = next((one.done for one in VERBS if one.name == request.GET.get("xong", "")), "")
    whole = [one for one in forms if not one.about]
    by_board: dict[str, list[Form]] = {}
    for one in forms:
        by_board.setdefault(one.about, []).append(one)
    shown: dict[str, Any] = telling.spoken(
        on, item=found, page_forms=whole, by_board=by_board, attempt=attempt, done=done if not attempt.id else "",
        today=on, questions=telling.answer_words(), place_words=telling.place_words, preview=_preview(attempt),
        waiting=queries.waiting_papers(found.row.id), article=telling.duty_article(found.row.duty, on),
        keeps=policies.can_keep(request.actor, found.unit.id) is not None,
        traces=found.is_public and origins.can_trace(request.actor, ITEM, found.unit.id, now()),
    )  # fmt: skip
    return render(request, "desk/disclosure/item.html", shown, status=status)


def _preview(attempt: Attempt) -> dict[str, str] | None:
    """Return what was typed for a page that is only looked at."""
    if attempt.error is not None or not attempt.typed.get("changes"):
        return None
    return dict(attempt.typed)
