"""Invented papers of the documents that the history invents: what they say comes from the plans and the conference.

The files lie beside this module, ready to be loaded; write_papers(), run on a deployment that holds the history, writes
them anew with the tools that write reviews.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from dinhlang.apps.coordination import actions, queries
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.coordination.documents import Field
from dinhlang.domain.coordination.issuing import Issuer
from dinhlang.domain.coordination.papers import Paper, Paragraph, Section
from dinhlang.domain.coordination.symbols import parse
from dinhlang.domain.coordination.words import FIELDS
from dinhlang.lib.papers import write_paper

FOLDER = Path(__file__).parent / "paper_files"
PROVINCE, MARK = "Tỉnh Vĩnh Long", "SỐ LIỆU MINH HỌA"
INVENTED = "Văn bản này được dựng ra để minh họa cách làm; không cơ quan nào đã ban hành nó."
NOTICE, PROGRAMME = "908-tb-tu-2023", "902-ctr-bdvtu-bcsdubnd"
PLANS = {"903-kh-bdvtu-bcsdubnd-2022": "dan-van-chinh-quyen-2022", "932-kh-btgdvtu-duubnd-2026": ""}
CODES = (PROGRAMME, NOTICE, *PLANS)
PARTS = {"docx": "Toàn văn minh họa, bản sửa được", "pdf": "Toàn văn minh họa, bản in"}


def load_papers(at: datetime) -> int:
    """Give each of these documents its two files; return how many there are now."""
    files = [(code, kind) for code in CODES for kind in PARTS]
    for code, kind in files:
        content = (FOLDER / f"{code}.{kind}").read_bytes()
        actions.add_own_file(actor=SYSTEM, code=code, part=PARTS[kind], kind=kind, content=content, at=at)
    return len(files)


def papers(today: date) -> Iterator[tuple[str, Paper]]:
    """Yield each paper with the code of its document, as it was known on the day of signing."""
    plans = {one.code: one for one in queries.plans(today)}
    newest = next(iter(plans))
    for code, plan_code in PLANS.items():
        signed_on = plans[plan_code or newest].signed_on
        plan = queries.plan(plan_code or newest, signed_on) if signed_on else None
        if plan is not None:
            yield code, _paper(code, today, "KẾ HOẠCH", tuple(_of_plan(plan)))
    conference = queries.conference("hoi-nghi-2023-03-13", date(2023, 3, 20))
    if conference is not None:
        items = tuple(Paragraph(f"{one.number}. {one.text}") for one in conference.conclusions)
        yield NOTICE, _paper(NOTICE, today, "THÔNG BÁO", (Section("Hội nghị kết luận:", items),))
    yield PROGRAMME, _paper(PROGRAMME, today, "CHƯƠNG TRÌNH", ())


def _of_plan(plan: queries.PlanView) -> Iterator[Section]:
    for place, field in enumerate([one for one in Field if any(line.row.field is one for line in plan.tasks)], 1):
        own = [line.row for line in plan.tasks if line.row.field is field]
        yield Section(f"{place}. {FIELDS[field]}", tuple(Paragraph(_line(one)) for one in own))


def _line(one: queries.TaskRow) -> str:
    """Return a line of a plan as its paper says it."""
    due = f"{one.due_on:%d/%m/%Y}" if one.due_on else "cả năm"
    product = f" Sản phẩm: {one.product.rstrip('.')}." if one.product else ""
    owner = f"{one.owner_post}, {one.owner.name}" if one.owner_post else one.owner.name
    return f"{one.number}. {one.text.rstrip('.')}. Chủ trì: {owner}. Hạn: {due}.{product}"


def _paper(code: str, today: date, kind: str, sections: tuple[Section, ...]) -> Paper:
    """Return the paper of a document: its head, the answers to what it changes, and what it says."""
    found = queries.document(code, today)
    if found is None:
        raise LookupError(code)
    row, symbol = found.row, parse(found.row.symbol)
    issuers = [Issuer(one.name, PROVINCE) for one in row.issuers]
    told = [one for one in (found.summary.changes, found.summary.affects, found.summary.timing) if one]
    return Paper(
        side=row.side,
        superior=issuers[0].superior(row.side) if not row.issuers[0].name.startswith("Tỉnh ủy") else "",
        issuers=tuple(one.in_head or one.name for one in issuers),
        symbol_tail=row.symbol.partition("-")[2], number=symbol.number, dated=row.passed_on,
        place=issuers[0].place,
        kind=kind,
        subject=_subject(row.title, kind),
        opening=(INVENTED,),
        sections=(Section("Nội dung chính", tuple(Paragraph(one, is_item=True) for one in told)), *sections),
        recipients=(*_named(issuers), "Lưu."),
        signers=tuple(one.signing(row.side) for one in issuers),
        mark=MARK,
    )  # fmt: skip


def _subject(title: str, kind: str) -> str:
    """Return a title without the word for its kind, which stands above it."""
    plain = title.removesuffix(" (minh họa)")[len(kind) :].strip()
    return plain[:1].upper() + plain[1:]


def _named(issuers: Iterable[Issuer]) -> list[str]:
    return [one.in_head or one.name for one in issuers]


def write_papers(today: date) -> None:
    """Write the files anew."""
    for code, paper in papers(today):
        write_paper(paper, folder=FOLDER, name=code)
