"""Say at the desk what something comes from and what became of it: search and pick, or confirm a suggestion."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.origins import actions, policies, queries
from dinhlang.desk.coordination.fields import PICK, Choices, Field
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.domain.origins import relations
from dinhlang.domain.origins.relations import ADDRESSES, BACK, CASE, DOCUMENT, FORWARD, JOINS, TASK, may_join
from dinhlang.lib.clock import now

NAMES = {
    "phieu": gettext_lazy("Phiếu phản ánh (PA26-…)"), "du-thao": gettext_lazy("Dự thảo hỏi dân (LYK26-…)"),
    "van-ban": gettext_lazy("Văn bản (mã trong sổ)"), "ap-quyet": gettext_lazy("Quyết định của ấp (mã)"),
    "cong-khai": gettext_lazy("Nội dung công khai (mã)"), "loi-hua": gettext_lazy("Lời hứa (LH26-…)"),
    "viec": gettext_lazy("Việc trong kế hoạch (số ở cuối địa chỉ trang nguồn gốc)"),
    "y-kien": gettext_lazy("Ý kiến với dự thảo (YK26-…)"), "sang-kien": gettext_lazy("Sáng kiến của hộ dân (mã)"),
    "khao-sat": gettext_lazy("Kết quả khảo sát (mã ở cuối địa chỉ)"),
}  # fmt: skip
FIELDS = (
    Field("how", gettext_lazy("Liên hệ thế nào"), PICK, choices="relations"),
    Field("other_kind", gettext_lazy("Với thứ gì"), PICK, choices="kinds"),
    Field("code", gettext_lazy("Mã"), longest=40),
)
WITHDRAW = Verb(
    "rut", gettext_lazy("Rút mối liên hệ này vì ghi nhầm"), "", actions.withdraw_link,
    (Field("reason", gettext_lazy("Vì sao rút; mọi người đọc được"), longest=300),),
)  # fmt: skip


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def way(request: ActorRequest, kind: str, code: str) -> HttpResponse:
    """Show the way of a thing with the forms that add to it."""
    found = queries.way(ADDRESSES[kind], code, now()) if kind in ADDRESSES else None
    if found is None or policies.can_join(request.actor, found.start, now()) is None:
        raise Http404
    own = (found.start.kind, code)
    likely = _likely(found)
    forms = [_join(own), *(_confirm(own, one) for one in likely), *_withdrawals(found)]
    show = partial(_page, request, found, forms, likely)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    form = next((one for one in forms if (one.verb.name, one.about) == sent), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-origins:way', args=[kind, code])}?xong=1")


def _likely(found: queries.Way) -> list[queries.Thing]:
    """Return wishes whose words are near and that are not on the way yet."""
    if found.start.kind == CASE:
        return []
    known = {one.id for _step, members in found.steps for one in members if one.kind == CASE}
    return [one for one in queries.likely_wishes(found.start, now()) if one.id not in known and one.code]


def _join(own: tuple[str, str]) -> Form:
    """Return the form that joins a thing to another by its code."""
    forward = [(f">{one}", _(FORWARD[one])) for one, (sources, _to) in JOINS.items() if own[0] in sources]
    back = [(f"<{one}", _(BACK[one])) for one, (_from, targets) in JOINS.items() if own[0] in targets]
    lists: dict[str, Choices] = {"relations": [*forward, *back], "kinds": list(NAMES.items())}
    verb = Verb("noi", _("Ghi mối liên hệ khác"), "", partial(_joined, own), FIELDS)
    return Form(verb, {}, lists)


def _joined(own: tuple[str, str], *, how: str, other_kind: str, code: str, **given: Any) -> int:
    other = (ADDRESSES[other_kind], code)
    source, target = (own, other) if how[0] == ">" else (other, own)
    return actions.join_things(source=source, relation=how[1:], target=target, **given)


def _withdrawals(found: queries.Way) -> list[Form]:
    """Return a form for each arrow of the thing itself, by which a wrong one is taken back."""
    return [Form(WITHDRAW, {"link_id": one.id}, {}, about=f"m{one.id}") for one in found.around(found.start)]


def _confirm(own: tuple[str, str], wish: queries.Thing) -> Form:
    """Return the button that confirms a suggested wish."""
    verb = Verb("xac-nhan", _("Đúng, bắt nguồn từ phiếu này"), "", partial(_confirmed, own, (CASE, wish.code)))
    return Form(verb, {}, {}, about=str(wish.id))


def _confirmed(own: tuple[str, str], wish: tuple[str, str], **given: Any) -> int:
    if own[0] in (DOCUMENT, TASK):
        return actions.join_things(source=own, relation="springs_from", target=wish, **given)
    relation = "asks" if may_join("asks", CASE, own[0]) else "answered_by"
    return actions.join_things(source=wish, relation=relation, target=own, **given)


def _page(
    request: ActorRequest, found: queries.Way, forms: list[Form], likely: list[queries.Thing], attempt: Attempt,
    status: int,
) -> HttpResponse:  # fmt: skip
    shown = {
        "way": found, "page_forms": forms[:1], "likely": list(zip(likely, forms[1:], strict=False)), "attempt": attempt,
        "withdrawals": list(zip(found.around(found.start), forms[1 + len(likely) :], strict=True)),
        "done": _("Đã ghi.") if request.GET.get("xong") and not attempt.id else "", "relations": relations,
        "today": timezone.localdate(now()),
    }  # fmt: skip
    return render(request, "desk/origins/way.html", shown, status=status)
