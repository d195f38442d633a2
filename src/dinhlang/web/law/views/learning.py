"""Learning: quizzes without account, paths by role, and how far each commune has come. Nobody is scored or ranked."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.disclosure import queries as disclosure
from dinhlang.apps.disclosure.queries.telling import quarter_words
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.law import actions, queries
from dinhlang.apps.organisations import queries as units
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.disclosure.status import Status
from dinhlang.domain.law.learning import PASS_MARK, Quiz, answers_of, passed, score
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib import clock
from dinhlang.lib.as_of import AsOf, asked
from dinhlang.lib.downloads import file_response
from dinhlang.lib.pages import kept_page
from dinhlang.lib.typed import plain, whole
from dinhlang.web.law.views.reading import shown

# A village hall may send forty quizzes through one address; a machine sends thousands.
QUIZ_LIMITS = (Limit(120, timedelta(hours=1)), Limit(600, timedelta(days=1)))
UNREADABLE, LONGEST_KEY = 422, 44
JUDGED = (Status.IN_TIME, Status.LATE, Status.MISSING, Status.INCOMPLETE)
PHOTO_SECONDS = 300


@public
@require_safe
@kept_page()
def learn(request: HttpRequest) -> HttpResponse:
    """Show the quizzes, the paths, and the way to the communes."""
    return shown(request, "learn", topics=queries.topics(), paths=queries.paths())


@public
@require_safe
@kept_page()
def path(request: HttpRequest, role: str) -> HttpResponse:
    """Show what somebody in a role reads, step by step."""
    found = queries.path(role)
    if found is None:
        raise Http404
    questions = [one for code in found.questions if (one := queries.question(code))]
    topics = [of for code in found.quizzes if (of := queries.topic(code))]
    return shown(request, "path", path=found, questions=questions, topics=topics)


@public
@cache_control(private=True, no_cache=True)  # the browser's "back" shows the same form, with the same key
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("law-quiz", *QUIZ_LIMITS)
def quiz(request: HttpRequest, topic: str) -> HttpResponseBase:
    """Ask the ten questions of a topic; what is answered is counted for a commune and leads to the explanations."""
    of = _quiz(topic)
    session = queries.session_by_code(request.GET.get("buoi", "")[:12]) if request.GET.get("buoi") else None
    communes = units.communes(clock.now().date())
    if request.method != "POST":
        return _quiz_page(request, of, communes, session, error="", status=200)
    answers = [_answer(request.POST.get(f"cau-{number}", "")) for number in range(1, len(of.items) + 1)]
    if not any(answers):
        said = _("Hãy trả lời ít nhất một câu rồi gửi.")
        return _quiz_page(request, of, communes, session, error=said, status=UNREADABLE)
    chosen = whole(request.POST.get("xa", "")) or 0
    actions.count_quiz(
        topic=topic, answers=answers, is_first=request.POST.get("lan") != "lai", at=clock.now(),
        key=plain(request.POST.get("key", ""))[:LONGEST_KEY],
        commune_id=chosen if chosen in {one.id for one in communes} else None,
    )  # fmt: skip
    query = urlencode({"a": "".join(map(str, answers))})
    return HttpResponseRedirect(f"{reverse('law:result', args=[topic])}?{query}")


def _quiz_page(request: HttpRequest, of: Quiz, communes: Any, session: Any, *, error: str, status: int) -> HttpResponse:
    response = shown(
        request, "quiz", quiz=of, topic=queries.topic(of.topic), communes=communes, error=error,
        picked=session.commune_id if session else 0, session=session, typed=request.POST,
        key=plain(request.POST.get("key", ""))[:LONGEST_KEY] or uuid4().hex,
    )  # fmt: skip
    response.status_code = status
    return response


@public
@require_safe
def result(request: HttpRequest, topic: str) -> HttpResponse:
    """Explain each answer. The address holds the answers, so that nothing has to be kept about anybody."""
    of = _quiz(topic)
    answers = answers_of(request.GET.get("a", ""), of)
    if answers is None:
        raise Http404
    right = score(of, answers)
    marked = [
        (item, answer, [(one, queries.article_anchor(one)) for one in item.citations])
        for item, answer in zip(of.items, answers, strict=True)
    ]
    response = shown(
        request, "result", quiz=of, topic=queries.topic(topic), right=right, passed=passed(right),
        pass_mark=PASS_MARK, marked=marked,
    )  # fmt: skip
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
@kept_page()
def paper(request: HttpRequest, topic: str) -> HttpResponse:
    """Show a quiz to be filled in on paper, with the key for who counts on a page of its own."""
    return shown(request, "paper", quiz=_quiz(topic), topic=queries.topic(topic), pass_mark=PASS_MARK)


@public
@require_safe
@kept_page("learning", "units", params=("as_of",))
def communes(request: HttpRequest) -> HttpResponse:
    """Show what every commune has reached as of a day, in the order of their names: there is no ranking."""
    day = asked(request, clock.now().date())
    every = units.communes(day.on)
    told = queries.progress([one.id for one in every], on=day.on)
    return shown(request, "communes", as_of=day, rows=[(one, told[one.id]) for one in every], pass_mark=PASS_MARK)


def topics_of_commune(slug: str) -> list[str]:
    """Return what the page of a commune changes with: the cases from its land, its register of what is public."""
    return [f"{topic}:{one}" for one in units.ids_by_slug([slug]).values() for topic in ("commune", "disclosure")]


@public
@require_safe
@kept_page("learning", "units", "figures", "calendar", of=topics_of_commune, params=("as_of",))
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far a commune has come as of a day: reached, understood, carried out, and what is not measured yet."""
    now = clock.now()
    day = asked(request, now.date())
    unit = units.unit_by_slug(slug, day.on)
    if unit is None or unit.kind is not Kind.COMMUNE or not unit.in_force:
        raise Http404
    every = queries.sessions_of([unit.id])
    sessions = [one for one in every if not day.is_past or timezone.localdate(one.starts_at) <= day.on]
    figures = feedback.commune_figures(unit.id, since=date(day.on.year, 1, 1), until=day.on.replace(day=1))
    names = {one.id: one.name for one in units.villages(unit.id, day.on)} if sessions else {}
    return shown(
        request, "commune", as_of=day, unit=unit, progress=queries.progress([unit.id], on=day.on)[unit.id],
        figures=figures, year=day.on.year, pass_mark=PASS_MARK, villages=names,
        published=_published(unit, day), quarter_words=quarter_words,
        coming=[one for one in sessions if one.state == "planned" and one.starts_at >= now],
        held=[one for one in sessions if one.state == "held"],
        cancelled=[one for one in sessions if one.state == "cancelled"],
        topics={one.code: one for one in queries.topics()},
    )  # fmt: skip


@public
@require_safe
@cache_control(public=True, max_age=PHOTO_SECONDS)
def photo(request: HttpRequest, session: str) -> HttpResponseBase:  # noqa: ARG001
    """Return the picture of a session."""
    path_of = queries.photo_path(session)
    if not path_of:
        raise Http404
    return file_response(0, path_of, "photo")


@dataclass(frozen=True)
class Published:
    """How the register of a commune stood in the last quarter that has ended: things of the law, and those in time."""

    quarter: str
    in_time: int
    judged: int


def _published(unit: UnitView, day: AsOf) -> Published | None:
    """Return how a commune published in the last quarter that had ended; None where nothing was due."""
    quarters = disclosure.quarter_codes(day.on)
    if len(quarters) < 2:  # the newest one still runs
        return None
    judged = [one for one in _cells(unit, day, quarters[1]) if one in JUDGED]
    return Published(quarters[1], sum(one is Status.IN_TIME for one in judged), len(judged)) if judged else None


def _cells(unit: UnitView, day: AsOf, quarter: str) -> list[Status]:
    """Return how the items of a quarter stood: today as they are counted, on another day from the rows of that day."""
    if day.is_past:
        cells = disclosure.audit(unit, day.on).cells
        return [one.status for one in cells if one.quarter.code == quarter and one.items]
    return [one.status for (_duty, its), one in disclosure.unit_cells(unit.id).items() if its == quarter]


def _quiz(topic: str) -> Quiz:
    found = queries.quiz(topic)
    if found is None:
        raise Http404
    return found


def _answer(typed: str) -> int:
    return int(typed) if typed in ("1", "2", "3") else 0
