"""How much of a year's work says where it comes from, and which frequent wishes had a consequence."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation
from dinhlang.apps.coordination.models import Document, Task
from dinhlang.apps.feedback.models import PUBLIC, Case
from dinhlang.apps.law import queries as law
from dinhlang.apps.origins.queries.things import Thing, things
from dinhlang.domain.origins.relations import CASE, DOCUMENT, DRAFT, TASK, WISHES

MOST_LISTED = 200
FREQUENT_RULE = "PROV-ORI-FREQUENT"
# Things that a wish stands before: at once, or through the draft, the document or the task that led to them.
WITH_WISH = """
WITH RECURSIVE up(start, kind, id, depth) AS (
    SELECT own, %(kind)s::text, own, 0 FROM unnest(%(ids)s::bigint[]) own
    UNION
    SELECT u.start, n.kind, n.id, u.depth + 1 FROM up u CROSS JOIN LATERAL (
        (SELECT from_kind AS kind, from_id AS id FROM links_link
         WHERE to_kind = u.kind AND to_id = u.id AND relation = ANY(%(into)s) AND "on" <= %(on)s)
        UNION ALL
        (SELECT to_kind, to_id FROM links_link
         WHERE from_kind = u.kind AND from_id = u.id AND relation = 'springs_from' AND "on" <= %(on)s)
    ) n
    WHERE u.depth < 4
)
SELECT DISTINCT start FROM up WHERE kind = ANY(%(wishes)s)
"""
INTO = ["asks", "adopted_in", "answered_by", "done_by"]
# Cases with any arrow to something that is no wish.
WITH_WORK = """
SELECT DISTINCT id FROM (
    SELECT from_id AS id FROM links_link
    WHERE from_kind = %(case)s AND from_id = ANY(%(ids)s) AND to_kind <> %(case)s AND "on" <= %(on)s
    UNION ALL
    SELECT to_id FROM links_link
    WHERE to_kind = %(case)s AND to_id = ANY(%(ids)s) AND from_kind <> %(case)s AND "on" <= %(on)s
) found
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
    """What many people of a commune spoke of in a year: how many cases, how many of them led to anything."""

    category_id: int
    category_vi: str
    category_en: str
    code: str
    cases: int
    with_work: int


@dataclass(frozen=True)
class Coverage:
    """The shares of a year, of one unit or of all; wishes only of one commune. least: how many cases are frequent."""

    year: int
    shares: tuple[Share, ...]
    wishes: tuple[Frequent, ...]
    least: int


def coverage(year: int, at: datetime, *, unit_id: int | None = None) -> Coverage:
    """Return the coverage of a year; ten SQL queries at most."""
    on = timezone.localdate(at)
    drafts = Consultation.objects.filter(opened_at__year=year, opened_at__lte=at).order_by("-opened_at")
    papers = Document.objects.filter(passed_on__year=year, passed_on__lte=on).order_by("-passed_on")
    tasks = Task.objects.filter(plan__year=year, plan__signed_on__lte=on).order_by("plan_id", "number")
    if unit_id is not None:
        drafts, papers = drafts.filter(unit_id=unit_id), papers.filter(issuer_id=unit_id)
        tasks = tasks.filter(owner_id=unit_id)
    found = ((DRAFT, drafts), (DOCUMENT, papers), (TASK, tasks))
    shares = tuple(
        _share(kind, list(rows.values_list("pk", flat=True)[: MOST_LISTED + 1]), on, at) for kind, rows in found
    )
    least = int(law.rule(FREQUENT_RULE, on=on).details["lot"])
    return Coverage(year, shares, _frequent(unit_id, year, least, on) if unit_id is not None else (), least)


def _share(kind: str, ids: list[int], on: date, at: datetime) -> Share:
    shown = ids[:MOST_LISTED]
    if not shown:
        return Share(kind, (), is_cut=False)
    having = _ids(WITH_WISH, {"kind": kind, "ids": shown, "wishes": sorted(WISHES), "into": INTO, "on": on})
    told = things([(kind, one) for one in shown], at)
    rows = tuple((told[kind, one], one in having) for one in shown if (kind, one) in told)
    return Share(kind, rows, is_cut=len(ids) > MOST_LISTED)


def _frequent(commune_id: int, year: int, least: int, on: date) -> tuple[Frequent, ...]:
    rows = Case.objects.filter(publication=PUBLIC, commune_id=commune_id, received_at__year=year)
    cases = list(
        rows.values_list("pk", "category_id", "category__name_vi", "category__name_en", "category__code")
        .order_by("-received_at")[:5_000]
    )  # fmt: skip
    working = _ids(WITH_WORK, {"case": CASE, "ids": [one[0] for one in cases], "on": on}) if cases else set()
    counted, led = Counter(one[1:] for one in cases), Counter(one[1:] for one in cases if one[0] in working)
    return tuple(Frequent(*kind, number, led[kind]) for kind, number in counted.most_common() if number >= least)


def _ids(sql: str, given: dict[str, Any]) -> Collection[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return {row[0] for row in cursor.fetchall()}
