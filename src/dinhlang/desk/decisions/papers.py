"""The written papers of a decision: which there are, and handing one out."""

from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions import papers_folder
from dinhlang.apps.decisions.queries.papers import NAMES
from dinhlang.lib.downloads import stored_response

LABELS = {
    "giay-moi": _("Giấy mời họp (mẫu 01)"), "ung-cu": _("Danh sách người ứng cử (mẫu 05)"),
    "bien-ban": _("Biên bản kiểm phiếu (mẫu 02, 04)"), "quyet-dinh": _("Nghị quyết của cộng đồng (mẫu 03)"),
}  # fmt: skip
KINDS = ("docx", "pdf")


def papers_of(code: str) -> list[tuple[str, str, Any]]:
    """Return the papers of a decision that are written, each with the kind of its file and its words."""
    pairs = [(name, kind) for name in NAMES for kind in KINDS]
    return [(name, kind, LABELS[name]) for name, kind in pairs if (papers_folder() / f"{name}-{code}.{kind}").is_file()]


def download(code: str, name: str, kind: str) -> FileResponse | None:
    """Return a paper as a file to save, None where there is none; the name is made here, nothing of it was sent."""
    path = papers_folder() / f"{name}-{code}.{kind}"
    if name not in NAMES or kind not in KINDS or not path.is_file():
        return None
    return stored_response(path, kind)
