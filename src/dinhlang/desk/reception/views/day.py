"""One day at the desk: who booked, who waits, what was said, what was answered."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception import policies, queries
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.coordination.views.page import Form
from dinhlang.desk.reception import verbs
from dinhlang.desk.reception.views.sheet import answered
from dinhlang.domain.feedback.codes import grouped
from dinhlang.domain.reception import words
from dinhlang.domain.reception.visits import Outcome, Stage
from dinhlang.lib import formats
from dinhlang.lib.clock import now


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: ActorRequest, code: str) -> HttpResponse:
    """Show one day with the forms of what the official may do now, or take one."""
    found = queries.day(code, now())
    if found is None or not policies.can_read(request.actor, found.head.unit_id):
        raise Http404
    visits = queries.visits(found.id, now())
    keeps = policies.can_keep(request.actor, found.head.unit_id) is not None
    forms = _forms(found, visits) if keeps else []
    shown = {"slot": found, "visits": visits, "grouped": grouped}
    return answered(request, "desk/reception/day.html", forms, verbs.ON_DAY, shown)


def _forms(found: queries.DayRow, visits: tuple[queries.VisitView, ...]) -> list[Form]:
    keys, today = {"day_id": found.id}, timezone.localdate(now())
    made = []
    if found.called_off_on is None and found.on == today:
        made.append(Form(verbs.WALK_IN, keys, {}))
    if found.called_off_on is None and found.became.value in ("planned", "missed"):
        named = {"deputy": found.deputy, "deputy_why": found.why}
        made.append(Form(verbs.HELD if found.on <= today else verbs.DEPUTY, keys, {}, initial=named))
        made.append(Form(verbs.CALL_OFF, keys, {}))
    lists = _lists(found) if any(one.received_at for one in visits) else {}
    for one in visits:
        offered = _offered(one) if found.on <= today else []
        made += [Form(verb, {"visit_id": one.id}, lists, about=str(one.number)) for verb in offered]
    return made


def _offered(visit: queries.VisitView) -> list[Verb]:
    """Return what can be done with a visit now."""
    if visit.stage == Stage.BOOKED.value:
        return [verbs.CAME, verbs.ABSENT]
    if visit.stage == Stage.WAITING.value:
        return [verbs.RECEIVE, verbs.ABSENT]
    if visit.stage == Stage.ABSENT.value:
        return [verbs.CAME]
    if visit.received_at and visit.outcome in ("", Outcome.MORE_TIME.value):
        return [verbs.CASE, verbs.ANSWER]
    return []


def _lists(found: queries.DayRow) -> dict[str, Choices]:
    own = organisations.unit(found.head.unit_id, timezone.localdate(now()))
    return {
        "outcomes": [(one.value, _(said)) for one, said in words.OUTCOMES.items()],
        "categories": [(one.code, one.name) for one in feedback.categories(language=formats.language())],
        "communes": [(own.id, own.name)] if own else [],
    }
