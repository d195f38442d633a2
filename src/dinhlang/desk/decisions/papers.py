"""The written papers of a decision: which there are, and handing one out."""

from pathlib import Path
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions import papers_folder
from dinhlang.apps.decisions.queries import DecisionView
from dinhlang.apps.decisions.queries.papers import NAMES, RECOGNITION, SUM, due_papers
from dinhlang.lib.downloads import stored_response

LABELS = {
    "giay-moi": _("Giấy mời họp (mẫu 01)"), "ung-cu": _("Danh sách người ứng cử (mẫu 05)"),
    "bien-ban": _("Biên bản kiểm phiếu (mẫu 02, 04)"), "quyet-dinh": _("Nghị quyết của cộng đồng (mẫu 03)"),
    "tong-hop": _("Biên bản tổng hợp toàn xã"), "cong-nhan": _("Quyết định công nhận, ấn định ngày hiệu lực"),
}  # fmt: skip
KINDS = ("docx", "pdf")


def papers_of(one: DecisionView) -> list[tuple[str, str, Any]]:
    """Return the papers of a decision that are written, each with the kind of its file and its words."""
    pairs = [(name, kind) for name in _names(one) for kind in KINDS]
    return [(name, kind, LABELS[name]) for name, kind in pairs if _path(one, name, kind).is_file()]


def download(one: DecisionView, name: str, kind: str) -> FileResponse | None:
    """Return a paper as a file to save, None where there is none; the name is made here, nothing of it was sent."""
    path = _path(one, name, kind)
    if name not in _names(one) or kind not in KINDS or not path.is_file():
        return None
    return stored_response(path, kind)


def _names(one: DecisionView) -> list[str]:
    """Return the papers that may be handed out: not those of a sum that was opened again."""
    due = due_papers(one)
    return [name for name in NAMES if name not in (SUM, RECOGNITION) or name in due]


def _path(one: DecisionView, name: str, kind: str) -> Path:
    return papers_folder() / f"{name}-{one.code}.{kind}"
