"""Reads of a decision's calendar: what the law asks for, and what was written down as done."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dinhlang.apps.decisions.models import NoticeDone
from dinhlang.apps.decisions.queries.decisions import DecisionView, decision
from dinhlang.domain.decisions.notices import CANDIDATES, REVIEW, Notice


@dataclass(frozen=True)
class Asked:
    """One thing to be done by a day, and the day that the count begins with."""

    notice: Notice
    counted_from: date


@dataclass(frozen=True)
class DoneView:
    """The day on which one thing was done. document: its number, where there is one."""

    done_on: date
    document: str


def calendar_of(code: str) -> list[Asked]:
    """Return what can be written down as done for a decision. One query."""
    found = decision(code)
    return asked(found) if found else []


def asked(one: DecisionView) -> list[Asked]:
    """Return what can be written down as done: not the list of candidates, nor what comes back every year."""
    begins, answered = one.begins_at, one.answered_on
    before = [Asked(notice, timezone.localdate(begins)) for notice in one.notices] if begins else []
    after = [Asked(notice, answered) for notice in one.follow_ups] if answered else []
    return [item for item in (*before, *after) if item.notice.rule.id not in (CANDIDATES, REVIEW)]


def notices_done(one: DecisionView) -> dict[str, DoneView]:
    """Return what was done of a decision's calendar as it counts now, by provision. At most one query."""
    counted = {item.notice.rule.id: item.counted_from for item in asked(one)}
    rows = NoticeDone.objects.filter(decision_id=one.id).order_by("id") if counted else []
    return {
        row.rule_id: DoneView(row.done_on, row.document) for row in rows if counted.get(row.rule_id) == row.counted_from
    }
