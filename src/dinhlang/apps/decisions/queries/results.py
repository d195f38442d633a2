"""Reads of what was said against a result, and of the photos of signed sheets."""

from dataclasses import dataclass
from datetime import date, datetime

from dinhlang.apps.decisions.models import ResultObjection, SignedSheet
from dinhlang.domain.decisions.objections import Outcome


@dataclass(frozen=True)
class ResultObjectionView:
    """One objection to a result; `text` is for those who answer it."""

    id: int
    number: int
    text: str
    at: datetime
    reply_due: date
    reply: str
    outcome: Outcome | None
    replied_at: datetime | None


@dataclass(frozen=True)
class SheetView:
    """A photo or scan of signed minutes; path "": it waits to be cleaned, or could not be."""

    id: int
    decision_id: int
    kind: str
    path: str
    waits: bool
    at: datetime


def result_objections(decision_id: int) -> list[ResultObjectionView]:
    """Return what was said against a result, in order. One query."""
    return [
        ResultObjectionView(
            one.pk, one.number, one.text, one.at, one.reply_due, one.reply,
            Outcome(one.outcome) if one.outcome else None, one.replied_at,
        )
        for one in ResultObjection.objects.filter(decision_id=decision_id).order_by("number")
    ]  # fmt: skip


def sheets_of(decision_id: int) -> list[SheetView]:
    """Return the signed sheets of a decision, oldest first. One query."""
    return [
        SheetView(one.pk, decision_id, one.kind, one.path, bool(one.received_path), one.at)
        for one in SignedSheet.objects.filter(decision_id=decision_id).order_by("pk")
    ]
