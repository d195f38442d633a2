"""Give an opinion, by web without an account, or enter what came on paper, at a meeting, by telephone."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import (
    OPINION,
    free_code,
    locked,
    read,
    require_anchor,
    require_not_closed,
    require_taking,
    require_text,
    topics_of,
)
from dinhlang.apps.consultations.models import Consultation, Opinion, OpinionFile, Point
from dinhlang.apps.consultations.policies import require_can_keep
from dinhlang.apps.transparency.actions import Request, Subject, done_before, record
from dinhlang.domain.accounts.roles import AS_CITIZEN, Acting, Actor
from dinhlang.domain.consultations.answers import Origin, Stance
from dinhlang.domain.feedback.codes import lookup_code, lookup_hash
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.lib.uploads import Kept

VOICE = "voice"


@dataclass(frozen=True)
class NewOpinion:
    """What is said. anchor "": to the whole; signed "": without a name; files: a photo, a spoken note."""

    text: str
    stance: Stance = Stance.NONE
    anchor: str = ""
    signed: str = ""
    files: tuple[Kept, ...] = ()
    files_may_show: bool = False


@dataclass(frozen=True)
class Given:
    """A received opinion: its number, and the code by which only its sender finds it again."""

    code: str
    lookup: str


@transaction.atomic
def give_opinion(*, consultation_id: int, new: NewOpinion, at: datetime, request: Request) -> Given:
    """Receive an opinion from the web; the same sending again gives the same number and code."""
    lookup = lookup_code(keyed("consultations.opinion", request.key))
    if earlier := done_before(request):
        return Given(Opinion.objects.get(pk=earlier).code, lookup)
    consultation = read(consultation_id)
    require_taking(consultation, at)
    made = make_opinion(consultation, new, Origin.WEB, 1, at, lookup_hash(lookup))
    _record(consultation, made, AS_CITIZEN, at, request)
    return Given(made.code, lookup)


@transaction.atomic
def join_point(*, consultation_id: int, point_number: int, stance: Stance, at: datetime, request: Request) -> Given:
    """Let somebody else ask what a point asks; an opinion of its own, which goes to the point at once."""
    lookup = lookup_code(keyed("consultations.opinion", request.key))
    if earlier := done_before(request):
        return Given(Opinion.objects.get(pk=earlier).code, lookup)
    consultation = read(consultation_id)
    require_taking(consultation, at)
    point = Point.objects.filter(consultation=consultation, number=point_number).first()
    if point is None:
        raise NotFoundError(_("Không có điểm này."))
    made = make_opinion(consultation, NewOpinion(point.title, stance), Origin.WEB, 1, at, lookup_hash(lookup))
    Opinion.objects.filter(pk=made.pk).update(point=point, shown_at=at)
    _record(consultation, made, AS_CITIZEN, at, request)
    return Given(made.code, lookup)


@transaction.atomic
def enter_opinion(
    *, actor: Actor, consultation_id: int, new: NewOpinion, origin: Origin, people: int, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Enter what came by another way, with how many people said it; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if done_before(request):
        return consultation.pk
    require_not_closed(consultation)
    if consultation.opened_at is None:
        raise RefusedError(_("Chưa mở lấy ý kiến."))
    if people < 1:
        raise RefusedError(_("Hãy ghi bao nhiêu người nói ý này."), field="people")
    made = make_opinion(consultation, new, origin, people, at, None)
    _record(consultation, made, acting, at, request)
    return consultation.pk


def make_opinion(
    consultation: Consultation, new: NewOpinion, origin: Origin, people: int, at: datetime,
    digest: bytes | None = None,
) -> Opinion:  # fmt: skip
    """Save an opinion; raises RefusedError for an empty one, or for a passage that the draft has not."""
    if not any(one.kind == VOICE for one in new.files):
        require_text(new.text, "text", _("Hãy viết điều cần nói, hoặc gửi kèm lời nói."))
    require_anchor(consultation, new.anchor)
    made = Opinion.objects.create(
        consultation=consultation, code=free_code(Opinion, "YK", at, f"{consultation.code} {new.text}"),
        lookup_hash=digest, anchor=new.anchor,
        stance=new.stance.value, text=new.text.strip(), signed=new.signed.strip(), origin=origin.value, people=people,
        given_at=at, files_may_show=new.files_may_show, shown_at=None if origin is Origin.WEB else at,
    )  # fmt: skip
    OpinionFile.objects.bulk_create(
        OpinionFile(opinion=made, kind=one.kind, received_path=one.path, received_sha256=one.digest, size=one.size)
        for one in new.files
    )
    return made


def _record(consultation: Consultation, made: Opinion, acting: Acting, at: datetime, request: Request | None) -> None:
    facts = {
        "consultation": consultation.code, "origin": made.origin, "stance": made.stance, "people": made.people,
        "anchor": made.anchor, "files": made.files.count(),
    }  # fmt: skip
    parts = {"words": f"{made.signed}\n{made.text}".encode()}
    parts |= {f"file:{place}": bytes(one.received_sha256) for place, one in enumerate(made.files.all())}
    record(
        event="consultations.opinion_given", subject=Subject(OPINION, made.pk, made.code), acting=acting, at=at,
        facts=facts, parts=parts, topics=topics_of(consultation.code),
        request=request, is_first=True,
    )  # fmt: skip
