"""Keep what shows that something was made public: postings, broadcasts, village heads; and the eyes of residents."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.disclosure.actions.acts import locked, publication_of, require_live, require_past, write
from dinhlang.apps.disclosure.actions.count import count_one
from dinhlang.apps.disclosure.models import Evidence, Look, Occasion
from dinhlang.apps.disclosure.policies import own_village, require_another, require_can_speak_for, said_by
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_CITIZEN, Acting, Actor, Role
from dinhlang.domain.disclosure.duties import RECHECK_RULE
from dinhlang.domain.disclosure.needs import IN_A_VILLAGE, PLACES, Form, Place
from dinhlang.domain.disclosure.term import midnight
from dinhlang.lib.refusal import NotFoundError, RefusedError

OF_DAYS = (Form.LOUDSPEAKER,)  # told with their last day at once
OF_ONE_DAY = (Form.HEADS, Form.WRITING)  # done on a day, not for a time
LOOKED_AT = (Form.POSTING, Form.INTERNAL)
MOST_LOOKS_A_DAY = 50


@dataclass(frozen=True)
class NewEvidence:
    """Where and since when the newest version is shown; village None: in all of them."""

    form: Form
    place: Place
    began: date
    last_day: date | None = None
    village_id: int | None = None
    told: str = ""
    reached: int | None = None


@transaction.atomic
def show(*, actor: Actor, occasion_id: int, new: NewEvidence, at: datetime, request: Request | None = None) -> int:
    """Write down where the newest version is shown; what the same place showed before gives way to it."""
    occasion = locked(occasion_id)
    acting = require_can_speak_for(actor, occasion.unit_id, new.village_id if _in_village(new) else None)
    if earlier := done_before(request):
        return earlier
    publication = publication_of(occasion)
    require_live(publication)
    _check(occasion, new, at)
    same = Evidence.objects.filter(
        publication=publication, form=new.form.value, place=new.place.value, village_id=new.village_id
    )
    older = same.filter(last_day=None, began__lte=new.began)
    if older.filter(version=publication.latest).exists():
        raise RefusedError(_("Sổ đã ghi nơi này đang có."), field="place")
    older.update(last_day=new.began)
    Evidence.objects.create(
        publication=publication, version=publication.latest, form=new.form.value, place=new.place.value,
        village_id=new.village_id, began=new.began, last_day=new.last_day, told=new.told.strip()[:200],
        shown_by=said_by(acting), reached=new.reached, confirmed_by=_stood_for(acting, new),
    )  # fmt: skip
    facts = {
        "form": new.form.value, "place": new.place.value, "village": new.village_id, "version": publication.latest,
        "began": new.began.isoformat(), "last_day": new.last_day and new.last_day.isoformat(),
    }  # fmt: skip
    write("shown", occasion, acting=acting, at=at, facts=facts, words=new.told, request=request)
    count_one(occasion=occasion, at=at)
    return occasion.pk


def _in_village(new: NewEvidence) -> bool:
    return (new.form, new.place) in IN_A_VILLAGE


def _stood_for(acting: Acting, new: NewEvidence) -> str:
    """Return who stands for new evidence at once: a village head for what he told himself, of a posting nobody yet."""
    told = new.form in (Form.HEADS, Form.LOUDSPEAKER)
    return said_by(acting)[:200] if acting.role is Role.VILLAGE_HEAD and told else ""


def _check(occasion: Occasion, new: NewEvidence, at: datetime) -> None:
    """Raise RefusedError for a form without such a place, days that cannot be, a village of another commune."""
    if (new.form, new.place) not in PLACES or new.form is Form.PORTAL:
        raise RefusedError(_("Hãy chọn lại hình thức."), field="form")
    require_past(new.began, at, "began")
    if new.last_day is not None and new.last_day < new.began:
        raise RefusedError(_("Ngày cuối không thể trước ngày đầu."), field="last_day")
    if new.last_day is not None:
        require_past(new.last_day, at, "last_day")
    if new.form in OF_DAYS and new.last_day is None:
        raise RefusedError(_("Hãy ghi ngày phát cuối cùng."), field="last_day")
    if new.village_id is not None:
        villages = organisations.villages(occasion.unit_id, timezone.localdate(at))
        if new.village_id not in {one.id for one in villages}:
            raise RefusedError(_("Ấp, khóm này không thuộc xã."), field="village")


@transaction.atomic
def take_down(
    *, actor: Actor, occasion_id: int, evidence_id: int, last_day: date, at: datetime, request: Request | None = None
) -> int:
    """Write down the last day on which something hung."""
    occasion = locked(occasion_id)
    row = _row(occasion, evidence_id)
    village = _known(occasion, row.village_id, at) if _is_in_villages(row) else None
    acting = require_can_speak_for(actor, occasion.unit_id, village)
    if earlier := done_before(request):
        return earlier
    require_past(last_day, at, "last_day")
    if last_day < row.began:
        raise RefusedError(_("Ngày cuối không thể trước ngày đầu."), field="last_day")
    row.last_day, row.doubted_on, row.recheck_by = last_day, None, None
    row.save(update_fields=["last_day", "doubted_on", "recheck_by"])
    facts = {"form": row.form, "place": row.place, "village": row.village_id, "last_day": last_day.isoformat()}
    write("taken_down", occasion, acting=acting, at=at, facts=facts, request=request)
    count_one(occasion=occasion, at=at)
    return occasion.pk


@transaction.atomic
def confirm(
    *, actor: Actor, occasion_id: int, evidence_id: int, at: datetime, reached: int | None = None,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Stand for what a colleague says was shown; a village head does so for the own village, not for all of them."""
    occasion = locked(occasion_id)
    row = _row(occasion, evidence_id)
    village = own_village(actor) if row.village_id is None and _is_in_villages(row) else row.village_id
    acting = require_can_speak_for(actor, occasion.unit_id, _known(occasion, village, at))
    if earlier := done_before(request):
        return earlier
    if reached is not None and reached < 0:
        raise RefusedError(_("Số hộ không thể âm."), field="reached")
    if acting.role is Role.VILLAGE_HEAD and row.village_id is None:  # what was told of all villages, of this one alone
        row = _own_row(row, acting.unit_id)
    require_another(acting, row.shown_by)
    row.confirmed_by = said_by(acting)[:200]
    row.reached = reached if reached is not None else row.reached
    row.doubted_on, row.recheck_by = None, None
    row.save()
    facts = {"form": row.form, "place": row.place, "village": row.village_id, "reached": row.reached}
    write("confirmed", occasion, acting=acting, at=at, facts=facts, request=request)
    count_one(occasion=occasion, at=at)
    return occasion.pk


def _is_in_villages(row: Evidence) -> bool:
    return (row.form, row.place) in IN_A_VILLAGE


def _known(occasion: Occasion, village_id: int | None, at: datetime) -> int | None:
    """Return a village that lies in the unit of an occasion, None for every other."""
    villages = organisations.villages(occasion.unit_id, timezone.localdate(at))
    return village_id if village_id in {one.id for one in villages} else None


def _own_row(row: Evidence, village_id: int | None) -> Evidence:
    """Return the row of one village beside one that was told of all: the same days, to be saved by the caller."""
    same = Evidence.objects.filter(
        publication_id=row.publication_id, version=row.version, form=row.form, place=row.place, village_id=village_id
    )
    return same.filter(Q(last_day=None) | Q(began__gte=row.began)).order_by("-began", "-id").first() or Evidence(
        publication_id=row.publication_id, version=row.version, form=row.form, place=row.place, village_id=village_id,
        began=row.began, last_day=row.last_day, told=row.told, shown_by=row.shown_by,
    )  # fmt: skip


@transaction.atomic
def look(*, evidence_id: int, seen: bool, at: datetime) -> Evidence:
    """Keep what a resident sees: still up, or gone. A first "gone" asks the unit to check by a day; nobody is named."""
    today = timezone.localdate(at)
    found = Evidence.objects.filter(pk=evidence_id, form__in=LOOKED_AT).select_related("publication").first()
    occasion = locked(found.publication.occasion_id) if found is not None else None
    row = Evidence.objects.filter(pk=evidence_id).first()
    if occasion is None or row is None or row.last_day is not None or row.began > today:
        raise NotFoundError(_("Nơi niêm yết này không còn trong sổ."))
    if Look.objects.filter(evidence=row, on=today).count() >= MOST_LOOKS_A_DAY:
        return row
    Look.objects.create(evidence=row, on=today, seen=seen)
    if seen or row.doubted_on is not None:
        return row
    places = organisations.place_codes(occasion.unit_id, today)
    rule_id = law.setting_rule(RECHECK_RULE, on=today, places=places)
    row.doubted_on, row.recheck_by = today, law.compute_deadline(rule_id, midnight(today)).due_on
    row.save(update_fields=["doubted_on", "recheck_by"])
    facts = {"form": row.form, "place": row.place, "village": row.village_id, "check_by": row.recheck_by.isoformat()}
    grounds = [law.grounds(rule_id, on=today)]
    write("doubted", occasion, acting=AS_CITIZEN, at=at, facts=facts, grounds=grounds)
    count_one(occasion=occasion, at=at)
    return row


def _row(occasion: Occasion, evidence_id: int) -> Evidence:
    """Return evidence of an occasion that is still running; raises NotFoundError."""
    found = Evidence.objects.select_for_update().filter(
        pk=evidence_id, publication__occasion=occasion, publication__withdrawn_at=None
    ).exclude(form=Form.PORTAL.value)  # fmt: skip
    row = found.first()
    if row is None:
        raise NotFoundError(_("Nơi niêm yết này không còn trong sổ."))
    return row
