"""Note what happened, so that something has to be made public: by hand, and by the calendar for every commune."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.disclosure.actions.acts import (
    TOPIC,
    free_code,
    grounds_of,
    key_of,
    require_past,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.disclosure.actions.count import count_one, recount_all
from dinhlang.apps.disclosure.models import Occasion
from dinhlang.apps.disclosure.policies import require_can_keep
from dinhlang.apps.disclosure.queries.scopes import duties_of
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Act, Request, done_before, record_many
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.domain.disclosure.due import Event, NothingDueError, occasion_of, recurring
from dinhlang.domain.disclosure.duties import Source
from dinhlang.domain.disclosure.term import term_of
from dinhlang.domain.law.rulebook import NotInForceError
from dinhlang.domain.organisations.names import tidy
from dinhlang.lib.refusal import NotFoundError, RefusedError

CALENDAR_TITLES = {
    Source.PERIOD_ENDED: "Tình hình thực hiện ngân sách đến hết {quarter}",
    Source.QUARTER_ENDED: "Danh sách nội dung đã công khai {quarter}",
}


@transaction.atomic
def note_event(
    *, actor: Actor, unit_id: int, event: Event, at: datetime, responsible: str = "", request: Request | None = None
) -> int:
    """Write down what happened in a unit and what is due because of it; returns the id of what is due."""
    acting = require_can_keep(actor, unit_id)
    if earlier := done_before(request):
        return earlier
    require_text(event.title, "title", _("Hãy ghi tên văn bản hoặc nội dung phải công khai."))
    require_past(event.happened_on, at, "happened_on")
    unit = organisations.unit(unit_id, timezone.localdate(at))
    if unit is None:
        raise NotFoundError(_("Không có đơn vị này."))
    if event.duty not in {one.code for one in duties_of(unit.kind)}:
        raise RefusedError(_("Luật không buộc đơn vị này công khai nội dung ấy."), field="duty")
    occasion = _due(unit, event, responsible=responsible or acting.post_title)
    if Occasion.objects.filter(unit_id=unit_id, key=occasion.key).exists():
        raise RefusedError(_("Sổ đã ghi nội dung này vào ngày này."), field="title")
    occasion.save()
    facts = {"happened_on": event.happened_on.isoformat(), "due_on": occasion.due_on and occasion.due_on.isoformat()}
    write(
        "due", occasion, acting=acting, at=at, facts=facts, words=occasion.title, grounds=grounds_of(occasion),
        request=request, is_first=True,
    )  # fmt: skip
    count_one(occasion=occasion, at=at)
    return occasion.pk


def _due(unit: UnitView, event: Event, *, responsible: str) -> Occasion:
    """Return the unsaved row of what an event makes due; raises RefusedError where it makes nothing due."""
    try:
        due = occasion_of(event)
        places = organisations.place_codes(unit.id, event.happened_on)
        term = term_of(due.rule, event.happened_on, law.rulebook(), law.calendar(), places)
    except NothingDueError as error:
        raise RefusedError(_("Việc này không thuộc nội dung đã chọn."), field="source") from error
    except NotInForceError as error:
        raise RefusedError(_("Vào ngày này luật chưa buộc công khai nội dung này."), field="happened_on") from error
    key = key_of(unit.code, due)
    return Occasion(
        code=free_code(event.happened_on.year, key), unit_id=unit.id, duty=due.duty.code, source=event.source.value,
        title=tidy(event.title)[:300], happened_on=event.happened_on, quarter=event.quarter.code, key=key,
        rule_id=due.rule, due_on=term.due_on, responsible=responsible,
    )  # fmt: skip


def raise_recurring(*, at: datetime) -> int:
    """Write down what communes owe by the calendar: budget of each period, list of each quarter; twice is once."""
    on = timezone.localdate(at)
    since = organisations.reorganisation().on
    communes = organisations.communes(on)
    made = sum(_raise_for(unit=one, events=list(recurring(since, on)), at=at) for one in communes)
    if made:
        recount_all(at=at)
    return made


def calendar_event(event: Event) -> Event:
    """Return an event of the calendar with its title."""
    title = CALENDAR_TITLES[event.source].format(quarter=quarter_words(event))
    return Event(event.duty, event.source, event.happened_on, title)


def quarter_words(event: Event) -> str:
    """Return how a quarter is written: quý III/2026."""
    return f"quý {('I', 'II', 'III', 'IV')[event.quarter.number - 1]}/{event.quarter.year}"


@transaction.atomic
def _raise_for(*, unit: UnitView, events: list[Event], at: datetime) -> int:
    """Write what one commune owes by the calendar and has not in its register yet."""
    rows: list[Any] = []
    known = {bytes(one) for one in Occasion.objects.filter(unit_id=unit.id).values_list("key", flat=True)}
    for event in events:
        due = occasion_of(calendar_event(event))
        if key_of(unit.code, due) not in known:
            rows.append(_due(unit, due.event, responsible=""))
    saved = Occasion.objects.bulk_create(rows)
    acts = [
        Act(
            "disclosure.due", subject_of(one), AS_SYSTEM, at, grounds_of(one),
            {"duty": one.duty, "source": one.source, "happened_on": one.happened_on.isoformat()},
        )
        for one in saved
    ]  # fmt: skip
    record_many(acts=acts, topics=[TOPIC, f"{TOPIC}:{unit.id}"])
    return len(saved)
