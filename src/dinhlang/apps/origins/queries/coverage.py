"""How much of a year's work says where it comes from, and which frequent wishes had a consequence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, TextField, Value, Window
from django.db.models.functions import Cast, RowNumber
from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation
from dinhlang.apps.coordination.models import Document, Task
from dinhlang.apps.decisions.models import Decision
from dinhlang.apps.disclosure.models import Occasion
from dinhlang.apps.feedback.models import PUBLIC
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.origins.queries.things import Key, Thing, things
from dinhlang.apps.surveys.models import Wave
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.origins.relations import (
    CASE,
    DECISION,
    DOCUMENT,
    DRAFT,
    ITEM,
    PROJECT_DUTY,
    PROJECT_MATTER,
    SURVEY,
    TASK,
    WISHES,
)

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
PROJECT = "project"  # no kind of its own: see domain/origins
ORDERS: dict[str, list[Any]] = {
    DRAFT: [F("opened_at").desc()], DOCUMENT: [F("passed_on").desc()], DECISION: [F("closed_at").desc()],
    TASK: [F("plan_id").asc(), F("number").asc()], PROJECT: [F("happened_on").desc()],
    SURVEY: [F("computed_at").desc()],
}  # fmt: skip
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
    """Things of one kind, or projects of two kinds, with whether each has a wish at its beginning."""

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
    """Return the coverage of a year; nine SQL queries at most."""
    on = timezone.localdate(at)
    ids = _listed(year, at, unit_id)
    told = things([key for keys in ids.values() for key in keys], at)
    having = _having(list(told), on)
    *shares, surveys = (_share(name, keys, told, having) for name, keys in ids.items())
    least = int(law.rule(FREQUENT_RULE, on=on).details["lot"])
    counted = _frequent(unit_id, year, on)
    wishes = tuple(one for one in counted if one.cases >= least)[:MOST_WISHES]
    return Coverage(year, tuple(shares), wishes, sum(one.cases for one in counted) >= MOST_CASES, surveys, least)


def _listed(year: int, at: datetime, unit_id: int | None) -> dict[str, list[Key]]:
    """Return the things of a year under the name of their share, in the order of the page; one SQL query more at most.

    A project is disclosed by a commune or decided by households; the latter stand among the decisions too.
    """
    on = timezone.localdate(at)
    seen = Q(publication__embargo_until=None) | Q(publication__embargo_until__lte=at)
    works = Occasion.objects.filter(seen, duty=PROJECT_DUTY, publication__published_at__year=year)
    rows: dict[str, tuple[str, QuerySet[Any], str]] = {
        DRAFT: (DRAFT, Consultation.objects.filter(opened_at__year=year, opened_at__lte=at), "unit_id"),
        DOCUMENT: (DOCUMENT, Document.objects.filter(passed_on__year=year, passed_on__lte=on), "issuer_id"),
        DECISION: (DECISION, Decision.objects.filter(closed_at__year=year, closed_at__lte=at, passed=True), "unit_id"),
        TASK: (TASK, Task.objects.filter(plan__year=year, plan__signed_on__lte=on), "owner_id"),
        PROJECT: (ITEM, works.filter(publication__published_at__lte=at), "unit_id"),
        SURVEY: (SURVEY, Wave.objects.filter(computed_at__year=year, computed_at__lte=at), ""),
    }
    own = [] if unit_id is None else [unit_id, *(one.id for one in organisations.villages(unit_id, on))]
    found: dict[str, list[Key]] = {name: [] for name in rows}
    chosen = [
        (table.filter(**{f"{owner}__in": own}) if own else table)
        .annotate(place=Window(RowNumber(), order_by=ORDERS[name]), matter_told=_matter(name))
        .order_by("place").values_list(Value(name, TextField()), "pk", "matter_told", "place")[: MOST_LISTED + 1]
        for name, (_kind, table, owner) in rows.items()
        if owner or not own
    ]  # fmt: skip
    for name, pk, matter, _place in sorted(chosen[0].union(*chosen[1:], all=True), key=itemgetter(3)):
        found[name].append((rows[name][0], pk))
        if matter == PROJECT_MATTER:
            found[PROJECT].append((DECISION, pk))
    return found


def _matter(name: str) -> Cast | Value:
    return Cast("matter", TextField()) if name == DECISION else Value("", TextField())


def _share(name: str, keys: list[Key], told: Mapping[Key, Thing], having: Collection[Key]) -> Share:
    rows = tuple((told[one], one in having) for one in keys[:MOST_LISTED] if one in told)
    return Share(name, rows, is_cut=len(keys) > MOST_LISTED)


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
