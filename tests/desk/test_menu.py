"""Whoever holds a post finds in the menu only what opens, wherever the post is."""

import re
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from tests.apps.accounts.people import hold, person, post, unit

from dinhlang.desk.menu import BOOKS, PEOPLE
from dinhlang.domain.accounts.roles import POST_ROLES, Role
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a href="(/[^"]+)"')
PLACES = (Kind.PROVINCE, Kind.COMMUNE, Kind.FRONT, Kind.VILLAGE)


@pytest.fixture(autouse=True)
def without_second_factor() -> object:
    with override_settings(MFA_REQUIRED=False):
        yield


def official(client: Client, role: Role, kind: Kind) -> None:
    who = person("Một người")
    above = unit("Xã An Bình") if kind == Kind.VILLAGE else None
    hold(
        who,
        post(unit("Một nơi", kind=kind, parent=above), role, title="Một chức danh"),
        since=clock.now() - timedelta(days=1),
    )
    client.force_login(who)


def menu(client: Client) -> list[str]:
    page = client.get(reverse("desk_accounts:profile")).content.decode()
    return LINK.findall(page[page.index("<nav") : page.index("</nav>")])


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        *((role, kind) for role in POST_ROLES if role != Role.VILLAGE_HEAD for kind in PLACES),
        (Role.VILLAGE_HEAD, Kind.VILLAGE),
    ],
    ids=str,
)
def test_every_link_of_the_menu_opens(client: Client, role: Role, kind: Kind) -> None:
    official(client, role, kind)
    links = menu(client)
    assert {address: client.get(address, follow=True).status_code for address in links} == dict.fromkeys(links, 200)


def test_a_role_sees_every_entry_that_names_it_and_no_other(client: Client) -> None:
    official(client, Role.RECEIVER, Kind.COMMUNE)
    named = [reverse(one.page) for one in (*PEOPLE, *BOOKS) if Role.RECEIVER in one.roles]
    others = [reverse(one.page) for one in (*PEOPLE, *BOOKS) if Role.RECEIVER not in one.roles]
    links = menu(client)
    assert set(named) <= set(links)
    assert not set(others) & set(links)
