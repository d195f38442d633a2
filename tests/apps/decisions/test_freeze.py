"""What is frozen before the vote stays: in the actions, in the log, and in the database itself."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.villages import HOUSEHOLDS, Village, moment
from tests.votes import CLOSES, DURING, FREEZES, Vote, drafted, voted

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions import NewChange
from dinhlang.apps.decisions.models import Decision, Household, HouseholdCode, RollLine
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.rolls import Change, digest_of_codes
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError


@pytest.fixture
def vote(db: None) -> Vote:
    """Return a frozen vote."""
    return voted()


def freeze(village: Village, who: str = "village_head", at=FREEZES, **other: object) -> Decision:  # type: ignore[no-untyped-def]
    decision = drafted(village, **other)
    actions.freeze(actor=village.who(who), decision_id=decision.pk, at=at)
    decision.refresh_from_db()
    return decision


def test_the_freeze_is_logged_with_all_that_was_frozen(vote: Vote) -> None:
    facts = Record.objects.get(event="decisions.frozen").facts
    codes = RollLine.objects.filter(decision=vote.decision).values_list("row_code", flat=True)
    assert facts["households"] == vote.decision.roll_size == HOUSEHOLDS
    assert facts["rows"] == digest_of_codes(codes).hex()
    assert (facts["rule"], facts["options"]) == ("DEC-15-6", ["agree", "disagree", "other"])
    assert (facts["opens_at"], facts["closes_at"]) == ("2026-03-09T07:00+07:00", "2026-03-12T17:00+07:00")


@pytest.mark.parametrize("who", ["receiver", "head", "receiver2", "handler", "auditor", "front", "village2"])
def test_only_those_who_lead_freeze_and_print(village: Village, who: str) -> None:
    with pytest.raises(NotAllowedError):
        freeze(village, who)
    decision = freeze(village)
    for act in (
        lambda: actions.issue_codes(actor=village.who(who), decision_id=decision.pk, at=FREEZES),
        lambda: actions.reissue_code(actor=village.who(who), decision_id=decision.pk, household="1", at=FREEZES),
    ):
        with pytest.raises(NotAllowedError):
            act()


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"matter": "15.1"}, "form"),
        ({"consent_yes": 6}, "form"),
        ({"consent_yes": None}, "form"),
        ({"opens_at": None}, "opens_at"),
        ({"opens_at": FREEZES}, "opens_at"),
    ],
)
def test_what_may_not_be_is_refused_before_the_freeze(village: Village, other: dict[str, object], field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        freeze(village, **other)
    assert refused.value.field == field


def test_a_village_without_a_roll_does_not_vote(village: Village) -> None:
    decision = drafted(village)
    decision.unit_id = village.province.id("T2-K1")
    decision.save()
    with pytest.raises(RefusedError, match="Chưa có danh sách"):
        actions.freeze(actor=village.who("village2"), decision_id=decision.pk, at=FREEZES)


def test_a_change_of_the_roll_does_not_move_the_denominator(vote: Vote) -> None:
    new = NewChange(Change.ADDED, "Mới tách hộ", number="13", name="Lê Thị Mới")
    actions.propose_change(actor=vote.village.head, village_id=vote.village.unit.id, new=new, at=moment(2))
    assert actions.apply_due_changes(at=moment(10)) == 1
    assert Household.objects.count() == HOUSEHOLDS + 1
    assert vote.close().total.households == HOUSEHOLDS


@pytest.mark.parametrize(
    "sql",
    [
        (
            "INSERT INTO decisions_rollline (decision_id, household_id, village_id, row_code) SELECT "
            "decision_id, {new}, village_id, 'ZZZZZZ' FROM decisions_rollline LIMIT 1"
        ),
        "DELETE FROM decisions_rollline WHERE row_code = (SELECT min(row_code) FROM decisions_rollline)",
        "UPDATE decisions_rollline SET row_code = 'ZZZZZZ' WHERE id = (SELECT min(id) FROM decisions_rollline)",
        "UPDATE decisions_decision SET roll_size = 5",
        "UPDATE decisions_decision SET closes_at = closes_at + interval '1 hour'",
        "UPDATE decisions_decision SET question = 'Khác'",
        "UPDATE decisions_decision SET rule_version = 'khác'",
        "UPDATE decisions_decision SET frozen_at = NULL",
        "DELETE FROM decisions_decision",
    ],
)
def test_the_database_refuses_to_move_what_is_frozen(vote: Vote, sql: str) -> None:
    new = Household.objects.create(
        village_id=vote.village.unit.id, number="99", sort_key="99", valid=(moment(1).date(), None)
    )
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(new=new.pk))


def test_the_database_refuses_a_denominator_that_is_not_the_roll(village: Village) -> None:
    decision = drafted(village)
    told = {"roll_size": 3, "roll_digest": b"x" * 32, "frozen_at": FREEZES}
    with pytest.raises(IntegrityError, match="other lines"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**told)


def test_nothing_is_frozen_twice(vote: Vote) -> None:
    with pytest.raises(RefusedError, match="đã chốt"):
        actions.freeze(actor=vote.village.head, decision_id=vote.decision.pk, at=FREEZES)


def test_only_hashes_of_codes_are_kept(vote: Vote) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM decisions_householdcode t")
        kept = cursor.fetchone()[0]
    assert not any(code in kept for code in vote.codes.values())
    assert len({bytes(one.hash) for one in HouseholdCode.objects.all()}) == HOUSEHOLDS


def test_a_new_code_ends_the_old_one(vote: Vote) -> None:
    old = vote.codes["1"]
    new = actions.reissue_code(actor=vote.village.head, decision_id=vote.decision.pk, household="1", at=DURING)
    with pytest.raises(NotFoundError):
        vote.cast("1")
    vote.codes["1"] = new.secret
    assert vote.cast("1").row_code == vote.rows["1"]
    assert old != new.secret
    assert Record.objects.filter(event="decisions.code_reissued").count() == 1


def test_after_the_opening_slips_are_not_printed_anew(vote: Vote) -> None:
    with pytest.raises(RefusedError, match="đã mở"):
        actions.issue_codes(actor=vote.village.head, decision_id=vote.decision.pk, at=DURING)
    with pytest.raises(RefusedError, match="không nhận phiếu"):
        actions.reissue_code(actor=vote.village.head, decision_id=vote.decision.pk, household="1", at=CLOSES)
