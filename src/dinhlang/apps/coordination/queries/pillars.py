"""The figures of the three pillars for the band of the home page."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from dinhlang.apps.coordination.models import DocumentRelation, Plan, Task
from dinhlang.apps.coordination.queries.document import asked_outcome
from dinhlang.apps.coordination.queries.documents import known, standing_on
from dinhlang.apps.coordination.queries.said_shapes import PartyFigures, Pillars, StateFigures
from dinhlang.apps.coordination.queries.shapes import TASK
from dinhlang.apps.coordination.queries.tasks import line_of
from dinhlang.apps.feedback.queries import Figures, province_figures
from dinhlang.apps.links.queries import springs_of
from dinhlang.domain.coordination.documents import DOWNWARD, Kind, Relation, Side, Standing, side_of
from dinhlang.domain.coordination.plans import Outcome, score
from dinhlang.lib.remembered import remembered

PARTY = [kind.value for kind in Kind if side_of(kind) is Side.PARTY]


def pillars(as_of: date, *, today: date, with_origin: bool = True) -> Pillars:
    """Return the living figures of the three pillars on a day; those of cases only for today. Six queries.

    Without `with_origin` the lines of unknown origin are not counted (five queries).
    """
    codes, lines = _newest_lines(as_of)
    return Pillars(
        party=_party(as_of),
        state=_state(codes, lines, as_of),
        people=_people(as_of) if as_of == today else None,
        tasks_of_unknown_origin=_of_unknown_origin(lines, as_of) if with_origin else None,
    )


def _of_unknown_origin(lines: list[Task], as_of: date) -> int:
    return len(lines) - len(springs_of(TASK, [one.pk for one in lines], as_of))


@remembered("coordination")
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
    ).select_related("from_document", "to_document")
    return PartyFigures(
        year=as_of.year,
        passed_in_year=counted["passed"],
        in_force=counted["in_force"],
        became_acts=counted["became"],
        late_acts=sum(asked_outcome(one, as_of) is Outcome.OVERDUE for one in asked),
    )


@remembered("coordination")
def _newest_lines(as_of: date) -> tuple[list[str], list[Task]]:
    """Return the plans of the newest year that is known, and their lines."""
    newest = Plan.objects.filter(signed_on__lte=as_of).order_by("-year").values("year")[:1]
    found = Plan.objects.filter(signed_on__lte=as_of, year=newest).order_by("code")
    codes = list(found.values_list("code", flat=True))
    lines = Task.objects.filter(Q(plan__code__in=codes), set_on__lte=as_of).select_related("plan")
    return codes, list(lines)


def _state(codes: list[str], lines: list[Task], as_of: date) -> StateFigures:
    scored = score([line_of(one) for one in lines], as_of)
    return StateFigures(
        year=lines[0].plan.year if lines else None,
        total=scored.total,
        done=scored.by_outcome[Outcome.DONE] + scored.by_outcome[Outcome.DONE_LATE],
        late=scored.by_outcome[Outcome.OVERDUE],
        in_time=scored.in_time,
        plan_codes=tuple(codes),
    )


def _people(as_of: date) -> Figures:
    """Return what became of the cases of this year so far."""
    return province_figures(since=date(as_of.year, 1, 1), until=as_of.replace(day=1))
