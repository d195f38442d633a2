"""`dinhlang migrate`: bring the tables up to this version."""

import typer

from dinhlang.cli import schema
from dinhlang.cli.processes import say

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: DATABASE_URL=… dinhlang migrate")
def migrate() -> None:
    """Apply the migrations that are missing; running it twice does nothing the second time."""
    if schema.is_current():
        say("the tables are current")
        return
    schema.migrate()
    say("the tables are current now")
