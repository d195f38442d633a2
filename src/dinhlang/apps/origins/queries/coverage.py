"""How much of a year's work says where it comes from, and which frequent wishes had a consequence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation
from dinhlang.apps.coordination.models import Document, Task
from dinhlang.apps.decisions.models import Decision
from dinhlang.apps.feedback.models import PUBLIC
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.origins.queries.things import Key, Thing, things
from dinhlang.apps.surveys.models import Wave
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.origins.relations import CASE, DECISION, DOCUMENT, DRAFT, SURVEY, TASK, WISHES

MOST_LISTED, MOST_WISHES = 200, 30
MOST_CASES = 20_000  # the newest of a year; of a commune that is all of them
FREQUENT_RULE = "PROV-ORI-FREQUENT"
# Things that a wish stands before: at once, or through the draft, the document or the task that led to them;
# and surveys with any arrow to something that is no wish.
HAVING = """
WITH RECURSIVE up(sort, start, kind, id, depth) AS (
    SELECT own.kind, own.id, own.kind, own.id, 0 FROM unnest(%(kinds)s::text[], %(ids)s::bigint[]) AS own (kind, id)
    UNION
    SELECT u.sort, u.start, n.kind, n.id, u.depth + 1 FROM up u CROSS JOIN LATERAL (
        (SELECT from_kind AS kind, from_id AS id FROM links_link
         WHERE to_kind = u.kind AND to_id = u.id AND relation = ANY(%(into)s) AND "on" <= %(on)s
           AND (withdrawn_on IS NULL OR withdrawn_on > %(on)s))
        UNION ALL
        (SELECT to_kind, to_id FROM links_link
         WHERE from_kind = u.kind AND from_id = u.id AND relation = 'springs_from' AND "on" <= %(on)s
           AND (withdrawn_on IS NULL OR withdrawn_on > %(on)s))
    ) n
    WHERE u.depth < 4
)
SELECT DISTINCT sort, start FROM up WHERE kind = ANY(%(wishes)s)
UNION ALL
SELECT DISTINCT %(survey)s::text, id FROM (
    SELECT from_id AS id FROM links_link
    WHERE from_kind = %(survey)s AND from_id = ANY(%(asked)s) AND to_kind <> ALL(%(wishes)s) AND "on" <= %(on)s
      AND (withdrawn_on IS NULL OR withdrawn_on > %(on)s)
    UNION ALL
    SELECT to_id FROM links_link
    WHERE to_kind = %(survey)s AND to_id = ANY(%(asked)s) AND from_kind <> ALL(%(wishes)s) AND "on" <= %(on)s
      AND (withdrawn_on IS NULL OR withdrawn_on > %(on)s) AND relation <> 'measured_by'
) found
"""
INTO = ["asks", "adopted_in", "answered_by", "done_by"]
# How often each kind of matter was spoken of, and in how many cases of it that led to something that is no wish.
FREQUENT = """
WITH recent AS (
    SELECT id, category_id FROM feedback_case
    WHERE publication = %(public)s AND received_at >= %(begins)s AND received_at < %(ends)s {place}
    ORDER BY received_at DESC, id DESC LIMIT %(most)s
), led AS (
    SELECT from_id AS id FROM links_link
    WHERE from_kind = %(case)s AND to_kind <> ALL(%(wishes)s) AND "on" <= %(on)s
      AND (withdrawn_on IS NULL OR withdrawn_on > %(on)s)
    UNION
    SELECT to_id FROM links_link
    WHERE to_kind = %(case)s AND from_kind <> ALL(%(wishes)s) AND "on" <= %(on)s
      AND (withdrawn_on IS NULL OR withdrawn_on > %(on)s)
)
SELECT c.id, c.name_vi, c.name_en, c.code, count(*), count(led.id)
FROM recent r JOIN feedback_category c ON c.id = r.category_id LEFT JOIN led ON led.id = r.id
GROUP BY c.id ORDER BY count(*) DESC, c.id
"""


@dataclass(frozen=True)
class Share:
    """Things of one kind with whether each has a wish at its beginning."""

    kind: str
    rows: tuple[tuple[Thing, bool], ...]
    is_cut: bool  # more than are listed

    @property
    def documented(self) -> int:
        """Return how many have one."""
        return sum(has for _thing, has in self.rows)


@dataclass(frozen=True)
class Frequent:
    """What many people spoke of in a year: how many cases, how many of them led to anything."""

    category_id: int
    category_vi: str
    category_en: str
    code: str
    cases: int
    with_work: int


@dataclass(frozen=True)
class Coverage:
    """The shares of a year, of one commune or of all. least: how many cases of a kind are frequent."""

    year: int
    shares: tuple[Share, ...]
    wishes: tuple[Frequent, ...]
    are_wishes_cut: bool  # there are more public cases than are counted
    surveys: Share  # what surveys found, with whether anything came of it
    least: int

    @property
    def with_work(self) -> int:
        """Return how many of the frequent wishes led to anything."""
        return sum(one.with_work > 0 for one in self.wishes)


def coverage(year: int, at: datetime, *, unit_id: int | None = None) -> Coverage:
    """Return the coverage of a year; eleven SQL queries at most."""
    on = timezone.localdate(at)
    drafts = Consultation.objects.filter(opened_at__year=year, opened_at__lte=at).order_by("-opened_at")
    papers = Document.objects.filter(passed_on__year=year, passed_on__lte=on).order_by("-passed_on")
    tasks = Task.objects.filter(plan__year=year, plan__signed_on__lte=on).order_by("plan_id", "number")
    decided = Decision.objects.filter(closed_at__year=year, closed_at__lte=at, passed=True).order_by("-closed_at")
    if unit_id is not None:
        own = [unit_id, *(one.id for one in organisations.villages(unit_id, on))]
        drafts, papers = drafts.filter(unit_id=unit_id), papers.filter(issuer_id=unit_id)
        tasks, decided = tasks.filter(owner_id=unit_id), decided.filter(unit_id__in=own)
    found = ((DRAFT, drafts), (DOCUMENT, papers), (DECISION, decided), (TASK, tasks))
    ids = {kind: list(rows.values_list("pk", flat=True)[: MOST_LISTED + 1]) for kind, rows in found}
    asked = Wave.objects.filter(computed_at__year=year, computed_at__lte=at) if unit_id is None else Wave.objects.none()
    ids[SURVEY] = list(asked.order_by("-computed_at").values_list("pk", flat=True)[: MOST_LISTED + 1])
    shown = [(kind, one) for kind, some in ids.items() for one in some[:MOST_LISTED]]
    told, having = things(shown, at), _having(shown, on)
    *shares, surveys = (_share(kind, some, told, having) for kind, some in ids.items())
    least = int(law.rule(FREQUENT_RULE, on=on).details["lot"])
    counted = _frequent(unit_id, year, on)
    wishes = tuple(one for one in counted if one.cases >= least)[:MOST_WISHES]
    return Coverage(year, tuple(shares), wishes, sum(one.cases for one in counted) >= MOST_CASES, surveys, least)


def _share(kind: str, ids: list[int], told: Mapping[Key, Thing], having: Collection[Key]) -> Share:
    shown = [(kind, one) for one in ids[:MOST_LISTED]]
    rows = tuple((told[one], one in having) for one in shown if one in told)
    return Share(kind, rows, is_cut=len(ids) > MOST_LISTED)


def _having(shown: list[Key], on: date) -> set[Key]:
    """Return the things that a wish stands before, and the surveys that something came of; one SQL query."""
    works = [one for one in shown if one[0] != SURVEY]
    given: dict[str, Any] = {
        "kinds": [kind for kind, _own in works], "ids": [own for _kind, own in works], "survey": SURVEY,
        "asked": [own for kind, own in shown if kind == SURVEY], "wishes": sorted(WISHES), "into": INTO, "on": on,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(HAVING, given)
        return {(kind, own) for kind, own in cursor.fetchall()}


def _frequent(commune_id: int | None, year: int, on: date) -> list[Frequent]:
    """Return by kind of matter how many public cases there were; the newest ones where there are very many."""
    given = {
        "commune": commune_id, "begins": datetime(year, 1, 1, tzinfo=VIETNAM), "case": CASE, "most": MOST_CASES,
        "ends": datetime(year + 1, 1, 1, tzinfo=VIETNAM), "on": on, "wishes": sorted(WISHES), "public": PUBLIC,
    }  # fmt: skip
    place = "AND commune_id = %(commune)s" if commune_id is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(FREQUENT.format(place=place), given)
        return [Frequent(*row) for row in cursor.fetchall()]
