"""Every refusal of accounts."""

import pytest
from django.test import override_settings
from tests.apps.accounts.people import AT, hold, officer, person, post, unit

from dinhlang.apps.accounts import actions, policies, queries
from dinhlang.domain.accounts.roles import CITIZEN, SYSTEM, Role
from dinhlang.lib.refusal import NotAllowedError, NotFoundError

pytestmark = pytest.mark.django_db
NOT_ADMINISTRATORS = [role for role in Role if role not in {Role.ADMINISTRATOR, Role.CITIZEN, Role.SYSTEM}]


@pytest.mark.parametrize("role", NOT_ADMINISTRATORS)
def test_no_other_role_manages_posts_not_even_the_head(role: Role) -> None:
    where = unit()
    with pytest.raises(NotAllowedError):
        policies.require_can_manage_posts(officer(where, [role]), where.pk, at=AT)


def test_a_citizen_manages_nothing() -> None:
    with pytest.raises(NotAllowedError):
        policies.require_can_manage_posts(CITIZEN, unit().pk, at=AT)


def test_an_administrator_manages_the_own_unit_and_what_lies_below_and_nothing_else() -> None:
    province = unit("Tỉnh", kind="province")
    commune, other = unit("Xã An Bình", parent=province), unit("Xã Tân Hòa", parent=province)
    above, below = officer(province, [Role.ADMINISTRATOR]), officer(commune, [Role.ADMINISTRATOR])
    acting = policies.require_can_manage_posts(above, commune.pk, at=AT)
    assert (acting.role, acting.unit_name) == (Role.ADMINISTRATOR, "Tỉnh")
    assert policies.can_manage_posts(below, commune.pk, at=AT)
    for refused in (other, province):
        with pytest.raises(NotAllowedError):
            policies.require_can_manage_posts(below, refused.pk, at=AT)


def test_nobody_appoints_oneself() -> None:
    where = unit()
    admin = officer(where, [Role.ADMINISTRATOR])
    head = post(where, Role.HEAD)
    with pytest.raises(NotAllowedError, match="tự giao"):
        actions.appoint(actor=admin, post_id=head.pk, user_id=admin.user_id or 0, at=AT)
    assert actions.appoint(actor=admin, post_id=head.pk, user_id=person().pk, at=AT).seat == 1


def test_a_stranger_does_not_learn_by_appointing_oneself() -> None:
    head = post(unit(), Role.HEAD)
    handler = officer(unit(), [Role.HANDLER])
    with pytest.raises(NotAllowedError, match="Chỉ quản trị"):
        actions.appoint(actor=handler, post_id=head.pk, user_id=handler.user_id or 0, at=AT)


def test_a_tenure_is_ended_by_its_own_administrators_only() -> None:
    held = hold(person(), post(unit("Xã An Bình"), Role.HEAD))
    with pytest.raises(NotAllowedError):
        actions.end_tenure(actor=officer(unit(), [Role.ADMINISTRATOR]), tenure_id=held.pk, at=AT)


def test_nobody_closes_an_account_that_has_a_post_somewhere_else() -> None:
    here, there = unit(), unit()
    admin, who = officer(here, [Role.ADMINISTRATOR]), person()
    hold(who, post(here, Role.HANDLER))
    hold(who, post(there, Role.HANDLER))
    with pytest.raises(NotAllowedError):
        actions.disable_account(actor=admin, user_id=who.pk, at=AT)


def test_no_administrator_closes_the_own_account_or_a_citizens() -> None:
    admin = officer(unit(), [Role.ADMINISTRATOR])
    for refused in (admin.user_id or 0, person().pk):
        with pytest.raises(NotAllowedError):
            actions.disable_account(actor=admin, user_id=refused, at=AT)


def test_the_platform_itself_may_bring_the_first_officer_into_office() -> None:
    assert policies.require_can_manage_posts(SYSTEM, unit().pk, at=AT).role is Role.SYSTEM


def test_somebody_elses_session_is_refused_in_the_words_for_one_that_is_not_there() -> None:
    refusals = []
    for owner in (person().pk, None):
        with pytest.raises(NotFoundError) as refused:
            policies.require_can_end_session(queries.actor_of(person(), at=AT), owner)
        refusals.append(str(refused.value))
    with pytest.raises(NotFoundError):
        policies.require_can_end_session(CITIZEN, None)
    assert refusals[0] == refusals[1]


@pytest.mark.parametrize(("demo", "cards", "invented"), [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_a_card_opens_only_an_invented_officer_in_a_demo_with_cards(demo: int, cards: int, invented: int) -> None:
    who = person(is_demo=bool(invented))
    with override_settings(DEMO=bool(demo), ROLE_CARDS=bool(cards)), pytest.raises(NotFoundError):
        policies.require_can_take_card(who)
    with override_settings(DEMO=True, ROLE_CARDS=True), pytest.raises(NotFoundError):
        policies.require_can_take_card(None)
