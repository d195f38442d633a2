"""Words: every noun has its legal term, every setting its line, nothing of somebody's machine is written down."""

import re
import subprocess

import pytest
from tests.architecture.source import APPS, DOMAIN, ROOT, nouns, shown

from dinhlang.cli.settings import reference, registered

LEFT_TO_DO = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|NotImplemented" + r"Error)\b")
MACHINE = re.compile(r"(?<![\w.])/(wo" + r"rk|ro" + r"ot|op" + r"t)/")
REGISTRY = re.compile(r"https?://[a-z0-9.-]*(registry\.|/sim" + r"ple/)|--(extra-)?index" + r"-url|--find" + r"-links")
TEXT = {".py", ".toml", ".md", ".sh", ".html", ".css", ".js", ".lock", ".txt", ".yml", ".service", ""}


@pytest.mark.parametrize("noun", sorted({*nouns(APPS), *nouns(DOMAIN)}))
def test_every_noun_is_in_the_glossary(noun: str) -> None:
    assert f"| `{noun}` |" in (ROOT / "GLOSSARY.md").read_text()


def test_every_setting_is_documented() -> None:
    written = (ROOT / "docs" / "reference" / "settings.md").read_text()
    assert [one.name for one in registered() if f"`{one.name}`" not in written] == []


def test_the_reference_of_settings_is_current() -> None:
    written = (ROOT / "docs" / "reference" / "settings.md").read_text()
    assert written == reference(registered()), "run: ./dinhlang settings --markdown > docs/reference/settings.md"


def _texts() -> list[tuple[str, str]]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.splitlines()]
    return [(shown(path), path.read_text()) for path in paths if path.suffix in TEXT and path.is_file()]


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """Every text of the repository."""
    return _texts()


def test_nothing_is_left_to_do(texts: list[tuple[str, str]]) -> None:
    assert [name for name, text in texts if name.startswith("src/") and LEFT_TO_DO.search(text)] == []


def test_no_path_of_a_machine_is_written_down(texts: list[tuple[str, str]]) -> None:
    assert [name for name, text in texts if MACHINE.search(text)] == []


def test_no_package_registry_is_named(texts: list[tuple[str, str]]) -> None:
    assert [name for name, text in texts if REGISTRY.search(text)] == []
