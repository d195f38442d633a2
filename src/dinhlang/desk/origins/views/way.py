"""Say at the desk what something comes from and what became of it: search and pick, or confirm a suggestion."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from dinhlang.domain.origins.relations import (
    ADDRESSES,
    BACK,
    CASE,
    DOCUMENT,
    FORWARD,
    JOINS,
    TASK,
    may_join,
    relations_between,
)
from dinhlang.lib.clock import now
from dinhlang.lib.typed import plain

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
NAMED = {kind: name for name, kind in ADDRESSES.items()}
LONGEST_SEARCH = 100
PICKED = (Field("how", gettext_lazy("Liên hệ thế nào"), PICK, choices="relations"),)
WITHDRAW = Verb(
    "rut", gettext_lazy("Rút mối liên hệ này vì ghi nhầm"), "", actions.withdraw_link,
    (Field("reason", gettext_lazy("Vì sao rút; mọi người đọc được"), longest=300),),
)  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """What may stand at the other end of an arrow: suggested by the machine, or found by what was typed."""

    likely: list[queries.Thing]
    found: list[queries.Thing]
    typed: str


@dataclass(frozen=True)
class Forms:
    """The forms of the page, each list in the order of what it is about."""

    by_code: Form
    confirm: list[Form]
    pick: list[Form]
    withdraw: list[Form]

    @property
    def all(self) -> Sequence[Form]:
        """Return every form of the page."""
        return (self.by_code, *self.confirm, *self.pick, *self.withdraw)


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def way(request: ActorRequest, kind: str, code: str) -> HttpResponse:
    """Show the way of a thing with the forms that add to it."""
    found = queries.way(ADDRESSES[kind], code, now()) if kind in ADDRESSES else None
    if found is None or policies.can_join(request.actor, found.start, now()) is None:
        raise Http404
    own = (found.start.kind, code)
    typed = plain(request.GET.get("tim", ""))[:LONGEST_SEARCH]
    offered = Offered(_likely(found), _picked(found, typed), typed)
    forms = Forms(
        _join(own), [_confirm(own, one) for one in offered.likely], [_pick(own, one) for one in offered.found],
        _withdrawals(found),
    )  # fmt: skip
    show = partial(_page, request, found, forms, offered)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    form = next((one for one in forms.all if (one.verb.name, one.about) == sent), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-origins:way', args=[kind, code])}?xong=1")


def _picked(found: queries.Way, typed: str) -> list[queries.Thing]:
    """Return the things that were searched for and that may stand at the other end of an arrow."""
    start = found.start
    kinds = [one for one in NAMED if any(relations_between(start.kind, one))]
    rows = queries.find_things(typed, kinds, now()) if typed else ()
    return [one for one in rows if (one.kind, one.id) != (start.kind, start.id)]


def _pick(own: tuple[str, str], other: queries.Thing) -> Form:
    """Return the form that joins a thing to one that was found."""
    forward, back = relations_between(own[0], other.kind)
    lists = [*((f">{one}", _(FORWARD[one])) for one in forward), *((f"<{one}", _(BACK[one])) for one in back)]
    name, code = NAMED[other.kind], str(other.id) if other.kind == TASK else other.code
    verb = Verb("chon", _("Ghi mối liên hệ này"), "", partial(_joined, own, other_kind=name, code=code), PICKED)
    first = lists[0][0] if len(lists) == 1 else ""
    return Form(verb, {}, {"relations": lists}, about=f"{name}-{other.id}", initial={"how": first})


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
    verb = Verb("noi", _("Ghi mối liên hệ theo mã"), "", partial(_joined, own), FIELDS)
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
    request: ActorRequest, found: queries.Way, forms: Forms, offered: Offered, attempt: Attempt, status: int
) -> HttpResponse:  # fmt: skip
    shown = {
        "way": found, "page_forms": [forms.by_code], "attempt": attempt, "typed": offered.typed,
        "likely": list(zip(offered.likely, forms.confirm, strict=True)), "kinds": relations.KINDS,
        "found": list(zip(offered.found, forms.pick, strict=True)),
        "withdrawals": list(zip(found.around(found.start), forms.withdraw, strict=True)),
        "done": _("Đã ghi.") if request.GET.get("xong") and not attempt.id else "", "relations": relations,
        "today": timezone.localdate(now()),
    }  # fmt: skip
    return render(request, "desk/origins/way.html", shown, status=status)
