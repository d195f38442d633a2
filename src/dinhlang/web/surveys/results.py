"""What came out: every computed round with its intervals, beside the country where the method is the same."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.coordination import queries as coordination
from dinhlang.apps.coordination.queries import ValueRow
from dinhlang.apps.surveys import actions, queries
from dinhlang.apps.surveys.queries import ResultsView, WaveView, report_names
from dinhlang.domain.dates.words import Words
from dinhlang.domain.statistics.signs import Sign
from dinhlang.domain.surveys import words
from dinhlang.domain.surveys.instruments import About, Question
from dinhlang.domain.surveys.results import Value
from dinhlang.lib import clock, formats
from dinhlang.lib.downloads import stored_response
from dinhlang.lib.pages import kept_page

TEXTS = {
    "khung.csv": "text/csv; charset=utf-8", "ke-hoach.toml": "text/plain; charset=utf-8",
    "mau.csv": "text/csv; charset=utf-8", "du-lieu.csv": "text/csv; charset=utf-8", "bieu-do.svg": "image/svg+xml",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One measure on the page: its words, its value, and the country's value where the method is the same."""

    code: str
    words: Words
    value: Value
    country: ValueRow | None

    @property
    def against(self) -> Sign | None:
        """Return what may be said of the gap to the country."""
        return self.value.against(float(self.country.value)) if self.country else None


@public
@require_safe
@kept_page("surveys")
def waves(request: HttpRequest) -> HttpResponse:
    """Show every round that was announced."""
    on = timezone.localdate(clock.now())
    shown = {"waves": queries.all_waves(), "today": on, "spoken": formats.language()}
    return render(request, "web/surveys/waves.html", shown)


@public
@require_safe
@kept_page("surveys", "coordination", "units")
def wave(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a round asked, whom, and every value with its interval."""
    on = timezone.localdate(clock.now())
    result = queries.results(code, on)
    found = result.wave if result else _wave(code)
    shown = {
        "wave": found, "result": result, "today": on, "spoken": formats.language(), "words": words,
        "parts": _parts(result, on) if result else [], "behaviours": _behaviours(result) if result else [],
        "files": _files(found), "names": _names(found),
    }  # fmt: skip
    return render(request, "web/surveys/wave.html", shown)


def _parts(result: ResultsView, on: date) -> list[tuple[Line | None, Words, list[Line]]]:
    """Return the elements with their questions; an element of one question has no index of its own."""
    country = coordination.country_rows(result, on)
    found = []
    for element in result.wave.instrument.elements:
        own = result.values.get(f"e:{element.code}")
        line = Line(f"e:{element.code}", element.words, own, country.get(f"e:{element.code}")) if own else None
        questions = [
            Line(f"q:{one.code}", one.words, result.values[f"q:{one.code}"], country.get(f"q:{one.code}"))
            for one in element.questions
            if f"q:{one.code}" in result.values
        ]  # fmt: skip
        if questions:
            found.append((line, element.words, questions))
    return found


def _names(found: WaveView) -> dict[str, str]:
    """Return what each measure is called, by its code."""
    language, asked = formats.language(), found.instrument
    elements = {f"e:{one.code}": one.words.said(language) for one in asked.elements}
    return elements | {f"q:{one.code}": one.words.said(language) for one in asked.questions}


def _behaviours(result: ResultsView) -> list[tuple[Question, tuple[tuple[Words, Value], ...]]]:
    """Return what people say happened to them: a measure of its own, never mixed into an index."""
    asked = [one for one in result.wave.instrument.questions if one.about is About.BEHAVIOUR]
    return [(one, result.said(one.code)) for one in asked if f"q:{one.code}" in result.answers]


@public
@require_safe
@kept_page("surveys", "coordination", "units")
def measure(request: HttpRequest, code: str, measure: str) -> HttpResponse:
    """Show one measure: every answer, and the communes with the ranks that they may have."""
    on = timezone.localdate(clock.now())
    result = queries.results(code, on)
    if result is None:
        raise Http404
    line = next((one for part in _lines(result, on) for one in part if one.code == measure), None)
    question = next((one for one in result.wave.instrument.questions if f"q:{one.code}" == measure), None)
    if line is None and (question is None or measure not in result.answers):
        raise Http404
    shown = {
        "wave": result.wave, "result": result, "line": line, "measure": measure, "spoken": formats.language(),
        "name": line.words if line else question.words if question else None, "words": words,
        "said": result.said(question.code) if question else (), "places": result.places.get(measure, ()),
        "hidden": result.hidden_places.get(measure, 0),
    }  # fmt: skip
    return render(request, "web/surveys/measure.html", shown)


def _lines(result: ResultsView, on: date) -> list[list[Line]]:
    return [[*([line] if line else []), *questions] for line, _words, questions in _parts(result, on)]


@public
@require_safe
def file(request: HttpRequest, code: str, name: str) -> HttpResponseBase:  # noqa: ARG001
    """Hand out the frame, the plan, the villages drawn, or the open data of a round."""
    found = _wave(code)
    if name not in _files(found):
        raise Http404
    if name in _reports(found):
        return stored_response(actions.reports_folder() / name, name.rpartition(".")[2])
    on = timezone.localdate(clock.now())
    if name == "khung.csv":
        text: str | None = queries.frame_csv(found, on)
    elif name == "mau.csv":
        text = queries.sample_csv(found, on)
    elif name == "ke-hoach.toml":
        text = found.plan.toml if found.plan else None
    elif name == "bieu-do.svg":
        result = queries.results(code, on)
        text = queries.chart(result, coordination.country_beside(result, on)) if result else None
    else:
        text = queries.micro_data(code, on)
    answer = HttpResponse(text or "", content_type=TEXTS[name])
    answer["Content-Disposition"] = f'attachment; filename="{code}-{name}"'
    return answer


def _files(found: WaveView) -> list[str]:
    """Return the files of a round that there are by now."""
    names = ["khung.csv", "ke-hoach.toml"] if found.seed else []
    names += ["mau.csv"] if found.drawn_at else []
    return names + (["du-lieu.csv", "bieu-do.svg", *_reports(found)] if found.computed_at else [])


def _reports(found: WaveView) -> list[str]:
    """Return the files of the written report, none before the worker has written them all."""
    return report_names(found.code) if actions.is_reported(found.code) else []


def _wave(code: str) -> WaveView:
    found = queries.wave(code)
    if found is None:
        raise Http404
    return found
