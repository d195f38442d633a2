"""The lists behind the numbers of a review: each with the day on which it was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from dinhlang.apps.coordination.queries.shapes import PlanView, TaskRow
from dinhlang.apps.feedback import queries as feedback
from dinhlang.domain.coordination.papers import ListTable
from dinhlang.domain.coordination.plans import Outcome, Score
from dinhlang.domain.coordination.words import FIELDS, OUTCOMES
from dinhlang.lib.zone import local

ALL, LATE_LIST, DROPPED_LIST, SECTIONS_LIST, BEFORE_LIST, YEARS_LIST, VOICES_LIST = range(1, 8)
HEADINGS = ("TT", "Nhiệm vụ", "Lĩnh vực", "Đơn vị", "Hạn", "Kết quả", "Nguồn gốc")
WIDTHS = (9, 44, 21, 27, 21, 20, 23)
LATE = (Outcome.OVERDUE, Outcome.DONE_LATE, Outcome.CARRIED)
YEAR_END = (12, 31)


@dataclass(frozen=True)
class Voices:
    """The voices that came in during the year of a plan: their figures, until which day, and when they were counted."""

    figures: feedback.Figures
    until: date
    counted_on: date


def voices(year: int, on: date) -> Voices:
    """Return the figures of the year of a plan, as far as it had gone by a day; counted lately. One query."""
    until = min(on, date(year, *YEAR_END))
    found = feedback.province_figures(since=date(year, 1, 1), until=until.replace(day=1))
    counted = local(found.counted_at).date() if found.counted_at else on
    return Voices(found, until, counted)


def lists(plan: PlanView, before: PlanView | None, heard: Voices, *, on: date) -> tuple[ListTable, ...]:
    """Return the lists in the order in which the numbers name them."""
    tasks = [one.row for one in plan.tasks]
    year = plan.row.year
    return (
        _of_tasks(f"Nhiệm vụ năm {year}", tasks, on),
        _of_tasks("Nhiệm vụ trễ hoặc chuyển sang năm sau", [one for one in tasks if one.outcome in LATE], on),
        _of_tasks("Nhiệm vụ thôi không làm", [one for one in tasks if one.outcome is Outcome.DROPPED], on),
        _of_sections(plan, on),
        _of_tasks(f"Nhiệm vụ năm {year - 1}", [one.row for one in before.tasks] if before else [], on),
        _of_years(plan, before, on),
        _of_voices(heard),
    )


def _of_tasks(name: str, tasks: Sequence[TaskRow], on: date) -> ListTable:
    rows = tuple(
        (
            str(one.number), one.text, FIELDS[one.field], one.owner.name, _day(one.due_on), OUTCOMES[one.outcome],
            _springs(one),
        )
        for one in tasks
    )  # fmt: skip
    return ListTable(name, on, HEADINGS, rows, WIDTHS)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "cả năm"


def _springs(task: TaskRow) -> str:
    return ", ".join(one.code or "phiếu chưa công khai" for one in task.springs) or "chưa rõ"


def _of_sections(plan: PlanView, on: date) -> ListTable:
    rows = tuple(
        (str(place), one.section, one.unit.name, _day(one.due_on), _day(one.handed_in_on) if one.handed_in_on else "")
        for place, one in enumerate(plan.contributions, start=1)
    )
    headings = ("TT", "Phần báo cáo", "Đơn vị viết", "Hạn nộp", "Ngày nộp")
    return ListTable("Các phần báo cáo của đơn vị", on, headings, rows, (9, 60, 52, 22, 22))


def _of_years(plan: PlanView, before: PlanView | None, on: date) -> ListTable:
    """Return both years side by side, outcome by outcome; no rows where there is no year before."""
    year = plan.row.year
    headings = ("Kết quả", f"Năm {year - 1}", f"Năm {year}", "Chênh lệch")
    rows = [_compared(before.row.score, plan.row.score, outcome) for outcome in Outcome] if before else []
    if before:
        rows.insert(0, ("Tổng số nhiệm vụ", *_three(before.row.score.total, plan.row.score.total)))
    return ListTable(f"So sánh năm {year - 1} với năm {year}", on, headings, tuple(rows), (75, 30, 30, 30))


def _compared(earlier: Score, later: Score, outcome: Outcome) -> tuple[str, ...]:
    return (OUTCOMES[outcome], *_three(earlier.by_outcome[outcome], later.by_outcome[outcome]))


def _three(earlier: int, later: int) -> tuple[str, str, str]:
    return str(earlier), str(later), f"{later - earlier:+d}" if later != earlier else "0"


def _of_voices(heard: Voices) -> ListTable:
    figures = heard.figures
    address = f"{settings.BASE_URL}/phan-anh/"
    rows = (
        ("Nhận được", str(figures.received), address),
        ("Thụ lý", str(figures.accepted), address),
        ("Không thụ lý", str(figures.refused), f"{address}?trang_thai=refused"),
        ("Đã đến hạn đầu tiên", str(figures.due), address),
        ("Trả lời đúng hạn đầu tiên", str(figures.on_time), f"{address}?trang_thai=answered"),
        ("Trễ hạn đầu tiên", str(figures.overdue), f"{address}?tre=1"),
        ("Được gia hạn", str(figures.extended), address),
    )
    name = f"Phản ánh, kiến nghị nhận từ 01/01 đến {heard.until:%d/%m/%Y}"
    return ListTable(
        name, heard.counted_on, ("Chỉ tiêu", "Số phiếu", "Xem từng phiếu đã công khai"), rows, (55, 25, 85)
    )
