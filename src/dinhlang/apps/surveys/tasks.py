"""What the worker does for surveys: compute the values of validated rounds, in a process of its own."""

from procrastinate.contrib.django import app

from dinhlang.apps.surveys import actions, queries
from dinhlang.domain.surveys.results import from_plain
from dinhlang.lib import clock
from dinhlang.lib.one_at_a_time import alone
from dinhlang.lib.survey_values import computed_values


@app.periodic(cron="* * * * *")
@app.task(name="surveys.compute_values", queueing_lock="surveys.compute_values")
def compute_values(timestamp: int) -> None:
    """Compute and publish the values of rounds that were validated."""
    at = clock.now()
    with alone("surveys.compute_values") as mine:
        for wave_id in queries.waiting_waves() if mine else ():
            plain = computed_values(queries.to_compute(wave_id, at.date()))
            actions.keep_values(wave_id=wave_id, values=[from_plain(one) for one in plain], at=at)
