"""One consultation at the desk: open it, gather opinions, answer every point, close it."""

from functools import partial

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.consultations import policies, queries
from dinhlang.apps.consultations.queries import DeskView
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.consultations import law_verbs, moderation, verbs
from dinhlang.desk.consultations.views.parts import SHOW_ALL, part_of, parts
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.domain.consultations import words
from dinhlang.domain.consultations.anchors import said as anchor_said
from dinhlang.domain.consultations.answers import Origin
from dinhlang.domain.consultations.matters import MATTERS, Side
from dinhlang.lib import formats
from dinhlang.lib.clock import now
from dinhlang.lib.downloads import file_response

SHORT = 80


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: ActorRequest, code: str) -> HttpResponse:
    """Show one consultation with the forms of what the official may do now, or take one."""
    found = queries.desk(code, now())
    if found is None or not policies.can_read(request.actor, found.found.row.unit_id):
        raise Http404
    forms = _forms(request, found)
    show = partial(_page, request, found, forms)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    form = next((one for one in forms if (one.verb.name, one.about) == sent), None)
    if form is None:
        raise Http404
    part = part_of(form.about)
    back = f"?xong={form.verb.name}" + (f"&phan={part}#phan-{part}" if part else "")
    return answer(request, form, show, reverse("desk-consultations:item", args=[code]) + back)


def _forms(request: ActorRequest, desk: DeskView) -> list[Form]:
    """Return the forms of what the official may do now."""
    row, lists = desk.found.row, _lists(desk)
    keys = {"consultation_id": row.id}
    keeps = policies.can_keep(request.actor, row.unit_id) is not None
    if row.is_closed:
        after = [verbs.ADOPTED, verbs.WISH, *([law_verbs.REPORTED] if _side(desk) is Side.COMMUNE else [])]
        return (
            [*(Form(one, keys, lists) for one in after), *_unread(desk, keys), *moderation.review_forms(desk, keys)]
            if keeps
            else []
        )
    made: list[Form] = []
    if policies.can_decide(request.actor, row.unit_id):
        verb = verbs.OPEN if desk.found.opened_at is None else verbs.CLOSE
        made.append(Form(verb, keys, lists))
    if keeps:
        made += [Form(one, keys, lists) for one in (verbs.REVISE, verbs.SEND, verbs.POINT, verbs.STATEMENT, verbs.WISH)]
        if desk.found.opened_at is not None:
            made += [Form(verbs.ENTER, keys, lists), Form(verbs.SLIPS, keys, {})]
            if desk.found.households is not None:
                made.append(Form(verbs.COUNT, keys, lists))
        made += [*moderation.proposal_forms(desk, keys), *moderation.review_forms(desk, keys)]
        made += [*_of_law(desk, keys), *_unread(desk, keys), *_of_things(desk, keys, lists)]
    return made


def _side(desk: DeskView) -> Side:
    return MATTERS[desk.found.row.matter].side


def _of_law(desk: DeskView, keys: dict[str, int]) -> list[Form]:
    """Return the forms for the steps of Articles 27 and 28."""
    made = []
    if _side(desk) is Side.COMMUNE and desk.found.plan_sent_on is None:
        made.append(Form(law_verbs.PLAN, keys, {}))
    if MATTERS[desk.found.row.matter].addressee:
        made += [Form(law_verbs.TOLD, keys, {}), Form(law_verbs.ASK_HEARING, keys, {})]
    for one in desk.found.hearings:
        about = {**keys, "hearing_number": one.number}
        if one.heard_on is None:
            made.append(Form(law_verbs.HEARD, about, {"hearings": law_verbs.HOW}, about=f"n{one.number}"))
        elif one.explained_on is None:
            made.append(Form(law_verbs.EXPLAINED, about, {}, about=f"n{one.number}"))
    return made


def _unread(desk: DeskView, keys: dict[str, int]) -> list[Form]:
    """Return the forms of opinions that nobody outside may read yet."""
    made = []
    if any(one.text for one in desk.unread):
        made.append(Form(verbs.SHOW, {**keys, "upto_id": desk.unread[-1].id}, {}, about=SHOW_ALL))
    for one in desk.unread:
        about = {**keys, "opinion_id": one.id}
        made += [Form(verbs.WITHHOLD, about, {}, about=f"r{one.id}")]
        made += [] if one.text else [Form(verbs.WRITE_DOWN, about, {}, about=f"r{one.id}")]
    return made


def _of_things(desk: DeskView, keys: dict[str, int], lists: dict[str, Choices]) -> list[Form]:
    """Return the forms of single opinions, points and statements."""
    made = []
    for one in desk.loose:
        about, likest = {**keys, "opinion_id": one.id}, desk.suggested[one.id]
        first = {"point_number": str(likest[0])} if likest else {}
        if desk.found.points:
            made.append(Form(verbs.GATHER, about, lists, about=f"y{one.id}", initial=first))
        made.append(Form(verbs.OWN_POINT, about, lists, about=f"y{one.id}", initial={"title": one.text[:SHORT]}))
        if one.is_shown:
            made.append(Form(verbs.WITHHOLD, about, lists, about=f"y{one.id}"))
    for point in desk.found.points:
        first = {"answer": point.answer, "reason": point.reason, "anchor": point.anchor}
        about = {**keys, "point_number": point.number}
        made.append(Form(verbs.ANSWER, about, lists, about=f"d{point.number}", initial=first))
    for statement in desk.found.statements:
        if statement.instead is None and not statement.taken_out_why:
            about = {**keys, "statement_id": statement.id}
            made += [Form(one, about, lists, about=f"c{statement.id}") for one in (verbs.SUPERSEDE, verbs.TAKE_OUT)]
    return made


def _lists(desk: DeskView) -> dict[str, Choices]:
    villages = organisations.villages(desk.found.row.unit_id, timezone.localdate(now()))
    return {
        "villages": [(one.id, one.name) for one in villages],
        "anchors": [(one.anchor, one.text[:SHORT]) for one in desk.found.blocks],
        "points": [(one.number, f"{one.number}. {one.title[:SHORT]}") for one in desk.found.points],
        "origins": [(one.value, _(said)) for one, said in words.ORIGINS.items() if one is not Origin.WEB],
        "stances": [(one.value, _(said)) for one, said in words.STANCES.items()],
        "answers": [(one.value, _(said)) for one, said in words.ANSWERS.items()],
        "outcomes": [(one.value, _(said)) for one, said in words.OUTCOMES.items()],
    }


def _page(
    request: ActorRequest, desk: DeskView, forms: list[Form], attempt: Attempt, status: int
) -> HttpResponse:  # fmt: skip
    done = next(
        (
            one.done
            for one in (*verbs.ON_ONE, *law_verbs.STEPS, *moderation.EVERY)
            if one.name == request.GET.get("xong", "")
        ),
        "",
    )
    about: dict[str, list[Form]] = {}
    for one in forms:
        about.setdefault(one.about, []).append(one)
    tried = next((part_of(one.about) for one in forms if one.id == attempt.id), request.GET.get("phan", ""))
    shown = {
        **parts(desk, tried),
        "desk": desk, "found": desk.found, "page_forms": about.get("", []), "about": about, "attempt": attempt,
        "done": done if not attempt.id else "", "today": timezone.localdate(now()), "words": words,
        "named": anchor_said, "language_now": formats.language(),
    }  # fmt: skip
    return render(request, "desk/consultations/item.html", shown, status=status)


@official()
@never_cache
@require_safe
def file(request: ActorRequest, file_id: int) -> HttpResponseBase:
    """Hand out a photo or a spoken note to the unit that asked."""
    found = queries.desk_file(file_id)
    if found is None or not policies.can_read(request.actor, found[0]):
        raise Http404
    return file_response(file_id, found[2], found[1])
