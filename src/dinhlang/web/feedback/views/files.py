"""Hand out processed photos and papers, each only to whom it may be shown."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.feedback import queries
from dinhlang.lib.refusal import NotFoundError
from dinhlang.web.feedback.views.codes import opened_by_code

TYPES = {"photo": ("image/jpeg", "jpg"), "pdf": ("application/pdf", "pdf")}
# Five minutes: a case that is taken back from the public takes its pictures along.
PUBLIC_SECONDS = 300


@public
@require_safe
@cache_control(public=True, max_age=PUBLIC_SECONDS)
def public_file(request: HttpRequest, file_id: int, *, thumbnail: bool = False) -> HttpResponseBase:  # noqa: ARG001
    """Return a file of a published case."""
    found = queries.file_for(file_id, thumbnail=thumbnail)
    if found is None:
        raise Http404
    return file_response(file_id, *found)


@public
@require_safe
@opened_by_code
def own_file(request: HttpRequest, code: str, file_id: int, *, thumbnail: bool = False) -> HttpResponseBase:  # noqa: ARG001
    """Return a file of the sender's own case."""
    found = queries.file_for(file_id, code=code, thumbnail=thumbnail)
    if found is None:
        raise NotFoundError("")
    return file_response(file_id, *found)


def file_response(file_id: int, path: str, kind: str) -> FileResponse:
    """Return stored bytes as what they are and nothing else: no sniffing, no script, a plain name."""
    content_type, suffix = TYPES[kind]
    response = FileResponse(
        default_storage.open(path), content_type=content_type, filename=f"tep-{file_id}.{suffix}",
        as_attachment=kind != "photo",
    )  # fmt: skip
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
