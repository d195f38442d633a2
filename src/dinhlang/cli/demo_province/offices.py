"""Invented offices of real communes and of the province: their names, how to reach them, their posts and officers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dinhlang.cli.demo_province.diligence import style_of
from dinhlang.cli.demo_province.people import mailbox, person
from dinhlang.cli.demo_province.streams import happens, stream
from dinhlang.cli.demo_province.villages import Village, in_khmer_land
from dinhlang.domain.accounts.roles import Role
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.names import slug
from dinhlang.domain.organisations.reorganisation import CommuneRow

PROVINCE = "86"
HOURS = "Thứ Hai đến thứ Sáu, 7 giờ–11 giờ và 13 giờ–17 giờ"


@dataclass(frozen=True)
class PostSpec:
    """A post that an office has: title, what it may do, how many hold it."""

    title: str
    role: Role
    seats: int = 1
    sees_identity: bool = False
    more: tuple[Role, ...] = ()  # further roles of the same post


@dataclass(frozen=True)
class OfficeSpec:
    """A kind of office; {xa} in its name is the commune it serves."""

    key: str
    name: str
    kind: Kind
    posts: tuple[PostSpec, ...]
    ward_name: str = ""  # where a phường calls it otherwise


@dataclass(frozen=True)
class Office:
    """A commune's People's Committee, a department, a station: a unit that works. code is the unit's code."""

    code: str
    name: str
    kind: Kind
    parent: str
    phone: str
    email: str
    address: str
    working_hours: str
    answer_needs_approval: bool
    posts: tuple[PostSpec, ...]


@dataclass(frozen=True)
class Officer:
    """An invented officer in one seat of a post."""

    name: str
    gender: str
    email: str
    office: str
    title: str
    role: Role
    seat: int
    sees_identity: bool
    more: tuple[Role, ...] = ()


# Watches, and leads the work of the Front itself: counts who asks for a dialogue, criticises drafts.
FRONT_CHAIR = PostSpec("Chủ tịch Ủy ban Mặt trận", Role.AUDITOR, more=(Role.HEAD,))
COMMITTEE_POSTS = (
    PostSpec("Chủ tịch UBND", Role.HEAD, sees_identity=True),
    PostSpec("Phó Chủ tịch UBND", Role.APPROVER, seats=2, sees_identity=True),
    PostSpec("Cán bộ tiếp nhận", Role.RECEIVER, seats=2, sees_identity=True),
)
COMMUNE_OFFICES = (
    OfficeSpec(
        "centre",
        "Trung tâm Phục vụ hành chính công {xa}",
        Kind.AGENCY,
        (PostSpec("Giám đốc", Role.HANDLER), PostSpec("Chuyên viên một cửa", Role.HANDLER, seats=2)),
    ),
    OfficeSpec(
        "committee",
        "Văn phòng HĐND và UBND {xa}",
        Kind.AGENCY,
        (PostSpec("Chánh Văn phòng", Role.HANDLER), PostSpec("Chuyên viên", Role.HANDLER)),
    ),
    OfficeSpec(
        "economy",
        "Phòng Kinh tế {xa}",
        Kind.AGENCY,
        (PostSpec("Trưởng phòng", Role.HANDLER), PostSpec("Chuyên viên", Role.HANDLER, seats=2)),
        ward_name="Phòng Kinh tế, Hạ tầng và Đô thị {xa}",
    ),
    OfficeSpec(
        "culture",
        "Phòng Văn hóa - Xã hội {xa}",
        Kind.AGENCY,
        (PostSpec("Trưởng phòng", Role.HANDLER), PostSpec("Chuyên viên", Role.HANDLER, seats=2)),
    ),
    OfficeSpec(
        "police",
        "Công an {xa}",
        Kind.AGENCY,
        (PostSpec("Trưởng Công an", Role.HANDLER), PostSpec("Cán bộ khu vực", Role.HANDLER)),
    ),
    OfficeSpec("front", "Ủy ban MTTQ Việt Nam {xa}", Kind.FRONT, (FRONT_CHAIR,)),
    OfficeSpec("school", "Trường Tiểu học {ten}", Kind.PUBLIC_SERVICE, (PostSpec("Hiệu trưởng", Role.HANDLER),)),
    OfficeSpec("health", "Trạm Y tế {xa}", Kind.PUBLIC_SERVICE, (PostSpec("Trưởng trạm", Role.HANDLER),)),
)
DEPARTMENT_POSTS = (
    PostSpec("Giám đốc", Role.HEAD, sees_identity=True),
    PostSpec("Phó Giám đốc", Role.APPROVER, seats=2, sees_identity=True),
    PostSpec("Cán bộ tiếp nhận", Role.RECEIVER, sees_identity=True),
    PostSpec("Chuyên viên", Role.HANDLER, seats=3),
)
INSPECTION_POSTS = (
    PostSpec("Chánh Thanh tra", Role.HEAD, sees_identity=True),
    PostSpec("Phó Chánh Thanh tra", Role.APPROVER, sees_identity=True),
    PostSpec("Cán bộ tiếp nhận", Role.RECEIVER, sees_identity=True),
    PostSpec("Thanh tra viên", Role.AUDITOR, seats=3),
)
CABINET_POSTS = (
    PostSpec("Chánh Văn phòng", Role.HEAD, sees_identity=True),
    PostSpec("Phó Chánh Văn phòng", Role.APPROVER, seats=2, sees_identity=True),
    PostSpec("Cán bộ tiếp nhận", Role.RECEIVER, seats=2, sees_identity=True),
    PostSpec("Chuyên viên", Role.HANDLER, seats=3),
    PostSpec("Quản trị hệ thống", Role.ADMINISTRATOR),
)
# The People's Committee of the province owns lines of the plan; its code is that of the history's unit.
GOVERNMENT_POSTS = (
    PostSpec("Chủ tịch UBND tỉnh", Role.HEAD),
    PostSpec("Chuyên viên theo dõi kế hoạch phối hợp", Role.HANDLER, seats=2),
)
# The two bodies that sign the yearly coordination plan since 2025; their codes are those of the history's units.
COORDINATION_POSTS = (
    PostSpec("Trưởng ban", Role.HEAD),
    PostSpec("Cán bộ tổng hợp, phối hợp", Role.COORDINATOR),
)
PARTY_COMMITTEE_POSTS = (
    PostSpec("Phó Bí thư Đảng ủy", Role.HEAD),
    PostSpec("Cán bộ tổng hợp, phối hợp", Role.COORDINATOR),
)
ENTERPRISE_POSTS = (
    PostSpec("Giám đốc", Role.HEAD),
    PostSpec("Cán bộ tổng hợp", Role.HANDLER),
)
PROVINCE_OFFICES = (
    OfficeSpec("office", "Văn phòng UBND tỉnh", Kind.AGENCY, CABINET_POSTS),
    OfficeSpec("construction", "Sở Xây dựng", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("agriculture", "Sở Nông nghiệp và Môi trường", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("health", "Sở Y tế", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("education", "Sở Giáo dục và Đào tạo", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("home-affairs", "Sở Nội vụ", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("finance", "Sở Tài chính", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("industry", "Sở Công Thương", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("culture", "Sở Văn hóa, Thể thao và Du lịch", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("justice", "Sở Tư pháp", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("science", "Sở Khoa học và Công nghệ", Kind.AGENCY, DEPARTMENT_POSTS),
    OfficeSpec("inspection", "Thanh tra tỉnh", Kind.AGENCY, INSPECTION_POSTS),
    OfficeSpec("front", "Ủy ban MTTQ Việt Nam tỉnh", Kind.FRONT, (FRONT_CHAIR,)),
    OfficeSpec("waterworks", "Công ty Thủy lợi Cửu Long Giang (minh họa)", Kind.ENTERPRISE, ENTERPRISE_POSTS),
    OfficeSpec("lottery", "Công ty Xổ số Sông Hậu Giang (minh họa)", Kind.ENTERPRISE, ENTERPRISE_POSTS),
    OfficeSpec("ban-tuyen-giao-dan-van", "Ban Tuyên giáo và Dân vận Tỉnh ủy Vĩnh Long", Kind.PARTY, COORDINATION_POSTS),
    OfficeSpec("ubnd", "UBND tỉnh Vĩnh Long", Kind.BOARD, GOVERNMENT_POSTS),
    OfficeSpec("dang-uy-ubnd", "Đảng ủy UBND tỉnh Vĩnh Long", Kind.PARTY, PARTY_COMMITTEE_POSTS),
)
OFFICE_NAMES: Mapping[str, OfficeSpec] = {spec.key: spec for spec in COMMUNE_OFFICES}
DEPARTMENT_NAMES: Mapping[str, str] = {spec.key: spec.name for spec in PROVINCE_OFFICES}


def small(name: str) -> str:
    """Return the name of a place as it stands inside a sentence (xã Long Hồ)."""
    return name[:1].lower() + name[1:]


def bare(name: str) -> str:
    """Return the name of a place without its word (Long Hồ)."""
    return name.split(" ", 1)[1]


def office_name(key: str, commune: CommuneRow) -> str:
    """Return what an office of a commune is called."""
    spec = OFFICE_NAMES[key]
    pattern = spec.ward_name if spec.ward_name and commune.subkind is Subkind.PHUONG else spec.name
    return pattern.format(xa=small(commune.name), ten=bare(commune.name))


def office_code(parent: str, key: str) -> str:
    """Return the code of an office of a commune (29602-economy) or of the province (86-health)."""
    return f"{parent}-{key}"


def offices(communes: Sequence[CommuneRow], *, seed: int) -> list[Office]:
    """Return the province's departments, then each commune's committee and offices."""
    found = [_office(seed, spec.name, office_code(PROVINCE, spec.key), spec, PROVINCE) for spec in PROVINCE_OFFICES]
    for row in communes:
        committee = OfficeSpec("", f"UBND {small(row.name)}", Kind.COMMUNE, COMMITTEE_POSTS)
        found.append(_office(seed, committee.name, row.code, committee, PROVINCE))
        found += [
            _office(seed, office_name(spec.key, row), office_code(row.code, spec.key), spec, row.code)
            for spec in COMMUNE_OFFICES
        ]
    return found


def _office(seed: int, name: str, code: str, spec: OfficeSpec, parent: str) -> Office:
    """Return one office; a number that starts with 000 rings nowhere."""
    rng = stream(seed, "office", code)
    return Office(
        code=code,
        name=name,
        kind=spec.kind,
        parent=parent,
        phone=f"(0270) 000 {rng.randrange(1000, 10000)}",
        email=f"{slug(name)}@vinhlong.example",
        address=f"Số {rng.randrange(1, 300)}, trụ sở minh họa",
        working_hours=HOURS,
        answer_needs_approval=spec.kind in {Kind.COMMUNE, Kind.AGENCY} and style_of(seed, code).needs_approval,
        posts=spec.posts,
    )


def village_heads(found: Iterable[Village], *, seed: int) -> Iterator[Officer]:
    """Yield an invented head for each village: Trưởng ấp, Trưởng khóm."""
    for one in found:
        rng = stream(seed, "village-head", one.code)
        khmer_share = 0.22 if in_khmer_land(one.commune) else 0.02
        someone = person(rng, khmer_share=khmer_share, gender="f" if happens(rng, 0.25) else "m")
        title = "Trưởng khóm" if one.subkind is Subkind.KHOM else "Trưởng ấp"
        yield Officer(
            name=someone.name, gender=someone.gender, email=f"{mailbox(someone.name)}.{one.code}@vinhlong.example",
            office=one.code, title=title, role=Role.VILLAGE_HEAD, seat=1, sees_identity=False,
        )  # fmt: skip


def officers(found: Sequence[Office], *, seed: int) -> Iterator[Officer]:
    """Yield one officer for each seat of each post, no address twice."""
    used: dict[str, int] = {}
    for office in found:
        rng = stream(seed, "officers", office.code)
        khmer_share = 0.22 if in_khmer_land(office.code[:5]) else 0.02
        for post in office.posts:
            for seat in range(1, post.seats + 1):
                someone = person(rng, khmer_share=khmer_share, gender="f" if happens(rng, 0.42) else "m")
                box = f"{mailbox(someone.name)}.{office.code}"
                used[box] = used.get(box, 0) + 1
                mark = "" if used[box] == 1 else str(used[box])
                yield Officer(
                    name=someone.name,
                    gender=someone.gender,
                    email=f"{box}{mark}@vinhlong.example",
                    office=office.code,
                    title=post.title,
                    role=post.role,
                    seat=seat,
                    sees_identity=post.sees_identity,
                    more=post.more,
                )
