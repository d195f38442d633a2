"""Hand out stored files as what they are and nothing else."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.http import FileResponse

TYPES = {
    "photo": ("image/jpeg", "jpg"),
    "voice": ("audio/wav", "wav"),
    "pdf": ("application/pdf", "pdf"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
}


def file_response(file_id: int, path: str, kind: str, *, name: str = "") -> FileResponse:
    """Return stored bytes as what they are and nothing else: no sniffing, no script, a plain name (tep-<id>)."""
    content_type, suffix = TYPES[kind]
    response = FileResponse(
        default_storage.open(path), content_type=content_type, filename=f"{name or f'tep-{file_id}'}.{suffix}",
        as_attachment=kind not in ("photo", "voice"),
    )  # fmt: skip
    return _quiet(response)


def stored_response(path: Path, kind: str) -> FileResponse:
    """Return a paper that the deployment wrote, as a file to save under its own name."""
    return _quiet(FileResponse(path.open("rb"), content_type=TYPES[kind][0], as_attachment=True, filename=path.name))


def _quiet(response: FileResponse) -> FileResponse:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
