"""What a button is: it names one action and the fields of its form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dinhlang.desk.coordination.fields import DAY, PICK, SYMBOL_HINT, UNIT, WORDS, Field, day, known_document


@dataclass(frozen=True)
class Verb:
    """A button: its words, what it says when done, its action, the fields of its form."""

    name: str
    label: str | Promise
    done: str | Promise
    act: Callable[..., int]
    fields: tuple[Field, ...] = ()
    hint: str | Promise = ""


CASE_NUMBER = Field("case_number", _("Số phiếu"), longest=20, hint=_("Số công khai của phiếu, như PA26-000123."))
OTHER_DOCUMENT = Field(
    "document_id", _("Số, ký hiệu văn bản (không bắt buộc)"), read=known_document, optional=True, hint=SYMBOL_HINT
)
LINE_OF_A_PLAN = (
    Field("text", _("Việc phải làm"), WORDS),
    Field("field", _("Lĩnh vực"), PICK, choices="fields"),
    Field("owner_id", _("Đơn vị chủ trì"), UNIT, read=int, choices="units"),
    Field("owner_post", _("Chức danh chịu trách nhiệm")),
    Field("due_on", _("Hạn xong"), DAY, read=day),
)


def one_of(verbs: tuple[Verb, ...], name: str) -> Verb | None:
    """Return the verb of a name, None for a strange one."""
    return next((one for one in verbs if one.name == name), None)


def rows(fields: tuple[Field, ...], words: Any, count: int, *, open_rows: int = 0) -> tuple[Field, ...]:
    """Return the fields of several rows ("text-1", …), each under its (lazy) words; whole rows may stay empty.

    Those after the first `open_rows` are folded (0: none is).
    """
    return tuple(
        replace(
            one, name=f"{one.name}-{number}", optional=True, group=format_lazy(words, number=number),
            folded=bool(open_rows) and number > open_rows,
        )
        for number in range(1, count + 1)
        for one in fields
    )  # fmt: skip
