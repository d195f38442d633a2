"""Reads of where decisions come from, and of what became of earlier ones."""

from dataclasses import dataclass

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


def origin(decision_id: int) -> OriginView | None:
    """Return where a decision comes from, None where the head of the village proposed it. One query."""
    rows = Origin.objects.select_related("earlier", "decision__initiative")
    one = rows.filter(decision_id=decision_id).first()
    if one is None:
        return None
    started = getattr(one.decision, "initiative", None)
    return OriginView(
        From(one.kind), started.code if started else "", one.earlier.code if one.earlier else "",
        one.earlier.question if one.earlier else "", Board(one.board) if one.board else None, one.seats, one.project,
    )  # fmt: skip


def later(decision_id: int) -> list[LaterView]:
    """Return the decisions that change or annul this one, newest first. One query."""
    rows = Origin.objects.filter(earlier_id=decision_id).select_related("decision").order_by("-decision_id")
    return [LaterView(From(one.kind), one.decision.code, one.decision.question) for one in rows]
