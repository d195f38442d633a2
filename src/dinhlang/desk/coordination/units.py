"""Choose any unit in a form, without a script: from a short list, or by words of its name that the page looks up."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.coordination.fields import UNIT, Choices, Field
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import plain

MOST = 30
LOOK_UP = "tim-don-vi"  # the button that only looks up
WITH_ENDED = "issuers"  # documents keep the bodies of their day


def names_typed(fields: Iterable[Field], sent: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed beside the fields of units, by the names of those inputs."""
    return {one.search: sent.get(one.search, "") for one in fields if one.kind == UNIT}


def looked_up(fields: Iterable[Field], typed: Mapping[str, str]) -> dict[str, Choices]:
    """Return for each field beside which a name was typed the units that bear it; two queries for each."""
    on = now().date()
    asked = {one: plain(typed.get(one.search, "")[:200]) for one in fields if one.kind == UNIT}
    return {
        field.name: [
            (one.unit.id, worded(one))
            for one in organisations.units_by_words(words, on, limit=MOST, with_ended=field.choices == WITH_ENDED)
        ]
        for field, words in asked.items()
        if words.strip()
    }


def worded(found: organisations.FoundUnit) -> str:
    """Return how a list names a unit: with the one above it, and whether it ended."""
    name = found.unit.name if found.unit.in_force else _("{name} (đã kết thúc)").format(name=found.unit.name)
    return f"{name} ({found.above})" if found.above and found.above not in name else name


def chosen(field: Field, picked: str, found: Choices) -> str:
    """Return the unit that a field means when a name was typed beside it; raises RefusedError unless it is one."""
    known = [str(value) for value, _words in found]
    if picked in known:
        return picked
    if len(known) == 1:
        return known[0]
    if known:
        said = _("Có {count} đơn vị mang tên như vậy; hãy chọn một trong danh sách “{field}”.")
    else:
        said = _("Không tìm thấy đơn vị mang tên ấy. Hãy ghi một phần tên, như “Sở Nội vụ”, “xã Long Hồ”.")
    raise RefusedError(said.format(count=len(known), field=field.label), field=field.name)
