"""From outbox to proof: sequencing, signing, places, lines, proofs, receipts."""

import json

import pytest
from django.db import connection
from tests.apps.transparency.log_world import AT, act, acts, logged, running_signer

from dinhlang.apps.transparency import actions, queries
from dinhlang.apps.transparency.actions import LogForkedError, Subject
from dinhlang.apps.transparency.models import LogEntry, Outbox, Tile, TreeHead
from dinhlang.domain.transparency import checkpoint, note, opening, proof_file, receipt, tiles
from dinhlang.domain.transparency.commitment import entry
from dinhlang.domain.transparency.merkle import check_inclusion, leaf_hash, root
from dinhlang.lib.signer import Signer, SignerUnavailableError

pytestmark = pytest.mark.django_db


def leaves() -> list[bytes]:
    commitments = LogEntry.objects.order_by("index").values_list("record__commitment", flat=True)
    return [leaf_hash(entry(bytes(one))) for one in commitments]


def test_batches_give_the_tree_that_all_lines_give_from_scratch():
    for batch in (1, 2, 254, 300, 0, 7):
        logged(batch, first=LogEntry.objects.count() + 1)
    heads = list(TreeHead.objects.order_by("size").values_list("size", "root"))
    assert [size for size, _ in heads] == [1, 3, 257, 557, 564]
    assert [bytes(stored) for _, stored in heads] == [root(leaves()[:size]) for size, _ in heads]
    assert list(LogEntry.objects.order_by("index").values_list("index", flat=True)) == list(range(564))
    stored = {(one.level, one.number): bytes(one.hashes) for one in Tile.objects.all()}
    assert stored == tiles.append(0, {}, leaves()).tiles
    assert not Outbox.objects.filter(consumer="log").exists()


def test_a_batch_takes_no_more_than_its_limit():
    acts(5)
    assert [actions.sequence_batch(at=AT, limit=2) for _ in range(4)] == [2, 2, 1, 0]


def test_an_entry_committed_late_under_an_earlier_id_is_not_lost():
    first, late, last = acts(3)
    held = Outbox.objects.get(record=late, consumer="log")
    held.delete()
    actions.sequence_batch(at=AT)
    Outbox.objects.create(pk=held.pk, record=late, consumer="log")
    assert actions.sequence_batch(at=AT) == 1
    assert list(LogEntry.objects.order_by("index").values_list("record_id", flat=True)) == [first.pk, last.pk, late.pk]


def test_heads_are_signed_in_order_and_the_notes_verify(signer):
    logged(3)
    logged(2, first=10)
    assert actions.sign_heads(signer=signer) == 2
    assert actions.sign_heads(signer=signer) == 0
    key = note.parse_key(signer.keys()["log"])
    for head in TreeHead.objects.all():
        signed = note.parse(head.note)
        note.verified(signed, [key])
        assert checkpoint.parse(signed.text).root == bytes(head.root)
    assert queries.latest_head().size == 5


def test_pages_about_the_log_learn_of_new_lines_and_of_their_signature(signer):
    seen = {queries.versions(["log"])["log"]}
    logged(1)
    seen.add(queries.versions(["log"])["log"])
    actions.sign_heads(signer=signer)
    assert len(seen | {queries.versions(["log"])["log"]}) == 3


def test_a_crash_between_signing_and_storing_gives_the_same_note_again(signer):
    logged(3, signer)
    published = queries.latest_head().note
    logged(1, first=10)
    head = TreeHead.objects.get(note="")
    actions.sign_heads(signer=signer)
    lost = TreeHead.objects.get(pk=head.pk).note
    with connection.cursor() as cursor:  # as after the crash: signed, not stored
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE transparency_treehead SET note = '' WHERE size = 4")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert queries.latest_head().note == published
    assert actions.sign_heads(signer=signer) == 1
    assert TreeHead.objects.get(pk=head.pk).note == lost


def test_a_database_older_than_what_was_signed_is_refused(signer):
    logged(3)
    wanted = checkpoint.Checkpoint(signer.state().origin, 9, bytes(32))
    signer.sign_checkpoint(wanted.text, old=0, proof=[])
    with pytest.raises(LogForkedError, match="signed 9 entries, the database has 3"):
        actions.sign_heads(signer=signer)
    assert queries.latest_head() is None


def test_another_history_of_the_same_length_or_longer_is_refused(signer):
    wanted = checkpoint.Checkpoint(signer.state().origin, 3, bytes(32))
    signer.sign_checkpoint(wanted.text, old=0, proof=[])
    logged(3)
    with pytest.raises(LogForkedError, match="first 3 entries"):
        actions.sign_heads(signer=signer)
    logged(2, first=10)
    with pytest.raises(LogForkedError, match="first 3 entries"):
        actions.sign_heads(signer=signer)


def test_while_the_signer_is_away_nothing_is_signed_and_later_everything():
    logged(2)
    with pytest.raises(SignerUnavailableError):
        actions.sign_heads(signer=Signer("/nonexistent/signer.sock"))
    logged(2, first=10)
    with running_signer() as (signer, _):
        assert actions.sign_heads(signer=signer) == 2


@pytest.mark.parametrize("index", [0, 1, 255, 256, 299])
def test_a_proof_holds_and_carries_the_commitment_only_while_sealed(signer, index):
    logged(300, signer)
    made = proof_file.parse(str(queries.proof_file(index)))
    head = checkpoint.parse(note.parse(made.checkpoint).text)
    committed = opening.parse(made.extra.decode())
    assert isinstance(committed, bytes)
    check_inclusion(leaf=leaf_hash(entry(committed)), index=index, size=head.size, proof=made.hashes, tree=head.root)


def test_a_proof_takes_the_same_three_queries_at_any_size(signer, django_assert_num_queries):
    logged(5, signer)
    with django_assert_num_queries(3):
        queries.proof_file(4)
    logged(1500, signer, first=10)
    with django_assert_num_queries(3):
        queries.proof_file(1234)


def test_a_proof_carries_the_opening_once_the_subject_is_open_or_the_door_vouches(signer):
    record = logged(1, signer)[0]
    expected = opening.Opening(bytes(record.salt), bytes(record.payload))
    assert opening.parse(queries.proof_file(0, private=True).extra.decode()) == expected
    actions.open_subjects(kind="feedback.case", ids=[record.subject_id], at=AT)
    assert opening.parse(queries.proof_file(0).extra.decode()) == expected
    actions.seal_subjects(kind="feedback.case", ids=[record.subject_id])
    assert isinstance(opening.parse(queries.proof_file(0).extra.decode()), bytes)


def test_kinds_that_are_public_by_nature_are_open(signer):
    act(Subject("organisations.unit", 1, "29398"), event="organisations.merged")
    actions.sequence_batch(at=AT)
    actions.sign_heads(signer=signer)
    assert queries.line(0).opened is not None
    assert json.loads(queries.line(0).opened.payload)["event"] == "organisations.merged"


def test_there_is_no_proof_before_a_signed_head_covers_the_line(signer):
    logged(1, signer)
    logged(1, first=10)
    assert queries.proof_file(0) is not None
    assert queries.proof_file(1) is None
    assert queries.proof_file(2) is None


def test_a_line_tells_between_which_checkpoints_it_came(signer):
    logged(2)
    actions.sign_heads(signer=signer)
    acts(1, first=10)
    later = AT.replace(hour=9)
    actions.sequence_batch(at=later)
    waiting = queries.line(2)
    assert (waiting.after, waiting.by) == (AT, None)
    actions.sign_heads(signer=signer)
    assert (queries.line(2).after, queries.line(2).by) == (AT, later)
    assert (queries.line(0).after, queries.line(0).by) == (None, AT)
    assert queries.line(2).opened is None
    assert not queries.line(2).erased
    assert queries.line(3) is None


def test_an_erased_record_keeps_its_line_and_its_proof(signer):
    record = logged(1, signer)[0]
    actions.open_subjects(kind="feedback.case", ids=[record.subject_id], at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dinhlang.blinding = 'on'")
        cursor.execute("UPDATE transparency_record SET payload = '', salt = ''")
    assert queries.line(0).erased
    assert queries.line(0).opened is None
    assert opening.parse(queries.proof_file(0).extra.decode()) == bytes(record.commitment)


def test_the_place_of_a_record_goes_from_promised_to_signed(signer):
    record = acts(1)[0]
    assert (queries.place(record.pk).index, queries.place(record.pk).signed) == (None, False)
    actions.sequence_batch(at=AT)
    assert (queries.place(record.pk).index, queries.place(record.pk).signed) == (0, False)
    actions.sign_heads(signer=signer)
    assert (queries.place(record.pk).index, queries.place(record.pk).signed) == (0, True)
    assert queries.place(record.pk).promised_by == AT.replace(day=24)


def test_a_receipt_promises_the_leaf_and_is_the_same_every_time(signer):
    record = acts(1)[0]
    signed = actions.promise(record_id=record.pk, signer=signer)
    assert actions.promise(record_id=record.pk, signer=signer) == signed
    parsed = note.parse(signed)
    note.verified(parsed, [note.parse_key(signer.keys()["receipt"])])
    promised = receipt.parse(parsed.text)
    assert promised.leaf == leaf_hash(entry(bytes(record.commitment)))
    assert (promised.received, promised.latest - promised.received) == (int(AT.timestamp()), 24 * 3600)


def test_the_figures_of_the_log(signer):
    assert queries.counts() == queries.Counts(0, 0, 0)
    logged(3, signer)
    logged(2, first=10)
    acts(4, first=20)
    assert queries.counts() == queries.Counts(lines=5, signed=3, waiting=4)
    assert [index for index, _ in queries.latest_lines(2)] == [4, 3]


def test_the_policy_names_the_key_of_the_log_and_no_witness(signer, settings):
    read = queries.policy_text("https://vinhlong.example/nhat-ky")
    assert f"log {signer.keys()['log']} https://vinhlong.example/nhat-ky\n" in read
    assert "quorum none\n" in read
    settings.SIGNER_KEYS = "/nonexistent"
    assert queries.policy_text("https://vinhlong.example/nhat-ky") == read
    settings.SIGNER_SOCKET = "/nonexistent/signer.sock"
    assert queries.policy_text("https://vinhlong.example/nhat-ky") is None
