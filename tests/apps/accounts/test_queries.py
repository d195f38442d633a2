"""Rights come from posts held at the moment, and end with them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries
from tests.apps.accounts.people import AT, LONG_AGO, hold, officer, person, post, unit

from dinhlang.apps.accounts import queries
from dinhlang.apps.accounts.models import Post, Tenure
from dinhlang.domain.accounts.roles import CITIZEN, SYSTEM, Role

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_an_official_has_the_roles_of_every_post_held_now_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    who, one, other = person(), unit("Xã An Bình"), unit("Xã Tân Hòa")
    hold(who, post(one, Role.RECEIVER, Role.HANDLER, sees_identity=True))
    hold(who, post(other, Role.APPROVER))
    with django_assert_num_queries(1):
        actor = queries.actor_of(who, at=AT)
    assert [(held.unit_name, held.sees_identity) for held in actor.holdings] == [
        ("Xã An Bình", True),
        ("Xã Tân Hòa", False),
    ]
    assert actor.holding([Role.RECEIVER], [other.pk]) is None


def test_an_ended_tenure_takes_the_rights_away_in_that_moment() -> None:
    who = person()
    held = hold(who, post(unit(), Role.HEAD))
    Tenure.objects.filter(pk=held.pk).update(valid=DateTimeTZRange(held.valid.lower, AT))
    assert queries.actor_of(who, at=AT - SECOND).is_official
    assert not queries.actor_of(who, at=AT).is_official


def test_an_abolished_post_gives_nothing_whoever_holds_it() -> None:
    who, old = person(), post(unit(), Role.HEAD)
    hold(who, old)
    Post.objects.filter(pk=old.pk).update(valid=DateRange(LONG_AGO, AT.date()))
    assert not queries.actor_of(who, at=AT).is_official


def test_a_closed_account_is_nobody() -> None:
    who = person()
    hold(who, post(unit(), Role.HEAD))
    who.is_active = False
    assert queries.actor_of(who, at=AT) == CITIZEN


def test_a_visitor_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert queries.actor_of(AnonymousUser(), at=AT) == CITIZEN


def test_two_people_cannot_hold_one_seat_at_once() -> None:
    single = post(unit(), Role.HEAD)
    hold(person(), single)
    with pytest.raises(IntegrityError):
        hold(person(), single)


def test_a_post_cannot_give_a_role_that_does_not_exist() -> None:
    with pytest.raises(IntegrityError):
        Post.objects.create(unit=unit(), title="x", roles=["system"], valid=DateRange(LONG_AGO, None))


def test_a_case_can_be_given_to_handlers_and_heads_of_the_unit_only() -> None:
    here, there = unit("Xã An Bình"), unit("Xã Tân Hòa")
    for where, role, name in (
        (here, Role.HANDLER, "Bảy"), (here, Role.HEAD, "Ánh"), (here, Role.AUDITOR, "Cường"),
        (there, Role.HANDLER, "Dung"),
    ):  # fmt: skip
        officer(where, [role], name=name)
    assert {one.name for one in queries.assignable(here.pk, at=AT)} == {"Bảy", "Ánh"}
    assert queries.holders(here.pk, [Role.AUDITOR], at=AT)[0].holding.unit_name == "Xã An Bình"


def test_the_posts_of_a_unit_are_those_of_the_day() -> None:
    where = unit()
    gone = post(where, Role.HEAD, title="Trưởng ban cũ")
    Post.objects.filter(pk=gone.pk).update(valid=DateRange(LONG_AGO, AT.date()))
    post(where, Role.HEAD, title="Chủ tịch")
    assert queries.post_titles(where.pk, on=AT.date()) == ["Chủ tịch"]
    assert queries.post_titles(where.pk, on=AT.date() - timedelta(days=1)) == ["Chủ tịch", "Trưởng ban cũ"]
    assert [row.title for row in queries.posts_of(where.pk, at=AT)] == ["Chủ tịch"]


def test_a_post_with_a_free_seat_is_vacant() -> None:
    where = unit()
    hold(person(), post(where, Role.HANDLER, seats=2))
    row = queries.posts_of(where.pk, at=AT)[0]
    assert (len(row.held), row.is_vacant) == (1, True)


def test_every_official_must_have_the_second_factor_where_it_is_required() -> None:
    official, visitor = officer(unit(), [Role.HANDLER]), queries.actor_of(person(), at=AT)
    with override_settings(MFA_REQUIRED=True):
        assert queries.lacks_second_factor(official)
        assert not queries.lacks_second_factor(visitor)
        assert not queries.lacks_second_factor(SYSTEM)
    with override_settings(MFA_REQUIRED=False):
        assert not queries.lacks_second_factor(official)


@override_settings(DEMO=True, ROLE_CARDS=True)
def test_there_is_a_card_for_each_role_and_only_for_invented_officers() -> None:
    where = unit()
    hold(person("Người thật"), post(where, Role.AUDITOR))
    for role in (Role.HANDLER, Role.HEAD, Role.HANDLER):
        hold(person(f"Mẫu {role.value}", is_demo=True), post(where, role))
    assert [card.name for card in queries.demo_cards(at=AT)] == ["Mẫu handler", "Mẫu head"]


@pytest.mark.parametrize(("demo", "cards"), [(False, True), (True, False)])
def test_there_are_no_cards_outside_a_demo_with_cards(demo: bool, cards: bool) -> None:
    hold(person(is_demo=True), post(unit(), Role.HEAD))
    with override_settings(DEMO=demo, ROLE_CARDS=cards):
        assert queries.demo_cards(at=AT) == []


@override_settings(DEMO=True, ROLE_CARDS=True)
def test_who_watches_and_leads_has_the_card_of_watching_and_another_that_of_leading() -> None:
    where = unit()
    hold(person("Mẫu Mặt trận", is_demo=True), post(where, Role.AUDITOR, Role.HEAD, title="Chủ tịch Mặt trận"))
    hold(person("Mẫu Chủ tịch", is_demo=True), post(where, Role.HEAD))
    assert [card.name for card in queries.demo_cards(at=AT)] == ["Mẫu Chủ tịch", "Mẫu Mặt trận"]


@override_settings(DEMO=True, ROLE_CARDS=True)
def test_the_head_of_a_commune_has_a_card_beside_the_leader_whose_card_stands_for_leading() -> None:
    board, commune = unit("Ban", kind="agency", parent=unit("Tỉnh ủy", kind="agency")), unit()
    hold(person("Mẫu Trưởng ban", is_demo=True), post(board, Role.HEAD))
    hold(person("Mẫu Chủ tịch xã", is_demo=True), post(commune, Role.HEAD))
    assert [card.name for card in queries.demo_cards(at=AT)] == ["Mẫu Trưởng ban", "Mẫu Chủ tịch xã"]
