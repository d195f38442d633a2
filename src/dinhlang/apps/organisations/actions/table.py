"""A table of units finds its place among the units that are known, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.organisations.actions.periods import slug_of
from dinhlang.apps.organisations.models import UnitName
from dinhlang.apps.organisations.queries import reorganisation
from dinhlang.domain.organisations import names
from dinhlang.domain.organisations.kinds import UnfitKindError, check
from dinhlang.domain.organisations.plan import PlannedParent, PlannedUnit
from dinhlang.domain.organisations.rows import Problem, RowError, UnitRow

SENTENCES = {
    Problem.NO_CODE: _("Thiếu mã, hoặc mã dài quá 40 ký tự"),
    Problem.NO_NAME: _("Thiếu tên, hoặc tên dài quá 200 ký tự"),
    Problem.UNKNOWN_KIND: _("Không hiểu loại đơn vị"),
    Problem.UNFIT_KIND: _("Loại này không có vào thời gian này"),
    Problem.BAD_DATE: _("Ngày phải viết dạng 2025-07-01"),
    Problem.EMPTY_PERIOD: _("Ngày kết thúc phải sau ngày bắt đầu"),
    Problem.BAD_NUMBER: _("Không phải là số"),
    Problem.UNKNOWN_PARENT: _("Không thấy đơn vị cấp trên có mã này vào thời gian này"),
    Problem.TWICE: _("Mã này đã có ở một dòng phía trên"),
    Problem.OTHER_NAME: _("Mã này đang là của đơn vị tên khác; đổi tên bằng lệnh unit rename"),
    Problem.OTHER_KIND: _("Mã này đang là của đơn vị loại khác"),
    Problem.UNREAD_PREDECESSOR: _("Không đọc được tên đơn vị trước sắp xếp"),
}
LONG_AGO, FAR_AWAY = date.min, date.max


@dataclass(frozen=True)
class Refusal:
    """A line that was not taken: its place (from 1), the unit, and why."""

    line: int
    code: str
    name: str
    problem: Problem
    value: str = ""

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return f"{SENTENCES[self.problem]}: {self.value}" if self.value else str(SENTENCES[self.problem])


@dataclass(frozen=True)
class Known:
    """A unit in the database or earlier in the table."""

    slug: str
    name: str
    kind: str
    since: date
    until: date


class Table:
    """The rows as they find their place among the units that are known."""

    def __init__(self, rows: Sequence[UnitRow]) -> None:
        codes = {row.code for row in rows} | {row.parent_code for row in rows if row.parent_code}
        self.known = known_units(codes)
        self.own: dict[str, list[Known]] = {}
        self.slugs = set(UnitName.objects.values_list("slug", flat=True))
        self.in_table = {row.code for row in rows}
        self.planned: dict[str, PlannedUnit] = {}
        self.refused: list[Refusal] = []
        self.unchanged = 0
        self.two_tier_from = reorganisation().on

    def take(self, line: int, row: UnitRow) -> bool:
        """Deal with a row; False when its parent may still come."""
        try:
            return self._take(row)
        except RowError as error:
            self.refused.append(Refusal(line, row.code, row.name, error.problem, error.value))
            return True

    def _take(self, row: UnitRow) -> bool:
        since, until = row.since or LONG_AGO, row.until or FAR_AWAY
        self._check(row, since, until)
        if any(one.since < until and since < one.until for one in self.own.get(row.code, ())):
            raise RowError(Problem.TWICE, row.code)
        there = overlapping(self.known.get(row.code, ()), since, until)
        if there:
            require_same(row, there)
            self.unchanged += 1
            return True
        above = [*self.known.get(row.parent_code, ()), *self.own.get(row.parent_code, ())]
        parent = next(iter(overlapping(above, since, until)), None)
        if row.parent_code and parent is None:
            return False
        self._plan(row, parent)
        return True

    def _check(self, row: UnitRow, since: date, until: date) -> None:
        """Raise RowError when the row alone cannot be."""
        if since >= until:
            raise RowError(Problem.EMPTY_PERIOD, f"{row.since} – {row.until}")
        try:
            check(row.kind, row.subkind, row.until, self.two_tier_from)
        except UnfitKindError as error:
            raise RowError(Problem.UNFIT_KIND, str(error)) from error

    def _plan(self, row: UnitRow, parent: Known | None) -> None:
        """Write the row down as a unit to be made."""
        plain = row.slug or slug_of(row.name, row.kind, parent.slug if parent else "")
        coded = f"{plain}-{names.slug(row.code)}"
        free = (one for one in (plain, coded, *(f"{coded}-{number}" for number in range(2, 100))))
        slug = next(one for one in free if one not in self.slugs)
        self.slugs.add(slug)
        self.own.setdefault(row.code, []).append(
            Known(slug, row.name, row.kind, row.since or LONG_AGO, row.until or FAR_AWAY)
        )
        self.planned[slug] = PlannedUnit(
            code=row.code,
            name=row.name,
            slug=slug,
            kind=row.kind,
            subkind=row.subkind,
            since=row.since,
            until=row.until,
            parents=(parent_period(parent, row),) if parent else (),
            area_km2=row.area_km2,
            latitude=row.latitude,
            longitude=row.longitude,
            address=row.address,
            phone=row.phone,
            working_hours=row.working_hours,
            answer_needs_approval=row.answer_needs_approval,
        )

    def refuse_orphans(self, waiting: Sequence[tuple[int, UnitRow]]) -> None:
        """Refuse the rows whose parent never came."""
        self.refused += [
            Refusal(line, row.code, row.name, Problem.UNKNOWN_PARENT, row.parent_code) for line, row in waiting
        ]


def known_units(codes: set[str]) -> dict[str, list[Known]]:
    """Return the units of the database that bear one of the codes, under every name that they had."""
    found: dict[str, list[Known]] = {}
    rows: list[tuple[str, str, str, str, Any]] = list(
        UnitName.objects.filter(unit__code__in=codes).values_list(
            "unit__code", "slug", "name", "unit__kind", "unit__valid"
        )
    )
    for code, slug, name, kind, valid in rows:
        found.setdefault(code, []).append(Known(slug, name, kind, valid.lower or LONG_AGO, valid.upper or FAR_AWAY))
    return found


def overlapping(known: Sequence[Known], since: date, until: date) -> list[Known]:
    """Return those that live in a period, the one that lives at its end first."""
    found = [one for one in known if one.since < until and since < one.until]
    return sorted(found, key=lambda one: one.until, reverse=True)


def require_same(row: UnitRow, there: Sequence[Known]) -> None:
    """Raise RowError when the unit that bears the code of a row is another one."""
    if there[0].kind != row.kind:
        raise RowError(Problem.OTHER_KIND, there[0].name)
    if not any(names.same(one.name, row.name) for one in there):
        raise RowError(Problem.OTHER_NAME, there[0].name)


def parent_period(parent: Known, row: UnitRow) -> PlannedParent:
    """Return the time that a row and its parent have in common."""
    since = max(parent.since, row.since or LONG_AGO)
    until = min(parent.until, row.until or FAR_AWAY)
    return PlannedParent(parent.slug, None if since == LONG_AGO else since, None if until == FAR_AWAY else until)
