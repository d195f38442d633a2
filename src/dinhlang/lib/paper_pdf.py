"""Write an official paper as .pdf with typst, in the layout of its issuer. Imported by workers and commands only."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import Paper, kept_with_signers, referring

TEMPLATE = Path(__file__).with_name("paper.typ")


def pdf_of(paper: Paper, *, fonts: Path) -> bytes:
    """Return the paper as tagged PDF bytes (PDF/UA-1: headings and tables can be read aloud).

    fonts: the folder that lib.paper_fonts filled. Times New Roman is taken where the machine has it: it holds all
    Vietnamese letters, which its free twins of Debian do not.
    """
    return typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=[fonts],
        sys_inputs={"paper": json.dumps(_plain(paper), ensure_ascii=False)},
        pdf_standards="ua-1",
    )


def _plain(paper: Paper) -> dict[str, object]:
    """Return the paper as what JSON can carry; its ending is what is never parted from the boxes of who signs."""
    sections = [
        {
            "heading": one.heading,
            "paragraphs": [[line.is_item, referring(line)] for line in one.paragraphs],
            "picture": asdict(one.picture) if one.picture else None,
        }
        for one in paper.sections
    ]
    ending = _ending(paper, sections)
    return {
        "party": paper.side is Side.PARTY,
        "superior": paper.superior.upper(),
        "issuers": [name.upper() for name in paper.issuers],
        "symbol": paper.symbol,
        "placeanddate": paper.place_and_date,
        "kind": paper.kind,
        "subject": paper.subject,
        "opening": list(paper.opening),
        "sections": sections,
        "ending": ending,
        "recipients": list(paper.recipients),
        "signers": [post.upper().split("\n") for post in paper.signers],
        "lists": [
            {
                "name": f"Danh sách {place}. {one.name} (tính đến {one.counted_on:%d/%m/%Y})",
                "headings": list(one.headings),
                "rows": [list(row) for row in one.rows],
                "widths": list(one.widths),
            }
            for place, one in enumerate(paper.lists, start=1)
        ],
        "mark": paper.mark,
        "language": paper.language,
    }


def _ending(paper: Paper, sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take from the sections what stands on one page with the boxes, and return it; a heading goes with its text."""
    ending: list[dict[str, Any]] = []
    for kept in reversed(kept_with_signers(paper)):
        last = sections[-1]
        taken, last["paragraphs"] = last["paragraphs"][-kept:] if kept else [], last["paragraphs"][: -kept or None]
        is_whole = bool(taken) and not last["paragraphs"] and not last["picture"]
        if taken:
            ending.insert(0, {"heading": last["heading"] if is_whole else "", "paragraphs": taken})
        if not is_whole:
            break
        sections.pop()
    return ending
