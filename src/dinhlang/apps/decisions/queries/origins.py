"""Reads of where decisions come from, and of what became of earlier ones."""

from dataclasses import dataclass

from django.db.models import Q

from dinhlang.apps.decisions.models import Origin
from dinhlang.domain.decisions.origins import Board, From


@dataclass(frozen=True)
class OriginView:
    """Why a matter is on the table."""

    kind: From
    initiative: str  # codes; "" where there is none
    earlier: str
    earlier_question: str
    board: Board | None
    seats: int | None
    project: str


@dataclass(frozen=True)
class LaterView:
    """A later decision that changes or annuls this one."""

    kind: From
    code: str
    question: str


def origins(decision_id: int) -> tuple[OriginView | None, list[LaterView]]:
    """Return where a decision comes from (None: its leader proposed it) and what later ones change it. One query.

    Later ones: those that change or annul it, newest first.
    """
    rows = Origin.objects.select_related("earlier", "decision__initiative").order_by("-decision_id")
    found = list(rows.filter(Q(decision_id=decision_id) | Q(earlier_id=decision_id)))
    own = next((_origin(one) for one in found if one.decision_id == decision_id), None)
    return own, [
        LaterView(From(one.kind), one.decision.code, one.decision.question)
        for one in found
        if one.decision_id != decision_id
    ]


def _origin(one: Origin) -> OriginView:
    started = getattr(one.decision, "initiative", None)
    return OriginView(
        From(one.kind), started.code if started else "", one.earlier.code if one.earlier else "",
        one.earlier.question if one.earlier else "", Board(one.board) if one.board else None, one.seats, one.project,
    )  # fmt: skip
