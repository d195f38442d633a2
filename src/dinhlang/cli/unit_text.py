"""What `dinhlang unit show` says about a unit, in words and as data."""

from datetime import date
from typing import Any

from dinhlang.apps.organisations.queries import Arrow, ChangeView, History, Period, UnitView
from dinhlang.domain.organisations.lineage import Change, Share

CHANGES = {
    Change.FOUNDED: "thành lập",
    Change.RENAMED: "đổi tên",
    Change.MERGED: "sáp nhập",
    Change.SPLIT: "chia tách",
    Change.PART_MOVED: "điều chỉnh một phần",
    Change.DISSOLVED: "kết thúc hoạt động",
    Change.FUNCTION_PASSED: "kế thừa nhiệm vụ",
}
SHARES = {Share.WHOLE: "", Share.PART: " (một phần)", Share.REMAINDER: " (phần còn lại)"}


def described(unit: UnitView, history: History, successors: list[UnitView], on: date) -> str:
    """Return the unit in words: its state on the day, names, parents and changes over time."""
    state = "đang hoạt động" if unit.in_force else "không hoạt động"
    kinds = " · ".join(part for part in (unit.kind.value, unit.subkind.value) if part)
    lines = [f"{unit.name} · {unit.code} · {kinds}", f"Ngày {on:%d/%m/%Y}: {state} ({period(unit.since, unit.until)})"]
    lines += ["Tên:", *(f"  {one.text} ({period(one.since, one.until)})" for one in history.names)]
    if history.parents:
        lines += ["Trực thuộc:", *(f"  {one.text} ({period(one.since, one.until)})" for one in history.parents)]
    if history.changes:
        lines += ["Thay đổi:", *(line for one in history.changes for line in _change(one))]
    if [one.id for one in successors] != [unit.id]:
        lines.append("Nay là: " + ("; ".join(one.name for one in successors) or "không có đơn vị kế nhiệm"))
    return "\n".join(lines)


def period(since: date | None, until: date | None) -> str:
    """Return a period in words; the end is the first day that is no longer in it."""
    start = f"từ {since:%d/%m/%Y}" if since else "từ trước"
    return f"{start} đến trước {until:%d/%m/%Y}" if until else f"{start} đến nay"


def _change(change: ChangeView) -> list[str]:
    """Return the lines of a change."""
    arrows = [f"    {_arrow(one)}" for one in change.arrows if one.source != one.target]
    return [f"  {change.on:%d/%m/%Y} {CHANGES[change.kind]}: {change.citation}", *arrows]


def _arrow(arrow: Arrow) -> str:
    source = arrow.source.name + SHARES[arrow.share] if arrow.source else "lập mới"
    return f"{source} → {arrow.target.name if arrow.target else 'không có đơn vị kế nhiệm'}"


def as_data(unit: UnitView, history: History, successors: list[UnitView], on: date) -> dict[str, Any]:
    """Return the same as JSON values: days as YYYY-MM-DD, null for an open end."""
    return {
        "on": on.isoformat(),
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind.value,
        "subkind": unit.subkind.value,
        "slug": unit.slug,
        "in_force": unit.in_force,
        "since": _day(unit.since),
        "until": _day(unit.until),
        "names": [_period(one, "name") for one in history.names],
        "parents": [_period(one, "name") for one in history.parents],
        "changes": [
            {
                "on": one.on.isoformat(),
                "kind": one.kind.value,
                "citation": one.citation,
                "arrows": [
                    {"from": _unit(arrow.source), "to": _unit(arrow.target), "share": arrow.share.value}
                    for arrow in one.arrows
                ],
            }
            for one in history.changes
        ],
        "successors": [_unit(one) for one in successors],
    }


def _period(one: Period, label: str) -> dict[str, str | None]:
    return {label: one.text, "since": _day(one.since), "until": _day(one.until)}


def _unit(unit: UnitView | None) -> dict[str, str] | None:
    return {"code": unit.code, "name": unit.name} if unit else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
