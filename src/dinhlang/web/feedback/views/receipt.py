"""The receipt: the code, the signed promise, what happens next and by when."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.feedback import queries
from dinhlang.apps.feedback.queries.telling import told
from dinhlang.apps.transparency import actions as transparency
from dinhlang.apps.transparency import queries as log
from dinhlang.domain.feedback.codes import grouped, normal
from dinhlang.lib import clock, formats
from dinhlang.lib.refusal import NotFoundError
from dinhlang.lib.signer import Signer, SignerRefusedError, SignerUnavailableError
from dinhlang.web.feedback.views.codes import opened_by_code
from dinhlang.web.feedback.views.qr import receipt_qr


@public
@require_safe
@opened_by_code
def receipt(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the receipt, on the screen and as a sheet to print."""
    found = _own(code)
    at = clock.now()
    record_id = found.case.stages[0].record_id
    signed = _signed(record_id)
    context = {
        "code": normal(code),
        "grouped": grouped(normal(code)),
        "found": found,
        "told": told(found.case, at=at),
        "signed": signed,
        "qr": receipt_qr(log.receipt_of(record_id).leaf, log.opened(record_id), signed),
        "place": log.place(record_id),
        "base_url": settings.BASE_URL,
    }
    response = render(request, "web/feedback/receipt.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # no form stands on this page
    return response


@public
@require_safe
@opened_by_code
def signed_text(request: HttpRequest, code: str) -> HttpResponseBase:  # noqa: ARG001
    """Return the signed promise as a text file."""
    found = _own(code)
    text = _signed(found.case.stages[0].record_id)
    if not text:
        return _later()
    return _download(text, "text/plain; charset=utf-8", f"bien-nhan-{found.case.number}.txt")


@public
@require_safe
@opened_by_code
def proof(request: HttpRequest, code: str) -> HttpResponseBase:  # noqa: ARG001
    """Return the offline proof that the case stands in the public log, with what opens its line."""
    found = _own(code)
    index = log.place(found.case.stages[0].record_id).index
    file = log.proof_file(index, private=True) if index is not None else None
    if file is None:
        return _later()
    return _download(str(file), "text/plain; charset=utf-8", f"{found.case.number}.tlog-proof")


@public
@require_safe
@opened_by_code
def opening(request: HttpRequest, code: str) -> HttpResponseBase:  # noqa: ARG001
    """Return what opens the line of receipt: its salt and what was recorded."""
    found = _own(code)
    opened = log.opened(found.case.stages[0].record_id)
    if opened is None:
        raise NotFoundError("")
    return _download(opened.to_json(), "application/json", f"{found.case.number}-mo.json")


def _own(code: str) -> queries.SenderView:
    """Return the case of a code; raises NotFoundError."""
    found = queries.sender_case(code, at=clock.now(), language=formats.language())
    if found is None:
        raise NotFoundError("")
    return found


def _signed(record_id: int) -> str:
    """Return the signed promise, "" while the signer does not answer: the case is safe without it."""
    try:
        return transparency.promise(record_id=record_id, signer=Signer(settings.SIGNER_SOCKET))
    except (SignerUnavailableError, SignerRefusedError):
        return ""


def _later() -> HttpResponse:
    """Say that the file is not there yet."""
    sentence = _("Chưa có tệp này. Hãy mở lại sau vài phút; phiếu của bạn đã được lưu.")
    response = HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=503)
    response.headers["Retry-After"] = "60"
    return response


def _download(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
