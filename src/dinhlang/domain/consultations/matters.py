"""On what the people give opinions before a decision (Art. 25), and by which forms (Art. 26).

Drafts of the province and the social criticism of the Front go the same way, under a rule of the province.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dinhlang.domain.law.rulebook import Rulebook

ADMINISTRATIVE_UNITS = "CON-D321"  # its own form, term and share go before those of the Law
PROVINCIAL, CRITICISM = "PROV-CON-ACT", "PROV-CON-CRITIC"
HEARING = "doi_thoai_doi_tuong"


class Side(StrEnum):
    """Whose draft it is: that decides who asks, and how the report is headed."""

    COMMUNE = "commune"
    COUNCIL = "council"  # nghị quyết của HĐND tỉnh
    PROVINCE = "province"  # quyết định của UBND tỉnh
    FRONT = "front"  # phản biện xã hội


@dataclass(frozen=True)
class Matter:
    """One matter of Article 25. addressee: a decision on certain people's duties or rights; they are heard first."""

    code: str
    rule: str
    addressee: bool = False
    own_rule: str = ""  # a rule of another act that goes before Article 28
    side: Side = Side.COMMUNE


MATTERS = {
    one.code: one
    for one in (
        *(Matter(f"25.{number}", f"CON-25-{number}") for number in (1, 2, 3, 5, 6, 7, 9)),
        Matter("25.4", "CON-25-4"),
        Matter("25.4-dvhc", "CON-25-4", own_rule=ADMINISTRATIVE_UNITS),  # a commune is set up, merged, divided, renamed
        Matter("25.8", "CON-25-8", addressee=True),
        Matter("tinh-nq", PROVINCIAL, side=Side.COUNCIL),
        Matter("tinh-qd", PROVINCIAL, side=Side.PROVINCE),
        Matter("phan-bien", CRITICISM, side=Side.FRONT),
    )
}


def allowed_forms(matter: Matter, book: Rulebook, *, on: date) -> tuple[str, ...]:
    """Return the codes of the forms that the law allows for a matter on a day."""
    return book.rule(matter.own_rule or matter.rule, on=on).forms


def offered(*, is_front: bool, is_commune: bool) -> tuple[str, ...]:
    """Return the codes of the matters on which a unit asks: a commune, the Front, or a body of the province."""
    sides = {Side.FRONT} if is_front else {Side.COMMUNE} if is_commune else {Side.COMMUNE, Side.COUNCIL, Side.PROVINCE}
    return tuple(code for code, one in MATTERS.items() if one.side in sides)
