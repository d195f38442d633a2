"""What the papers of a decision share: their head, their lines, who signs."""

from datetime import date, datetime

from django.utils import timezone

from dinhlang.apps.decisions.queries.decisions import DecisionView
from dinhlang.apps.decisions.queries.telling import ground
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import ListTable, Paper, Paragraph, Section
from dinhlang.domain.dates.words import full
from dinhlang.domain.decisions.origins import is_about_the_head
from dinhlang.domain.organisations.kinds import WORDS, Subkind

MARK = "SỐ LIỆU MINH HỌA"
BLANK = "……………………"
HOUSEHOLD = "Đại diện\nmột hộ"


def head_of(village: UnitView) -> str:
    """Return the post that leads, by the word before the name of the village."""
    word = WORDS.get(village.subkind, "Thôn").lower()
    return "Tổ trưởng tổ dân phố" if village.subkind is Subkind.TO_DAN_PHO else f"Trưởng {word}"


def head_named(village: UnitView) -> str:
    """Return the post with the name of the village, no word twice: "Trưởng ấp Phú Lộc" leads "Ấp Phú Lộc"."""
    post, words = head_of(village), village.name.split()
    known = (count for count in range(len(words), 0, -1) if post.endswith(" ".join(words[:count]).lower()))
    return " ".join([post, *words[next(known, 0) :]])


def convener(one: DecisionView, village: UnitView) -> str:
    """Return the post that convenes and chairs: to elect or dismiss the head it is the Front's board's."""
    return "Trưởng Ban công tác Mặt trận" if is_about_the_head(one.matter, one.step) else head_of(village)


def moment(at: datetime) -> str:
    """Return a moment as minutes write it."""
    local = timezone.localtime(at)
    return f"{local:%H} giờ {local:%M} ngày {full(local.date())}"


def section(heading: str, *texts: str, items: tuple[str, ...] = ()) -> Section:
    """Return a part of a paper; empty lines are left out."""
    lines = tuple(Paragraph(one.strip()) for one in texts if one.strip())
    return Section(heading, lines + tuple(Paragraph(one, is_item=True) for one in items))


def paper(
    one: DecisionView, village: UnitView, commune: str, kind: str, subject: str, tail: str,
    sections: tuple[Section, ...], *, signers: tuple[str, ...], recipients: tuple[str, ...], demo: bool,
    dated: date | None = None, lists: tuple[ListTable, ...] = (), opening: tuple[str, ...] | None = None,
) -> Paper:  # fmt: skip
    """Return a paper of a village: its commune above it, the provision at its head."""
    return Paper(
        side=Side.STATE, superior=f"UBND {commune}" if commune else "", issuers=(village.name,), symbol_tail=tail,
        place=commune.partition(" ")[2] or village.name, kind=kind, subject=subject,
        opening=(f"Căn cứ {ground(one).vi};",) if opening is None else opening, sections=sections,
        recipients=recipients, signers=signers, lists=lists, dated=dated,
        mark=MARK if demo or one.is_demo else "",
    )  # fmt: skip
