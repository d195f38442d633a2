"""Questionnaires as versioned data: elements, criteria, questions, scales; and whether a sheet of answers fits one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dinhlang.domain.dates.words import Words, words_of
from dinhlang.domain.surveys.formulas import Formula


class InstrumentError(ValueError):
    """A questionnaire whose file does not fit together."""


class About(StrEnum):
    """What a question asks for; the kinds are never mixed into one index."""

    PERCEPTION = "perception"  # nhận định, đánh giá
    SATISFACTION = "satisfaction"  # mức độ hài lòng
    NEED = "need"  # nhu cầu, mong đợi
    BEHAVIOUR = "behaviour"  # việc đã xảy ra với mình
    TRUST = "trust"  # niềm tin
    HOUSEHOLD = "household"  # về hộ của người trả lời: only for the weight


class Fault(StrEnum):
    """Why an answer does not fit."""

    UNKNOWN = "unknown"  # no such question
    NOT_ON_SCALE = "not_on_scale"
    NOT_ASKED = "not_asked"  # skipped by the answer to another question
    MISSING = "missing"


@dataclass(frozen=True)
class Point:
    """One answer of a scale; `value` None: "don't know" or "no answer", which no index counts."""

    code: str
    words: Words
    value: int | None


@dataclass(frozen=True)
class Scale:
    """The answers that a question offers, best last; `top` are the values that count as satisfied."""

    code: str
    points: tuple[Point, ...]
    top: frozenset[int]

    @property
    def highest(self) -> int:
        """Return the highest value."""
        return max(one.value for one in self.points if one.value is not None)

    @property
    def best_first(self) -> tuple[Point, ...]:
        """Return the answers as a page shows them: the best first, those without a value last."""
        return tuple(sorted(self.points, key=lambda one: (one.value is None, -(one.value or 0))))

    def said(self, language: str) -> tuple[str, ...]:
        """Return the answers in their order."""
        return tuple(one.words.said(language) for one in self.points)

    def value(self, code: str) -> int | None:
        """Return the value of an answer; raises KeyError for an answer that the scale has not."""
        return {one.code: one.value for one in self.points}[code]


@dataclass(frozen=True)
class Question:
    """One question. It is asked only where the answer to `after` is one of `when` (empty: always)."""

    code: str
    words: Words
    about: About
    scale: Scale
    criterion: Words
    after: str = ""
    when: frozenset[str] = frozenset()
    is_optional: bool = False


@dataclass(frozen=True)
class Element:
    """A part of a questionnaire with an index of its own."""

    code: str
    words: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Instrument:
    """One version of a questionnaire. `method` is the name under which values by it may be compared."""

    code: str
    version: int
    title: Words
    about: Words
    method: str
    named: Words  # the name of the method as a page writes it
    basis: Words
    formula: Formula
    used_from: int
    used_until: int | None
    elements: tuple[Element, ...]
    persons: str = ""  # the question that tells how many people could have answered in the household; "": weigh it once
    changes: Words | None = None  # what is other than in the version before

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return every question in its order."""
        return tuple(one for element in self.elements for one in element.questions)

    def named_question(self, code: str) -> Question:
        """Return one question; raises KeyError."""
        return {one.code: one for one in self.questions}[code]

    def asked(self, answers: Mapping[str, str]) -> Iterator[Question]:
        """Yield the questions that are asked of somebody who answered so far so."""
        for one in self.questions:
            if not one.after or answers.get(one.after) in one.when:
                yield one

    def faults(self, answers: Mapping[str, str]) -> dict[str, Fault]:
        """Return what is wrong with a sheet of answers, by question; nothing wrong: empty."""
        asked, known = {one.code: one for one in self.asked(answers)}, {one.code for one in self.questions}
        found = {code: Fault.MISSING for code, one in asked.items() if code not in answers and not one.is_optional}
        for code, answer in answers.items():
            if code not in known:
                found[code] = Fault.UNKNOWN
            elif code not in asked:
                found[code] = Fault.NOT_ASKED
            elif answer not in {one.code for one in asked[code].scale.points}:
                found[code] = Fault.NOT_ON_SCALE
        return found


def parse_instruments(raws: Iterable[Mapping[str, Any]]) -> tuple[Instrument, ...]:
    """Return the questionnaires of many files, the oldest first; one that is `based_on` a version adds to it."""
    known = {(one["code"], one["version"]): one for one in raws}
    found = (parse_instrument(_whole(one, known)) for one in known.values())
    return tuple(sorted(found, key=lambda one: (one.used_from, one.code, one.version)))


def _whole(raw: Mapping[str, Any], known: Mapping[tuple[str, int], Mapping[str, Any]]) -> Mapping[str, Any]:
    if "based_on" not in raw:
        return raw
    base = known[raw["code"], raw["based_on"]]
    added = {name: [*base[name], *raw.get(name, ())] for name in ("scales", "elements")}
    return {**base, **raw, **added}


def parse_instrument(raw: Mapping[str, Any]) -> Instrument:
    """Return the questionnaire of a file; raises InstrumentError or KeyError for one that does not fit together."""
    scales = {one["code"]: _scale(one) for one in raw["scales"]}
    made = Instrument(
        code=raw["code"],
        version=raw["version"],
        title=words_of(raw["title"]),
        about=words_of(raw["about"]),
        method=raw["method"],
        named=words_of(raw["named"]),
        basis=words_of(raw["basis"]),
        formula=Formula(raw["formula"]),
        used_from=raw["used_from"],
        used_until=raw.get("used_until"),
        elements=tuple(_element(one, scales) for one in raw["elements"]),
        persons=raw.get("persons", ""),
        changes=words_of(raw["changes"]) if "changes" in raw else None,
    )
    _require_whole(made)
    return made


def _scale(raw: Mapping[str, Any]) -> Scale:
    points = tuple(Point(one["code"], words_of(one), one.get("value")) for one in raw["points"])
    values = [one.value for one in points if one.value is not None]
    if values != sorted(set(values)) or not set(raw["top"]) <= set(values):
        raise InstrumentError(f"scale {raw['code']}: values must rise, and the top be among them")
    return Scale(raw["code"], points, frozenset(raw["top"]))


def _element(raw: Mapping[str, Any], scales: Mapping[str, Scale]) -> Element:
    questions = tuple(_question(one, scales) for one in raw["questions"])
    return Element(raw["code"], words_of(raw), questions)


def _question(raw: Mapping[str, Any], scales: Mapping[str, Scale]) -> Question:
    words = words_of(raw)
    return Question(
        code=raw["code"],
        words=words,
        about=About(raw["about"]),
        scale=scales[raw["scale"]],
        criterion=words_of(raw["criterion"]) if "criterion" in raw else words,
        after=raw.get("after", ""),
        when=frozenset(raw.get("when", ())),
        is_optional=raw.get("optional", False),
    )


def _require_whole(made: Instrument) -> None:
    earlier = dict[str, Question]()
    for one in made.questions:
        if one.code in earlier:
            raise InstrumentError(f"{made.code}: question {one.code} stands twice")
        if one.after:
            before = earlier.get(one.after)
            if before is None or not one.when <= {point.code for point in before.scale.points}:
                raise InstrumentError(f"{made.code}: {one.code} follows an answer that cannot be given before it")
        earlier[one.code] = one
    if made.persons and made.persons not in earlier:
        raise InstrumentError(f"{made.code}: there is no question {made.persons}")
