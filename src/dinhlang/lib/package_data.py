"""Find and read the data folders that ship with the package: inside it when installed, at the root of a checkout."""

import tomllib
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """Return the data folder; raises FileNotFoundError when the installation lacks it."""
    for place in (PACKAGE / name, PACKAGE.parents[1] / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the data folder {name}/ is missing from this installation")


def tables_of(place: Path) -> tuple[dict[str, dict[str, Any]], list[tuple[str, str]]]:
    """Return the TOML files of any folder by name, nothing where it is not there; and those unreadable, with why."""
    found, wrong = {}, []
    for path in sorted(place.glob("*.toml")):
        try:
            found[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            wrong.append((path.stem, str(error)))
    return found, wrong


def tables(name: str) -> dict[str, dict[str, Any]]:
    """Return every TOML file of a data folder, by file name without ending."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder(name).glob("*.toml"))}
