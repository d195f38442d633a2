"""Turn the list of new communes with their predecessors into units and changes: the two-tier organisation of 2025."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dinhlang.domain.organisations import names, predecessors
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.lineage import Change, Share
from dinhlang.domain.organisations.plan import Plan, PlannedChange, PlannedParent, PlannedUnit
from dinhlang.domain.organisations.predecessors import Former


@dataclass(frozen=True)
class OldProvince:
    """A province of before; `first` and `last` are the codes between which the communes on its land lie."""

    code: str
    name: str
    slug: str
    first: str
    last: str


@dataclass(frozen=True)
class Reorganisation:
    """The day, the province that came out of it, and the decisions."""

    on: date
    code: str
    name: str
    slug: str
    law: str  # ends the district level
    province_decision: str
    commune_decision: str
    old_provinces: tuple[OldProvince, ...]


@dataclass(frozen=True)
class CommuneRow:
    """One commune of the list."""

    code: str
    name: str
    subkind: Subkind
    area_km2: Decimal | None
    latitude: Decimal | None
    longitude: Decimal | None
    predecessors: str


def row_of(raw: Mapping[str, str]) -> CommuneRow:
    """Read one line of the list; raises KeyError or ValueError (decimal errors are ArithmeticError) for a wrong one."""
    return CommuneRow(
        code=raw["code"].strip(),
        name=names.tidy(raw["name"]),
        subkind=Subkind(raw["kind"].strip()),
        area_km2=Decimal(raw["area_km2"]),
        latitude=Decimal(raw["lat"]),
        longitude=Decimal(raw["lon"]),
        predecessors=raw["predecessors_before_2025_07_01"],
    )


def plan(facts: Reorganisation, rows: Sequence[CommuneRow]) -> Plan:
    """Return the units before and after the day, and the changes between them."""
    drafts = [_Draft(facts, old) for old in facts.old_provinces]
    unread: list[str] = []
    for row in rows:
        draft = next((one for one in drafts if one.old.first <= row.code <= one.old.last), None)
        if draft is None:
            unread.append(f"{row.code} {row.name}")
        else:
            unread += [f"{row.code} {row.name}: {piece}" for piece in draft.take(row)]
    province = PlannedUnit(facts.code, facts.name, facts.slug, Kind.PROVINCE, names.word_of(facts.name)[0], facts.on)
    merged = PlannedChange(
        Change.MERGED,
        facts.on,
        facts.province_decision,
        tuple((old.slug, facts.slug, Share.WHOLE) for old in facts.old_provinces),
    )
    return Plan(
        units=(province, *(unit for draft in drafts for unit in draft.units())),
        changes=(merged, *(change for draft in drafts for change in draft.changes())),
        unread=tuple(unread),
    )


class _Draft:
    """What is known so far of the land of one old province."""

    def __init__(self, facts: Reorganisation, old: OldProvince) -> None:
        self.facts = facts
        self.old = old
        self.suffix = f"cu-{names.slug(names.word_of(old.name)[1])}"
        self.districts: dict[str, PlannedUnit] = {}
        self.formers: list[PlannedUnit] = []
        self.keys: dict[tuple[str, str], str] = {}  # (name, district) → its part of the slug
        self.communes: list[PlannedUnit] = []
        self.heirs: dict[str, list[tuple[str, Share]]] = defaultdict(list)  # slug of before → slugs of now

    def take(self, row: CommuneRow) -> tuple[str, ...]:
        """Take one new commune in; return the pieces of its list that could not be read."""
        reading = predecessors.read(row.predecessors)
        slug = names.slug(row.name)
        since = None if reading.unchanged else self.facts.on
        parents = [PlannedParent(self.facts.slug, self.facts.on, None)]
        if reading.unchanged:
            parents.insert(0, PlannedParent(self.old.slug, None, self.facts.on))
        self.communes.append(
            PlannedUnit(
                code=row.code,
                name=row.name,
                slug=slug,
                kind=Kind.COMMUNE,
                subkind=row.subkind,
                since=since,
                parents=tuple(parents),
                area_km2=row.area_km2,
                latitude=row.latitude,
                longitude=row.longitude,
            )
        )
        for former in reading.formers:
            self.heirs[self._former(former)].append((slug, former.share))
        return reading.unread

    def _former(self, former: Former) -> str:
        """Return the slug of a commune of before, writing it down when it is named for the first time.

        Two spellings of one name are one unit (Hoà, Hòa), two names that differ by a tone are two: Đông Thành and
        Đông Thạnh lay side by side and look the same in an address without marks.
        """
        known = (names.sort_key(former.name), names.sort_key(former.district))
        if known not in self.keys:
            where = names.slug(names.word_of(former.district)[1]) if former.district else ""
            key = plain = "-".join(part for part in (names.slug(former.name), where) if part)
            alike = 1
            while key in self.keys.values():
                alike += 1
                key = f"{plain}-{alike}"
            self.keys[known] = key
            self._write_former(former, key)
        return f"{self.keys[known]}-{self.suffix}"

    def _write_former(self, former: Former, key: str) -> None:
        """Write down a commune of before."""
        parent = self._district(former.district) if former.district else self.old.slug
        self.formers.append(
            PlannedUnit(
                code=f"cu-{self.old.code}-{key}",
                name=former.name,
                slug=f"{key}-{self.suffix}",
                kind=Kind.COMMUNE,
                subkind=names.word_of(former.name)[0],
                until=self.facts.on,
                parents=(PlannedParent(parent, None, self.facts.on),),
            )
        )

    def _district(self, name: str) -> str:
        """Return the slug of a district of before, writing it down when it is named for the first time."""
        slug = f"{names.slug(name)}-{self.suffix}"
        self.districts.setdefault(
            slug,
            PlannedUnit(
                code=f"cu-{self.old.code}-{names.slug(name)}",
                name=name,
                slug=slug,
                kind=Kind.DISTRICT,
                subkind=names.word_of(name)[0],
                until=self.facts.on,
                parents=(PlannedParent(self.old.slug, None, self.facts.on),),
            ),
        )
        return slug

    def units(self) -> tuple[PlannedUnit, ...]:
        """Return the province of before, its districts and communes, and the communes of now."""
        old = PlannedUnit(
            code=self.old.code,
            name=self.old.name,
            slug=self.old.slug,
            kind=Kind.PROVINCE,
            subkind=names.word_of(self.old.name)[0],
            until=self.facts.on,
        )
        return (old, *self.districts.values(), *self.formers, *self.communes)

    def changes(self) -> tuple[PlannedChange, ...]:
        """Return one change for each group of communes that share land, and the end of the districts that are named.

        A commune of before that several of now name went to each in part: the list does not say which part.
        """
        groups: list[tuple[set[str], list[tuple[str | None, str | None, Share]]]] = []
        for former, heirs in self.heirs.items():
            targets = {heir for heir, _ in heirs}
            arrows: list[tuple[str | None, str | None, Share]] = [
                (former, heir, Share.PART if len(targets) > 1 and share is Share.WHOLE else share)
                for heir, share in heirs
            ]
            for group in [one for one in groups if one[0] & targets]:
                groups.remove(group)
                targets |= group[0]
                arrows = group[1] + arrows
            groups.append((targets, arrows))
        on = self.facts.on
        return (
            *(PlannedChange(Change.MERGED, on, self.facts.commune_decision, tuple(arrows)) for _, arrows in groups),
            *(
                PlannedChange(Change.DISSOLVED, on, self.facts.law, ((slug, None, Share.WHOLE),))
                for slug in self.districts
            ),
        )
