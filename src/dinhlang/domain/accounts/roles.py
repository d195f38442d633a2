"""Who acts, and in which capacity: roles come from posts held in a unit, never from a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a post lets its holder do inside its unit."""

    CITIZEN = "citizen"
    RECEIVER = "receiver"  # cán bộ tiếp nhận: classify, assign, transfer, refuse, publish
    HANDLER = "handler"  # người xử lý: work on a case and draft its answer
    APPROVER = "approver"  # người duyệt: second signature on an answer
    HEAD = "head"  # người đứng đầu: everything in the unit, extends deadlines
    COORDINATOR = "coordinator"  # cán bộ tổng hợp, phối hợp: documents, plans, reviews of its body
    VILLAGE_HEAD = "village_head"  # trưởng ấp, trưởng khóm: tells, confirms, calls together in the own village
    AUDITOR = "auditor"  # người giám sát: reads all, changes nothing
    ADMINISTRATOR = "administrator"  # quản trị: units, posts and accounts, never cases
    SYSTEM = "system"  # the platform itself: worker, sequencer, importer


POST_ROLES = (
    Role.RECEIVER, Role.HANDLER, Role.APPROVER, Role.HEAD, Role.COORDINATOR, Role.VILLAGE_HEAD, Role.AUDITOR,
    Role.ADMINISTRATOR,
)  # fmt: skip
"""The roles that a post can give."""


@dataclass(frozen=True)
class Holding:
    """One post held by a person in a unit, with its roles."""

    post_id: int
    unit_id: int
    unit_name: str
    title: str
    roles: frozenset[Role]
    sees_identity: bool = False
    watched_unit_id: int | None = None  # the unit above this one: an auditor reads its cases too
    is_provincial: bool = False  # the unit is the province or a body right under it: an auditor reads all cases


@dataclass(frozen=True)
class Actor:
    """Somebody at a door: a citizen without account, an account, or an official with holdings."""

    user_id: int | None = None
    name: str = ""
    holdings: tuple[Holding, ...] = ()
    is_system: bool = False

    @property
    def is_official(self) -> bool:
        """Tell whether the actor holds any post."""
        return bool(self.holdings)

    @property
    def is_administrator(self) -> bool:
        """Tell whether the actor manages posts and units somewhere."""
        return self.holding((Role.ADMINISTRATOR,)) is not None

    def holding(self, roles: Iterable[Role], unit_ids: Iterable[int] | None = None) -> Holding | None:
        """Return the first holding with one of the roles in one of the units (any unit when None)."""
        wanted, units = frozenset(roles), None if unit_ids is None else frozenset(unit_ids)
        for held in self.holdings:
            if held.roles & wanted and (units is None or held.unit_id in units):
                return held
        return None


@dataclass(frozen=True)
class Acting:
    """The capacity in which one act is done; the record keeps it. Policies return it."""

    role: Role
    user_id: int | None = None
    post_id: int | None = None
    post_title: str = ""
    unit_id: int | None = None
    unit_name: str = ""


CITIZEN = Actor()
SYSTEM = Actor(is_system=True, name="dinhlang")
AS_CITIZEN = Acting(role=Role.CITIZEN)
AS_SYSTEM = Acting(role=Role.SYSTEM)


def acting(held: Holding, role: Role, user_id: int | None) -> Acting:
    """Return the capacity of a holder acting in one of the roles of the post."""
    return Acting(role, user_id, held.post_id, held.title, held.unit_id, held.unit_name)
