"""The buttons for what people proposed for the votes, and for withheld words that are decided again."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations import actions
from dinhlang.apps.consultations.queries import DeskView
from dinhlang.desk.coordination.fields import PICK, Field
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.coordination.views.page import Form

REASON = Field("reason", _("Lý do; mọi người đọc được"), longest=300)
SHOWN, HIDDEN = "shown", "hidden"
DECISIONS = ((SHOWN, _("Cho hiện lời")), (HIDDEN, _("Vẫn giấu lời")))


def decide(*, decision: str, **given: Any) -> int:
    """Decide again as the form says."""
    return actions.decide_review(is_shown=decision == SHOWN, **given)


ACCEPT = Verb("nhan-cau", _("Đưa câu này vào bỏ phiếu"), _("Đã đưa vào bỏ phiếu."), actions.accept_proposal)
REFUSE = Verb(
    "tu-choi-cau", _("Không đưa vào"), _("Đã từ chối; lý do hiện công khai."), actions.refuse_proposal, (REASON,)
)
REVIEW = Verb(
    "xem-lai-loi", _("Quyết định lại"), _("Đã quyết định; người gửi và mọi người thấy lý do."), decide,
    (Field("decision", _("Lời này"), PICK, choices="decisions"), REASON),
    _("Người đã giấu lời không tự quyết định lại."),
)  # fmt: skip
EVERY = (ACCEPT, REFUSE, REVIEW)


def proposal_forms(desk: DeskView, keys: dict[str, int]) -> list[Form]:
    """Return the forms of statements that wait to be read."""
    made = []
    for one in desk.proposals:
        about = {**keys, "proposal_number": one.number}
        if desk.found.row.is_open:
            made.append(Form(ACCEPT, about, {}, about=f"k{one.number}"))
        made.append(Form(REFUSE, about, {}, about=f"k{one.number}"))
    return made


def review_forms(desk: DeskView, keys: dict[str, int]) -> list[Form]:
    """Return the forms of withheld opinions whose senders ask for another decision."""
    lists = {"decisions": DECISIONS}
    return [Form(REVIEW, {**keys, "opinion_id": one.id}, lists, about=f"x{one.id}") for one in desk.reviews]
