"""Reads of the account of a contribution: sums by the database, lines, pictures, the final account."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import F, Sum

from dinhlang.apps.decisions.models import FinalAccount, MoneyLine, Payer, Picture
from dinhlang.domain.decisions.money import Flow, Sums

PAGE, PICTURES = 50, 24
SUMS = """
SELECT coalesce(sum(m.amount) FILTER (WHERE m.flow = 'in'), 0),
       coalesce(sum(m.amount) FILTER (WHERE m.flow = 'out'), 0),
       count(*),
       (SELECT count(*) FROM (SELECT paid.payer_id FROM decisions_moneyline paid
                              WHERE paid.decision_id = %(decision)s AND paid.payer_id IS NOT NULL
                              GROUP BY paid.payer_id HAVING sum(paid.amount) > 0) AS payers),
       (SELECT coalesce(roll_size, 0) FROM decisions_decision WHERE id = %(decision)s)
FROM decisions_moneyline m WHERE m.decision_id = %(decision)s
"""
LINE = ("id", "number", "flow", "on", "amount", "words", "payer__code", "corrects__number", "entered_by")


@dataclass(frozen=True)
class MoneyRow:
    """One line: which way, when, how much, from whom or for what. payer: the code of a household, "" for others."""

    id: int
    number: int
    flow: Flow
    on: date
    amount: int
    words: str
    payer: str
    corrects: int | None
    entered_by: str
    receipts: tuple[int, ...] = ()


@dataclass(frozen=True)
class PictureView:
    """A photo that may be seen."""

    id: int
    line: int | None
    words: str
    on: date
    width: int | None
    height: int | None
    is_demo: bool


@dataclass(frozen=True)
class FinalView:
    """The end of an account."""

    money_in: int
    money_out: int
    words: str
    closed_at: datetime
    closed_by: str


@dataclass(frozen=True)
class AccountView:
    """The account of a decision: sums, newest lines with their receipts, photos of the work, its end."""

    sums: Sums
    rows: tuple[MoneyRow, ...]
    more: bool
    work: tuple[PictureView, ...]
    waiting: int
    final: FinalView | None


def sums(decision_id: int) -> Sums:
    """Return what the lines add up to. One query."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"decision": decision_id})
        return Sums(*(int(one) for one in cursor.fetchone()))


def account(decision_id: int, *, before: int | None = None, limit: int = PAGE) -> AccountView:
    """Return the account of a decision, its lines from before a number. Six queries."""
    rows = money_rows(decision_id, before=before, limit=limit + 1)
    shown = rows[:limit]
    receipts: dict[int, list[int]] = {}
    for line, picture in Picture.objects.filter(
        decision_id=decision_id, state="ready", money_id__in=[one.id for one in shown]
    ).values_list("money_id", "id"):
        receipts.setdefault(line, []).append(picture)
    told = tuple(MoneyRow(**{**vars(one), "receipts": tuple(sorted(receipts.get(one.id, ())))}) for one in shown)
    work = Picture.objects.filter(decision_id=decision_id, state="ready", money=None).order_by("-on", "-id")[:PICTURES]
    final = FinalAccount.objects.filter(decision_id=decision_id).first()
    return AccountView(
        sums(decision_id), told, len(rows) > limit,
        tuple(PictureView(one.pk, None, one.words, one.on, one.width, one.height, one.is_demo) for one in work),
        Picture.objects.filter(decision_id=decision_id, state="waiting").count(),
        FinalView(final.money_in, final.money_out, final.words, final.closed_at, final.closed_by) if final else None,
    )  # fmt: skip


def money_rows(decision_id: int, *, before: int | None = None, limit: int | None = None) -> list[MoneyRow]:
    """Return lines of an account, newest first, from before a number. One query."""
    rows = MoneyLine.objects.filter(decision_id=decision_id)
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = rows.order_by(F("number").desc()).values_list(*LINE)[:limit]
    return [
        MoneyRow(pk, number, Flow(flow), on, amount, words, payer or "", corrects, post)
        for pk, number, flow, on, amount, words, payer, corrects, post in found
    ]


def payers(decision_id: int) -> list[tuple[str, str, int]]:
    """Return number, code and payments of every household that paid, for who keeps the account. One query."""
    rows = Payer.objects.filter(decision_id=decision_id).annotate(total=Sum("paid__amount"))
    named = rows.order_by("line__household__sort_key", "pk").values_list("line__household__number", "code", "total")
    return [(number, code, total or 0) for number, code, total in named]


def picture_path(picture_id: int, *, small: bool) -> str | None:
    """Return where the copy of a photo lies, None for one that nobody may see."""
    found = Picture.objects.filter(pk=picture_id, state="ready").values_list("small_path", "path").first()
    return found[0 if small else 1] or found[1] if found else None


def with_account(decision_ids: Collection[int]) -> frozenset[int]:
    """Return those of some decisions in whose account something stands. One query."""
    rows = MoneyLine.objects.filter(decision_id__in=decision_ids).values_list("decision_id", flat=True)
    return frozenset(rows.distinct().order_by())
