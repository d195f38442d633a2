"""Files of the public log: the checkpoint, the policy, the proofs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.transparency import queries

PLAIN = "text/plain; charset=utf-8"
FRESH_SECONDS = 5  # a checkpoint is cached a few seconds at most
RETRY_SECONDS = 60


@public
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001
    """Return the newest signed checkpoint, byte for byte as it was signed."""
    head = queries.latest_head()
    if head is None:
        return HttpResponse(_("Nhật ký chưa có mốc nào được ký."), content_type=PLAIN, status=404)
    response = HttpResponse(head.note, content_type=PLAIN)
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return response


@public
@require_safe
def policy(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001
    """Return the policy file by which anybody checks proofs of this log."""
    text = queries.policy_text(f"{settings.BASE_URL}{reverse('transparency:log').rstrip('/')}")
    if text is None:
        return HttpResponse(_("Nhật ký chưa có khóa ký."), content_type=PLAIN, status=503)
    return _download(text, "chinh-sach.txt")


@public
@require_safe
def proof(request: HttpRequest, index: int) -> HttpResponseBase:
    """Return the proof of a line, or say until when it will be there."""
    found = queries.line(index)
    if found is None:
        return render(request, "web/transparency/no_line.html", {"lines": queries.log_size()}, status=404)
    made = queries.proof_file(index)
    if made is None:
        context = {"index": index, "promised_by": found.promised_by}
        response = render(request, "web/transparency/promised.html", context, status=503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
    return _download(str(made), f"dong-{index}.tlog-proof")


def _download(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=PLAIN)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
