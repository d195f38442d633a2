"""A case as officials work on it. Who may read what is asked of the policies by the door."""

from dataclasses import dataclass
from datetime import datetime

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.feedback.models import Attachment, Identity
from dinhlang.apps.feedback.queries.case import CaseView, FileView, cases, file_view, view_of
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.feedback.states import Event, State


@dataclass(frozen=True)
class DeskView:
    """A case with what only the unit knows: the draft of an answer and its writer, never who sent the case."""

    case: CaseView
    has_identity: bool
    draft_answer: str
    draft_writer: int | None  # id of the account
    post_title: str
    answer_files: list[FileView]  # added to the answer being written


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
    case = cases().filter(pk=case_id).first()
    if case is None:
        return None
    view = view_of(case, "unit", at, language)
    draft = next((one for one in reversed(view.stages) if one.event is Event.ANSWER_DRAFTED), None)
    waits = draft is not None and view.state is State.AWAITING_APPROVAL
    writer = Record.objects.filter(pk=draft.record_id).values_list("user_id", flat=True).first() if draft else None
    return DeskView(
        case=view,
        has_identity=Identity.objects.filter(case=case).exclude(name="", phone="", email="").exists(),
        draft_answer=draft.text if draft is not None and waits else "",
        draft_writer=writer,
        post_title=accounts.post_title(case.post_id) if case.post_id else "",
        answer_files=[file_view(one) for one in case.attachments.filter(side="answer", record=None).order_by("place")],
    )


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
