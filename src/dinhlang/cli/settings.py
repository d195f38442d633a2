"""`dinhlang settings`: what can be set, and what is set."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dinhlang.lib import env

HEAD = """# Settings

Every setting comes from the environment, or from `settings.env` in the data directory (one `NAME=value` a line; the
environment wins). A wrong value stops the start with a sentence. `dinhlang settings --markdown` writes this page.

| name | kind | default | meaning |
|---|---|---|---|
"""
app = typer.Typer(add_completion=False)


@app.command(epilog="Examples: dinhlang settings · dinhlang settings --json")
def settings(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="for programs")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="the reference page")] = False,
) -> None:
    """Print every setting with its kind, default and present value; secrets are never shown."""
    table = registered()
    if markdown:
        sys.stdout.write(reference(table))
    elif as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in table], ensure_ascii=False, indent=1) + "\n")
    else:
        Console().print(drawn(table))


def registered() -> list[env.Setting]:
    """Return the settings by name; Django read them all when it was set up."""
    return sorted(env.TABLE.values(), key=lambda one: one.name)


def drawn(table: list[env.Setting]) -> Table:
    """Return the table for a terminal."""
    made = Table("name", "value", "default", "kind", "meaning")
    for one in table:
        made.add_row(one.name, one.shown, one.default, one.kind, one.help)
    return made


def reference(table: list[env.Setting]) -> str:
    """Return the reference page docs/reference/settings.md; the same on every machine."""
    rows = [f"| `{one.name}` | {one.kind} | {one.default} | {one.help} |" for one in table]
    return HEAD + "\n".join(rows) + "\n"
