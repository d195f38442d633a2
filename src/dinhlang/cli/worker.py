"""`dinhlang worker`: the background jobs. Every apps/*/tasks.py is found by its name."""

import asyncio
import logging
import os
from contextlib import suppress
from typing import Annotated, Any, cast

import psycopg
import typer
from procrastinate import App
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django import connector_params
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

POLL_SECONDS = 0.5  # LISTEN/NOTIFY wakes the worker at once; polling is for a lost notice
RESCUE_SECONDS = 15
DEAD_SECONDS = 30.0  # without a heartbeat
STOP_SECONDS = 4.0
# Half a minute of silence of the network counts as the end of the connection.
KEEPALIVES: dict[str, Any] = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}
app = typer.Typer(add_completion=False)
log = logging.getLogger("dinhlang.worker")


@app.command(epilog="Example: DATABASE_URL=… dinhlang worker --concurrency 8")
def worker(*, concurrency: Annotated[int, typer.Option(min=1, help="jobs at the same time")] = 4) -> None:
    """Run background jobs until a signal; a job of a killed worker is run again."""
    # Django's own connection cannot listen; the worker gets one that can.
    connector = cast("DjangoConnector", jobs.connector).get_worker_connector()
    with jobs.replace_connector(connector) as connected:
        asyncio.run(work(connected, concurrency))


async def work(connected: App, concurrency: int) -> None:
    """Run the worker and, beside it, the rescue of jobs whose worker died."""
    async with connected.open_async():
        rescuing = asyncio.create_task(rescue(connected))
        watching = asyncio.create_task(end_with_the_database())
        try:
            await connected.run_worker_async(
                concurrency=concurrency,
                fetch_job_polling_interval=POLL_SECONDS,
                stalled_worker_timeout=DEAD_SECONDS,
                shutdown_graceful_timeout=STOP_SECONDS,
                delete_jobs="successful",
            )
        finally:
            rescuing.cancel()
            watching.cancel()


async def rescue(connected: App) -> None:
    """Hand jobs of dead workers out again, for ever."""
    while True:
        with suppress(ConnectorException):
            for job in await connected.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_SECONDS):
                await connected.job_manager.retry_job(job)
        await asyncio.sleep(RESCUE_SECONDS)


async def end_with_the_database() -> None:
    """End this process when the database goes away: whoever keeps it alive starts it anew, with all its parts.

    The parts of the running worker would each notice for themselves, and some (the one that plans the periodic jobs)
    end without a word. What a job was doing is lost as with a crash, and done again.
    """
    with suppress(psycopg.OperationalError):
        async with await psycopg.AsyncConnection.connect(
            **connector_params(), **KEEPALIVES, autocommit=True
        ) as connection:
            async for _ in connection.notifies():
                pass
    log.warning("the database is away; the worker ends and must be started again")
    os._exit(1)
