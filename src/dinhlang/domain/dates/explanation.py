"""Say in plain words, day by day, why a deadline falls on its day."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from dinhlang.domain.dates.calendar import SpecialDay
from dinhlang.domain.dates.due import Direction, DueResult, Leg, LegKind, Step
from dinhlang.domain.dates.periods import CalendarDays, Months, WorkingDays
from dinhlang.domain.dates.words import full, short, weekday

FOLD_AFTER = 10  # periods longer than this tell plain runs of days as "from … to …"


def explanation(result: DueResult, language: str) -> list[str]:
    """Return the sentences that explain a result, in "vi" or "en"; every skipped and every worked day off is named."""
    lines: list[str] = []
    for leg in result.legs:
        lines += _leg(leg, result, language)
    return [*lines, *_doubts(result, language), _end(result, language)]


def _leg(leg: Leg, result: DueResult, language: str) -> list[str]:
    lines = _opening(leg, result, language)
    match leg.period:
        case WorkingDays(count=count):
            return lines + _working_days(leg, count, language)
        case CalendarDays() | Months():
            return lines + _calendar_days(leg, result, language)
    return lines


def _opening(leg: Leg, result: DueResult, language: str) -> list[str]:
    if leg.kind is LegKind.PAUSE:
        return [_pause(leg, language)]
    if leg.kind is LegKind.EXTENSION:
        return [_extension(leg, language)]
    return [_start(leg, result, language), _term(leg, language)]


def _start(leg: Leg, result: DueResult, language: str) -> str:
    event = f" ({leg.event.said(language)})" if leg.event else ""
    day = f"{weekday(leg.start, language)} {full(leg.start)}{event}"
    if not leg.steps:
        ground = result.counting.hours.said(language)
        moment = f"{result.started_at:%H:%M} {day}"
        if language == "en":
            return f"Start: {moment}; hours run from that moment, days off included ({ground})."
        return f"Bắt đầu: {moment}; giờ chạy liên tục từ lúc đó, tính cả ngày nghỉ ({ground})."
    ground = result.counting.first_day.said(language)
    if result.direction is Direction.BEFORE:
        return f"Counted back from {day}." if language == "en" else f"Đếm lùi từ {day}."
    if language == "en":
        return f"Start: {day}; this day is not counted ({ground})."
    return f"Bắt đầu: {day}; ngày này không tính ({ground})."


def _term(leg: Leg, language: str) -> str:
    assert leg.period is not None
    length = leg.period.words.said(language)
    under = "under" if language == "en" else "theo"
    ground = f", {under} {leg.ground.said(language)}" if leg.ground else ""
    return f"Period: {length}{ground}." if language == "en" else f"Thời hạn: {length}{ground}."


def _extension(leg: Leg, language: str) -> str:
    assert leg.period is not None
    length, after = leg.period.words.said(language), full(leg.start)
    ground = f" ({leg.ground.said(language)})" if leg.ground else ""
    if language == "en":
        return f"Extended by {length}{ground}, counted after the old end {after}."
    return f"Gia hạn {length}{ground}, tính tiếp sau hạn cũ {after}."


def _pause(leg: Leg, language: str) -> str:
    assert leg.paused_until is not None
    span = f"{full(leg.start)} – {full(leg.paused_until)}"
    if leg.period is None:
        return (
            f"Paused {span}: no working day, the end does not move."
            if language == "en"
            else f"Tạm dừng {span}: không có ngày làm việc nào, hạn giữ nguyên."
        )
    length = leg.period.words.said(language)
    if language == "en":
        return f"Paused {span}, {length}: the end moves by as many."
    return f"Tạm dừng {span}, mất {length}: hạn lùi thêm bấy nhiêu."


def _working_days(leg: Leg, count: int, language: str) -> list[str]:
    lines = []
    for reason, run in _runs(leg.steps):
        if reason == "counted":
            lines.append(_counted(run, leg.start, language, fold=count > FOLD_AFTER))
        else:
            lines.append(_special(run, leg.start, language))
    return lines


def _runs(steps: Sequence[Step]) -> Iterator[tuple[str, list[Step]]]:
    """Yield runs of days of one sort: counted, weekend, or the same row of the calendar."""
    for reason, run in groupby(steps, key=_reason):
        yield reason, list(run)


def _reason(step: Step) -> str:
    if step.row is not None:
        return f"{step.row.kind} {step.row.name.vi}"
    return "counted" if step.is_working else "weekend"


def _counted(run: list[Step], start: date, language: str, *, fold: bool) -> str:
    first, last = run[0], run[-1]
    if fold and len(run) > 1:
        span = f"{short(first.day, start)}–{short(last.day, start)}"
        if language == "en":
            return f"{span}: days {first.number} to {last.number}."
        return f"{span}: ngày {first.number} đến ngày {last.number}."
    word = "is day" if language == "en" else "là ngày"
    told = "; ".join(f"{short(one.day, start)} {word} {one.number}" for one in run) + "."
    name = weekday(first.day, language)
    return f"{name[0].upper()}{name[1:]} {told}"


def _special(run: list[Step], start: date, language: str) -> str:
    """Return the sentence of days off (not counted) or of a worked Saturday (counted)."""
    first = run[0]
    days = _span(run, start, language)
    if first.row is None:
        return f"{days}: weekend, not counted." if language == "en" else f"{days}: nghỉ cuối tuần, không tính."
    told = _told(first.row, language)
    if not first.row.is_worked:
        return f"{days}: {told}; not counted." if language == "en" else f"{days}: {told}; không tính."
    if language == "en":
        return f"{days} is a working day: {told}; day {first.number}."
    return f"{days} là ngày làm việc: {told}; tính là ngày {first.number}."


def _span(run: list[Step], start: date, language: str) -> str:
    first, last = run[0], run[-1]
    days = f"{short(first.day, start)} ({weekday(first.day, language)})"
    return days if first is last else f"{days} – {short(last.day, start)} ({weekday(last.day, language)})"


def _told(row: SpecialDay, language: str) -> str:
    under = "under" if language == "en" else "theo"
    return f"{row.name.said(language)}, {under} {row.notice.said(language)}"


def _calendar_days(leg: Leg, result: DueResult, language: str) -> list[str]:
    assert leg.period is not None
    last = max(place for place, step in enumerate(leg.steps) if step.number is not None)
    counted, rolled = leg.steps[: last + 1], leg.steps[last + 1 :]
    length, ends = leg.period.words.said(language), full(counted[-1].day)
    if isinstance(leg.period, Months):
        ground = result.counting.months.said(language)
        lines = [
            f"{length} end on the same day of the month, {ends} ({ground})."
            if language == "en"
            else f"{length} kết thúc vào ngày tương ứng của tháng: {ends} ({ground})."
        ]
    else:
        first = short(counted[0].day, leg.start)
        lines = [f"{first} to {ends}: {length}." if language == "en" else f"Từ {first} đến {ends}: đủ {length}."]
    return lines + _roll(counted[-1], rolled, result, language) if rolled else lines


def _roll(ended: Step, rolled: tuple[Step, ...], result: DueResult, language: str) -> list[str]:
    """Return why an end on a day off moves, naming each day off in between."""
    start = result.legs[0].start
    off = [_day_off(run, start, language) for _, run in _runs((ended, *rolled[:-1]))]
    to, ground = full(rolled[-1].day), result.counting.roll.said(language)
    if result.direction is Direction.BEFORE:
        moved = (
            f"So it is done on the working day before: {to}."
            if language == "en"
            else f"Nên phải làm vào ngày làm việc liền trước: {to}."
        )
    elif language == "en":
        moved = f"So the period ends with the next working day, {to} ({ground})."
    else:
        moved = f"Nên hạn chuyển sang ngày làm việc kế tiếp, {to} ({ground})."
    return [*off, moved]


def _day_off(run: list[Step], start: date, language: str) -> str:
    days, row = _span(run, start, language), run[0].row
    if row is None:
        return f"{days}: weekend." if language == "en" else f"{days}: nghỉ cuối tuần."
    return f"{days}: {_told(row, language)}."


def _doubts(result: DueResult, language: str) -> list[str]:
    lines = []
    for one in result.undecided:
        told = f"{one.name.said(language)} ({one.notice.said(language)})"
        lines.append(f"Not applied: {told}." if language == "en" else f"Chưa áp dụng: {told}.")
    if result.expected:
        lines.append(
            "Expected only: the official calendar of that year is not known here."
            if language == "en"
            else "Dự kiến: chưa có lịch nghỉ chính thức của năm đó trong dữ liệu."
        )
    return lines


def _end(result: DueResult, language: str) -> str:
    day = f"{weekday(result.due_on, language)} {full(result.due_on)}"
    if not result.legs[0].steps:
        return f"Due: {result.due_at:%H:%M} {day}." if language == "en" else f"Hạn: {result.due_at:%H:%M} {day}."
    if result.direction is Direction.BEFORE:
        return f"At the latest: end of {day}." if language == "en" else f"Chậm nhất: hết ngày {day}."
    return f"Due: end of {day}." if language == "en" else f"Hạn: hết ngày {day}."
