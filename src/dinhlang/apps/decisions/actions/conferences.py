"""The yearly conference of a village: its day with the summons in time, and the report afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.deciding import TOPIC, require_text
from dinhlang.apps.decisions.models import VillageConference
from dinhlang.apps.decisions.policies import require_can_lead
from dinhlang.apps.decisions.queries.rolls import roll_size
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, Subject, done_before, record
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.dates.words import full
from dinhlang.domain.decisions import notices
from dinhlang.domain.feedback.codes import NUMBER_LENGTH, spell
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND = "decisions.conference"


@dataclass(frozen=True)
class NewConference:
    """When and where the households meet, and what is told to them."""

    meets_at: datetime
    place: str
    agenda: str


@transaction.atomic
def plan_conference(
    *, actor: Actor, unit_id: int, new: NewConference, at: datetime, is_demo: bool = False,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Set the yearly conference of a village, or move it; a day for which the summons would be late is refused."""
    village = organisations.unit(unit_id, timezone.localdate(at))
    if village is None:
        raise NotFoundError(_("Không có thôn, ấp, tổ dân phố này."))
    acting = require_can_lead(actor, village.id)
    if earlier := done_before(request):
        return earlier
    on = timezone.localdate(new.meets_at)
    (call,) = notices.of_conference(on, law.rulebook(), law.calendar())
    if call.due_on < timezone.localdate(at):
        said = _("Ngày ấy quá gần: phải báo cho các hộ chậm nhất {due}.").format(due=full(call.due_on))
        raise RefusedError(said, field="meets_on")
    told: dict[str, Any] = {
        "meets_at": new.meets_at,
        "place": require_text(new.place, "place", _("Hãy ghi nơi họp."))[:300],
        "agenda": require_text(new.agenda, "agenda", _("Hãy ghi chương trình, mỗi dòng một việc."))[:4000],
    }  # fmt: skip
    seed = sha256(f"conference {unit_id} {on.year}".encode()).digest()
    code = f"HN{on.year % 100:02d}-{spell(seed, NUMBER_LENGTH)}"
    row = VillageConference.objects.select_for_update().filter(village_id=unit_id, year=on.year).first()
    if row is not None and row.reported_at is not None:
        raise RefusedError(_("Hội nghị năm nay đã họp và báo cáo."))
    if row is not None and row.meets_at != new.meets_at:
        told["called_on"] = None
    found, is_new = VillageConference.objects.update_or_create(
        village_id=unit_id, year=on.year, defaults=told,
        create_defaults={**told, "code": code, "created_at": at, "is_demo": is_demo},
    )  # fmt: skip
    facts = {"meets_at": new.meets_at.isoformat(timespec="minutes"), "call_by": call.due_on.isoformat()}
    _write("conference_planned", found, acting=acting, at=at, facts=facts, words=found.agenda, request=request,
           is_first=is_new)  # fmt: skip
    return found.pk


@transaction.atomic
def note_called(
    *, actor: Actor, conference_id: int, called_on: date, at: datetime, request: Request | None = None
) -> int:
    """Write down on which day the households were told of the conference; returns its id."""
    found = _locked(conference_id)
    acting = require_can_lead(actor, found.village_id)
    if earlier := done_before(request):
        return earlier
    if called_on > min(timezone.localdate(at), timezone.localdate(found.meets_at)):
        raise RefusedError(_("Ngày đã báo không thể ở phía sau hôm nay hay sau ngày họp."), field="called_on")
    found.called_on = called_on
    found.save(update_fields=["called_on"])
    (call,) = notices.of_conference(timezone.localdate(found.meets_at), law.rulebook(), law.calendar())
    facts = {"called_on": called_on.isoformat(), "due": call.due_on.isoformat(), "late": called_on > call.due_on}
    _write("conference_called", found, acting=acting, at=at, facts=facts, words="", request=request)
    return found.pk


@transaction.atomic
def report_conference(
    *, actor: Actor, conference_id: int, present: int, report: str, at: datetime, request: Request | None = None
) -> int:
    """Tell how many households came and what was reported and said; returns the id of the conference."""
    found = _locked(conference_id)
    acting = require_can_lead(actor, found.village_id)
    if earlier := done_before(request):
        return earlier
    if found.reported_at is not None:
        raise RefusedError(_("Hội nghị năm nay đã họp và báo cáo."))
    if at < found.meets_at:
        raise RefusedError(_("Chưa đến giờ họp."))
    size = roll_size(found.village_id, timezone.localdate(found.meets_at))
    if not 0 <= present <= size:
        said = _("Số hộ dự phải từ 0 đến {size}, là tổng số hộ.").format(size=size)
        raise RefusedError(said, field="present")
    found.report = require_text(report, "report", _("Hãy ghi đã báo cáo gì, các hộ nói gì."))[:8000]
    found.present, found.all_of_them, found.reported_at = present, size, at
    found.save()
    _write("conference_reported", found, acting=acting, at=at, facts={"present": present, "households": size},
           words=found.report, request=request)  # fmt: skip
    return found.pk


def _locked(conference_id: int) -> VillageConference:
    """Return a conference whose row is locked; raises NotFoundError."""
    found = VillageConference.objects.select_for_update().filter(pk=conference_id).first()
    if found is None:
        raise NotFoundError(_("Không có hội nghị này."))
    return found


def _write(
    verb: str, found: VillageConference, *, acting: Acting, at: datetime, facts: Mapping[str, Any], words: str,
    request: Request | None, is_first: bool = False,
) -> None:  # fmt: skip
    record(
        event=f"decisions.{verb}", subject=Subject(KIND, found.pk, found.code), acting=acting, at=at, facts=facts,
        grounds=[law.grounds(notices.CONFERENCE, on=timezone.localdate(at))], parts={"words": words.encode()},
        topics=[TOPIC, f"{TOPIC}:{found.village_id}"], request=request, is_first=is_first,
    )  # fmt: skip
