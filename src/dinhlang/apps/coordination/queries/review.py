"""The yearly review of a plan as a paper: every number comes from a list, and the list stands behind it."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from dinhlang.apps.coordination.queries.plans import bodies_now, plans
from dinhlang.apps.coordination.queries.review_lists import (
    ALL,
    BEFORE_LIST,
    DROPPED_LIST,
    LATE,
    LATE_LIST,
    SECTIONS_LIST,
    VOICES_LIST,
    YEARS_LIST,
    Voices,
    lists,
    voices,
)
from dinhlang.apps.coordination.queries.shapes import ContributionRow, PlanRow, PlanView, TaskRow
from dinhlang.domain.coordination.documents import Field, Side
from dinhlang.domain.coordination.issuing import Issuer, symbol_tail
from dinhlang.domain.coordination.papers import Paper, Paragraph, Section
from dinhlang.domain.coordination.plans import Outcome, Score
from dinhlang.domain.coordination.words import FIELDS, OUTCOMES

DONE = (Outcome.DONE, Outcome.DONE_LATE)
UNFINISHED = (Outcome.OPEN, Outcome.OVERDUE, Outcome.CARRIED)


def review(plan: PlanView, before: PlanView | None, *, on: date, side: Side, province: str, mark: str = "") -> Paper:
    """Return the review of a plan as known on a day, in the layout of the side of the body that leads. One query."""
    tasks = [one.row for one in plan.tasks]
    issuers = tuple(Issuer(body.name, province) for body in plan.row.bodies)
    year = plan.row.year
    heard = voices(year, on)
    return Paper(
        side=side,
        superior=issuers[0].superior(side),
        issuers=tuple(one.in_head for one in issuers) if side is Side.PARTY else (issuers[0].in_head,),
        symbol_tail=symbol_tail("BC", issuers, side),
        place=issuers[0].place,
        kind="BÁO CÁO",
        subject=f"Tổng kết kế hoạch phối hợp thực hiện công tác dân vận chính quyền năm {year}",
        opening=(_opening(plan, on),),
        sections=(
            Section("I. KẾT QUẢ CHUNG", _overall(tasks, heard)),
            Section("II. KẾT QUẢ TRÊN TỪNG LĨNH VỰC", ()),
            *_by_field(plan, tasks),
            Section("III. SO VỚI NĂM TRƯỚC", _compared(plan, before)),
            Section("IV. HẠN CHẾ", _shortcomings(plan, tasks)),
            Section(f"V. ĐỀ XUẤT PHƯƠNG HƯỚNG NĂM {year + 1}", _directions(tasks)),
        ),
        recipients=_recipients(issuers, side),
        signers=tuple(one.signing(side) for one in (issuers if side is Side.PARTY else issuers[:1])),
        lists=lists(plan, before, heard, on=on),
        mark=mark,
    )


def year_before(plan: PlanRow, on: date) -> str:
    """Return the code of the plan of the year before between the bodies that stand in the same places, "" for none.

    A programme may have ended in between: its last plan still is what the first one of the next is held against.
    """
    places = bodies_now(plan.code, on)
    earlier = [one for one in plans(on) if one.year == plan.year - 1]
    same = [one for one in earlier if one.programme_code == plan.programme_code]
    return next((one.code for one in same + earlier if bodies_now(one.code, on) == places), "")


def _recipients(issuers: Sequence[Issuer], side: Side) -> tuple[str, ...]:
    above = issuers[0].superior(side)
    reported = (f"{above} (báo cáo)",) if above else ()
    return (*reported, *(f"{one.in_head}" for one in issuers), "Lưu.")


def _opening(plan: PlanView, on: date) -> str:
    base = plan.document.symbol if plan.document else f"kế hoạch phối hợp năm {plan.row.year}"
    names = " và ".join(one.name for one in plan.row.bodies)
    return (
        f"Thực hiện {base}, {names} báo cáo kết quả năm {plan.row.year}. Số liệu tính đến ngày {on:%d/%m/%Y}; "
        "con số nào cũng dẫn về một danh sách kèm theo, danh sách nào cũng ghi ngày đếm."
    )


def _overall(tasks: Sequence[TaskRow], heard: Voices) -> tuple[Paragraph, ...]:
    counts = {outcome: sum(one.outcome is outcome for one in tasks) for outcome in Outcome}
    told = "; ".join(f"{count} {OUTCOMES[outcome].lower()}" for outcome, count in counts.items() if count)
    unknown = sum(not one.springs for one in tasks)
    known = len(tasks) - unknown
    spring = f"{known} nhiệm vụ ghi rõ xuất phát từ ý kiến nào của nhân dân; {unknown} nhiệm vụ chưa rõ nguồn gốc."
    return (
        Paragraph(f"Kế hoạch có {len(tasks)} nhiệm vụ: {told}.", (ALL,)),
        Paragraph(spring, (ALL,)),
        *_heard(heard),
    )


def _heard(heard: Voices) -> tuple[Paragraph, ...]:
    figures = heard.figures
    if not figures.received:
        return ()
    text = (
        f"Từ đầu năm đến {heard.until:%d/%m/%Y}, nền tảng nhận {figures.received} phản ánh, kiến nghị: thụ lý "
        f"{figures.accepted}, không thụ lý {figures.refused}; trả lời đúng hạn đầu tiên {figures.on_time} trên "
        f"{figures.due} phiếu đã đến hạn; gia hạn {figures.extended} phiếu. Đây là kết quả của lần đếm gần nhất, "
        f"ngày {heard.counted_on:%d/%m/%Y}."
    )
    return (Paragraph(text, (VOICES_LIST,)),)


def _by_field(plan: PlanView, tasks: Sequence[TaskRow]) -> Iterable[Section]:
    """Yield a section for each field that has lines: what became of them, and what the contributor wrote."""
    fields = [field for field in Field if any(one.field is field for one in tasks)]
    for place, field in enumerate(fields, start=1):
        own = [one for one in tasks if one.field is field]
        done = sum(one.outcome in DONE for one in own)
        lines = [Paragraph(f"{len(own)} nhiệm vụ, {done} đã xong.", (ALL,))]
        lines += [Paragraph(f"{sentence(one.text)}: {OUTCOMES[one.outcome].lower()}{_product(one)}.", is_item=True)
                  for one in own]  # fmt: skip
        lines += [Paragraph(f"{one.unit.name} báo cáo: {one.text}") for one in plan.contributions if _tells(one, field)]
        yield Section(f"{place}. {FIELDS[field]}", tuple(lines))


def sentence(text: str) -> str:
    """Return a text without the mark at its end, so that a sentence can go on."""
    return text.strip().rstrip(".;:")


def _product(task: TaskRow) -> str:
    return f" (sản phẩm: {sentence(task.product)})" if task.product else ""


def _tells(one: ContributionRow, field: Field) -> bool:
    return one.field is field and one.period == "year" and bool(one.text)


def _compared(plan: PlanView, before: PlanView | None) -> tuple[Paragraph, ...]:
    if before is None:
        return (Paragraph(f"Nền tảng chưa có kế hoạch năm {plan.row.year - 1} để so sánh."),)
    told = (
        Paragraph(f"Năm {one.row.year}: {_score_told(one.row.score)}.", (number, YEARS_LIST))
        for one, number in ((before, BEFORE_LIST), (plan, ALL))
    )
    return (*told, Paragraph(_change(before.row.score, plan.row.score), (YEARS_LIST,)))


def _score_told(counted: Score) -> str:
    share = counted.in_time
    in_time = "chưa có nhiệm vụ đến hạn" if share is None else f"xong đúng hạn {percent(share)} số đã đến hạn"
    dropped = counted.by_outcome[Outcome.DROPPED]
    carried = counted.by_outcome[Outcome.CARRIED]
    return f"{counted.total} nhiệm vụ, {in_time}; {carried} chuyển sang năm sau, {dropped} thôi không làm"


def _change(earlier: Score, later: Score) -> str:
    """Return whether more was done in time than the year before, in points of a hundred."""
    if earlier.in_time is None or later.in_time is None:
        return "Một trong hai năm chưa có nhiệm vụ đến hạn nên tỷ lệ đúng hạn chưa so được."
    moved = later.in_time - earlier.in_time
    if not moved:
        return "Tỷ lệ xong đúng hạn không đổi."
    word = "tăng" if moved > 0 else "giảm"
    return f"Tỷ lệ xong đúng hạn {word} {percent(abs(moved)).removesuffix('%')} điểm phần trăm."


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
        lines.append(Paragraph(f"{len(late)} nhiệm vụ trễ hạn hoặc phải chuyển sang năm sau.", (LATE_LIST,)))
    if dropped:
        lines.append(Paragraph(f"{len(dropped)} nhiệm vụ thôi không làm, có lý do:", (DROPPED_LIST,)))
        lines += [
            Paragraph(f"{sentence(one.text)}. Lý do: {sentence(one.dropped_reason)}.", is_item=True) for one in dropped
        ]
    if missing:
        lines.append(Paragraph(f"{len(missing)} phần báo cáo chưa được gửi.", (SECTIONS_LIST,)))
    return tuple(lines) or (Paragraph("Số liệu không cho thấy nhiệm vụ nào trễ hay bị bỏ.", (ALL,)),)


def _directions(tasks: Sequence[TaskRow]) -> tuple[Paragraph, ...]:
    unfinished = [one for one in tasks if one.outcome in UNFINISHED]
    if not unfinished:
        return (Paragraph("Không còn nhiệm vụ dở dang; phương hướng do hội nghị quyết định.", (ALL,)),)
    head = Paragraph(f"Đề nghị tiếp tục {len(unfinished)} nhiệm vụ chưa xong:", (ALL,))
    return (head, *(Paragraph(f"{sentence(one.text)} ({one.owner.name}).", is_item=True) for one in unfinished))
