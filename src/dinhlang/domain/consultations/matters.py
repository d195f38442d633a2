"""On what the people give opinions before a decision (Art. 25), and by which forms (Art. 26)."""

from dataclasses import dataclass
from datetime import date

from dinhlang.domain.law.rulebook import Rulebook

ADMINISTRATIVE_UNITS = "CON-D321"  # its own form, term and share go before those of the Law
HEARING = "doi_thoai_doi_tuong"


@dataclass(frozen=True)
class Matter:
    """One matter of Article 25. addressee: a decision on certain people's duties or rights; they are heard first."""

    code: str
    rule: str
    addressee: bool = False
    own_rule: str = ""  # a rule of another act that goes before Article 28


MATTERS = {
    one.code: one
    for one in (
        *(Matter(f"25.{number}", f"CON-25-{number}") for number in (1, 2, 3, 5, 6, 7, 9)),
        Matter("25.4", "CON-25-4"),
        Matter("25.4-dvhc", "CON-25-4", own_rule=ADMINISTRATIVE_UNITS),  # a commune is set up, merged, divided, renamed
        Matter("25.8", "CON-25-8", addressee=True),
    )
}


def allowed_forms(matter: Matter, book: Rulebook, *, on: date) -> tuple[str, ...]:
    """Return the codes of the forms that the law allows for a matter on a day."""
    return book.rule(matter.own_rule or matter.rule, on=on).forms
