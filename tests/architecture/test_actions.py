"""An action is one verb: keyword-only, explained in a sentence; and only doors read the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import APPS, PACKAGE, Function, functions, modules, shown, tree_of

CLOCK = PACKAGE / "lib" / "clock.py"
DOORS = {"web", "desk", "api", "cli", "config"}
BACKGROUND_DOORS = {"tasks.py", "guards.py"}
BEFORE_THE_DOORS = {PACKAGE / "lib" / "pages.py"}  # middleware: it answers in the doors' place
# Called without arguments these read the clock; with one they only convert.
READS_THE_CLOCK = {"now", "utcnow", "today", "localtime", "localdate"}


def test_actions_take_keywords_only_and_say_what_they_do() -> None:
    found = []
    for path, function in _public_actions():
        if function.args.args or function.args.posonlyargs:
            found.append(f"{shown(path, function.lineno)} {function.name}: takes arguments by position")
        if not ast.get_docstring(function):
            found.append(f"{shown(path, function.lineno)} {function.name}: has no docstring")
    assert found == []


def _public_actions() -> Iterator[tuple[Path, Function]]:
    """Return the functions that write: what `actions` of an app offers and what opens a transaction."""
    for app in sorted(APPS.iterdir()):
        for path in [*app.glob("actions.py"), *app.glob("actions/*.py")]:
            for node in tree_of(path).body:
                if isinstance(node, Function) and not node.name.startswith("_") and _is_atomic(node):
                    yield path, node


def _is_atomic(function: Function) -> bool:
    return any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)


def test_there_are_actions_to_look_at() -> None:
    assert len(list(_public_actions())) > 10


def test_the_clock_is_read_in_one_place() -> None:
    found = [
        shown(path, node.lineno)
        for path in modules()
        if path != CLOCK
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and not node.args and not node.keywords and _reads_clock(node.func)
    ]
    assert found == []


def _reads_clock(called: ast.expr) -> bool:
    """Tell `timezone.now()` and its kind from our own `clock.now()`."""
    if not isinstance(called, ast.Attribute) or called.attr not in READS_THE_CLOCK:
        return False
    return ast.unparse(called.value) != "clock"


def test_only_doors_ask_the_clock() -> None:
    found = []
    for path in modules():
        ring = path.relative_to(PACKAGE).parts[0]
        if ring in DOORS or path in {CLOCK, *BEFORE_THE_DOORS} or (ring == "apps" and path.name in BACKGROUND_DOORS):
            continue
        found += [shown(path, node.lineno) for node in ast.walk(tree_of(path)) if _imports_clock(node)]
    assert found == []


def _imports_clock(node: ast.AST) -> bool:
    if not isinstance(node, ast.ImportFrom):
        return False
    return node.module == "dinhlang.lib.clock" or (
        node.module == "dinhlang.lib" and any(alias.name == "clock" for alias in node.names)
    )


def test_no_function_measures_an_age_by_the_wall_clock() -> None:
    found = [
        shown(path, one.lineno)
        for path in modules()
        for one in functions(path)
        if any(isinstance(node, ast.Call) and ast.unparse(node.func) == "time.time" for node in ast.walk(one))
    ]
    assert found == []
