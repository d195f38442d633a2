"""Posts given and ended, accounts closed, uses counted."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import SessionBase
from pytest_django import DjangoAssertNumQueries
from tests.apps.accounts.people import AT, hold, officer, person, post, unit

from dinhlang.apps.accounts import actions, queries
from dinhlang.apps.accounts.actions.session_store import SessionStore
from dinhlang.apps.accounts.models import AddressSalt, Post, RateWindow, Session, Tenure, User
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.accounts.roles import SYSTEM, Role
from dinhlang.lib.refusal import NotFoundError

pytestmark = pytest.mark.django_db
LIMITS = [Limit(2, timedelta(minutes=1)), Limit(3, timedelta(hours=1))]
KEY = b"k" * 16


def test_an_officer_is_brought_into_office_and_the_record_names_nobody() -> None:
    where = unit()
    held = actions.appoint_officer(
        actor=SYSTEM, email="An@Xa.Example ", name="Lê Văn An", unit_id=where.pk, title="Chủ tịch",
        roles=[Role.HEAD, Role.APPROVER], sees_identity=True, at=AT,
    )  # fmt: skip
    assert (held.user.email, held.post.roles) == ("an@xa.example", ["approver", "head"])
    assert not held.user.has_usable_password()
    records = list(Record.objects.order_by("pk"))
    assert [one.event for one in records] == ["accounts.post_created", "accounts.post_given"]
    for one in records:
        assert "Lê Văn An" not in str(one.facts)
        assert b"xa.example" not in bytes(one.payload)
    assert records[1].facts == {"title": "Chủ tịch", "seat": 1, "tenure": held.pk}


def test_the_same_officer_is_not_made_twice() -> None:
    told = {"actor": SYSTEM, "name": "An", "unit_id": unit().pk, "title": "Chủ tịch", "roles": [Role.HEAD], "at": AT}
    actions.appoint_officer(email="an@xa.example", **told)  # type: ignore[arg-type]
    with pytest.raises(actions.SeatTakenError):
        actions.appoint_officer(email="an@xa.example", **told)  # type: ignore[arg-type]
    with pytest.raises(actions.SeatTakenError):
        actions.appoint_officer(email="ba@xa.example", **told)  # type: ignore[arg-type]
    assert (User.objects.count(), Post.objects.count(), Tenure.objects.count()) == (1, 1, 1)


def test_a_second_seat_is_given_and_a_third_refused() -> None:
    shared = post(unit(), Role.HANDLER, seats=2)
    seats = [actions.appoint(actor=SYSTEM, post_id=shared.pk, user_id=person().pk, at=AT).seat for _ in range(2)]
    assert seats == [1, 2]
    with pytest.raises(actions.SeatTakenError):
        actions.appoint(actor=SYSTEM, post_id=shared.pk, user_id=person().pk, at=AT)


def test_an_ended_tenure_frees_its_seat_and_cannot_end_again() -> None:
    where = unit()
    admin, who, head = officer(where, [Role.ADMINISTRATOR]), person(), post(where, Role.HEAD)
    held = hold(who, head)
    actions.end_tenure(actor=admin, tenure_id=held.pk, at=AT)
    assert not queries.actor_of(who, at=AT).is_official
    with pytest.raises(actions.AlreadyEndedError):
        actions.end_tenure(actor=admin, tenure_id=held.pk, at=AT + timedelta(days=1))
    assert actions.appoint(actor=admin, post_id=head.pk, user_id=person().pk, at=AT).seat == 1
    ended = Record.objects.get(event="accounts.post_ended")
    assert (ended.subject_kind, ended.subject_id, ended.role) == ("accounts.post", head.pk, "administrator")


def session_of(who: User) -> SessionBase:
    store = SessionStore()
    store["_auth_user_id"] = str(who.pk)
    store.create()
    return store


def test_closing_an_account_ends_its_sessions_and_nobody_elses() -> None:
    where, who, other = unit(), person(), person()
    hold(who, post(where, Role.HANDLER))
    session_of(who), session_of(other)
    actions.disable_account(actor=officer(where, [Role.ADMINISTRATOR]), user_id=who.pk, at=AT)
    assert [row.user_id for row in Session.objects.all()] == [other.pk]
    assert Record.objects.filter(event="accounts.account_disabled", subject_id=who.pk).exists()
    with pytest.raises(NotFoundError):
        actions.disable_account(actor=SYSTEM, user_id=who.pk, at=AT)


def test_one_ends_ones_own_sessions_only() -> None:
    who, other = person(), person()
    mine, this, foreign = session_of(who), session_of(who), session_of(other)
    actor = queries.actor_of(who, at=AT)
    with pytest.raises(NotFoundError):
        actions.end_session(actor=actor, handle=queries.handle_of(foreign.session_key or ""))
    actions.end_session(actor=actor, handle=queries.handle_of(mine.session_key or ""))
    assert set(Session.objects.values_list("pk", flat=True)) == {this.session_key, foreign.session_key}
    session_of(who)
    assert actions.end_other_sessions(actor=actor, this=this.session_key) == 1


def test_the_handle_of_a_session_is_not_its_key() -> None:
    key = session_of(person()).session_key or ""
    assert key
    assert key not in queries.handle_of(key)


def test_uses_are_counted_in_one_query_and_the_next_one_waits(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(2):
        assert actions.spend(scope="feedback.send", key=KEY, limits=LIMITS, at=AT).allowed
    with django_assert_num_queries(1):  # the statement, in its savepoint
        refused = actions.spend(scope="feedback.send", key=KEY, limits=LIMITS, at=AT)
    assert (refused.allowed, refused.retry_after) == (False, 60)
    later = AT + timedelta(minutes=1)
    assert actions.spend(scope="feedback.send", key=KEY, limits=LIMITS, at=later).retry_after == 59 * 60


def test_another_key_and_another_scope_have_budgets_of_their_own() -> None:
    for _ in range(3):
        actions.spend(scope="feedback.send", key=KEY, limits=LIMITS, at=AT)
    assert actions.spend(scope="feedback.send", key=b"o" * 16, limits=LIMITS, at=AT).allowed
    assert actions.spend(scope="lookup", key=KEY, limits=LIMITS, at=AT).allowed


def test_what_must_not_be_kept_is_thrown_away() -> None:
    actions.hash_address(address="203.0.113.9", at=AT)
    actions.spend(scope="lookup", key=KEY, limits=LIMITS, at=AT)
    store = session_of(person())
    Session.objects.filter(pk=store.session_key).update(expire_date=AT)
    actions.sweep(at=AT + timedelta(hours=24))
    assert (AddressSalt.objects.count(), RateWindow.objects.count(), Session.objects.count()) == (0, 0, 0)
