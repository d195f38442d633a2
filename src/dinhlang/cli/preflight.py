"""A step of `dinhlang serve`: refuse tables of another version, collect the static files."""

import typer

from dinhlang.cli import schema, static_files
from dinhlang.cli.processes import say
from dinhlang.lib.refusal import RefusedError

app = typer.Typer(add_completion=False)


@app.command()
def preflight() -> None:
    """Check that this version can serve the database (an empty one gets its tables), and collect the static files."""
    if schema.is_empty():
        say("a new deployment: making the tables")
        schema.migrate()
    if not schema.is_current():
        raise RefusedError("the tables are of another version: run `dinhlang migrate`, then serve")
    static_files.collect_if_changed()
