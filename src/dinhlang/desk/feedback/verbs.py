"""The buttons of the desk: each names one action and the fields of its form."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dinhlang.apps.feedback import actions
from dinhlang.domain.feedback.states import Event, State


def number(typed: str) -> int | None:
    """Return a whole number, None for an empty or strange field."""
    return int(typed) if typed.isascii() and typed.isdigit() else None


def numbers(typed: str) -> list[int]:
    """Return the whole numbers of a comma-separated field."""
    return [int(one) for one in typed.split(",") if one.isascii() and one.isdigit()]


@dataclass(frozen=True)
class Verb:
    """A button: the step it takes, its words, its action, and how its form fields become arguments."""

    name: str
    event: Event
    label: str | Promise
    done: str | Promise
    act: Callable[..., Any]
    fields: Mapping[str, Callable[[str], Any]]


# What an official most likely does next, by state: that form stands open, the others are folded.
NEXT = {
    State.RECEIVED: "phan-loai",
    State.CLASSIFIED: "giao",
    State.ASSIGNED: "bat-dau",
    State.IN_PROGRESS: "tra-loi",
    State.AWAITING_APPROVAL: "duyet",
}


def ordered(state: State, events: Collection[Event]) -> list[Verb]:
    """Return the verbs that can be taken now, the likeliest first."""
    now = [verb for verb in VERBS.values() if verb.event in events]
    # Whoever may sign, but not where a draft waits, answers by writing.
    if state is not State.AWAITING_APPROVAL:
        now = [verb for verb in now if verb.event is not Event.ANSWERED]
    return sorted(now, key=lambda verb: verb.name != NEXT.get(state))


# "nút": these words also name what happened; a button says what it will do, which English tells apart.
VERBS = {
    one.name: one
    for one in (
        Verb(
            "phan-loai", Event.CLASSIFIED, _("Thụ lý, phân loại"), _("Đã thụ lý và phân loại."),
            actions.classify_case, {"category": str, "note": str},
        ),
        Verb(
            "giao", Event.ASSIGNED, _("Giao xử lý"), _("Đã giao xử lý."),
            actions.assign_case, {"office_id": number, "post_id": number, "note": str},
        ),
        Verb(
            "bat-dau", Event.STARTED, pgettext_lazy("nút", "Bắt đầu xử lý"), _("Đã ghi bắt đầu xử lý."),
            actions.start_work, {},
        ),
        Verb(
            "tien-do", Event.PROGRESS_NOTED, pgettext_lazy("nút", "Báo tiến độ"), _("Đã báo tiến độ cho người gửi."),
            actions.note_progress, {"text": str},
        ),
        Verb(
            "hoi-them", Event.INFO_ASKED, _("Hỏi thêm người gửi"), _("Đã hỏi người gửi; thời hạn trả lời tạm dừng."),
            actions.ask_info, {"question": str},
        ),
        Verb(
            "tra-loi", Event.ANSWER_DRAFTED, _("Trả lời"), _("Đã lưu câu trả lời."),
            actions.write_answer, {"kind": str, "text": str, "attachment_ids": numbers},
        ),
        Verb(
            "duyet", Event.ANSWERED, _("Duyệt và gửi trả lời"), _("Đã duyệt và gửi trả lời."),
            actions.approve_answer, {"text": str},
        ),
        Verb(
            "tra-lai", Event.ANSWER_RETURNED, pgettext_lazy("nút", "Trả lại để soạn lại"),
            _("Đã trả lại cho người soạn."), actions.return_answer, {"note": str},
        ),
        Verb(
            "gia-han", Event.EXTENDED, _("Gia hạn"), _("Đã gia hạn và báo người gửi."),
            actions.extend_case, {"reason": str},
        ),
        Verb(
            "chuyen", Event.TRANSFERRED, _("Chuyển nơi khác"), _("Đã chuyển và báo người gửi."),
            actions.transfer_case, {"to_unit_id": number, "reason": str},
        ),
        Verb(
            "tu-choi", Event.REFUSED, pgettext_lazy("nút", "Không thụ lý"), _("Đã trả lời không thụ lý."),
            actions.refuse_case, {"reason": str, "explanation": str},
        ),
        Verb(
            "cong-khai", Event.PUBLISHED, pgettext_lazy("nút", "Công khai"), _("Đã công khai trên cổng."),
            actions.publish_case, {"title": str, "text": str},
        ),
        Verb(
            "khong-cong-khai", Event.WITHHELD, pgettext_lazy("nút", "Không công khai"),
            _("Đã ghi lý do không công khai."), actions.withhold_case, {"reason": str, "note": str},
        ),
    )
}  # fmt: skip
