"""The figures of the three pillars for the band of the home page."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from dinhlang.apps.coordination.models import DocumentRelation, Plan, Task
from dinhlang.apps.coordination.queries.document import asked_outcome
from dinhlang.apps.coordination.queries.documents import known, standing_on
from dinhlang.apps.coordination.queries.said_shapes import PartyFigures, Pillars, StateFigures
from dinhlang.apps.coordination.queries.shapes import PAPERS, TASK
from dinhlang.apps.coordination.queries.springs import LINE
from dinhlang.apps.feedback.queries import Figures, province_figures
from dinhlang.apps.links.queries import springs_of
from dinhlang.domain.coordination.documents import DOWNWARD, Kind, Relation, Side, Standing, side_of
from dinhlang.domain.coordination.plans import Line, Outcome, score
from dinhlang.lib.remembered import remembered

PARTY = [kind.value for kind in Kind if side_of(kind) is Side.PARTY]


def pillars(as_of: date, *, today: date, with_origin: bool = True) -> Pillars:
    """Return the living figures of the three pillars on a day; those of cases only for today. Six queries.

    Without `with_origin` the lines of unknown origin are not counted (five queries).
    """
    plans, lines = _newest_lines(as_of)
    return Pillars(
        party=_party(as_of),
        state=_state(plans, lines.values(), as_of),
        people=_people(as_of) if as_of == today else None,
        tasks_of_unknown_origin=_of_unknown_origin(as_of) if with_origin else None,
    )


@remembered("coordination")
def _of_unknown_origin(as_of: date) -> int:
    _, lines = _newest_lines(as_of)
    return len(lines) - len(springs_of(TASK, lines, as_of))


@remembered(PAPERS)
def _party(as_of: date) -> PartyFigures:
    party = known(as_of).filter(kind__in=PARTY)
    acts = DocumentRelation.objects.filter(
        to_document=OuterRef("pk"),
        relation__in=[one.value for one in DOWNWARD],
        from_document__passed_on__lte=as_of,
    ).exclude(from_document__kind__in=PARTY)
    in_force = standing_on(Standing.IN_FORCE, as_of)
    counted = party.aggregate(
        passed=Count("id", filter=Q(passed_on__year=as_of.year)),
        in_force=Count("id", filter=in_force),
        became=Count("id", filter=in_force & Q(Exists(acts))),
    )
    asked = DocumentRelation.objects.filter(
        relation=Relation.ASSIGNS.value, from_document__passed_on__lte=as_of, due_on__lt=as_of
    ).values_list("due_on", "from_document__passed_on", "to_document__passed_on")
    return PartyFigures(
        year=as_of.year,
        passed_in_year=counted["passed"],
        in_force=counted["in_force"],
        became_acts=counted["became"],
        late_acts=sum(asked_outcome(*days, as_of) is Outcome.OVERDUE for days in asked),
    )


@remembered("coordination")
def _newest_lines(as_of: date) -> tuple[tuple[int, list[str]] | None, dict[int, Line]]:
    """Return the newest year with a signed plan and the codes of its plans, and their lines by id. Two queries."""
    signed = Plan.objects.filter(signed_on__lte=as_of)
    newest = signed.order_by("-year").values("year")[:1]
    plans = list(signed.filter(year=newest).order_by("code").values_list("pk", "year", "code"))
    if not plans:
        return None, {}
    lines = Task.objects.filter(plan__in=[pk for pk, _, _ in plans], set_on__lte=as_of).values_list("pk", *LINE)
    return (plans[0][1], [code for _, _, code in plans]), {pk: Line(*days) for pk, *days in lines}


def _state(plans: tuple[int, list[str]] | None, lines: Iterable[Line], as_of: date) -> StateFigures:
    scored = score(lines, as_of)
    year, codes = plans or (None, [])
    return StateFigures(
        year=year,
        total=scored.total,
        done=scored.by_outcome[Outcome.DONE] + scored.by_outcome[Outcome.DONE_LATE],
        late=scored.by_outcome[Outcome.OVERDUE],
        in_time=scored.in_time,
        plan_codes=tuple(codes),
    )


def _people(as_of: date) -> Figures:
    """Return what became of the cases of this year so far."""
    return province_figures(since=date(as_of.year, 1, 1), until=as_of.replace(day=1))
