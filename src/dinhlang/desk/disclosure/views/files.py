"""Papers at the desk: receive them for the next version, choose the columns that the public does not see."""

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.disclosure import actions, policies, queries
from dinhlang.apps.disclosure.queries import telling
from dinhlang.lib import uploads
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.typed import whole

UNREADABLE = 422
KINDS = ("photo", "pdf", "docx")  # an .xlsx comes as every package does
WHY_NOT = {
    uploads.TOO_BIG: gettext_lazy("Tệp nặng quá 10 MB."),
    uploads.TOO_MANY: gettext_lazy("Mỗi lần gửi tối đa 5 tệp."),
    uploads.CUT_OFF: gettext_lazy("Tệp nặng quá, chưa nhận hết."),
    uploads.EMPTY: gettext_lazy("Tệp trống."),
}


@official()
@require_POST
def add(request: ActorRequest, code: str) -> HttpResponse:
    """Keep the papers that were sent for the next version, or the photo of a posting."""
    occasion_id = queries.item_id(code)
    if occasion_id is None:
        raise Http404
    files, strange = uploads.received(request, "files", KINDS)
    refused = [str(WHY_NOT.get(one.reason, _("Chỉ nhận PDF, DOCX, XLSX và ảnh."))) for one in strange]
    evidence_id = whole(request.POST.get("evidence", ""))
    for file in () if refused else files:
        refused += _add(request, occasion_id, file, evidence_id)
    if refused:
        shown = telling.spoken(timezone.localdate(now()), problems=refused, code=code)
        return render(request, "desk/disclosure/refused.html", shown, status=UNREADABLE)
    return _back(code) if _reads(request, code) else _see(f"{reverse('desk-disclosure:village')}#{code}")


def _reads(request: ActorRequest, code: str) -> bool:
    unit_id = queries.unit_of(code)
    return unit_id is not None and policies.can_read(request.actor, unit_id)


def _add(request: ActorRequest, occasion_id: int, file: uploads.ReceivedFile, evidence_id: int | None) -> list[str]:
    """Keep one paper; what its action refuses leaves no file behind."""
    kept = uploads.keep(file, folder=actions.RECEIVED_PAPERS)
    try:
        actions.add_file(
            actor=request.actor, occasion_id=occasion_id, kind=kept.kind, path=kept.path, digest=kept.digest,
            size=kept.size, at=now(), evidence_id=evidence_id,
        )  # fmt: skip
    except RefusedError as error:
        uploads.discard(kept.path)
        if isinstance(error, NotAllowedError):
            raise
        return [str(error.sentence)]
    return []


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mask(request: ActorRequest, file_id: int) -> HttpResponse:
    """Show a paper as the public will see it, each column with its box; keep the choice, or take the paper away."""
    found = queries.paper(file_id)
    if found is None or not policies.can_read(request.actor, found.unit_id):
        raise Http404
    if request.method == "POST":
        policies.require_can_keep(request.actor, found.unit_id)
        if "bo-tep" in request.POST:
            actions.drop_file(actor=request.actor, file_id=file_id, at=now())
            return _back(found.code)
        actions.mask(actor=request.actor, file_id=file_id, columns=_columns(request.POST), at=now())
        return _see(reverse("desk-disclosure:mask", args=[file_id]) + "?xong=1")
    keeps = policies.can_keep(request.actor, found.unit_id) is not None
    shown = telling.spoken(timezone.localdate(now()), paper=found, done="xong" in request.GET, keeps=keeps)
    return render(request, "desk/disclosure/mask.html", shown)


def _columns(sent: QueryDict) -> dict[str, list[int]]:
    """Return the ticked columns by table: boxes are named "che", their values "table:column"."""
    found: dict[str, list[int]] = {}
    for one in sent.getlist("che"):
        table, _colon, column = one.partition(":")
        place = whole(column)
        if whole(table) is not None and place is not None:
            found.setdefault(table, []).append(place)
    return found


def _back(code: str) -> HttpResponse:
    return _see(reverse("desk-disclosure:item", args=[code]))


def _see(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer
