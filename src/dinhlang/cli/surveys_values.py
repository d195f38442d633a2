"""`dinhlang surveys values`: from sheets of answers to published values; JSON in, JSON out, for the worker."""

import json
import sys
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files
from typing import Any

import typer

from dinhlang.domain.surveys.instruments import Instrument, parse_instruments
from dinhlang.domain.surveys.measures import Before, Village, values
from dinhlang.domain.surveys.results import Value, to_plain


def values_() -> None:
    """Compute the values of a round from JSON on standard input (instrument, villages, sheets); print them as JSON."""
    typer.echo(json.dumps([to_plain(one) for one in computed(json.load(sys.stdin))]))


def computed(given: Mapping[str, Any]) -> list[Value]:
    """Return the values of a round from what apps.surveys hands over."""
    villages = {
        code: Village(one["commune"], one["stratum"], Fraction(one["chance"]) if one["chance"] else None, one["size"])
        for code, one in given["villages"].items()
    }
    return values(
        _instrument(given["instrument"], given["version"]), [(code, answers) for code, answers in given["sheets"]],
        villages, communes=given["communes"], taken_whole=given["taken_whole"],
        before={code: Before(**one) for code, one in given["before"].items()},
    )  # fmt: skip


def _instrument(code: str, version: int) -> Instrument:
    shipped = (files("dinhlang.apps.surveys") / "data").iterdir()
    tables = [tomllib.loads(one.read_text(encoding="utf-8")) for one in shipped if one.name.endswith(".toml")]
    return next(one for one in parse_instruments(tables) if (one.code, one.version) == (code, version))
