"""What stands in the menu of the desk: only what somebody's posts let them do, with no question to the database."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from dinhlang.apps.accounts.guards import ActorRequest
from dinhlang.domain.accounts.roles import Actor, Role

RECEIVER, HANDLER, APPROVER, HEAD = Role.RECEIVER, Role.HANDLER, Role.APPROVER, Role.HEAD
COORDINATOR, VILLAGE_HEAD, AUDITOR = Role.COORDINATOR, Role.VILLAGE_HEAD, Role.AUDITOR


@dataclass(frozen=True)
class Entry:
    """One entry: its page, its words, the roles that open it, the nouns whose pages stand under it."""

    page: str
    label: Promise
    roles: tuple[Role, ...]
    nouns: tuple[str, ...]
    is_local: bool = False  # nothing for the province and the bodies right under it


@dataclass(frozen=True)
class Link:
    """An entry as one person sees it now."""

    address: str
    label: str
    is_here: bool


DECISIONS = (
    "desk-decisions", "desk-initiatives", "desk-money", "desk-special", "desk-ballots", "desk-election",
)  # fmt: skip
PEOPLE = (
    Entry("desk-reception:overview", gettext_lazy("Gặp dân"),
          (RECEIVER, HANDLER, APPROVER, HEAD, COORDINATOR, AUDITOR), ("desk-reception",)),
    Entry("desk-decisions:decisions", gettext_lazy("Bàn và quyết"),
          (VILLAGE_HEAD, HEAD, RECEIVER, APPROVER), DECISIONS, is_local=True),
    Entry("desk-consultations:overview", gettext_lazy("Lấy ý kiến"),
          (RECEIVER, HANDLER, APPROVER, HEAD, AUDITOR), ("desk-consultations",)),
    Entry("desk-surveys:overview", gettext_lazy("Khảo sát"),
          (COORDINATOR, RECEIVER, HANDLER, APPROVER, HEAD), ("desk-surveys",)),
)  # fmt: skip
BOOKS = (
    Entry("desk-disclosure:overview", gettext_lazy("Sổ công khai"),
          (RECEIVER, HANDLER, APPROVER, HEAD, AUDITOR), ("desk-disclosure",)),
    Entry("desk-coordination:overview", gettext_lazy("Cơ chế"), (COORDINATOR, HEAD, AUDITOR), ("desk-coordination",)),
    Entry("desk-law:sessions", gettext_lazy("Học luật"), (HEAD, APPROVER, RECEIVER, COORDINATOR), ("desk-law",)),
    Entry("desk_accounts:units", gettext_lazy("Chức danh"), (Role.ADMINISTRATOR,), ("desk_accounts",)),
)  # fmt: skip
GROUPS = ((gettext_lazy("Với dân"), PEOPLE), (gettext_lazy("Sổ sách"), BOOKS))


def desk_menu(request: ActorRequest, noun: str, section: str) -> list[tuple[str, list[Link]]]:
    """Return the groups of the menu with the links of this person; a page with a section of its own is under none."""
    return [
        (str(name), [Link(reverse(one.page), str(one.label), not section and noun in one.nouns) for one in entries])
        for name, every in GROUPS
        if (entries := [one for one in every if _opens(request.actor, one)])
    ]


def _opens(actor: Actor, one: Entry) -> bool:
    wanted = set(one.roles)
    return any(held.roles & wanted and not (one.is_local and held.is_provincial) for held in actor.holdings)
