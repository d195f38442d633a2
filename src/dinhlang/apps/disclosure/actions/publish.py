"""Make public, correct, withdraw. What was public keeps its place: a correction is a version, a withdrawal a stone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.disclosure.actions.acts import (
    grounds_of,
    locked,
    publication_of,
    require_live,
    require_past,
    require_text,
    write,
)
from dinhlang.apps.disclosure.actions.count import count_one
from dinhlang.apps.disclosure.actions.files import attach_files
from dinhlang.apps.disclosure.models import Evidence, Occasion, Publication, Version
from dinhlang.apps.disclosure.policies import require_can_publish
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.disclosure.duties import CHANGE_RULE, DUTIES
from dinhlang.domain.disclosure.needs import Form, Place
from dinhlang.domain.disclosure.term import term_of
from dinhlang.lib.refusal import RefusedError

ANSWERS = ("changes", "affects", "costs", "timing", "objections")
PLATFORM = "platform"  # stands for its own pages


@dataclass(frozen=True)
class Content:
    """What one version says: five answers in plain words, and the readable text as the public shall see it."""

    changes: str
    affects: str
    costs: str
    timing: str
    objections: str
    blocks: Sequence[Mapping[str, Any]] = field(default=())


@transaction.atomic
def publish(
    *,
    actor: Actor,
    occasion_id: int,
    content: Content,
    at: datetime,
    audience: str = "",
    covers: str = "",
    embargo_until: datetime | None = None,
    request: Request | None = None,
) -> int:
    """Put what is due before the public, at once or when the embargo ends; returns the id of the occasion."""
    occasion = locked(occasion_id)
    acting = require_can_publish(actor, occasion.unit_id)
    if earlier := done_before(request):
        return earlier
    require_answers(content)
    if Publication.objects.filter(occasion=occasion).exists():
        raise RefusedError(_("Nội dung này đã công khai; muốn thay đổi, hãy đăng bản sửa."))
    if embargo_until is not None and embargo_until <= at:
        raise RefusedError(_("Thời điểm bắt đầu cho xem phải ở phía trước."), field="embargo_until")
    opens = embargo_until or at
    made = Publication.objects.create(
        occasion=occasion, audience=audience.strip()[:200], covers=covers.strip()[:60], published_at=opens,
        embargo_until=embargo_until,
    )  # fmt: skip
    _version(made, occasion, content, number=1, at=opens)
    _on_portal(made, 1, timezone.localdate(opens))
    facts = {"version": 1, "embargo_until": embargo_until and embargo_until.isoformat(timespec="minutes")}
    words = "\n".join(getattr(content, one) for one in ANSWERS)
    write(
        "published", occasion, acting=acting, at=at, facts=facts, words=words, grounds=grounds_of(occasion),
        request=request,
    )  # fmt: skip
    count_one(occasion=occasion, at=at)
    return occasion.pk


@transaction.atomic
def correct(
    *,
    actor: Actor,
    occasion_id: int,
    content: Content,
    reason: str,
    changed_on: date,
    at: datetime,
    request: Request | None = None,
) -> int:
    """Put a corrected version in the place of the newest one; the old one stays to be read, marked as old."""
    occasion = locked(occasion_id)
    acting = require_can_publish(actor, occasion.unit_id)
    if earlier := done_before(request):
        return earlier
    publication = publication_of(occasion)
    require_live(publication)
    require_answers(content)
    require_text(reason, "reason", _("Hãy ghi vì sao phải sửa, để mọi người cùng biết."))
    require_past(changed_on, at, "changed_on")
    Publication.objects.filter(pk=publication.pk).update(latest=F("latest") + 1)
    publication.refresh_from_db()
    today = timezone.localdate(at)
    _version(publication, occasion, content, number=publication.latest, at=at, reason=reason, changed_on=changed_on)
    _end_portal(publication, today)
    _on_portal(publication, publication.latest, today)
    facts = {"version": publication.latest, "changed_on": changed_on.isoformat()}
    grounds = [law.grounds(CHANGE_RULE, on=today)]
    write(
        "corrected", occasion, acting=acting, at=at, facts=facts, words=reason, grounds=grounds, request=request
    )  # fmt: skip
    count_one(occasion=occasion, at=at)
    return occasion.pk


@transaction.atomic
def withdraw(*, actor: Actor, occasion_id: int, reason: str, at: datetime, request: Request | None = None) -> int:
    """Take a publication down; its place, its days and the reason stay for everybody to see."""
    occasion = locked(occasion_id)
    acting = require_can_publish(actor, occasion.unit_id)
    if earlier := done_before(request):
        return earlier
    publication = publication_of(occasion)
    require_live(publication)
    require_text(reason, "reason", _("Hãy ghi vì sao phải gỡ, để mọi người cùng biết."))
    publication.withdrawn_at, publication.withdrawn_reason = at, reason.strip()[:300]
    publication.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    today = timezone.localdate(at)
    Evidence.objects.filter(publication=publication, last_day=None, began__lte=today).update(last_day=today)
    Evidence.objects.filter(publication=publication, began__gt=today).delete()
    write("withdrawn", occasion, acting=acting, at=at, words=reason, request=request)
    count_one(occasion=occasion, at=at)
    return occasion.pk


def require_answers(content: Content) -> None:
    """Raise RefusedError where one of the five answers is missing."""
    for name in ANSWERS:
        require_text(getattr(content, name), name, _("Hãy trả lời câu này bằng lời dễ hiểu; không có thì ghi “không”."))


def _version(
    publication: Publication,
    occasion: Occasion,
    content: Content,
    *,
    number: int,
    at: datetime,
    reason: str = "",
    changed_on: date | None = None,
) -> None:
    places = organisations.place_codes(occasion.unit_id, timezone.localdate(at))
    due = term_of(CHANGE_RULE, changed_on, law.rulebook(), law.calendar(), places).due_on if changed_on else None
    made = Version.objects.create(
        publication=publication, number=number, published_at=at, changed_on=changed_on, due_on=due,
        reason=reason.strip()[:300], blocks=[dict(one) for one in content.blocks],
        names_until=names_until(occasion, timezone.localdate(at)),
        **{name: getattr(content, name).strip() for name in ANSWERS},
    )  # fmt: skip
    attach_files(made, occasion)


def names_until(occasion: Occasion, published_on: date) -> date | None:
    """Return the last day on which lists of people stay on the web: as long as the law has them posted."""
    duty = DUTIES[occasion.duty]
    minimum = law.rule(duty.rule, on=occasion.happened_on).min_duration
    if not duty.names_people or minimum is None:
        return None
    return published_on + timedelta(days=minimum.count)


def _on_portal(publication: Publication, version: int, began: date) -> None:
    Evidence.objects.create(
        publication=publication, version=version, form=Form.PORTAL.value, place=Place.ONLINE.value, began=began,
        confirmed_by=PLATFORM,
    )  # fmt: skip


def _end_portal(publication: Publication, day: date) -> None:
    rows = Evidence.objects.filter(publication=publication, form=Form.PORTAL.value, last_day=None)
    rows.filter(began__lte=day).update(last_day=day)
    rows.filter(began__gt=day).delete()
