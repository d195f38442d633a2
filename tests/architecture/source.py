"""The source tree as the architecture tests see it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "dinhlang"
APPS = PACKAGE / "apps"
DOMAIN = PACKAGE / "domain"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(below: Path = PACKAGE) -> list[Path]:
    """Return the Python files that people write: no migrations."""
    return sorted(path for path in below.rglob("*.py") if "migrations" not in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[Function]:
    """Return every function of a file, inner ones too."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def shown(path: Path, line: int | None = None) -> str:
    """Return how a finding names its place."""
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")


def nouns(below: Path) -> list[str]:
    """Return the nouns (folders) of a ring."""
    return sorted(path.name for path in below.iterdir() if (path / "__init__.py").exists())
