"""Hand out processed photos and papers, each only to whom it may be shown."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.feedback import queries
from dinhlang.lib.downloads import file_response
from dinhlang.lib.refusal import NotFoundError
from dinhlang.web.feedback.views.codes import opened_by_code

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
