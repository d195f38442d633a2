"""`dinhlang createofficer`: make an account that holds a post, and print a link to choose its password."""

import json
from dataclasses import dataclass
from typing import Annotated

import typer
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from dinhlang.apps.accounts import actions, queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.accounts.roles import POST_ROLES, SYSTEM, Role
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError

ROLES = ", ".join(role.value for role in POST_ROLES)
EXAMPLE = "Example: dinhlang createofficer --email an@xa.example --name 'Lê Văn An' --unit 29587 --title 'Công chức tiếp công dân' --roles receiver,handler"  # noqa: E501
app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class Created:
    """What came of it."""

    user: int
    post: int
    tenure: int
    unit: str
    link: str


@app.command(epilog=EXAMPLE)
def createofficer(
    email: Annotated[str, typer.Option(help="office address; the person signs in with it")],
    name: Annotated[str, typer.Option(help="full name, shown to colleagues")],
    unit: Annotated[str, typer.Option(help="official code of the unit (see `dinhlang unit show`)")],
    title: Annotated[str, typer.Option(help="title of the post, as in the decision of appointment")],
    roles: Annotated[str, typer.Option(help=f"comma-separated: {ROLES}")],
    sees_identity: Annotated[bool, typer.Option(help="the post may open names and addresses of senders")] = False,  # noqa: FBT002
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,  # noqa: FBT002
) -> None:
    """Make an officer: account, post and tenure; prints a link, good once and for a day, to choose a password."""
    made = create(checked_email(email), name, unit, title, parsed(roles), sees_identity=sees_identity)
    if as_json:
        typer.echo(json.dumps(made.__dict__, ensure_ascii=False))
        return
    typer.echo(f"{name} · {title} · {made.unit}", err=True)
    typer.echo("Gửi riêng đường dẫn này cho người đó để tự đặt mật khẩu (dùng một lần, trong 24 giờ):", err=True)
    typer.echo(made.link)


def create(email: str, name: str, code: str, title: str, roles: list[Role], *, sees_identity: bool) -> Created:
    """Carry it out as the platform itself; raises NotFoundError for an unknown unit, SeatTakenError."""
    at = clock.now()
    unit = organisations.unit_by_code(code, timezone.localdate(at))
    if unit is None:
        raise NotFoundError(f"Không có đơn vị nào mang mã {code}. · There is no unit with the code {code}.")
    tenure = actions.appoint_officer(
        actor=SYSTEM,
        email=email,
        name=name,
        unit_id=unit.id,
        title=title,
        roles=roles,
        sees_identity=sees_identity,
        at=at,
    )
    link = queries.set_password_address(tenure.user)
    return Created(tenure.user_id, tenure.post_id, tenure.pk, unit.name, link)


def parsed(roles: str) -> list[Role]:
    """Return the roles named, refusing unknown ones."""
    known = {role.value: role for role in POST_ROLES}
    named = [one.strip() for one in roles.split(",") if one.strip()]
    wrong = [one for one in named if one not in known]
    if wrong or not named:
        raise typer.BadParameter(f"{', '.join(wrong) or '–'}: choose from {ROLES}", param_hint="--roles")
    return [known[one] for one in named]


def checked_email(email: str) -> str:
    """Return the address, refusing what cannot be one."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise typer.BadParameter(f"{email!r} is not an e-mail address", param_hint="--email") from error
    return email
