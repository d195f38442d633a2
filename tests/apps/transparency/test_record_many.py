"""Many past acts at once give the same rows as one by one."""

import json
from importlib import import_module

import pytest
from tests.apps.transparency.log_world import AT, OFFICER, act

from dinhlang.apps.transparency import actions, queries
from dinhlang.apps.transparency.actions import Act, Grounds, Subject
from dinhlang.apps.transparency.models import ContentBump, Outbox, PartSalt, Record
from dinhlang.domain.transparency.commitment import commitment

pytestmark = pytest.mark.django_db


def past(number: int, event: str = "feedback.received") -> Act:
    return Act(
        event=event,
        subject=Subject("feedback.case", number, f"PA26-{number}"),
        acting=OFFICER,
        at=AT,
        grounds=[Grounds("FB-10-1", "1", "Điều 28")],
        facts={"category": "đèn đường", "days": 3, "late": False, "note": 'a\t"b"\\'},
        parts={"body": f"nội dung {number}".encode()},
    )


def test_every_column_is_what_record_would_have_written():
    one = past(1)
    single = actions.record(
        event=one.event, subject=one.subject, acting=one.acting, at=one.at, grounds=one.grounds, facts=one.facts,
    )  # fmt: skip
    ids = actions.record_many(acts=[past(2)])
    bulk = Record.objects.get(pk=ids[0])
    same = ["at", "event", "subject_kind", "role", "user_id", "post_id", "post_title", "unit_id", "unit_name"]
    for name in [*same, "grounds", "facts", "previous_id", "request_key", "request_digest"]:
        assert getattr(bulk, name) == getattr(single, name), name
    said = json.loads(bytes(bulk.payload))
    salt = bytes(PartSalt.objects.get(record=bulk, part="body").salt)
    assert said["parts"] == {"body": commitment(salt, "nội dung 2".encode()).hex()}
    assert said["facts"]["note"] == 'a\t"b"\\'
    assert bytes(bulk.commitment) == commitment(bytes(bulk.salt), bytes(bulk.payload))


def test_chains_run_through_calls_chunks_and_single_records(monkeypatch):
    monkeypatch.setattr(import_module("dinhlang.apps.transparency.actions.record_many"), "CHUNK", 2)
    first = act(Subject("feedback.case", 1, "PA26-1"))
    events = ["feedback.a", "feedback.b", "feedback.c"]
    ids = actions.record_many(acts=(past(number, event) for event in events for number in (1, 2)))
    last = act(Subject("feedback.case", 1, "PA26-1"), event="feedback.d")
    chain = Record.objects.filter(subject_id=1).order_by("id")
    assert [one.event for one in chain] == ["feedback.received", *events, "feedback.d"]
    assert [one.previous_id for one in chain] == [None, *[one.pk for one in chain][:-1]]
    assert [json.loads(bytes(one.payload))["previous"] for one in chain][1:] == [
        bytes(one.commitment).hex() for one in chain
    ][:-1]
    assert ids == sorted(ids)
    assert first.pk < ids[0] < last.pk


def test_only_the_log_hears_of_what_happened_long_ago(settings):
    settings.OUTBOX_SUBSCRIPTIONS = {"log": ["*"], "notifications": ["*"]}
    actions.record_many(acts=[past(1), past(2)], topics=["all", "all", "unit-1"])
    assert list(Outbox.objects.values_list("consumer", flat=True)) == ["log", "log"]
    assert sorted(ContentBump.objects.values_list("topic", flat=True)) == ["all", "unit-1"]
    actions.record_many(acts=[past(3)], consumers=["log", "search"])
    assert Outbox.objects.filter(consumer="search").count() == 1


def test_what_was_loaded_passes_the_check_of_everything():
    actions.record_many(acts=[past(number % 40, f"feedback.{number // 40}") for number in range(400)])
    assert actions.sequence_batch(at=AT) == 400
    report = queries.fsck(lambda *_: None)
    assert (report.found, report.records, report.lines) == (0, 400, 400)


def test_nothing_to_load_is_no_error():
    assert actions.record_many(acts=[]) == []
