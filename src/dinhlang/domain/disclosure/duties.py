"""What must be made public: the items of Article 11, the quarterly list, agencies, State enterprises.

Which events make something due and which provision then sets the term: the ids of law/*.toml, never their numbers.
"""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """What happened, so that something has to be made public."""

    DOCUMENT = "document"  # có quyết định, văn bản
    DRAFT_SENT = "draft_sent"  # gửi dự toán cho đại biểu Hội đồng nhân dân
    BUDGET_DECIDED = "budget_decided"  # dự toán, quyết toán được quyết định
    PERIOD_ENDED = "period_ended"  # hết kỳ phải báo cáo thực hiện ngân sách
    QUARTER_ENDED = "quarter_ended"  # hết quý: danh sách đã công khai


class Scope(StrEnum):
    """Who has the duty."""

    COMMUNE = "commune"
    AGENCY = "agency"
    ENTERPRISE = "soe"


@dataclass(frozen=True)
class Duty:
    """One thing to be made public. rule: the provision with its forms; terms: which provision rules which event."""

    code: str  # "11.7", as the article counts; "13.2" the quarterly list
    rule: str
    terms: tuple[tuple[Source, str], ...]
    scope: Scope = Scope.COMMUNE
    names_people: bool = False  # lists with personal data: as little as the law asks for

    def rule_for(self, source: Source) -> str | None:
        """Return the provision that rules an event, None where the event makes nothing due here."""
        return dict(self.terms).get(source)


BUDGET = (
    (Source.DRAFT_SENT, "PUB-BUD-DRAFT"),
    (Source.BUDGET_DECIDED, "PUB-BUD-DECIDED"),
    (Source.PERIOD_ENDED, "PUB-BUD-PERIOD"),
)
ITEMS, FIRST_WITH_NAMES, LAST_WITH_NAMES, BUDGET_ITEM = 14, 7, 10, 2


def _item(number: int) -> Duty:
    rule = f"PUB-11-{number:02d}"
    own = ((Source.DOCUMENT, rule),)
    return Duty(
        code=f"11.{number}",
        rule=rule,
        terms=own + BUDGET if number == BUDGET_ITEM else own,
        names_people=FIRST_WITH_NAMES <= number <= LAST_WITH_NAMES,
    )


ARTICLE_11 = tuple(_item(number) for number in range(1, ITEMS + 1))
LIST = Duty("13.2", "PUB-13-LIST", ((Source.QUARTER_ENDED, "PUB-13-LIST"),))
# What a body tells its own people may name them: its lists are treated as those of people.
AGENCY = Duty("46", "AGE-47-PUB", ((Source.DOCUMENT, "AGE-47-PUB"),), Scope.AGENCY, names_people=True)
ENTERPRISE = Duty("64", "SOE-65-PUB", ((Source.DOCUMENT, "SOE-65-PUB"),), Scope.ENTERPRISE, names_people=True)
COMMUNE = (*ARTICLE_11, LIST)
OF_SCOPE = {Scope.COMMUNE: COMMUNE, Scope.AGENCY: (AGENCY,), Scope.ENTERPRISE: (ENTERPRISE,)}
BODIES = (AGENCY, ENTERPRISE)
DUTIES = {one.code: one for one in (*COMMUNE, AGENCY, ENTERPRISE)}
CHANGE_RULE = "PUB-14-CHANGE"
SOON_RULE = "PROV-PUB-SOON"
DRAFT_RULE = "PROV-PUB-DRAFT"
RECHECK_RULE = "PROV-PUB-RECHECK"
