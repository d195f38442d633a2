"""The trust of the people as a measure of its own: its definition, and its results once there are any."""

import tomllib
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib.resources import files

from dinhlang.apps.coordination.queries.said_shapes import TrustPage, TrustQuestion
from dinhlang.apps.surveys.queries import instrument, results_of_trust
from dinhlang.domain.dates.words import words_of
from dinhlang.domain.surveys.instruments import About
from dinhlang.lib import formats

INSTRUMENT = "niem-tin"
DATA = files("dinhlang.apps.coordination") / "data"


def trust(on: date) -> TrustPage:
    """Return the two questions, the rules of asking them, and what the newest survey known by a day found."""
    return replace(_said(formats.language()), results=results_of_trust(on))


@lru_cache(maxsize=2)
def _said(language: str) -> TrustPage:
    raw = tomllib.loads((DATA / "trust.toml").read_text(encoding="utf-8"))
    rules = tuple(words_of(one).said(language) for one in raw["rules"])
    asked = instrument(INSTRUMENT)
    questions = tuple(
        TrustQuestion(
            one.code, element.words.said(language), one.words.said(language),
            tuple(point.words.said(language) for point in one.scale.best_first),
        )
        for element in (asked.elements if asked else ())
        for one in element.questions
        if one.about is About.TRUST
    )  # fmt: skip
    return TrustPage(questions, rules)
