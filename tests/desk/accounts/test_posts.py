"""An administrator sets up posts, gives and ends them, in the own units only."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from tests.apps.accounts.people import hold, person, post, unit

from dinhlang.apps.accounts import queries
from dinhlang.apps.accounts.models import Post, Session, Tenure, User
from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.accounts.roles import Role
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor() -> object:
    with override_settings(MFA_REQUIRED=False):
        yield


@pytest.fixture
def where() -> Unit:
    return unit("Xã An Bình")


@pytest.fixture
def admin(client: Client, where: Unit) -> User:
    who = person("Quản trị")
    hold(who, post(where, Role.ADMINISTRATOR, title="Quản trị"), since=clock.now() - timedelta(days=1))
    client.force_login(who)
    return who


def test_an_administrator_sets_up_a_post_and_gives_it_to_a_new_person(client: Client, where: Unit, admin: User) -> None:
    assert "Xã An Bình" in client.get(reverse("desk_accounts:units")).content.decode()
    told = {"title": "Công chức địa chính", "roles": ["handler"], "seats": "1", "sees_identity": "on"}
    client.post(reverse("desk_accounts:create_post", args=[where.pk]), told)
    made = Post.objects.get(title="Công chức địa chính")
    assert (made.roles, made.sees_identity) == (["handler"], True)
    address = reverse("desk_accounts:appoint", args=[where.pk, made.pk])
    assert "Công chức địa chính" in client.get(address).content.decode()
    client.post(address, {"name": "Trần Văn Tư", "email": "tu@xa.example"})
    assert queries.assignable(where.pk, at=clock.now())[0].name == "Trần Văn Tư"
    page = client.get(reverse("desk_accounts:posts", args=[where.pk])).content.decode()
    assert "Trần Văn Tư" in page
    again = client.post(address, {"name": "Lê Thị Năm", "email": "nam@xa.example"})
    assert again.status_code == 422
    assert "đã có người giữ" in again.content.decode()
    assert not User.objects.filter(email="nam@xa.example").exists()


def test_an_ended_tenure_and_a_closed_account_take_effect(client: Client, where: Unit, admin: User) -> None:
    who = person("Trần Văn Tư")
    held = hold(who, post(where, Role.HANDLER), since=clock.now() - timedelta(days=1))
    Client().force_login(who)
    client.post(reverse("desk_accounts:disable_account", args=[where.pk, who.pk]))
    assert not Session.objects.filter(user=who).exists()
    client.post(reverse("desk_accounts:end_tenure", args=[where.pk, held.pk]))
    assert queries.holders(where.pk, [Role.HANDLER], at=clock.now()) == []


def test_another_unit_is_refused_for_every_verb(client: Client, admin: User) -> None:
    other = unit("Xã Tân Hòa")
    theirs = post(other, Role.HEAD)
    held = hold(person(), theirs, since=clock.now() - timedelta(days=1))
    address = reverse("desk_accounts:posts", args=[other.pk])
    assert client.get(address).status_code == 403
    told = {"title": "x", "roles": ["head"], "seats": "1"}
    assert client.post(reverse("desk_accounts:create_post", args=[other.pk]), told).status_code == 403
    person_told = {"name": "x", "email": "x@xa.example"}
    assert client.post(reverse("desk_accounts:appoint", args=[other.pk, theirs.pk]), person_told).status_code == 403
    client.post(reverse("desk_accounts:end_tenure", args=[other.pk, held.pk]))
    client.post(reverse("desk_accounts:disable_account", args=[other.pk, held.user_id]))
    held.refresh_from_db()
    assert held.valid.upper is None
    assert held.user.is_active
    assert Post.objects.filter(unit=other).count() == 1


def test_a_post_of_another_unit_is_not_given_through_the_own_one(client: Client, where: Unit, admin: User) -> None:
    theirs = post(unit("Xã Tân Hòa"), Role.HEAD)
    told = {"name": "x", "email": "x@xa.example"}
    assert client.post(reverse("desk_accounts:appoint", args=[where.pk, theirs.pk]), told).status_code == 404
    assert not Tenure.objects.filter(post=theirs).exists()


def test_no_field_of_the_form_reaches_what_it_must_not(client: Client, where: Unit, admin: User) -> None:
    other = unit("Xã Tân Hòa")
    told = {"title": "Mới", "roles": ["handler", "system"], "seats": "1", "unit_id": str(other.pk)}
    assert client.post(reverse("desk_accounts:create_post", args=[where.pk]), told).status_code == 422
    told["roles"] = ["handler"]
    client.post(reverse("desk_accounts:create_post", args=[where.pk]), told)
    assert Post.objects.get(title="Mới").unit_id == where.pk
