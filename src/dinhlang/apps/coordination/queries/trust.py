"""The trust of the people as a measure of its own: its definition, and its results once there are any."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from dinhlang.apps.coordination.queries.said_shapes import TrustPage, TrustQuestion

DATA = files("dinhlang.apps.coordination") / "data"


@lru_cache(maxsize=1)
def trust() -> TrustPage:
    """Return the two questions and the rules of asking them; no survey has been run yet. No query."""
    raw = tomllib.loads((DATA / "trust.toml").read_text(encoding="utf-8"))
    questions = tuple(
        TrustQuestion(one["code"], one["about"], one["text"], tuple(one["answers"])) for one in raw["questions"]
    )
    return TrustPage(questions, tuple(raw["rules"]))
