"""A village of the sample: what became of each entry drawn, and the paper that goes along to the field."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.law import actions as law_actions
from dinhlang.apps.law import queries as law
from dinhlang.apps.surveys import actions, queries
from dinhlang.apps.surveys.queries import EntryRow, VillageRow, WaveView
from dinhlang.desk.surveys.found import see
from dinhlang.desk.surveys.views.codes import village_of
from dinhlang.domain.surveys import words
from dinhlang.domain.surveys.fieldwork import Became
from dinhlang.lib import formats
from dinhlang.lib.clock import now
from dinhlang.lib.downloads import file_response
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.sheets import Sheet, path_of

UNREADABLE = 422
MARK = "SỐ LIỆU MINH HỌA"


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def village(request: ActorRequest, code: str, village_id: int) -> HttpResponse:
    """Show the entries drawn in a village; take what became of them."""
    wave, found = village_of(request, code, village_id)
    if request.method != "POST":
        return _page(request, wave, found)
    kinds = {one.value: one for one in Became}
    typed = {name[2:]: kinds.get(request.POST[name]) for name in request.POST if name.startswith("k-")}
    results = {int(name): one for name, one in typed.items() if name.isascii() and name.isdigit()}
    try:
        actions.note_results(
            actor=request.actor, wave_code=code, village_id=village_id, results=results, at=now()
        )  # fmt: skip
    except NotAllowedError:
        raise
    except RefusedError as refused:
        return _page(request, wave, found, str(refused.sentence))
    return see(f"{reverse('desk-surveys:village', args=[code, village_id])}?xong=1")


def _page(request: ActorRequest, wave: WaveView, found: VillageRow, problem: str = "") -> HttpResponse:
    sent = {name[2:]: request.POST[name] for name in request.POST if name.startswith("k-")} if problem else {}
    shown = {
        "wave": wave, "village": found, "entries": queries.village(wave.id, found.id), "problem": problem, "sent": sent,
        "becames": words.BECAMES, "done": request.GET.get("xong") == "1" and not problem,
        "state": law.making_of(_sheet(wave, found)), "states": law.Making,
    }  # fmt: skip
    return render(request, "desk/surveys/village.html", shown, status=UNREADABLE if problem else 200)


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: ActorRequest, code: str, village_id: int) -> HttpResponseBase:
    """Hand out the paper for the field as PDF, or have the worker set it."""
    wave, found = village_of(request, code, village_id)
    made, back = _sheet(wave, found), reverse("desk-surveys:village", args=[code, village_id])
    if request.method == "POST":
        law_actions.order_sheet(sheet=made)
        return see(back)
    if law.making_of(made) is not law.Making.READY:
        return see(back)
    return file_response(0, path_of(made.digest), "pdf", name=f"thuc-dia-{code}-{village_id}")


def _sheet(wave: WaveView, found: VillageRow) -> Sheet:
    """Return the paper of an interviewer: which numbers of the list, in which order, what to write down."""
    with override("vi"):
        headings = [_("Hộ số"), _("Loại"), _("Lần đến 1, 2, 3"), _("Kết quả")]
        rows = [_row(one) for one in queries.village(wave.id, found.id)]
        codes = [f"{one.value}: {_(said)}" for one, said in words.BECAMES.items()]
        until = _("Nhận phiếu đến hết ngày {day}.").format(day=formats.day(wave.closes_on))
        return Sheet(
            size="a4", topic=wave.title, title=f"{found.name}, {found.commune}",
            parts=((_("Việc phải làm"), _(
                "Đếm theo thứ tự danh sách hộ của ấp. Đến từng hộ có số dưới đây, trao phiếu mời có mã, để người từ 18 "
                "tuổi có ngày sinh nhật gần nhất trả lời. Ghi kết quả bằng mã. Đến ít nhất ba lần vào giờ khác nhau "
                "trước khi ghi “không gặp”. Hộ thay thế chỉ dùng theo thứ tự. Không ghi tên ai lên tờ này."
            )),),
            blocks=(
                {"kind": "table", "headings": headings, "rows": rows},
                {"kind": "list", "lines": codes},
            ),
            address=settings.BASE_URL + reverse("surveys:collect", args=[wave.code]),
            scan=_("Quét để mở trang điều tra, làm được cả khi mất mạng."), law=(until,),
            mark=MARK if settings.DEMO or wave.is_illustration else "",
        )  # fmt: skip


def _row(one: EntryRow) -> list[str]:
    return [str(one.serial), _("thay thế {turn}").format(turn=one.turn) if one.turn else _("trong mẫu"), "", ""]
