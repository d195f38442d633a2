"""A case as officials work on it. Who may read what is asked of the policies by the door."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.feedback.models import PUBLIC, Attachment, Case, Identity
from dinhlang.apps.feedback.queries.case import CaseView, FileView, Stage, file_view, view_of
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.feedback.masking import masked
from dinhlang.domain.feedback.states import Event

ANSWERING = frozenset({Event.ANSWER_DRAFTED, Event.ANSWER_RETURNED, Event.ANSWERED})


@dataclass(frozen=True)
class DeskView:
    """A case with what only the unit knows, never who sent it.

    draft: the answer written last and not sent yet, waiting or returned; draft_writer: the id of its writer's account.
    returned: why it came back. answer_files: added to the answer being written. public_text: what is, or would be,
    published: never the masked words again.
    """

    case: CaseView
    has_identity: bool
    draft: Stage | None
    draft_writer: int | None
    returned: str
    post_id: int | None
    post_title: str
    public_text: str
    answer_files: list[FileView]


@dataclass(frozen=True)
class Contact:
    """How to reach the sender."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class DeskFile:
    """Where a processed file lies, and whose case it belongs to."""

    path: str
    kind: str
    unit_id: int
    office_id: int | None


def desk_case(case_id: int, *, at: datetime, language: str = "vi") -> DeskView | None:
    """Return a case for the desk, None when there is none."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        return None
    view = view_of(case, "unit", at, language)
    since = [one for one in view.stages if one.event in ANSWERING]
    draft = next((one for one in reversed(since) if one.event is Event.ANSWER_DRAFTED), None)
    if draft is not None and since[-1].event is Event.ANSWERED:
        draft = None
    back = since[-1] if draft and since[-1].event is Event.ANSWER_RETURNED else None
    writer = Record.objects.filter(pk=draft.record_id).values_list("user_id", flat=True).first() if draft else None
    return DeskView(
        case=view,
        has_identity=Identity.objects.filter(case=case).exclude(name="", phone="", email="").exists(),
        draft=draft,
        draft_writer=writer,
        returned=back.text if back else "",
        post_id=case.post_id,
        post_title=accounts.post_title(case.post_id) if case.post_id else "",
        public_text=case.public_text or (case.text if case.publication == PUBLIC else masked(case.text)),
        answer_files=[file_view(one) for one in unsent_files(case).order_by("place")],
    )


def unsent_files(case: Case) -> QuerySet[Attachment]:
    """Return the files that officials added and no answer was sent with yet."""
    files = Attachment.objects.filter(case=case, side="answer")
    return files.filter(Q(record=None) | Q(record__event=f"feedback.{Event.ANSWER_DRAFTED.value}"))


def contact_of(case_id: int) -> Contact | None:
    """Return how to reach the sender of a case; ask policies.can_see_identity first."""
    found = Identity.objects.filter(case_id=case_id).first()
    return Contact(found.name, found.phone, found.email) if found else None


def desk_file(attachment_id: int, *, thumbnail: bool = False) -> DeskFile | None:
    """Return a processed file of a case; ask policies.can_see with the answer before handing it out."""
    file = Attachment.objects.select_related("case").filter(pk=attachment_id, state="ready").first()
    if file is None or file.case is None:
        return None
    path = file.thumbnail_path if thumbnail and file.thumbnail_path else file.path
    return DeskFile(path, file.kind, file.case.unit_id, file.case.office_id)
