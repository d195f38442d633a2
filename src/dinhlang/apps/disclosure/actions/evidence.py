"""Keep what shows that something was made public: postings, broadcasts, village heads; and the eyes of residents."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.disclosure.actions.acts import locked, publication_of, require_live, require_past, write
from dinhlang.apps.disclosure.actions.count import count_one
from dinhlang.apps.disclosure.models import Evidence, Look, Occasion
from dinhlang.apps.disclosure.policies import require_another, require_can_keep
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_CITIZEN, Actor
from dinhlang.domain.disclosure.duties import RECHECK_RULE
from dinhlang.domain.disclosure.needs import PLACES, Form, Place
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
    acting = require_can_keep(actor, occasion.unit_id)
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
        shown_by=acting.post_title, reached=new.reached,
    )  # fmt: skip
    facts = {
        "form": new.form.value, "place": new.place.value, "village": new.village_id, "version": publication.latest,
        "began": new.began.isoformat(), "last_day": new.last_day and new.last_day.isoformat(),
    }  # fmt: skip
    write("shown", occasion, acting=acting, at=at, facts=facts, words=new.told, request=request)
    count_one(occasion=occasion, at=at)
    return occasion.pk


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
    acting = require_can_keep(actor, occasion.unit_id)
    if earlier := done_before(request):
        return earlier
    row = _row(occasion, evidence_id)
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
    """Stand for what a colleague says was shown, as another post of the unit or as the village's head through it."""
    occasion = locked(occasion_id)
    acting = require_can_keep(actor, occasion.unit_id)
    if earlier := done_before(request):
        return earlier
    row = _row(occasion, evidence_id)
    require_another(acting, row.shown_by)
    if reached is not None and reached < 0:
        raise RefusedError(_("Số hộ không thể âm."), field="reached")
    row.confirmed_by = acting.post_title or acting.role.value
    row.reached = reached if reached is not None else row.reached
    row.doubted_on, row.recheck_by = None, None
    row.save(update_fields=["confirmed_by", "reached", "doubted_on", "recheck_by"])
    facts = {"form": row.form, "place": row.place, "village": row.village_id, "reached": row.reached}
    write("confirmed", occasion, acting=acting, at=at, facts=facts, request=request)
    count_one(occasion=occasion, at=at)
    return occasion.pk


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
    start = midnight(today)
    row.doubted_on, row.recheck_by = today, law.compute_deadline(RECHECK_RULE, start).due_on
    row.save(update_fields=["doubted_on", "recheck_by"])
    facts = {"form": row.form, "place": row.place, "village": row.village_id, "check_by": row.recheck_by.isoformat()}
    grounds = [law.grounds(RECHECK_RULE, on=today)]
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
