"""The questionnaires that come with the program."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from dinhlang.domain.surveys.instruments import Instrument, parse_instrument

DATA = files("dinhlang.apps.surveys") / "data"


@lru_cache(maxsize=1)
def instruments() -> tuple[Instrument, ...]:
    """Return every version of every questionnaire, the oldest first. No query."""
    found = [
        parse_instrument(tomllib.loads(one.read_text(encoding="utf-8")))
        for one in DATA.iterdir()
        if one.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda one: (one.used_from, one.code, one.version)))


def instrument(code: str) -> Instrument | None:
    """Return the latest version of a questionnaire."""
    return next((one for one in reversed(instruments()) if one.code == code), None)
