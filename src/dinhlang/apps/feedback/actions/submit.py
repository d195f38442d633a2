"""Send a feedback case: from a draft to a case with its two clocks, its record and its receipt."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.feedback.actions.step import KIND, subject_of, topics_of
from dinhlang.apps.feedback.models import Attachment, Case, Draft, Identity
from dinhlang.apps.feedback.queries.lists import CATEGORIES_TOPIC, categories_by_id
from dinhlang.apps.law import actions as law
from dinhlang.apps.law import queries as law_queries
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.law.queries import CALENDAR_TOPIC
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries.units import TOPIC as UNITS_TOPIC
from dinhlang.apps.transparency.actions import Request, RequestConflictError, Subject, digest_of, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.feedback.codes import lookup_code, lookup_hash, number, title_of
from dinhlang.domain.feedback.states import Clock, State
from dinhlang.lib.compiled import Compiled, insert
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.lib.remembered import steady
from dinhlang.lib.zone import local

CLOCK_RULES = {Clock.INITIAL: "FB-TCD-28", Clock.ANSWER: "PROV-FB-ANSWER"}
MOST_TRIES = 4  # numbers have 30 bits: two of a year may meet
FILES = Compiled(lambda draft: Attachment.objects.filter(draft_id=draft).order_by("place"), draft=int)
DRAFTS = Compiled(lambda token: Draft.objects.select_for_update().filter(token_hash=token), token=bytes)
EMPTIED = "UPDATE feedback_draft SET case_id = %s, data = '{}', changed_at = %s WHERE id = %s"
CONTACT_FIELDS = ("contact_name", "phone", "email", "public_name")


class AlreadySentError(RefusedError):
    """The draft was sent before, with other contents."""


@dataclass(frozen=True)
class Submitted:
    """What the sender gets back: the secret code is shown once and never stored."""

    case_id: int
    number: str
    lookup_code: str
    record_id: int


def receipt_code(*, token: str) -> str:
    """Return the lookup code of a draft's case: whoever sent it gets the receipt again after a lost answer."""
    return lookup_code(keyed("lookup", token))


def submit_case(*, token: str, at: datetime, contact: Mapping[str, str]) -> Submitted:
    """Turn a draft into a case; the same draft sent again gives the same receipt.

    `contact` may hold contact_name, phone, email, public_name. Raises NotFoundError (no such draft), AlreadySentError
    (sent before with another body), RefusedError (a part is missing).
    """
    try:
        return _submitted(token=token, at=at, contact=contact)
    except RequestConflictError as error:
        raise AlreadySentError(_("Phiếu này đã được gửi trước đó với nội dung khác; nội dung đầu được giữ.")) from error


def _submitted(*, token: str, at: datetime, contact: Mapping[str, str]) -> Submitted:
    """Try again after a clash: a parallel request with the same key won, or another case has the public number."""
    with steady(UNITS_TOPIC, CALENDAR_TOPIC, CATEGORIES_TOPIC):
        for attempt in range(MOST_TRIES - 1):
            with suppress(IntegrityError):
                return _submit(token=token, at=at, contact=contact, attempt=attempt)
        return _submit(token=token, at=at, contact=contact, attempt=MOST_TRIES - 1)


@transaction.atomic
def _submit(*, token: str, at: datetime, contact: Mapping[str, str], attempt: int) -> Submitted:
    """Do the work of submit_case in one transaction."""
    drafts = DRAFTS.rows(token=sha256(token.encode()).digest())
    if not drafts:
        raise NotFoundError(_("Bản nháp không còn. Hãy bắt đầu lại."))
    draft = drafts[0]
    reach = {name: contact.get(name, "").strip() for name in CONTACT_FIELDS}
    data = {**draft.data, **reach}
    # The body of this request is the contact alone: what the draft holds cannot change once it was sent.
    request = Request(key=f"draft:{draft.token_hash.hex()[:50]}", digest=digest_of(reach))
    code = receipt_code(token=token)
    if draft.case_id is not None:
        return _again(request, code)
    case = _case_of(data, draft, code=code, seed=keyed(f"number {attempt}", token), at=at)
    clocks = _clocks(case, at)
    insert([case])
    insert([Identity(case=case, name=data["contact_name"], phone=data["phone"], email=data["email"])])
    files = FILES.rows(draft=draft.pk)
    made = _record(case, data, files, clocks, request=request)
    if files:
        Attachment.objects.filter(draft=draft).update(case=case, record=made)
    with connection.cursor() as cursor:
        cursor.execute(EMPTIED, [case.pk, at, draft.pk])
    return Submitted(case.pk, case.number, code, made.pk)


def _again(request: Request, code: str) -> Submitted:
    """Return the receipt that the draft gave the first time."""
    earlier = Record.objects.get(request_key=request.key)
    if bytes(earlier.request_digest or b"") != request.digest:
        raise RequestConflictError(request.key)
    return Submitted(earlier.subject_id, earlier.subject_code, code, earlier.pk)


def _case_of(data: Mapping[str, Any], draft: Draft, *, code: str, seed: bytes, at: datetime) -> Case:
    """Return the unsaved case that a complete draft describes."""
    category = next((one for one in categories_by_id().values() if one.code == data.get("category", "")), None)
    if category is None:
        raise RefusedError(_("Hãy chọn loại việc."), field="category")
    if not data.get("text", "").strip():
        raise RefusedError(_("Hãy viết điều cần nói."), field="text")
    if not data.get("commune_id"):
        raise RefusedError(_("Hãy chọn xã, phường."), field="commune")
    unit = organisations.responsible_unit(int(data["commune_id"]), on=at.date())
    return Case(
        number=number(at.year, seed),
        lookup_hash=lookup_hash(code),
        state=State.RECEIVED.value,
        category=category,
        title=title_of(data["text"]),
        text=data["text"].strip(),
        commune_id=int(data["commune_id"]),
        village_id=data.get("village_id") or None,
        landmark=data.get("landmark", ""),
        latitude=data.get("latitude") or None,
        longitude=data.get("longitude") or None,
        unit_id=unit.id,
        public_name=data["public_name"],
        language=draft.language,
        origin="web",
        received_at=at,
    )


def rule_for(rule_id: str, unit_id: int, at: datetime) -> str:
    """Return the row whose term counts in the place of a unit: a commune's or a province's own may be tighter."""
    on = local(at).date()
    return law_queries.setting_rule(rule_id, on=on, places=organisations.place_codes(unit_id, on))


def _clocks(case: Case, at: datetime) -> dict[Clock, Deadline]:
    """Return both clocks of an unsaved case, and note in it when they end."""
    days = law_queries.calendar()
    clocks = {
        clock: law.new_deadline(
            subject=Subject(KIND, 0, case.number), clock=clock.value, rule_id=rule_for(rule, case.unit_id, at),
            start=at, at=at, acting=AS_CITIZEN, days=days,
        )
        for clock, rule in CLOCK_RULES.items()
    }  # fmt: skip
    case.first_due_at = clocks[Clock.ANSWER].due_at
    case.due_at = min(deadline.due_at for deadline in clocks.values())
    return clocks


def _record(
    case: Case, data: Mapping[str, Any], files: list[Attachment], clocks: dict[Clock, Deadline], *, request: Request
) -> Record:
    """Start both clocks and write the record of receipt; personal parts only as commitments."""
    for deadline in clocks.values():
        deadline.subject_id = case.pk
    law.start_clocks(rows=list(clocks.values()))
    parts = {"text": case.text.encode(), "place": f"{case.landmark}\n{case.latitude}\n{case.longitude}".encode()}
    identity = "\n".join(data[name] for name in CONTACT_FIELDS)
    if identity.strip():
        parts["identity"] = identity.encode()
    parts |= {f"file:{place}": bytes(one.received_sha256) for place, one in enumerate(files)}
    return record(
        event="feedback.received",
        subject=subject_of(case),
        acting=AS_CITIZEN,
        at=case.received_at,
        grounds=[law.grounds_of(deadline) for deadline in clocks.values()],
        facts={
            "category": case.category.code,
            "commune": case.commune_id,
            "unit": case.unit_id,
            "files": len(files),
            "due": {clock.value: deadline.due_on.isoformat() for clock, deadline in clocks.items()},
        },
        parts=parts,
        topics=topics_of(case),
        request=request,
        is_first=True,
    )
