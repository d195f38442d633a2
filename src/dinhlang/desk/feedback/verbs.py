"""The buttons of the desk: each names one action, the fields of its form, and the rule it stands on."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dinhlang.apps.feedback import actions
from dinhlang.domain.feedback.states import Event, State
from dinhlang.lib.typed import plain, whole


def numbers(typed: str) -> list[int]:
    """Return the whole numbers of a comma-separated field."""
    return [one for one in map(whole, typed.split(",")) if one is not None]


@dataclass(frozen=True)
class Verb:
    """A button: the step it takes, its words, its action, how its form fields become arguments, the rule it cites."""

    name: str
    event: Event
    label: str | Promise
    done: str | Promise
    act: Callable[..., Any]
    fields: Mapping[str, Callable[[str], Any]]
    rule: str = ""


@dataclass(frozen=True)
class Offer:
    """The buttons an official may press: what comes next for this post, what else, what concerns publication."""

    main: Verb | None
    others: list[Verb]
    publication: list[Verb]


# What comes next in a state, the likeliest first: that form stands open when it is this official's turn.
NEXT = {
    State.RECEIVED: ("phan-loai",),
    State.CLASSIFIED: ("giao", "bat-dau"),
    State.ASSIGNED: ("bat-dau",),
    State.IN_PROGRESS: ("tra-loi",),
    State.AWAITING_APPROVAL: ("duyet",),
}
PUBLICATION = frozenset({Event.PUBLISHED, Event.WITHHELD})


def offer(state: State, events: Collection[Event], *, is_turn: Callable[[Event], bool]) -> Offer:
    """Return the buttons for the steps that can be taken now."""
    now = [verb for verb in VERBS.values() if verb.event in events]
    # Whoever may sign, but not where a draft waits, answers by writing.
    if state is not State.AWAITING_APPROVAL:
        now = [verb for verb in now if verb.event is not Event.ANSWERED]
    turn = {verb.name: verb for verb in now if is_turn(verb.event)}
    names = ("ke-nhiem", *NEXT.get(state, ()))
    main = next((turn[name] for name in names if name in turn), None)
    return Offer(
        main=main,
        others=[verb for verb in now if verb is not main and verb.event not in PUBLICATION],
        publication=[verb for verb in now if verb.event in PUBLICATION],
    )


# "nút": these words also name what happened; a button says what it will do, which English tells apart.
VERBS = {
    one.name: one
    for one in (
        Verb(
            "ke-nhiem", Event.FOLLOWED_SUCCESSOR, _("Chọn đơn vị kế nhiệm"), _("Đã chuyển cho đơn vị kế nhiệm."),
            actions.choose_successor, {"unit_id": whole},
        ),
        Verb(
            "phan-loai", Event.CLASSIFIED, _("Thụ lý, phân loại"), _("Đã thụ lý và phân loại."),
            actions.classify_case, {"category": plain, "note": plain}, "FB-TCD-28",
        ),
        Verb(
            "giao", Event.ASSIGNED, _("Giao xử lý"), _("Đã giao xử lý."),
            actions.assign_case, {"office_id": whole, "post_id": whole, "note": plain},
        ),
        Verb(
            "bat-dau", Event.STARTED, pgettext_lazy("nút", "Bắt đầu xử lý"), _("Đã ghi bắt đầu xử lý."),
            actions.start_work, {},
        ),
        Verb(
            "tien-do", Event.PROGRESS_NOTED, pgettext_lazy("nút", "Báo tiến độ"), _("Đã báo tiến độ cho người gửi."),
            actions.note_progress, {"text": plain},
        ),
        Verb(
            "hoi-them", Event.INFO_ASKED, _("Hỏi thêm người gửi"), _("Đã hỏi người gửi; thời hạn trả lời tạm dừng."),
            actions.ask_info, {"question": plain}, "PROV-FB-INFO",
        ),
        Verb(
            "tra-loi", Event.ANSWER_DRAFTED, _("Trả lời"), _("Đã lưu câu trả lời."),
            actions.write_answer, {"kind": plain, "text": plain, "attachment_ids": numbers}, "PROV-FB-ANSWER",
        ),
        Verb(
            "duyet", Event.ANSWERED, _("Duyệt và gửi trả lời"), _("Đã duyệt và gửi trả lời."),
            actions.approve_answer, {"text": plain}, "PROV-FB-ANSWER",
        ),
        Verb(
            "tra-lai", Event.ANSWER_RETURNED, pgettext_lazy("nút", "Trả lại để soạn lại"),
            _("Đã trả lại cho người soạn."), actions.return_answer, {"note": plain},
        ),
        Verb(
            "gia-han", Event.EXTENDED, _("Gia hạn"), _("Đã gia hạn và báo người gửi."),
            actions.extend_case, {"reason": plain}, "PROV-FB-EXTEND",
        ),
        Verb(
            "chuyen", Event.TRANSFERRED, _("Chuyển nơi khác"), _("Đã chuyển và báo người gửi."),
            actions.transfer_case, {"to_unit_id": whole, "reason": plain}, "FB-TCD-28",
        ),
        Verb(
            "tu-choi", Event.REFUSED, pgettext_lazy("nút", "Không thụ lý"), _("Đã trả lời không thụ lý."),
            actions.refuse_case, {"reason": plain, "explanation": plain}, "FB-TCD-28",
        ),
        Verb(
            "cong-khai", Event.PUBLISHED, pgettext_lazy("nút", "Công khai"), _("Đã công khai trên cổng."),
            actions.publish_case, {"title": plain, "text": plain}, "FB-9-SECRET",
        ),
        Verb(
            "khong-cong-khai", Event.WITHHELD, pgettext_lazy("nút", "Không công khai"),
            _("Đã ghi lý do không công khai."), actions.withhold_case, {"reason": plain, "note": plain},
        ),
    )
}  # fmt: skip
