"""A step of `dinhlang demo`: tables, generated data. Data that was loaded whole is kept."""

import json
from datetime import datetime
from typing import Annotated

import typer
from django.conf import settings

from dinhlang.cli import schema
from dinhlang.cli.demo_province.loading import last_day, load
from dinhlang.cli.processes import say
from dinhlang.lib import clock
from dinhlang.lib.data_dir import write_private

LOADED_FILE = "demo.json"  # written last: without it the loading was interrupted
app = typer.Typer(add_completion=False)


@app.command()
def demo_data(
    *,
    cases: Annotated[int, typer.Option(min=0)] = 5000,
    seed: int = 1,
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """Make the tables, and generate the province if it is not there."""
    loaded = settings.DATA_DIR / LOADED_FILE
    if not loaded.exists() and not schema.is_empty():
        schema.wipe()
    if not schema.is_current():
        say("making the tables")
        schema.migrate()
    if loaded.exists():
        kept = json.loads(loaded.read_text())
        if kept["cases"] != cases:
            say(f"keeping the demo of {kept['cases']} cases; --fresh makes another")
    else:
        day = today.date() if today else last_day(clock.now())
        load(cases=cases, seed=seed, today=day)
        write_private(loaded, json.dumps({"cases": cases, "seed": seed, "today": day.isoformat()}))
