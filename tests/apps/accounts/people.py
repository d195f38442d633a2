"""Units, posts and people for tests."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from dinhlang.apps.accounts import queries
from dinhlang.apps.accounts.models import Post, Tenure, User
from dinhlang.apps.organisations.models import Unit, UnitName, UnitParent
from dinhlang.domain.accounts.roles import Actor, Role
from dinhlang.domain.organisations.names import fold

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=HANOI)
LONG_AGO = date(2025, 7, 1)
ALWAYS = DateRange(LONG_AGO, None)


def unit(name: str = "Xã An Bình", *, parent: Unit | None = None, kind: str = "commune") -> Unit:
    number = Unit.objects.count() + 1
    made = Unit.objects.create(code=f"u{number}", kind=kind, subkind="xa" if kind == "commune" else "", valid=ALWAYS)
    slug = f"{kind}-{number}"
    UnitName.objects.create(unit=made, name=name, slug=slug, folded=fold(name), sort_key=slug, valid=ALWAYS)
    if parent is not None:
        UnitParent.objects.create(unit=made, parent=parent, valid=ALWAYS)
    return made


def person(name: str = "Lê Văn An", *, is_demo: bool = False) -> User:
    return User.objects.create_user(
        f"p{User.objects.count() + 1}@xa.example", "mat-khau-dai-12", name=name, is_demo=is_demo
    )


def post(where: Unit, *roles: Role, title: str = "Công chức", sees_identity: bool = False, seats: int = 1) -> Post:
    return Post.objects.create(
        unit=where,
        title=title,
        roles=[role.value for role in roles],
        sees_identity=sees_identity,
        seats=seats,
        valid=ALWAYS,
    )


def hold(who: User, what: Post, *, since: datetime = AT - timedelta(days=30), seat: int = 1) -> Tenure:
    return Tenure.objects.create(post=what, user=who, seat=seat, valid=DateTimeTZRange(since, None))


def officer(where: Unit, roles: Iterable[Role], *, name: str = "Lê Văn An", at: datetime = AT) -> Actor:
    who = person(name)
    hold(who, post(where, *roles))
    return queries.actor_of(who, at=at)
