"""The yearly review of a plan as a paper: every number comes from a list, and the list stands behind it."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from dinhlang.apps.coordination.queries.shapes import ContributionRow, PlanView, TaskRow
from dinhlang.apps.feedback import queries as feedback
from dinhlang.domain.coordination.documents import Field, Side
from dinhlang.domain.coordination.papers import ListTable, Paper, Paragraph, Section
from dinhlang.domain.coordination.plans import Outcome, Score
from dinhlang.domain.coordination.words import FIELDS, OUTCOMES

HEADINGS = ("TT", "Nhiệm vụ", "Đơn vị", "Hạn", "Kết quả")
LATE = (Outcome.OVERDUE, Outcome.DONE_LATE, Outcome.CARRIED)
UNFINISHED = (Outcome.OPEN, Outcome.OVERDUE, Outcome.CARRIED)
ALL, LATE_LIST, DROPPED_LIST, SECTIONS_LIST, BEFORE_LIST, VOICES_LIST = range(1, 7)


def review(plan: PlanView, before: PlanView | None, *, on: date, mark: str = "") -> Paper:
    """Return the review of a plan as known on a day, in the layout of the body that leads (a Party body here)."""
    tasks = [one.row for one in plan.tasks]
    names = tuple(body.name for body in plan.row.bodies)
    year = plan.row.year
    return Paper(
        side=Side.PARTY,
        superior="Tỉnh ủy Vĩnh Long",
        issuers=names,
        symbol_tail="BC/" + "-".join(initials(name) for name in names),
        place="Vĩnh Long",
        kind="BÁO CÁO",
        subject=f"tổng kết kế hoạch phối hợp thực hiện công tác dân vận chính quyền năm {year}",
        opening=(_opening(plan, names, on),),
        sections=(
            Section("I. KẾT QUẢ CHUNG", _overall(tasks, on)),
            *_by_field(plan, tasks),
            Section("III. SO VỚI NĂM TRƯỚC", _compared(plan, before)),
            Section("IV. HẠN CHẾ, NGUYÊN NHÂN", _shortcomings(plan, tasks)),
            Section(f"V. PHƯƠNG HƯỚNG NĂM {year + 1}", _directions(tasks)),
        ),
        recipients=("Thường trực Tỉnh ủy (báo cáo)", *(f"{name} (phối hợp)" for name in names), "Lưu."),
        signers=tuple(f"T/M {name}" for name in names),
        lists=_lists(plan, before, tasks, on),
        mark=mark,
    )


def initials(name: str) -> str:
    """Return the letters that stand for a body in a symbol: Ban Dân vận Tỉnh ủy → BDVTU."""
    return "".join("U" if word == "ủy" else word[0].upper() for word in name.split() if word != "tỉnh")


def _opening(plan: PlanView, names: Sequence[str], on: date) -> str:
    base = plan.document.symbol if plan.document else f"Kế hoạch phối hợp năm {plan.row.year}"
    return (
        f"Thực hiện {base}, {' và '.join(names)} báo cáo kết quả năm {plan.row.year}. Số liệu tính đến ngày "
        f"{on:%d/%m/%Y}; con số nào cũng dẫn về một danh sách kèm theo."
    )


def _overall(tasks: Sequence[TaskRow], on: date) -> tuple[Paragraph, ...]:
    counts = {outcome: sum(one.outcome is outcome for one in tasks) for outcome in Outcome}
    told = ", ".join(f"{count} {OUTCOMES[outcome].lower()}" for outcome, count in counts.items() if count)
    unknown = sum(not one.springs for one in tasks)
    paragraphs = [
        Paragraph(f"Kế hoạch có {len(tasks)} nhiệm vụ: {told}.", (ALL,)),
        Paragraph(
            f"{len(tasks) - unknown} nhiệm vụ ghi rõ xuất phát từ nguyện vọng nào của nhân dân; "
            f"{unknown} nhiệm vụ chưa rõ nguồn gốc.", (ALL,),
        ),
    ]  # fmt: skip
    figures = _voices(on)
    if figures.received:
        paragraphs.append(
            Paragraph(
                f"Trong năm, cổng tiếp nhận {figures.received} phản ánh, kiến nghị; thụ lý {figures.accepted}, "
                f"không thụ lý {figures.refused}; trả lời đúng hạn đầu tiên {figures.on_time} trên {figures.due} phiếu "
                f"đã đến hạn; gia hạn {figures.extended}.", (VOICES_LIST,),
            )
        )  # fmt: skip
    return tuple(paragraphs)


def _voices(on: date) -> feedback.Figures:
    return feedback.province_figures(since=date(on.year, 1, 1), until=on.replace(day=1))


def _by_field(plan: PlanView, tasks: Sequence[TaskRow]) -> Iterable[Section]:
    """Yield a section for each field: its lines, what they brought, and what the contributor wrote."""
    for place, field in enumerate(Field, start=1):
        of_field = [one for one in tasks if one.field is field]
        if not of_field:
            continue
        done = sum(one.outcome in (Outcome.DONE, Outcome.DONE_LATE) for one in of_field)
        lines = [Paragraph(f"{len(of_field)} nhiệm vụ, {done} đã xong.", (ALL,))]
        lines += [
            Paragraph(f"{one.text}: {OUTCOMES[one.outcome].lower()}{_product(one)}.", is_item=True) for one in of_field
        ]
        lines += [Paragraph(f"{one.unit.name}: {one.text}") for one in plan.contributions if _tells(one, field)]
        yield Section(f"II.{place}. {FIELDS[field].upper()}", tuple(lines))


def _product(task: TaskRow) -> str:
    return f" ({task.product})" if task.product else ""


def _tells(one: ContributionRow, field: Field) -> bool:
    return one.field is field and one.period == "year" and bool(one.text)


def _compared(plan: PlanView, before: PlanView | None) -> tuple[Paragraph, ...]:
    if before is None:
        return (Paragraph("Chưa có kế hoạch năm trước trên nền tảng để so sánh."),)
    return (
        Paragraph(
            f"Năm {before.row.year}: {_score_told(before.row.score)}. "
            f"Năm {plan.row.year}: {_score_told(plan.row.score)}.",
            (ALL, BEFORE_LIST),
        ),
    )


def _score_told(counted: Score) -> str:
    share = counted.in_time
    in_time = "chưa có nhiệm vụ đến hạn" if share is None else f"đúng hạn {percent(share)}"
    return f"{counted.total} nhiệm vụ, {in_time}"


def percent(share: Fraction) -> str:
    """Return a share as 86,4%."""
    tenths = (share.numerator * 1000 * 2 + share.denominator) // (share.denominator * 2)
    return f"{tenths // 10},{tenths % 10}%"


def _shortcomings(plan: PlanView, tasks: Sequence[TaskRow]) -> tuple[Paragraph, ...]:
    """Return what the data show to be wanting; nothing is written where nothing is."""
    late = [one for one in tasks if one.outcome in LATE]
    dropped = [one for one in tasks if one.outcome is Outcome.DROPPED]
    missing = [one for one in plan.contributions if one.handed_in_on is None]
    lines = []
    if late:
        lines.append(Paragraph(f"{len(late)} nhiệm vụ trễ hoặc phải chuyển sang năm sau.", (LATE_LIST,)))
    if dropped:
        lines.append(Paragraph(f"{len(dropped)} nhiệm vụ thôi không làm, có lý do.", (DROPPED_LIST,)))
        lines += [Paragraph(f"{one.text}: {one.dropped_reason}", is_item=True) for one in dropped]
    if missing:
        lines.append(Paragraph(f"{len(missing)} phần báo cáo chưa được gửi.", (SECTIONS_LIST,)))
    return tuple(lines) or (Paragraph("Số liệu không cho thấy nhiệm vụ nào trễ hay bị bỏ.", (ALL,)),)


def _directions(tasks: Sequence[TaskRow]) -> tuple[Paragraph, ...]:
    unfinished = [one for one in tasks if one.outcome in UNFINISHED]
    if not unfinished:
        return (Paragraph("Không còn nhiệm vụ dở dang; phương hướng do hội nghị quyết định."),)
    head = Paragraph(f"Đề nghị tiếp tục {len(unfinished)} nhiệm vụ chưa xong:", (ALL,))
    return (head, *(Paragraph(f"{one.text} ({one.owner.name})", is_item=True) for one in unfinished))


def _lists(plan: PlanView, before: PlanView | None, tasks: Sequence[TaskRow], on: date) -> tuple[ListTable, ...]:
    """Return the lists in the order in which the numbers name them."""
    late = [one for one in tasks if one.outcome in LATE]
    dropped = [one for one in tasks if one.outcome is Outcome.DROPPED]
    sections = tuple(
        (str(place), one.section, one.unit.name, f"{one.due_on:%d/%m/%Y}", OUTCOMES[one.outcome])
        for place, one in enumerate(plan.contributions, start=1)
    )
    figures = _voices(on)
    voices = (
        ("Nhận được", str(figures.received)), ("Thụ lý", str(figures.accepted)),
        ("Không thụ lý", str(figures.refused)), ("Đúng hạn đầu tiên", str(figures.on_time)),
        ("Đã đến hạn", str(figures.due)), ("Gia hạn", str(figures.extended)),
    )  # fmt: skip
    earlier = [one.row for one in before.tasks] if before else []
    return (
        _tasks_list(f"Nhiệm vụ năm {plan.row.year}", tasks, on),
        _tasks_list("Nhiệm vụ trễ hoặc chuyển sang năm sau", late, on),
        _tasks_list("Nhiệm vụ thôi không làm", dropped, on),
        ListTable("Các phần báo cáo", on, ("TT", "Phần", "Đơn vị", "Hạn", "Tình trạng"), sections),
        _tasks_list(f"Nhiệm vụ năm {plan.row.year - 1}", earlier, on),
        ListTable("Phản ánh, kiến nghị trong năm", on, ("Chỉ tiêu", "Số phiếu"), voices),
    )


def _tasks_list(name: str, tasks: Sequence[TaskRow], on: date) -> ListTable:
    rows = tuple(
        (
            str(one.number),
            one.text,
            one.owner.name,
            f"{one.due_on:%d/%m/%Y}" if one.due_on else "",
            OUTCOMES[one.outcome],
        )
        for one in tasks
    )
    return ListTable(name, on, HEADINGS, rows)
