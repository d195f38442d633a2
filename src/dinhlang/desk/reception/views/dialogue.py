"""One dialogue at the desk: questions read, merged and answered, promises written down, the result published."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.origins import policies as origins
from dinhlang.apps.reception import policies, queries
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.coordination.views.page import Form
from dinhlang.desk.reception import verbs
from dinhlang.desk.reception.views.sheet import answered
from dinhlang.domain.origins.relations import PROMISE
from dinhlang.domain.reception.promises import Kept
from dinhlang.lib.clock import now

SHORT = 80


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dialogue(request: ActorRequest, code: str) -> HttpResponse:
    """Show one dialogue with the forms of what the official may do now, or take one."""
    found = queries.dialogue(code, now(), inside=True)
    if found is None or not policies.can_read(request.actor, found.row.unit_id):
        raise Http404
    traces = {one.id for one in found.promises if origins.can_trace(request.actor, PROMISE, one.owner_id, now())}
    shown = {"found": found, "traces": traces}
    return answered(request, "desk/reception/dialogue.html", _forms(request, found), verbs.ON_DIALOGUE, shown)


def _forms(request: ActorRequest, found: queries.DialogueView) -> list[Form]:
    row, lists = found.row, _lists(found)
    if not policies.can_keep(request.actor, row.unit_id):
        return []
    keys, leads = {"dialogue_id": row.id}, policies.can_lead(request.actor, row.unit_id) is not None
    made = _of_course(row, keys, lists, leads=leads)
    if row.published_on is None:
        made += _of_questions(found, lists)
    for one in found.promises:
        if one.kept in (Kept.OPEN, Kept.LATE):
            about, of = one.code, {"promise_id": one.id}
            made.append(Form(verbs.KEEP, of, {}, about=about))
            made += [Form(verbs.BREAK, of, {}, about=about)] if leads else []
    return made


def _of_course(row: queries.DialogueRow, keys: dict[str, int], lists: dict[str, Choices], *, leads: bool) -> list[Form]:
    """Return what may be done now with the dialogue as a whole."""
    if row.called_off_on is not None:
        return []
    has_come = row.on <= timezone.localdate(now())
    offered = [
        (verbs.PROMISE, has_come),
        (verbs.ASK, row.published_on is None),
        (verbs.TOOK_PLACE, row.held_on is None and has_come),
        (verbs.CALL_OFF_DIALOGUE, row.held_on is None and leads),
        (verbs.PUBLISH, row.held_on is not None and row.published_on is None and leads),
    ]
    return [Form(verb, keys, lists) for verb, is_open in offered if is_open]


def _of_questions(found: queries.DialogueView, lists: dict[str, Choices]) -> list[Form]:
    made = []
    for one in found.questions:
        keys = {"dialogue_id": found.row.id, "question_number": one.number}
        offered = [verbs.REPLY]
        if not one.is_shown:
            offered.append(verbs.SHOW)
        if not one.withheld_why:
            offered.append(verbs.WITHHOLD)
        if not one.answer and len(found.questions) > 1:
            offered.append(verbs.MERGE)
        first = {"answer": one.answer, "answered_by": one.answered_by}
        made += [Form(verb, keys, lists, about=f"c{one.number}", initial=first) for verb in offered]
    return made


def _lists(found: queries.DialogueView) -> dict[str, Choices]:
    own = organisations.unit(found.row.unit_id, timezone.localdate(now()))
    below = organisations.below(found.row.unit_id, timezone.localdate(now()))
    units = [*([own] if own else []), *below]
    return {
        "questions": [(one.number, f"{one.number}. {one.text[:SHORT]}") for one in found.questions],
        "units": [(one.id, one.name) for one in units],
    }
