"""Where code may stand and how long it may be."""

import ast

from tests.architecture.source import APPS, PACKAGE, ROOT, functions, modules, shown, tree_of

ROLES = {
    "__init__", "apps", "models", "queries", "policies", "actions", "tasks", "guards", "search_index", "admin",
}  # fmt: skip
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "services", "service", "manager", "tools"}
FILE_LINES, FUNCTION_LINES = 300, 40
DISPATCHER = PACKAGE / "cli" / "main.py"


def test_an_app_holds_only_files_with_a_role() -> None:
    found = []
    for path in modules(APPS):
        inside = path.relative_to(APPS).parts[1:]  # a role that grew is a package: actions/answer.py
        if inside and inside[0].removesuffix(".py") not in ROLES:
            found.append(shown(path))
    assert found == []


def test_there_are_no_drawers_for_odds_and_ends() -> None:
    places = [path for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*")]
    code = [path for path in places if path.suffix == ".py" or path.is_dir()]
    assert [shown(path) for path in code if path.stem in DRAWERS] == []


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {shown(path): len(path.read_text().splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > FILE_LINES} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    found = [
        f"{shown(path, one.lineno)} {one.name}"
        for path in modules()
        for one in functions(path)
        if one.end_lineno is not None and one.end_lineno - one.lineno + 1 > FUNCTION_LINES
    ]
    assert found == []


def test_only_the_command_dispatcher_imports_inside_functions() -> None:
    found = [
        shown(path, inner.lineno)
        for path in modules()
        if path != DISPATCHER
        for one in functions(path)
        for inner in ast.walk(one)
        if isinstance(inner, ast.Import | ast.ImportFrom) or _is_dynamic_import(inner)
    ]
    assert found == []


def _is_dynamic_import(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"import_module", "__import__"}


def test_every_module_says_what_it_is_for() -> None:
    missing = [shown(path) for path in modules() if path.read_text().strip() and not ast.get_docstring(tree_of(path))]
    assert [name for name in missing if not name.endswith("/apps.py")] == []
