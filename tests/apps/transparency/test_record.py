"""The one record: what it keeps, what it commits to, and that it never changes."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from tests.apps.transparency.log_world import AT, CASE, OFFICER, act

from dinhlang.apps.transparency import actions, queries
from dinhlang.apps.transparency.actions import Request, RequestConflictError, Subject
from dinhlang.apps.transparency.models import ContentBump, OpenSubject, Outbox, PartSalt, Record
from dinhlang.domain.transparency.commitment import commitment

pytestmark = pytest.mark.django_db


def payload(record: Record) -> dict:
    return json.loads(bytes(record.payload))


def test_a_record_commits_to_its_payload_with_its_own_salt():
    first, second = act(), act(Subject("feedback.case", 2, "PA26-2"))
    assert bytes(first.commitment) == commitment(bytes(first.salt), bytes(first.payload))
    assert first.salt != second.salt
    assert len(first.salt) == 32


def test_the_payload_names_role_and_unit_but_no_person():
    said = payload(act())
    assert said["actor"] == {"role": "handler", "unit": "UBND phường Long Châu", "post": "Công chức địa chính"}
    assert said["at"] == "2026-11-23T08:00:00+00:00"
    assert "user_id" not in json.dumps(said)


def test_personal_parts_are_kept_as_commitments_only():
    text = "Nguyễn Văn A, 0901234567".encode()
    made = act(parts={"contact": text})
    salt = PartSalt.objects.get(record=made, part="contact").salt
    assert payload(made)["parts"] == {"contact": commitment(bytes(salt), text).hex()}
    stored = json.dumps(list(Record.objects.values_list("facts", "grounds"))).encode() + bytes(made.payload)
    assert b"0901234567" not in stored


def test_acts_on_one_subject_form_a_chain():
    first, second = act(), act(event="feedback.classified", minutes=5)
    other = act(Subject("feedback.case", 2, "PA26-2"))
    assert payload(first)["previous"] is None
    assert (second.previous_id, payload(second)["previous"]) == (first.pk, bytes(first.commitment).hex())
    assert other.previous_id is None


def test_the_history_of_a_subject_cannot_fork():
    first = act()
    act(event="feedback.classified")
    row = Record.objects.get(pk=first.pk)
    row.pk = None
    row.previous_id = first.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_record_waits_for_the_log_and_for_whoever_asked_for_its_event(settings):
    settings.OUTBOX_SUBSCRIPTIONS = {"log": ["*"], "post": ["feedback.*"], "exact": ["feedback.rated"]}
    act()
    act(event="feedback.rated")
    act(Subject("law.rule", 1, "X"), event="law.changed")
    waiting = list(Outbox.objects.order_by("id").values_list("consumer", "record__event"))
    assert sorted(waiting) == [
        ("exact", "feedback.rated"), ("log", "feedback.rated"), ("log", "feedback.received"), ("log", "law.changed"),
        ("post", "feedback.rated"), ("post", "feedback.received"),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        act()


def test_floats_and_big_numbers_never_reach_a_payload():
    for wrong in (0.5, 2**53):
        with pytest.raises((TypeError, ValueError)):
            actions.record(event="x", subject=CASE, acting=OFFICER, at=AT, facts={"amount": wrong})


def test_the_same_request_gives_the_same_record_and_another_body_a_conflict():
    request = Request("k1", actions.digest_of({"text": "đèn hỏng"}))
    assert actions.replayed(request) is None
    made = act(request=request)
    assert actions.replayed(request) == made
    assert actions.replayed(None) is None
    with pytest.raises(RequestConflictError):
        actions.replayed(Request("k1", actions.digest_of({"text": "khác"})))
    with pytest.raises(IntegrityError), transaction.atomic():
        act(Subject("feedback.case", 2, "PA26-2"), request=request)


def test_the_timeline_of_a_subject_is_one_query_in_order(django_assert_num_queries):
    act()
    act(event="feedback.classified", minutes=5)
    act(Subject("feedback.case", 2, "PA26-2"))
    actions.sequence_batch(at=AT, limit=1)
    with django_assert_num_queries(1):
        found = queries.timeline(kind="feedback.case", subject_id=1)
    assert [(one.event, one.index) for one in found] == [("feedback.received", 0), ("feedback.classified", None)]
    assert found[0].unit_name == "UBND phường Long Châu"
    assert found[0].grounds[0]["citation"] == "Điều 28 khoản 1 Luật Tiếp công dân"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE transparency_record SET event = 'x'",
        "UPDATE transparency_record SET payload = ''",
        "DELETE FROM transparency_record",
        "UPDATE transparency_logentry SET leaf_hash = ''",
        "DELETE FROM transparency_logentry",
        "UPDATE transparency_treehead SET root = ''",
        "DELETE FROM transparency_treehead",
    ],
)
def test_the_database_refuses_to_change_what_was_recorded_or_logged(sql):
    act()
    actions.sequence_batch(at=AT)
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        cursor.execute(sql)


def test_a_signed_head_keeps_its_note():
    act()
    actions.sequence_batch(at=AT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE transparency_treehead SET note = 'signed'")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute("UPDATE transparency_treehead SET note = 'other'")


def test_blinding_empties_salt_and_payload_and_nothing_else():
    made = act()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dinhlang.blinding = 'on'")
        cursor.execute("UPDATE transparency_record SET payload = '', salt = ''")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute("UPDATE transparency_record SET payload = '', salt = '', event = 'x'")
    blinded = Record.objects.get(pk=made.pk)
    assert (bytes(blinded.payload), bytes(blinded.commitment)) == (b"", bytes(made.commitment))
    assert queries.opening_of(blinded) is None


def test_consumers_take_each_record_once_in_order(settings):
    settings.OUTBOX_SUBSCRIPTIONS = {"log": ["*"], "post": ["*"]}
    made = [act(Subject("feedback.case", one, f"PA26-{one}")) for one in range(1, 4)]
    assert actions.take(consumer="post", limit=2) == made[:2]
    assert actions.take(consumer="post", limit=2) == made[2:]
    assert actions.take(consumer="post", limit=2) == []
    assert Outbox.objects.filter(consumer="log").count() == 3


def test_what_a_failed_consumer_took_waits_again(settings):
    settings.OUTBOX_SUBSCRIPTIONS = {"post": ["*"]}
    made = act()
    with transaction.atomic():
        actions.take(consumer="post", limit=9)
        transaction.set_rollback(True)
    assert actions.take(consumer="post", limit=9) == [made]


@pytest.mark.django_db(transaction=True)
def test_taking_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        actions.take(consumer="post", limit=1)


def test_a_version_changes_with_every_bump_of_its_topics(django_assert_num_queries):
    seen = [queries.versions(["unit-1", "all"])]
    act(topics=["unit-1", "all", "all"])
    with django_assert_num_queries(1):
        seen.append(queries.versions(["unit-1", "all"]))
    act(topics=["unit-1"], minutes=1)
    seen.append(queries.versions(["all", "unit-1"]))
    act(topics=["unit-2"], minutes=2)
    assert queries.versions(["unit-1", "all"]) == seen[-1]
    assert len({one["unit-1"] for one in seen}) == 3
    assert len({one["all"] for one in seen}) == 2
    assert ContentBump.objects.count() == 4


def test_compacting_gives_crowded_topics_a_version_never_seen_and_leaves_the_rest():
    seen = set()
    for number in range(6):
        act(topics=["crowded"], minutes=number)
        seen.add(queries.versions(["crowded"])["crowded"])
    act(topics=["quiet"], minutes=9)
    quiet = queries.versions(["quiet"])
    assert actions.compact_bumps(above=5) == 1
    after = queries.versions(["crowded"])["crowded"]
    assert after not in seen
    assert actions.compact_bumps(above=5) == 0
    assert queries.versions(["crowded"])["crowded"] == after
    assert queries.versions(["quiet"]) == quiet
    assert ContentBump.objects.filter(topic="crowded").count() == 1


def test_opening_and_sealing_subjects_can_be_repeated():
    for _ in range(2):
        actions.open_subjects(kind="feedback.case", ids=[1, 2], at=AT)
    assert OpenSubject.objects.count() == 2
    for _ in range(2):
        actions.seal_subjects(kind="feedback.case", ids=[1])
    assert list(OpenSubject.objects.values_list("subject_id", flat=True)) == [2]
