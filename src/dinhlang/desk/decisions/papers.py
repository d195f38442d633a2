"""The written papers of a decision: which there are, and handing one out."""

from django.http import FileResponse

from dinhlang.apps.decisions.actions import papers_folder

NAMES = ("bien-ban", "quyet-dinh")
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def papers_of(code: str) -> list[tuple[str, str]]:
    """Return the papers of a decision that are written, each with the kind of its file."""
    pairs = [(name, kind) for name in NAMES for kind in TYPES]
    return [(name, kind) for name, kind in pairs if (papers_folder() / f"{name}-{code}.{kind}").is_file()]


def download(code: str, name: str, kind: str) -> FileResponse | None:
    """Return a paper as a file to save, None where there is none; the name is made here, nothing of it was sent."""
    path = papers_folder() / f"{name}-{code}.{kind}"
    if name not in NAMES or kind not in TYPES or not path.is_file():
        return None
    response = FileResponse(path.open("rb"), content_type=TYPES[kind], as_attachment=True, filename=path.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
