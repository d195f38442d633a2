"""One case, as the public, its sender and the officials may each see it."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from dinhlang.apps.feedback.models import PUBLIC, Attachment, Case, Identity, Rating
from dinhlang.apps.feedback.queries.lists import categories_by_id
from dinhlang.apps.feedback.queries.publication import KIND, REOPEN_RULE, may_ask_publication
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Subject
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.domain.feedback.states import Clock, Event, State
from dinhlang.lib.compiled import Compiled

# What the unit does inside itself is no step of the citizen's timeline, and a rating is never shown singly. Who opened
# the sender's contact is for the sender and the unit to know.
INSIDE = frozenset({Event.ANSWER_DRAFTED, Event.ANSWER_RETURNED, Event.RATED, Event.ATTACHMENT_PROCESSED})
HIDDEN = {"public": INSIDE | {Event.CONTACT_OPENED}, "sender": INSIDE, "unit": frozenset({Event.RATED})}
ANSWERED = f"feedback.{Event.ANSWERED.value}"
AUDIENCES = {"public": {"public"}, "sender": {"public", "sender"}, "unit": {"public", "sender", "unit"}}
# Every page of a case asks this; two queries of the ORM cost four times as much.
STAGES = """
SELECT r.id, r.event, r.at, r.role, r.unit_name, r.post_title, r.facts::text, r.grounds::text, e.index,
    coalesce(s.text, '')
FROM transparency_record r
LEFT JOIN transparency_logentry e ON e.record_id = r.id
LEFT JOIN feedback_statement s ON s.record_id = r.id AND s.audience = ANY(%s)
WHERE r.subject_kind = %s AND r.subject_id = %s AND r.event LIKE 'feedback.%%'
ORDER BY r.id
"""


@dataclass(frozen=True)
class FileView:
    """A processed photo or PDF (or one that still waits: then there is nothing to show)."""

    id: int
    kind: str
    side: str
    state: str
    size: int
    width: int | None
    height: int | None
    record_id: int | None


@dataclass(frozen=True)
class Stage:
    """One step of the timeline in the words of its audience."""

    record_id: int
    event: Event
    at: datetime
    role: str
    unit: str
    post: str
    facts: dict[str, Any]
    grounds: list[dict[str, str]]
    text: str = ""
    files: list[FileView] = field(default_factory=list)
    log_index: int | None = None


@dataclass(frozen=True)
class CaseView:
    """A case and its timeline."""

    id: int
    number: str
    state: State
    publication: str
    withheld_reason: str
    refusal: str
    category_code: str
    category: str
    title: str
    text: str
    original_text: str
    public_name: str
    commune_id: int
    commune: str
    commune_slug: str
    village: str
    landmark: str
    latitude: float | None
    longitude: float | None
    unit_id: int
    unit: str
    office_id: int | None
    office: str
    received_at: datetime
    first_due_at: datetime | None
    answered_at: datetime | None
    times_extended: int
    times_reopened: int
    deadlines: list[law.DeadlineView]
    stages: list[Stage]
    files: list[FileView]

    @property
    def answer(self) -> Stage | None:
        """Return the latest answer."""
        return next((one for one in reversed(self.stages) if one.event is Event.ANSWERED), None)


@dataclass(frozen=True)
class SenderView:
    """A case as its sender sees it, with what can be done now."""

    case: CaseView
    can_rate: bool
    can_reopen: bool
    can_ask_publication: bool
    must_reply: bool
    question: str
    contact: str
    has_rated: bool


PUBLISHED = Compiled(lambda number: Case.objects.filter(number=number, publication=PUBLIC), number=str)
FILES = Compiled(lambda case: Attachment.objects.filter(case_id=case).order_by("place"), case=int)


def public_case(number: str, *, at: datetime, language: str = "vi") -> CaseView | None:
    """Return a published case (≤ 8 queries), None when there is none to show."""
    found = PUBLISHED.rows(number=number)
    return view_of(found[0], "public", at, language) if found else None


def may_reopen(case: Case, at: datetime) -> bool:
    """Tell whether the window for review is still open; refusals count from the day they were told."""
    if case.times_reopened or State(case.state) not in (State.ANSWERED, State.CLOSED, State.REFUSED):
        return False
    ended = case.last_answer_at or law.last_met(Subject(KIND, case.pk, case.number), Clock.INITIAL.value)
    return ended is not None and at <= law.compute_deadline(REOPEN_RULE, ended).due_at


def sender_case(code: str, *, at: datetime, language: str = "vi") -> SenderView | None:
    """Return the case of a lookup code, None for a wrong code."""
    case = Case.objects.filter(lookup_hash=lookup_hash(code)).first()
    if case is None:
        return None
    view = view_of(case, "sender", at, language)
    rated = Rating.objects.filter(case=case, at__gte=case.last_answer_at or at).exists()
    question = next((one.text for one in reversed(view.stages) if one.event is Event.INFO_ASKED), "")
    identity = Identity.objects.filter(case=case).first()
    return SenderView(
        case=view,
        can_rate=view.state in (State.ANSWERED, State.CLOSED) and not rated,
        can_reopen=may_reopen(case, at),
        can_ask_publication=may_ask_publication(case, at),
        must_reply=view.state is State.NEEDS_INFO,
        question=question,
        contact=(identity.phone or identity.email) if identity else "",
        has_rated=rated,
    )


def file_for(attachment_id: int, *, code: str = "", thumbnail: bool = False) -> tuple[str, str] | None:
    """Return (path, kind) of a processed file of a published case, or of the sender's own by its code."""
    file = Attachment.objects.select_related("case", "record").filter(pk=attachment_id, state="ready").first()
    if file is None or file.case is None:
        return None
    own = bool(code) and bytes(file.case.lookup_hash) == lookup_hash(code)
    # What an official attached is nobody's before an answer was sent with it.
    sent = file.side == "sender" or (file.record is not None and file.record.event == ANSWERED)
    if not (sent and (own or file.case.publication == PUBLIC)):
        return None
    return (file.thumbnail_path if thumbnail and file.thumbnail_path else file.path), file.kind


def view_of(case: Case, audience: str, at: datetime, language: str) -> CaseView:
    """Return a case as its audience sees it: public | sender | unit."""
    day = at.date()
    ids = {one for one in (case.commune_id, case.village_id, case.unit_id, case.office_id) if one}
    units = organisations.units(ids, on=day)
    files = [file_view(one) for one in FILES.rows(case=case.pk)]
    landmark, latitude, longitude = _place(case, audience)
    return CaseView(
        id=case.pk,
        number=case.number,
        state=State(case.state),
        publication=case.publication,
        withheld_reason=case.withheld_reason,
        refusal=case.refusal,
        category_code=categories_by_id()[case.category_id].code,
        category=_category(case, language),
        title=case.title,
        text=(case.public_text or case.text) if audience == "public" else case.text,
        original_text=case.text if audience != "public" else "",
        public_name=case.public_name,
        commune_id=case.commune_id,
        commune=units[case.commune_id].name,
        commune_slug=units[case.commune_id].slug,
        village=units[case.village_id].name if case.village_id else "",
        landmark=landmark,
        latitude=latitude,
        longitude=longitude,
        unit_id=case.unit_id,
        unit=units[case.unit_id].name,
        office_id=case.office_id,
        office=units[case.office_id].name if case.office_id else "",
        received_at=case.received_at,
        first_due_at=case.first_due_at,
        answered_at=case.answered_at,
        times_extended=case.times_extended,
        times_reopened=case.times_reopened,
        deadlines=law.deadlines(KIND, case.pk),
        stages=_stages(case, audience, files),
        files=[one for one in files if one.side == "sender"],
    )


def _category(case: Case, language: str) -> str:
    found = categories_by_id()[case.category_id]
    return found.name_en if language == "en" else found.name_vi


def _place(case: Case, audience: str) -> tuple[str, float | None, float | None]:
    """Return landmark and position; whoever masked a text does not mean to leave "before Mrs …'s house" beside it."""
    if audience == "public" and case.public_text:
        return "", None, None
    if case.latitude is None or case.longitude is None:
        return case.landmark, None, None
    return case.landmark, float(case.latitude), float(case.longitude)


def file_view(one: Attachment) -> FileView:
    """Return a file without its place in storage."""
    return FileView(one.pk, one.kind, one.side, one.state, one.size, one.width, one.height, one.record_id)


def _stages(case: Case, audience: str, files: list[FileView]) -> list[Stage]:
    """Return the timeline from the one record, with the words that the audience may read (1 query)."""
    with connection.cursor() as cursor:
        cursor.execute(STAGES, [sorted(AUDIENCES[audience]), KIND, case.pk])
        rows = cursor.fetchall()
    answers: dict[int, FileView] = {one.id: one for one in files if one.side == "answer"}
    stages = []
    for key, name, at, role, unit, post, told, cited, index, text in rows:
        event = Event(name.removeprefix("feedback."))
        if event in HIDDEN[audience]:
            continue
        facts, grounds = json.loads(told), json.loads(cited)
        given = facts.get("files") if event is Event.ANSWERED else None
        shown = [answers[one] for one in given or [] if one in answers]
        stages.append(Stage(key, event, at, role, unit, post, facts, grounds, text, shown, index))
    return stages
