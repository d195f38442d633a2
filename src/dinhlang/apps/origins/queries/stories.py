"""Where a draft comes from and what became of it: wishes, opinions, points, decision, document, work."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dinhlang.apps.consultations import queries as consultations
from dinhlang.apps.consultations.actions.acts import KIND
from dinhlang.apps.consultations.queries import ConsultationRow, PointView
from dinhlang.apps.coordination.models import Document, Task
from dinhlang.apps.coordination.queries.shapes import CASE, DOCUMENT, TASK, GrownDocument, GrownTask
from dinhlang.apps.coordination.queries.springs import LINE
from dinhlang.apps.feedback.models import PUBLIC, Case
from dinhlang.apps.links.models import ADOPTED_IN, ASKS
from dinhlang.apps.links.queries import linked_from, linked_to, springing_from
from dinhlang.domain.coordination.plans import Line


@dataclass(frozen=True)
class Wish:
    """A case that asked for it; without number and title while it is not public."""

    number: str
    title: str


@dataclass(frozen=True)
class Story:
    """The whole way of one draft; every step may be empty, and then says so."""

    row: ConsultationRow
    outcome: str
    wishes: tuple[Wish, ...]
    people: int
    opinions: int
    points: tuple[PointView, ...]
    documents: tuple[GrownDocument, ...]
    tasks: tuple[GrownTask, ...]

    @property
    def answers(self) -> Mapping[str, int]:
        """Return how many points were answered in which way."""
        return Counter(one.answer for one in self.points)


def story(code: str, at: datetime) -> Story | None:
    """Return the way of one consultation that was put before the people; ten SQL queries at most."""
    found = consultations.standing(code, at)
    if found is None:
        return None
    on = timezone.localdate(at)
    cases = [one.id for one in linked_to(KIND, [found.row.id], ASKS, on).get(found.row.id, ())]
    papers = [one.id for one in linked_from(KIND, [found.row.id], ADOPTED_IN, on).get(found.row.id, ())]
    return Story(
        found.row, found.outcome, _wishes(cases), found.people, found.opinions, found.points, _documents(papers, on),
        _tasks(cases, papers, on),
    )  # fmt: skip


def _wishes(ids: Collection[int]) -> tuple[Wish, ...]:
    if not ids:
        return ()
    public = Case.objects.filter(pk__in=ids, publication=PUBLIC).values_list("pk", "number", "title")
    shown = {pk: Wish(number, title) for pk, number, title in public}
    return tuple(shown.get(one, Wish("", "")) for one in ids)


def _documents(ids: Collection[int], on: date) -> tuple[GrownDocument, ...]:
    if not ids:
        return ()
    papers = Document.objects.filter(pk__in=ids, passed_on__lte=on).order_by("passed_on", "id")
    return tuple(GrownDocument(*row) for row in papers.values_list("code", "symbol", "title"))


def _tasks(cases: Collection[int], papers: Collection[int], on: date) -> tuple[GrownTask, ...]:
    """Return the lines of signed plans that spring from the same wishes, or from the document."""
    grown = [one for ends in springing_from(CASE, cases, on).values() for one in ends] if cases else []
    grown += [one for ends in springing_from(DOCUMENT, papers, on).values() for one in ends] if papers else []
    ids = {one.id for one in grown if one.kind == TASK}
    if not ids:
        return ()
    lines = Task.objects.filter(pk__in=ids, plan__signed_on__lte=on, set_on__lte=on).order_by("plan__year", "number")
    return tuple(
        GrownTask(code, year, number, text, Line(*days).outcome(on))
        for code, year, number, text, *days in lines.values_list("plan__code", "plan__year", "number", "text", *LINE)
    )
