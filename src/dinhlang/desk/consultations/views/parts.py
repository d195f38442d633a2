"""The parts of the page of a consultation: one job is open at a time, the others say how much waits in them."""

from typing import Any

from dinhlang.apps.consultations.queries import DeskView

SHOW_ALL = "doc"
# By what the forms of a part are about, in the order in which parts are opened for who comes to work.
PARTS = {
    "x": "xem-lai", SHOW_ALL: "cho-doc", "r": "cho-doc", "k": "cau-dan", "y": "chua-gom", "d": "diem", "n": "trinh-bay",
    "c": "cau",
}  # fmt: skip
STEPS, DRAFT = "buoc", "du-thao"


def part_of(about: str) -> str:
    """Return the part of the page in which a form stands, "" for the forms of the whole."""
    return PARTS.get(about if about == SHOW_ALL else about[:1], "")


def parts(desk: DeskView, last: str) -> dict[str, Any]:
    """Return what the page shows of its parts; `last`: where the official has just done something, "" for nowhere."""
    held = {
        "xem-lai": len(desk.reviews), "cho-doc": len(desk.unread), "cau-dan": len(desk.proposals),
        "chua-gom": desk.loose_in_all, "diem": len(desk.found.points), "trinh-bay": len(desk.found.hearings),
        "cau": len(desk.found.statements), STEPS: len(desk.calendar),
        DRAFT: len(desk.found.blocks),
    }  # fmt: skip
    waits = held | {
        "diem": sum(not one.answer for one in desk.found.points),
        "trinh-bay": sum(one.explained_on is None for one in desk.found.hearings),
        "cau": 0,
        DRAFT: 0,
        STEPS: sum(one.is_late for one in desk.calendar),
    }
    is_prepared = desk.found.opened_at is None and bool(desk.found.blocks)  # who opens it reads what was read in
    told_in = last if last in PARTS.values() and held[last] else ""
    first = next((one for one in (*PARTS.values(), STEPS) if waits[one]), "")
    first = DRAFT if is_prepared else first
    return {"in_part": held, "to_do": waits, "told_in": told_in, "open_part": told_in or first}
