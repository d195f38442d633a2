"""The fields of the forms: how each is shown, and how what was typed becomes a value."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dinhlang.apps.coordination import queries
from dinhlang.domain.coordination.symbols import NotASymbolError, parse
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import plain

Words = str | Promise
Choices = Sequence[tuple[Any, Words]]
LINE, WORDS, DAY, PICK, UNIT, FILE = "line", "words", "day", "pick", "unit", "file"
ACCEPTED = {"photo": "image/*", "pdf": ".pdf,application/pdf", "docx": ".docx"}
LONGEST = {LINE: 200, WORDS: 20_000, DAY: 10, PICK: 40, UNIT: 40, FILE: 64}
FIRST_YEAR, LAST_YEAR = 1945, 2100
PUBLISHED = re.compile(r"-?[0-9]{1,6}([.,][0-9]{1,2})?")  # what the column of values holds
SYMBOL_HINT = gettext_lazy("Như in trên văn bản: 31-CTr/BDVTU-BCSĐUBND, 07/2023/QĐ-UBND.")


@dataclass(frozen=True)
class Field:
    """One field of a form: `kind` says how it is shown, `read` makes the value; `choices` names a list of the page.

    Fields of one `group` stand together under its words. A unit is picked from a list or found by its name (units.py).
    """

    name: str
    label: Words
    kind: str = LINE
    read: Callable[[str], Any] = str
    choices: str = ""
    optional: bool = False
    hint: Words = ""
    longest: int = 0
    group: Words = ""
    folded: bool = False  # its group opens by a press
    kinds: tuple[str, ...] = ("pdf", "docx")  # of a file: which it may be
    digits: bool = False  # a telephone shows its number keys
    suggest: str = ""  # a list of the page whose words are offered while any may be typed

    @property
    def search(self) -> str:
        """Return the name of the field beside it in which a unit is looked for by its name."""
        return f"{self.name}-tim"

    @property
    def most(self) -> int:
        """Return how many letters fit."""
        return self.longest or LONGEST[self.kind]

    @property
    def accepted(self) -> str:
        """Return which files a browser offers."""
        return ",".join(ACCEPTED[one] for one in self.kinds)

    def value(self, typed: str, choices: Choices) -> Any:
        """Return what the field says; raises RefusedError when it says nothing that can be used."""
        text = plain(typed).strip()
        if not text:
            if self.optional:
                return "" if self.kind in (LINE, WORDS) and self.read in (str, address) else None
            raise RefusedError(_("Hãy điền mục “{field}”.").format(field=self.label), field=self.name)
        if len(text) > self.most:
            said = _("Mục “{field}” dài quá {count} chữ cái.").format(field=self.label, count=self.most)
            raise RefusedError(said, field=self.name)
        if self.kind in (PICK, UNIT) and text not in {str(value) for value, _words in choices}:
            raise RefusedError(_("Hãy chọn lại mục “{field}”.").format(field=self.label), field=self.name)
        try:
            return self.read(text)
        except RefusedError as error:
            raise RefusedError(error.sentence, field=self.name) from error


def day(text: str) -> date:
    """Return a day; raises RefusedError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(_("Hãy ghi ngày theo mẫu năm-tháng-ngày, như 2026-03-15.")) from error


def year(text: str) -> int:
    """Return a year; raises RefusedError."""
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise RefusedError(_("Hãy ghi năm bằng bốn chữ số, như 2026."))
    return int(text)


def rank(text: str) -> int:
    """Return a place in an order; raises RefusedError."""
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise RefusedError(_("Hãy ghi một số nguyên, từ 1 trở lên."))
    return int(text)


def decimal(text: str) -> Decimal:
    """Return a number with at most two places after the comma; raises RefusedError."""
    if not PUBLISHED.fullmatch(text):
        raise RefusedError(_("Hãy ghi một số như 80,08: nhiều nhất sáu chữ số trước và hai chữ số sau dấu phẩy."))
    return Decimal(text.replace(",", "."))


def address(text: str) -> str:
    """Return an address in the web; raises RefusedError."""
    if not text.startswith(("https://", "http://")) or any(one.isspace() for one in text):
        raise RefusedError(_("Địa chỉ phải bắt đầu bằng https://"))
    return text


def symbol(text: str) -> str:
    """Return a symbol in its usual writing; raises RefusedError for a text that holds none."""
    try:
        return str(parse(text))
    except NotASymbolError as error:
        raise RefusedError(
            _("Không đọc được số, ký hiệu trong “{typed}”. Hãy ghi như 31-CTr/BDVTU-BCSĐUBND hoặc 07/2023/QĐ-UBND.")
            .format(typed=text)
        ) from error  # fmt: skip


def known_document(text: str) -> int:
    """Return the id of the document of the register that bears a symbol or code; raises RefusedError."""
    on = now().date()
    found = queries.documents_by_symbol(text, on)
    if len(found) > 1:
        codes = ", ".join(one.code for one in found)
        raise RefusedError(_("Có nhiều văn bản mang số này; hãy ghi mã trong sổ: {codes}.").format(codes=codes))
    if found:
        return found[0].id
    by_code = queries.document(text, on)
    if by_code is None:
        raise RefusedError(_("Sổ không có văn bản “{typed}”. Hãy ghi văn bản ấy vào sổ trước.").format(typed=text))
    return by_code.row.id
