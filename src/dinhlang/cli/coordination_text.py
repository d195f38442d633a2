"""What `dinhlang coordination show` says, in words and as data."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from dinhlang.apps.coordination.queries import (
    ClaimRow,
    ConferenceView,
    DocumentRow,
    DocumentView,
    PlanRow,
    PlanView,
    RelatedDocument,
    StatementView,
    TaskRow,
)
from dinhlang.apps.organisations.queries import Named
from dinhlang.domain.coordination.claims import Verdict
from dinhlang.domain.coordination.documents import Standing
from dinhlang.domain.coordination.plans import Outcome

STANDINGS = {
    Standing.PASSED: "đã thông qua, chưa có hiệu lực",
    Standing.IN_FORCE: "còn hiệu lực",
    Standing.ENDED: "hết hiệu lực",
    Standing.NOT_YET: "chưa ban hành",
}
OUTCOMES = {
    Outcome.OPEN: "đang làm",
    Outcome.OVERDUE: "quá hạn",
    Outcome.DONE: "xong đúng hạn",
    Outcome.DONE_LATE: "xong trễ",
    Outcome.DROPPED: "thôi làm",
    Outcome.CARRIED: "chuyển sang năm sau",
}
VERDICTS = {
    Verdict.CONFIRMED: "xác nhận",
    Verdict.PARTLY: "một phần",
    Verdict.UNVERIFIABLE: "chưa kiểm chứng được",
    Verdict.NOT_TRUE: "không đúng",
}


def as_data(shown: Any) -> Any:
    """Return a value of the queries as JSON can carry it."""
    return _plain(asdict(shown))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_key(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return str(value)
    return value.value if isinstance(value, Enum) else value


def _key(key: Any) -> str:
    return str(key.value) if isinstance(key, Enum) else str(key)


def body(named: Named) -> str:
    """Return a body under its name of then, with who holds its place now."""
    if not named.now:
        return named.name
    others = ", ".join(one.name for one in named.now)
    return f"{named.name} ({'nhiệm vụ do ' + others + ' kế thừa' if named.by_function else 'nay là ' + others})"


def document_line(row: DocumentRow) -> str:
    """Return a document in one line."""
    mark = " · minh họa" if row.is_illustration else ""
    issuers = "; ".join(body(one) for one in row.issuers)
    return f"{row.passed_on:%d/%m/%Y} · {row.symbol} · {row.title} · {issuers} · {STANDINGS[row.standing]}{mark}"


def document_lines(view: DocumentView) -> list[str]:
    """Return a document in both directions."""
    row = view.row
    lines = [document_line(row)]
    if row.in_force_from:
        lines.append(f"Có hiệu lực từ {row.in_force_from:%d/%m/%Y}")
    lines += ["Đứng trên:", *(f"  {_related(one)}" for one in view.stands_on)]
    lines += ["Thay thế, sửa đổi:", *(f"  {_related(one)}" for one in (*view.changes_to, *view.changed_by))]
    lines += ["Đã thành:", *(f"  {'  ' * one.depth}{document_line(one.document)}" for one in view.became)]
    lines += ["Yêu cầu ban hành:", *(f"  {_related(one)}" for one in view.asks_for)]
    lines += [f"Nhiệm vụ: {len(view.tasks)}, quá hạn: {len(view.late_tasks)}"]
    return lines if view.springs else [*lines, "Chưa rõ nguồn gốc"]


def _related(one: RelatedDocument) -> str:
    what = document_line(one.document) if one.document else one.clause
    due = f" · hạn {one.due_on:%d/%m/%Y}" if one.due_on else ""
    return f"{what}{due}{' · ' + OUTCOMES[one.outcome] if one.outcome else ''}"


def plan_line(row: PlanRow) -> str:
    """Return a plan in one line, its counts with their total."""
    counts = ", ".join(f"{OUTCOMES[one]} {count}" for one, count in row.score.by_outcome.items() if count)
    bodies = " – ".join(body(one) for one in row.bodies)
    return f"{row.code} · {row.year} · {bodies} · {row.score.total} việc: {counts}"


def plan_lines(view: PlanView) -> list[str]:
    """Return a plan with its lines."""
    head = [plan_line(view.row), f"Chưa rõ nguồn gốc: {view.of_unknown_origin} trên {view.row.score.total} việc"]
    return [*head, *(task_line(one.row) for one in view.tasks)]


def task_line(row: TaskRow) -> str:
    """Return a line of a plan in one line."""
    due = f" · hạn {row.due_on:%d/%m/%Y}" if row.due_on else ""
    why = f" ({row.dropped_reason})" if row.dropped_reason else ""
    return f"{row.year}.{row.number} · {row.text} · {body(row.owner)}{due} · {OUTCOMES[row.outcome]}{why}"


def conference_lines(view: ConferenceView) -> list[str]:
    """Return a conference with its conclusions and what became of them."""
    lines = [f"{view.row.held_on:%d/%m/%Y} · {view.row.title}"]
    lines += [f"{one.post_title}{', ' + one.name if one.name else ''}: {one.summary}" for one in view.participants]
    for one in view.conclusions:
        lines += [f"Kết luận {one.number}: {one.text}", *(f"  {task_line(task)}" for task in one.tasks)]
    return lines


def statement_lines(view: StatementView) -> list[str]:
    """Return what was said, each claim with both verdicts."""
    head = f"{view.said_on:%d/%m/%Y} · {view.post_title} · {view.source}"
    return [head, *(_claim_line(one) for one in view.claims)]


def _claim_line(one: ClaimRow) -> str:
    then, now = VERDICTS[one.then.verdict], VERDICTS[one.now.verdict]
    return f"{one.number}. {one.text} · ngày nói: {then} · ngày {one.now.on:%d/%m/%Y}: {now}"
