"""A document at the desk: its files with what became of each, a new file or version, its meaning in five answers."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.coordination import policies, queries
from dinhlang.desk.coordination.verbs import ON_DOCUMENT, one_of
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer, refused_in_the_past
from dinhlang.lib.as_of import AsOf, asked
from dinhlang.lib.clock import now


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: ActorRequest, code: str) -> HttpResponse:
    """Show a document with its files and its forms; take the step of a form that was sent."""
    policies.require_can_keep_register(request.actor)
    as_of = asked(request, now().date())
    if refused := refused_in_the_past(request, as_of):
        return refused
    found = queries.document(code, as_of.on)
    if found is None:
        raise Http404
    parts = queries.document_files(found.row.id, as_of.on)
    show = partial(_page, request, found, parts, as_of, forms := [] if as_of.is_past else _forms(found, parts))
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((one for one in forms if one.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-coordination:document', args=[code])}?xong={form.verb.name}")


def _forms(found: queries.DocumentView, parts: tuple[queries.PartFiles, ...]) -> list[Form]:
    """Return the forms about a document."""
    lists = {"parts_there": [(one.part, "") for one in parts]}
    return [Form(one, {"document_id": found.row.id}, lists, initial=_initial(one.name, found)) for one in ON_DOCUMENT]


def _initial(verb: str, found: queries.DocumentView) -> dict[str, str]:
    """Return what stands in a form before anything is typed: the answers that are there already."""
    if verb != "noi-gon":
        return {"part": "Toàn văn"}
    return {name: str(text) for name, text in vars(found.summary).items()}


def _page(
    request: ActorRequest,
    found: queries.DocumentView,
    parts: tuple[queries.PartFiles, ...],
    as_of: AsOf,
    forms: list[Form],
    attempt: Attempt,
    status: int,
) -> HttpResponse:
    done = one_of(ON_DOCUMENT, request.GET.get("xong", ""))
    shown = {
        "as_of": as_of,
        "document": found,
        "parts_of_it": parts,
        "page_forms": forms,
        "attempt": attempt,
        "done": done.done if done and not attempt.id else "",
        "today": as_of.today,
    }
    return render(request, "desk/coordination/document.html", shown, status=status)
