"""Words for what stands in a line of the log."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_  # noqa: N812

from dinhlang.apps.law import queries as law
from dinhlang.domain.feedback.words import EVENTS
from dinhlang.domain.transparency.opening import read_payload
from dinhlang.lib import formats

CASE = "feedback.case"
KINDS = {
    CASE: N_("Phiếu phản ánh"),
    "organisations.unit": N_("Đơn vị"),
    "organisations.import": N_("Danh sách đơn vị"),
    "law.calendar_day": N_("Ngày trong lịch làm việc"),
}
ROLES = {
    "citizen": N_("Người dân"),
    "receiver": N_("Cán bộ tiếp nhận"),
    "handler": N_("Người xử lý"),
    "approver": N_("Người duyệt"),
    "head": N_("Người đứng đầu"),
    "auditor": N_("Người giám sát"),
    "administrator": N_("Quản trị"),
    "system": N_("Hệ thống tự động"),
}
EVENT_WORDS = {f"feedback.{event.value}": words for event, words in EVENTS.items()} | {
    "organisations.units_imported": N_("Nhập danh sách đơn vị"),
    "organisations.outlines_drawn": N_("Vẽ ranh giới các xã, phường cho bản đồ"),
    "organisations.unit_contact_set": N_("Ghi cách liên hệ của đơn vị"),
    "organisations.unit_approval_set": N_("Đổi quy định ai ký trả lời"),
    "organisations.unit_moved": N_("Đơn vị chuyển sang trực thuộc nơi khác"),
    "organisations.change_scheduled": N_("Thay đổi đơn vị đã được định ngày"),
    "organisations.unit_founded": N_("Lập đơn vị"),
    "organisations.unit_renamed": N_("Đổi tên đơn vị"),
    "organisations.unit_merged": N_("Sáp nhập đơn vị"),
    "organisations.unit_split": N_("Chia tách đơn vị"),
    "organisations.unit_part_moved": N_("Chuyển một phần sang đơn vị khác"),
    "organisations.unit_dissolved": N_("Giải thể đơn vị"),
    "organisations.unit_function_passed": N_("Chuyển nhiệm vụ sang đơn vị khác"),
    "law.calendar_day_added": N_("Thêm ngày nghỉ vào lịch làm việc"),
}


def told(payload: bytes) -> dict[str, Any]:
    """Return the fields of an open payload in words; what it does not have stays empty."""
    said = read_payload(payload)
    event, subject, actor = str(said.get("event", "")), said.get("subject", {}), said.get("actor", {})
    return {
        "event": _worded(EVENT_WORDS, event),
        "kind": _worded(KINDS, subject.get("kind", "")),
        "case": subject.get("code", "") if subject.get("kind") == CASE else "",
        "code": subject.get("code", ""),
        "role": _worded(ROLES, actor.get("role", "")),
        "post": actor.get("post", ""),
        "unit": actor.get("unit", ""),
        "at": datetime.fromisoformat(said["at"]) if "at" in said else None,
        "citations": [
            (_known(ground), law.cited(ground.get("rule", ""), ground["citation"], formats.language()))
            for ground in said.get("grounds", [])
            if ground.get("citation")
        ],
    }


def _known(ground: dict[str, Any]) -> str:
    """Return the name of the row that a ground names, "" for one that left the files or never was a row."""
    name = str(ground.get("rule", ""))
    return name if name in law.rulebook().rules else law.rule_cited(ground["citation"])


def _worded(words: dict[str, str], name: str) -> str:
    found = words.get(name)
    return _(found) if found else name
