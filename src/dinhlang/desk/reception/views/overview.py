"""The days and dialogues of an official's units, the posts that receive, and what the Front counts."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception import policies, queries
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.coordination.views.page import Form
from dinhlang.desk.reception import verbs
from dinhlang.desk.reception.views.sheet import answered
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.reception.often import DUTIES
from dinhlang.lib import formats
from dinhlang.lib.clock import now


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: ActorRequest) -> HttpResponse:
    """Show what comes and what is open; post a day, announce a dialogue, count requests."""
    if not policies.can_open_desk(request.actor):
        raise Http404
    at = now()
    units = [one.unit_id for one in request.actor.holdings if one.roles & set(policies.READ)]
    heads = queries.heads(at, units)
    shown = {"days": queries.coming_days(at, units), "past": queries.past_days(at, units), "heads": heads,
             "dialogues": queries.dialogues(at, units), "promises": queries.promises(at, units),
             "unanswered": queries.unanswered(units, at)}  # fmt: skip
    return answered(request, "desk/reception/overview.html", _forms(request, units, heads), verbs.ON_DESK, shown)


def _forms(request: ActorRequest, units: list[int], heads: tuple[queries.HeadRow, ...]) -> list[Form]:
    actor, today = request.actor, timezone.localdate(now())
    own = next((one for one in units if policies.can_lead(actor, one)), None)
    lists: dict[str, Choices] = {
        "duties": [(one, law.rule(one, on=today).title.said(formats.language())) for one in DUTIES],
        "causes": [(verbs.YEARLY, _("Mỗi năm ít nhất một lần")), (verbs.ASKED, _("Cử tri yêu cầu"))],
    }
    made = []
    kept = [one for one in heads if policies.can_keep(actor, one.unit_id)]
    if kept:
        made.append(Form(verbs.POST, {}, {"heads": [(one.id, one.title) for one in kept]}))
    if own is not None:
        unit = organisations.unit(own, today)
        if unit is not None and unit.kind in (Kind.COMMUNE, Kind.PROVINCE):  # committees hold dialogues
            made.append(Form(verbs.ANNOUNCE, {"unit_id": own}, lists))
        made.append(Form(verbs.NAME, {"unit_id": own}, lists))
        if heads:
            made.append(Form(verbs.COMMIT, {}, {"heads": [(one.id, one.title) for one in heads]}))
    communes = _counted(request)
    if communes:
        made.append(Form(verbs.COUNT, {}, {"communes": communes}))
    return made


def _counted(request: ActorRequest) -> Choices:
    """Return the communes whose Front the actor is."""
    today = timezone.localdate(now())
    units = organisations.units([one.unit_id for one in request.actor.holdings], today)
    above = organisations.units([one.parent_id for one in units.values() if one.parent_id is not None], today)
    return [(one.id, one.name) for one in above.values() if policies.can_count_requests(request.actor, one.id, today)]
