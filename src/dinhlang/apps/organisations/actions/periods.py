"""The rows behind every change of units: opening and ending periods, arrows, records. Policies come before."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.organisations.models import ChangeEvent, ChangePart, Unit, UnitName, UnitParent
from dinhlang.apps.organisations.queries import reorganisation
from dinhlang.apps.organisations.queries.units import TOPIC
from dinhlang.apps.transparency.actions import Grounds, Subject, record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.organisations import names
from dinhlang.domain.organisations.kinds import PLACES, Kind, Subkind, UnfitKindError, check
from dinhlang.domain.organisations.lineage import Change, Share
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND = "organisations.unit"


@dataclass(frozen=True)
class NewUnit:
    """A unit to be founded; what is left out comes from the units that it is made of."""

    name: str
    code: str = ""
    kind: Kind | None = None
    subkind: Subkind | None = None
    parent_id: int | None = None
    area_km2: Decimal | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


Arrows = Sequence[tuple[Unit | None, Unit | None, Share]]


def locked(unit_ids: Collection[int]) -> dict[int, Unit]:
    """Lock units in the order of their ids; raises NotFoundError when one is missing."""
    found = {unit.pk: unit for unit in Unit.objects.select_for_update().filter(pk__in=unit_ids).order_by("pk")}
    if set(unit_ids) - set(found):
        raise NotFoundError(_("Không có đơn vị này."))
    return found


def label(unit: Unit) -> str:
    """Return the latest name of a unit with its code, for sentences."""
    name = unit.names.order_by("-valid").values_list("name", flat=True).first()
    return f"{name} ({unit.code})" if name else unit.code


def require_goes_on(unit: Unit, on: date) -> None:
    """Raise RefusedError unless a unit lives on a day and nothing later is written about it yet."""
    period = unit.valid
    if period.lower is not None and period.lower > on:
        raise _refused(_("{unit} chưa hoạt động vào ngày {day}."), unit, on)
    if period.upper is not None:
        raise _refused(_("{unit} đã kết thúc từ ngày {day}."), unit, period.upper)
    later = unit.names.filter(valid__startswith__gt=on).values_list("valid", flat=True).first()
    if later is not None:
        raise _refused(
            _("{unit} đã có thay đổi ghi từ ngày {day}; hãy ghi các việc theo thứ tự thời gian."), unit, later.lower
        )


def require_can_end(unit: Unit, on: date) -> None:
    """Raise RefusedError unless a unit, and its present name, lived before a day and can end on it."""
    require_goes_on(unit, on)
    if unit.names.filter(valid__startswith=on).exists():
        raise _refused(_("{unit} mới lập hoặc mới đổi tên đúng ngày {day}; hãy chọn một ngày sau đó."), unit, on)


def _refused(sentence: str, unit: Unit, day: date) -> RefusedError:
    return RefusedError(sentence.format(unit=label(unit), day=f"{day:%d/%m/%Y}"), field="on")


def found(new: NewUnit, on: date, likeness: Unit | None = None) -> Unit:
    """Write a unit that lives from a day on; kind, code and need of approval come from its likeness where not given."""
    name = names.tidy(new.name)
    kind = new.kind or (Kind(likeness.kind) if likeness else None)
    code = new.code or (likeness.code if likeness else "")
    if not name or not code or kind is None:
        raise RefusedError(_("Hãy ghi tên, mã và loại của đơn vị mới."), field="name")
    subkind = _subkind(new, name, kind, likeness)
    taken = Unit.objects.filter(code=code, valid__overlap=DateRange(on, None)).exists()
    if taken:
        raise RefusedError(_("Mã {code} đang thuộc về một đơn vị khác.").format(code=code), field="code")
    unit = Unit.objects.create(
        code=code,
        kind=kind,
        subkind=subkind,
        valid=DateRange(on, None),
        area_km2=new.area_km2,
        latitude=new.latitude,
        longitude=new.longitude,
        answer_needs_approval=likeness.answer_needs_approval if likeness else False,
    )
    add_name(unit, name, on, parent_slug(new.parent_id, on))
    if new.parent_id is not None:
        UnitParent.objects.create(unit=unit, parent_id=new.parent_id, valid=DateRange(on, None))
    return unit


def _subkind(new: NewUnit, name: str, kind: Kind, likeness: Unit | None) -> Subkind:
    """Return the subkind that is given, else told by the name, else that of the likeness; raises RefusedError."""
    told = names.word_of(name)[0] if kind in PLACES else Subkind.NONE
    subkind = new.subkind or told or (Subkind(likeness.subkind) if likeness else Subkind.NONE)
    try:
        check(kind, subkind, None, reorganisation().on)
    except UnfitKindError as error:
        raise RefusedError(
            _("Không lập được đơn vị loại này ({kind}).").format(kind=str(error)), field="kind"
        ) from error
    return subkind


def parent_slug(parent_id: int | None, on: date) -> str:
    """Return the slug of a parent on a day, empty when there is none."""
    if parent_id is None:
        return ""
    return UnitName.objects.filter(unit_id=parent_id, valid__contains=on).values_list("slug", flat=True).first() or ""


def add_name(unit: Unit, name: str, on: date, parent: str) -> None:
    """Write the name of a unit from a day on, with an address in the web that no unit ever had."""
    UnitName.objects.create(
        unit=unit,
        name=name,
        slug=_free_slug(slug_of(name, Kind(unit.kind), parent), unit.code, on),
        folded=names.fold(name),
        sort_key=names.sort_key(name),
        valid=DateRange(on, None),
    )


def slug_of(name: str, kind: Kind, parent: str) -> str:
    """Return the plain slug of a name; villages and offices of one name are told apart by their parent."""
    alone = kind in (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE) or not parent
    return (names.slug(name) if alone else f"{names.slug(name)}-{parent}")[:100]


def _free_slug(plain: str, code: str, on: date) -> str:
    """Return the plain slug, else one with the code, else with the year: a slug is never used again."""
    taken = set(UnitName.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    wanted = [plain, f"{plain}-{names.slug(code)}", f"{plain}-{on.year}"]
    more = (f"{plain}-{on.year}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (*wanted, *more) if slug not in taken)


def end(units: Iterable[Unit], on: date) -> None:
    """End units with their name and parent: the day is the first on which they are no more."""
    for unit in units:
        unit.valid = DateRange(unit.valid.lower, on)
        unit.save(update_fields=["valid"])
        for name in unit.names.filter(valid__contains=on):
            name.valid = DateRange(name.valid.lower, on)
            name.save(update_fields=["valid"])
        leave(unit.parents.filter(valid__contains=on), on)


def children_on(unit_ids: Collection[int], on: date) -> list[UnitParent]:
    """Return the rows that put other units under some units on a day."""
    return list(UnitParent.objects.select_for_update().filter(parent_id__in=unit_ids, valid__contains=on))


def chosen_children(unit_id: int, child_ids: Collection[int], on: date) -> list[UnitParent]:
    """Return the rows of chosen children of a unit; raises RefusedError when one does not belong to it."""
    rows = [row for row in children_on([unit_id], on) if row.unit_id in set(child_ids)]
    if len(rows) < len(set(child_ids)):
        raise RefusedError(_("Có ấp, khóm hay cơ quan được chọn không thuộc đơn vị này."), field="children")
    return rows


def leave(rows: Iterable[UnitParent], on: date) -> None:
    """Take units from their parent from a day on, with no new one yet."""
    for row in rows:
        if row.valid.lower == on:  # it never came to be: another change of the same day overtook it
            row.delete()
        else:
            row.valid = DateRange(row.valid.lower, on)
            row.save(update_fields=["valid"])


def adopt(rows: Iterable[UnitParent], parent: Unit, on: date) -> None:
    """Give units another parent from a day on."""
    for row in rows:
        until = row.valid.upper
        leave([row], on)
        UnitParent.objects.create(unit_id=row.unit_id, parent=parent, valid=DateRange(on, until))


def forget_area(unit_ids: Collection[int]) -> None:
    """Take the area from units that go on with other borders: what we know is the area of before."""
    Unit.objects.filter(pk__in=unit_ids).update(area_km2=None)


@dataclass(frozen=True)
class Decision:
    """What a change stands on."""

    on: date
    citation: str
    note: str = ""


def decided(on: date, citation: str, note: str = "") -> Decision:
    """Return the decision behind a change; raises RefusedError when it is not named."""
    if not citation.strip():
        raise RefusedError(_("Hãy ghi văn bản làm căn cứ."), field="citation")
    return Decision(on, names.tidy(citation), note.strip())


def write_change(kind: Change, decision: Decision, arrows: Arrows, *, acting: Acting, at: datetime) -> ChangeEvent:
    """Write a change with its arrows and one record per unit; a change of a later day is announced on that day."""
    due = decision.on <= timezone.localdate(at)
    event = ChangeEvent.objects.create(
        kind=kind, on=decision.on, citation=decision.citation, note=decision.note, announced=due
    )
    ChangePart.objects.bulk_create(
        ChangePart(event=event, from_unit=source, to_unit=target, share=share) for source, target, share in arrows
    )
    record_change(event, arrows, f"unit_{kind.value}" if due else "change_scheduled", acting=acting, at=at)
    return event


def record_change(event: ChangeEvent, arrows: Arrows, verb: str, *, acting: Acting, at: datetime) -> None:
    """Record a change once for every unit that it touches; open cases follow these records."""
    sources = {source.pk for source, target, _share in arrows if source and (target is None or source.pk != target.pk)}
    targets = {target.pk for source, target, _share in arrows if target and (source is None or source.pk != target.pk)}
    facts = {
        "event_id": event.pk,
        "change": event.kind,
        "on": event.on.isoformat(),
        "from": sorted(sources),
        "to": sorted(targets),
    }
    touched = {unit.pk: unit for arrow in arrows for unit in arrow[:2] if unit is not None}
    for unit in touched.values():
        record_about(unit, verb, facts, acting=acting, at=at, citation=event.citation, on=event.on)


def record_about(
    unit: Unit,
    verb: str,
    facts: Mapping[str, object],
    *,
    acting: Acting,
    at: datetime,
    citation: str = "",
    on: date | None = None,
) -> None:
    """Record one act about one unit."""
    grounds = [Grounds("organisations.decision", on.isoformat() if on else "", citation)] if citation else []
    record(
        event=f"organisations.{verb}",
        subject=Subject(KIND, unit.pk, unit.code),
        acting=acting,
        at=at,
        grounds=grounds,
        facts=facts,
        topics=[TOPIC],
    )


def with_parent(new: NewUnit, sources: Sequence[Unit], on: date) -> NewUnit:
    """Return the new unit with the parent of the first source where none is given."""
    if new.parent_id is not None or not sources:
        return new
    row = sources[0].parents.filter(valid__contains=on).first()
    return replace(new, parent_id=row.parent_id if row else None)
