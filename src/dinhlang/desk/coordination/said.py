"""What the forms of statements and values make of their fields before they call their action."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.actions import NewClaim, NewIndicator, NewValue
from dinhlang.desk.coordination.people import as_known, known_posts
from dinhlang.lib.refusal import RefusedError

MOST = 5
COLUMNS = ("text", "quote", "indicator", "second", "comparison", "period", "reading")
ESTIMATED, EXACT = "uoc", "dung"


def publish(*, post_title: str, name: str, said_on: date, territory_id: int, **given: Any) -> int:
    """Write down who claimed what; a post that is known that day brings its unit."""
    typed = {key: given.pop(key) for key in list(given) if key.partition("-")[0] in COLUMNS and "-" in key}
    claims = [one for number in range(1, MOST + 1) if (one := _claim(typed, number, territory_id)) is not None]
    title, unit_id, holder = as_known(post_title, known_posts(said_on))
    return actions.publish_statement(
        post_title=title, unit_id=unit_id, name=name or holder, said_on=said_on, claims=claims, **given
    )


def _claim(typed: Mapping[str, Any], number: int, territory_id: int) -> NewClaim | None:
    """Return the claim of a row, None for an empty one; raises RefusedError for half a claim."""
    row = {name: typed[f"{name}-{number}"] for name in COLUMNS}
    if not any(row.values()):
        return None
    if not (row["text"] and row["comparison"] and row["period"]):
        said = _("Điều thứ {number} còn thiếu: hãy ghi lời đã nói, nói là gì và của năm nào.").format(number=number)
        raise RefusedError(said, field=f"text-{number}")
    codes = dict.fromkeys(one for one in (row["indicator"], row["second"]) if one)
    return NewClaim(
        text=row["text"], comparison=row["comparison"], period=row["period"], territory_id=territory_id,
        indicators=tuple(codes), quote=row["quote"] or "", reading=row["reading"] or "",
    )  # fmt: skip


def define(*, actor: Any, at: Any, request: Any, **columns: Any) -> int:
    """Define an indicator."""
    return actions.define_indicator(actor=actor, new=NewIndicator(**columns), at=at, request=request)


def add_value(*, certainty: str, actor: Any, at: Any, request: Any, **columns: Any) -> int:
    """Write down a published value."""
    new = NewValue(known_on_is_estimate=certainty == ESTIMATED, **columns)
    return actions.add_index_value(actor=actor, new=new, at=at, request=request)
