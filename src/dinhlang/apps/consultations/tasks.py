"""What the worker does for consultations: make the opinion maps, and destroy the votes after the last one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from procrastinate.contrib.django import app

from dinhlang.apps.consultations import actions, queries
from dinhlang.apps.consultations.actions import MadeMap
from dinhlang.lib import clock
from dinhlang.lib.one_at_a_time import alone
from dinhlang.lib.opinion_maps import made_map

LEAST_SHOWN = 5  # smaller groups are not shown: nobody may be guessed from a map
LEFT_ALONE = timedelta(days=1)  # what is being received has no row yet
VALUES = (1, -1, 0)  # agree, disagree, pass

Votes = Sequence[tuple[bytes, int, int]]


@app.periodic(cron="* * * * *")
@app.task(name="consultations.make_maps", queueing_lock="consultations.make_maps")
def make_maps(timestamp: int) -> None:
    """Make the maps whose votes changed; after the end the last one, and the votes are gone."""
    at = clock.now()
    with alone("consultations.make_maps") as mine:
        for consultation_id, is_last in queries.waiting_for_map(at) if mine else ():
            votes, standing = queries.votes_of(consultation_id)
            actions.keep_map(consultation_id=consultation_id, made=made_of(votes, standing), is_last=is_last, at=at)


@app.periodic(cron="* * * * * */5")
@app.task(name="consultations.read_drafts", queueing_lock="consultations.read_drafts")
def read_drafts(timestamp: int) -> None:
    """Read the drafts that were sent as .docx."""
    with alone("consultations.read_drafts") as mine:
        for file_id in actions.waiting_drafts() if mine else ():
            actions.read_draft(file_id=file_id, at=clock.now())


@app.periodic(cron="* * * * * */5")
@app.task(name="consultations.clean_files", queueing_lock="consultations.clean_files")
def clean_files(timestamp: int) -> None:
    """Make the photos and spoken notes of opinions safe."""
    with alone("consultations.clean_files") as mine:
        for file_id in actions.waiting_files() if mine else ():
            actions.process_file(file_id=file_id, at=clock.now())


@app.periodic(cron="25 * * * *")
@app.task(name="consultations.hourly", queueing_lock="consultations.hourly")
def hourly(timestamp: int) -> None:
    """Delete received drafts, photos and spoken notes that were left behind."""
    actions.sweep_drafts(before=clock.now() - LEFT_ALONE)
    actions.sweep_files(before=clock.now() - LEFT_ALONE)


@app.periodic(cron="* * * * *")
@app.task(name="consultations.write_reports", queueing_lock="consultations.write_reports")
def write_reports(timestamp: int) -> None:
    """Write the reports of answered consultations that are not there yet."""
    at = clock.now()
    with alone("consultations.write_reports") as mine:
        for code in queries.waiting_reports(at) if mine else ():
            actions.write_report(code=code, at=at)


def made_of(votes: Votes, standing: Mapping[int, bool]) -> MadeMap:
    """Return the map of some votes; without groups where there are too few, or one is too small to be shown."""
    places = {who: place for place, who in enumerate(sorted({who for who, _statement, _value in votes}))}
    counted = Counter((statement, value) for _who, statement, value in votes)
    numbers = sorted({statement for _who, statement, _value in votes})
    tallies = {str(one): [counted[one, value] for value in VALUES] for one in numbers}
    rows = [(places[who], statement, value) for who, statement, value in votes]
    found = made_map(rows, {one for one, stands in standing.items() if not stands}) or {"groups": []}
    if not found["groups"] or min(one["size"] for one in found["groups"]) < LEAST_SHOWN:
        return MadeMap(len(votes), len(places), (), (), (), tallies)
    return MadeMap(
        len(votes), len(places), [_group(one) for one in found["groups"]],
        [_said(one) for one in found["consensus"]], [_numbered(one) for one in found["divisive"]], tallies,
    )  # fmt: skip


def _group(one: Mapping[str, Any]) -> dict[str, Any]:
    representative = [_said(each) for each in one["representative"]]
    return {"number": one["group"], **{name: one[name] for name in ("size", "x", "y")},
            "representative": representative}  # fmt: skip


def _said(one: Mapping[str, Any]) -> dict[str, Any]:
    shares = {name: round(100 * one[name]) for name in ("low", "high")}
    return {**_numbered(one), "agrees": one["side"] == "agree", **shares}


def _numbered(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "statement": int(one["statement"])}
