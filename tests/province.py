"""A small province for tests: two communes with villages, offices, posts and officers, and one department."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts import queries as account_queries
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations import queries as units
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Role
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.rows import UnitRow

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BEGIN = datetime(2026, 1, 5, 8, 0, tzinfo=ZONE)
SINCE = date(2025, 7, 1)
ROWS = (
    UnitRow("86", "Tỉnh Vĩnh Long", Kind.PROVINCE, Subkind.TINH, since=SINCE),
    UnitRow("T1", "Xã Long Hồ", Kind.COMMUNE, Subkind.XA, "86", SINCE, latitude=None),
    UnitRow("T2", "Phường Thanh Đức", Kind.COMMUNE, Subkind.PHUONG, "86", SINCE, answer_needs_approval=True),
    UnitRow("T1-A1", "Ấp Phước Hậu", Kind.VILLAGE, Subkind.AP, "T1", SINCE),
    UnitRow("T2-K1", "Khóm 1", Kind.VILLAGE, Subkind.KHOM, "T2", SINCE),
    UnitRow("T1-KT", "Phòng Kinh tế xã Long Hồ", Kind.AGENCY, Subkind.NONE, "T1", SINCE),
    UnitRow("T2-KT", "Phòng Kinh tế, Hạ tầng và Đô thị phường Thanh Đức", Kind.AGENCY, Subkind.NONE, "T2", SINCE),
    UnitRow("T1-MT", "Ủy ban MTTQ Việt Nam xã Long Hồ", Kind.FRONT, Subkind.NONE, "T1", SINCE),
    UnitRow("86-CN", "Công ty Cấp nước", Kind.ENTERPRISE, Subkind.NONE, "86", SINCE),
    UnitRow("86-XD", "Sở Xây dựng", Kind.AGENCY, Subkind.NONE, "86", SINCE),
)
POSTS = (
    ("T1", "receiver", "Cán bộ tiếp nhận", {Role.RECEIVER}, True),
    ("T1", "head", "Chủ tịch UBND xã", {Role.HEAD}, False),
    ("T1-KT", "handler", "Chuyên viên", {Role.HANDLER}, False),
    ("T2", "receiver2", "Cán bộ tiếp nhận", {Role.RECEIVER}, True),
    ("T2", "writer2", "Công chức soạn thảo", {Role.HANDLER}, False),
    ("T2", "approver2", "Phó Chủ tịch UBND phường", {Role.APPROVER, Role.HANDLER}, False),
    ("86-XD", "receiver3", "Cán bộ tiếp nhận", {Role.RECEIVER, Role.HEAD}, True),
    ("T1-A1", "village", "Trưởng ấp", {Role.VILLAGE_HEAD}, False),
    ("T2-K1", "village2", "Trưởng khóm", {Role.VILLAGE_HEAD}, False),
    ("86-CN", "director", "Giám đốc", {Role.HEAD}, False),
    ("T1-MT", "front", "Chủ tịch Ủy ban Mặt trận", {Role.AUDITOR}, False),
    ("86", "auditor", "Thanh tra viên", {Role.AUDITOR}, False),
)


@dataclass(frozen=True)
class Province:
    """Units by code and official actors by short name."""

    units: dict[str, units.UnitView]
    actors: dict[str, Actor]

    def id(self, code: str) -> int:
        """Return the id of a unit."""
        return self.units[code].id


def found(at: datetime = BEGIN) -> Province:
    """Found the small province at a moment."""
    imported = organisations.import_units(actor=SYSTEM, rows=ROWS, source="tests", at=at)
    assert not imported.refused, imported.refused
    known = units.units_by_code([row.code for row in ROWS], on=at.date())
    people = {}
    for code, short, title, roles, sees_identity in POSTS:
        post = accounts.create_post(
            actor=SYSTEM, unit_id=known[code].id, title=title, roles=roles, at=at, sees_identity=sees_identity
        )
        user = accounts.open_account(email=f"{short}@vinhlong.example", name=f"Cán bộ {short}", is_demo=True)
        accounts.appoint(actor=SYSTEM, post_id=post.pk, user_id=user.pk, at=at)
        people[short] = account_queries.actor_of(user, at=at)
    return Province(known, people)
