"""`createofficer`: one command brings an officer into office; a password never stands on the command line."""

import json

import pytest
from django.conf import settings
from tests.apps.accounts.people import unit
from typer.testing import CliRunner, Result

from dinhlang.apps.accounts import queries
from dinhlang.apps.accounts.models import User
from dinhlang.cli.createofficer import app
from dinhlang.domain.accounts.roles import Role
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError

pytestmark = pytest.mark.django_db


def call(code: str, *more: str, roles: str = "receiver,handler", email: str = "an@xa.example") -> Result:
    told = ["--email", email, "--name", "Lê Văn An", "--unit", code, "--title", "Công chức", "--roles", roles, *more]
    return CliRunner().invoke(app, told)


def test_the_officer_holds_the_post_and_gets_a_link_to_choose_a_password() -> None:
    where = unit("Xã An Bình")
    result = call(where.code, "--sees-identity", "--json")
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    user = User.objects.get(pk=made["user"])
    held = queries.actor_of(user, at=clock.now()).holdings[0]
    assert (held.unit_name, held.roles, held.sees_identity) == ("Xã An Bình", {Role.RECEIVER, Role.HANDLER}, True)
    assert made["link"].startswith(settings.BASE_URL + "/")
    assert not user.has_usable_password()


def test_an_unknown_unit_is_refused_in_a_sentence_and_nothing_is_made() -> None:
    assert isinstance(call("khong-co").exception, NotFoundError)
    assert not User.objects.exists()


@pytest.mark.parametrize(("roles", "email"), [("king", "an@xa.example"), ("", "an@xa.example"), ("head", "an")])
def test_wrong_roles_and_addresses_are_wrong_usage(roles: str, email: str) -> None:
    assert call(unit().code, roles=roles, email=email).exit_code == 2
    assert not User.objects.exists()


def test_there_is_no_option_for_a_password() -> None:
    assert call(unit().code, "--password", "mat-khau-dai-12").exit_code == 2
