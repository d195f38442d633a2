"""Documents of the Party and the State: kinds, how they stand to each other, and how they stand on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Whose document it is; the layout of what is printed follows the issuer, not the content."""

    PARTY = "party"
    STATE = "state"


class Kind(StrEnum):
    """What a document is."""

    PARTY_RESOLUTION = "party_resolution"  # nghị quyết của Đảng
    PARTY_DIRECTIVE = "party_directive"  # chỉ thị
    PARTY_CONCLUSION = "party_conclusion"  # kết luận
    PARTY_PROGRAMME = "party_programme"  # chương trình
    PARTY_PLAN = "party_plan"  # kế hoạch
    PARTY_NOTICE = "party_notice"  # thông báo kết luận
    PARTY_REGULATION = "party_regulation"  # quy định, quy chế, hướng dẫn
    LAW = "law"
    ORDINANCE = "ordinance"
    DECREE = "decree"
    COUNCIL_RESOLUTION = "council_resolution"  # nghị quyết HĐND
    DECISION = "decision"
    DIRECTIVE = "directive"
    STATE_PLAN = "state_plan"
    STATE_REGULATION = "state_regulation"  # quy chế
    OFFICIAL_LETTER = "official_letter"  # công văn


class Relation(StrEnum):
    """How one document stands to another; read "this … that"."""

    INSTITUTIONALISES = "institutionalises"  # thể chế hóa: a State act makes a Party line binding
    SPECIFIES = "specifies"  # cụ thể hóa
    GROUNDED_ON = "grounded_on"  # căn cứ
    IMPLEMENTS = "implements"  # triển khai
    REPLACES = "replaces"  # thay thế
    AMENDS = "amends"  # sửa đổi, bổ sung
    ASSIGNS = "assigns"  # giao nhiệm vụ: this document asks for that one, by a day


class Field(StrEnum):
    """The fields of the yearly report."""

    ECONOMY = "economy"
    CULTURE_SOCIETY = "culture_society"
    DEFENCE_SECURITY = "defence_security"
    POLITICAL_SYSTEM = "political_system"
    REFORM = "reform"


class Standing(StrEnum):
    """How a document stands on a day."""

    NOT_YET = "not_yet"  # not passed on that day: as-of pages do not show it
    PASSED = "passed"  # đã thông qua, chưa có hiệu lực
    IN_FORCE = "in_force"
    ENDED = "ended"


# By which a Party line becomes an act of the State, and further acts and tasks.
DOWNWARD = (Relation.INSTITUTIONALISES, Relation.SPECIFIES, Relation.IMPLEMENTS, Relation.GROUNDED_ON)


def side_of(kind: Kind) -> Side:
    """Return whose kind of document it is."""
    return Side.PARTY if kind.value.startswith("party_") else Side.STATE


@dataclass(frozen=True)
class Life:
    """The days of a document; None is not known, or open."""

    passed_on: date
    in_force_from: date | None = None
    in_force_until: date | None = None  # the first day on which it no longer counts

    def standing(self, on: date) -> Standing:
        """Return how the document stands on a day; without a day of its own it is in force when passed."""
        if on < self.passed_on:
            return Standing.NOT_YET
        if self.in_force_until is not None and on >= self.in_force_until:
            return Standing.ENDED
        return Standing.PASSED if self.in_force_from is not None and on < self.in_force_from else Standing.IN_FORCE
