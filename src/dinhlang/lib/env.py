"""Read settings from the environment with types; a wrong value stops the start with a sentence."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
YES = {"1", "true", "yes", "co", "có"}
NO_SERVICE = "none; what needs it is not offered then"
HERE = {"127.0.0.1", "localhost", "::1"}
NO = {"0", "false", "no", "khong", "không", ""}


class SettingError(ValueError):
    """A setting of the environment has a value that cannot be used."""


@dataclass(frozen=True)
class Setting:
    """One row of the table that `dinhlang settings` prints."""

    name: str
    kind: str
    default: str
    help: str
    shown: str
    secret: bool


TABLE: dict[str, Setting] = {}


def read(
    name: str,
    convert: Callable[[str], T],
    default: str,
    *,
    kind: str,
    about: str,
    secret: bool = False,
    default_words: str = "",
) -> T:
    """Read, check and register one setting; raises SettingError with a sentence for the operator.

    `default_words` describes a default that depends on the machine or on another setting.
    """
    raw = os.environ.get(name, default)
    try:
        value = convert(raw)
    except (ValueError, TypeError) as error:
        raise SettingError(f"{name}={raw!r}: cần {kind} ({error}). · {name} must be {kind}.") from error
    shown = "•••" if secret and raw else raw
    TABLE[name] = Setting(name, kind, default_words or ("" if secret else default), about, shown, secret)
    return value


def text(name: str, default: str = "", *, about: str, default_words: str = "") -> str:
    """Read a text setting."""
    return read(name, str, default, kind="text", about=about, default_words=default_words)


def secret(name: str, default: str = "", *, about: str, default_words: str = "") -> str:
    """Read a secret, which is never printed."""
    return read(name, str, default, kind="text", about=about, secret=True, default_words=default_words)


def integer(name: str, default: int, *, about: str, least: int = 0) -> int:
    """Read a whole number not below `least`."""

    def convert(raw: str) -> int:
        value = int(raw)
        if value < least:
            raise ValueError(f"< {least}")
        return value

    return read(name, convert, str(default), kind=f"whole number ≥ {least}", about=about)


def boolean(name: str, *, default: bool, about: str, default_words: str = "") -> bool:
    """Read a yes/no setting."""

    def convert(raw: str) -> bool:
        if raw.strip().lower() in YES:
            return True
        if raw.strip().lower() in NO:
            return False
        raise ValueError("true | false")

    return read(
        name, convert, "true" if default else "false", kind="true or false", about=about, default_words=default_words
    )


def tiles(raw: str) -> str:
    """Convert the address of map tiles: "" or an https address that names zoom, column and row."""
    if raw and not (raw.startswith("https://") and all(part in raw for part in ("{z}", "{x}", "{y}"))):
        raise ValueError("https://host/{z}/{x}/{y}.png")
    return raw


def outside(name: str, *, about: str) -> str:
    """Read the address of a service of others; none unless it is set."""
    return read(name, gateway, "", kind="https://host/path", about=about, default_words=NO_SERVICE)


def gateway(raw: str) -> str:
    """Convert the address of a service: "" or https; plain http only to this machine, where nobody listens."""
    parts = urlsplit(raw)
    if (
        raw
        and not (parts.scheme == "https" and parts.hostname)
        and not (parts.scheme == "http" and parts.hostname in HERE)
    ):
        raise ValueError("https://host/path")
    return raw


def words(name: str, default: str = "", *, about: str) -> list[str]:
    """Read a comma-separated list."""
    return read(
        name, lambda raw: [word.strip() for word in raw.split(",") if word.strip()], default, kind="a,b,c", about=about
    )
