"""Conditions on rows, such as `stype == 'E' and api00 >= 700`: read, never run as a program."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dinhlang.domain.statistics.columns import Columns, FloatArray
from dinhlang.domain.statistics.design import SurveyError

TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<text>'[^']*'|"[^"]*")|(?P<quoted>`[^`]+`)"""
    r"""|(?P<name>[^\W\d][\w.]*)|(?P<sign>==|!=|<=|>=|<|>|\(|\)|,|&&?|\|\|?|!))"""
)
SIGNS = {"&": "and", "&&": "and", "|": "or", "||": "or", "!": "not"}
WORDS = {"and", "or", "not", "in"}
COMPARED: dict[str, Callable[[FloatArray, float], FloatArray]] = {
    "==": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip
DEEPEST = 40


@dataclass(frozen=True)
class Token:
    """One word of a condition; `kind` is number, text, name or sign."""

    kind: str
    value: str


def truth(condition: str, table: Columns) -> FloatArray:
    """Return 1 for each row where the condition holds, 0 where not, NaN where an empty cell leaves it open."""
    reader = _Reader(_tokens(condition), table)
    found = reader.either(0)
    if reader.left:
        raise _strange(reader.next().value)
    return found


def _tokens(condition: str) -> list[Token]:
    tokens, at = list[Token](), 0
    while condition[at:].strip():
        match = TOKEN.match(condition, at)
        if match is None:
            raise _strange(condition[at:].strip()[:20])
        kind, value = match.lastgroup or "", match.group(match.lastgroup or 0)
        if kind in {"text", "quoted"}:
            kind, value = ("text" if kind == "text" else "name"), value[1:-1]
        elif kind == "name" and value.lower() in WORDS:
            kind, value = "sign", value.lower()
        tokens.append(Token(kind, SIGNS.get(value, value) if kind == "sign" else value))
        at = match.end()
    return tokens


class _Reader:
    """Reads tokens from left to right: or < and < not < comparison. Unknown (NaN) as in three-valued logic."""

    def __init__(self, tokens: list[Token], table: Columns) -> None:
        self.left, self._table = tokens[::-1], table

    def next(self) -> Token:
        if not self.left:
            raise SurveyError("điều kiện --where còn dở dang", "the condition of --where is not finished")
        return self.left.pop()

    def _takes(self, sign: str) -> bool:
        if self.left and self.left[-1] == Token("sign", sign):
            self.left.pop()
            return True
        return False

    def either(self, depth: int) -> FloatArray:
        found = self._both(depth)
        while self._takes("or"):
            other = self._both(depth)
            found = np.where((found == 1) | (other == 1), 1.0, found + other)
        return found

    def _both(self, depth: int) -> FloatArray:
        found = self._plain(depth)
        while self._takes("and"):
            other = self._plain(depth)
            found = np.where((found == 0) | (other == 0), 0.0, found * other)
        return found

    def _plain(self, depth: int) -> FloatArray:
        if depth > DEEPEST:
            raise SurveyError("điều kiện --where lồng quá sâu", "the condition of --where is nested too deeply")
        if self._takes("not"):
            return np.asarray(1.0 - self._plain(depth + 1))
        if self._takes("("):
            found = self.either(depth + 1)
            self._require(")")
            return found
        return self._comparison()

    def _comparison(self) -> FloatArray:
        column = self.next()
        if column.kind != "name":
            raise _strange(column.value)
        if self._takes("in"):
            self._require("(")
            found = self._compare(column.value, "==", self.next())
            while self._takes(","):
                found = np.maximum(found, self._compare(column.value, "==", self.next()))
            self._require(")")
            return found
        sign = self.next()
        if sign.kind != "sign" or sign.value not in COMPARED:
            raise _strange(sign.value)
        return self._compare(column.value, sign.value, self.next())

    def _compare(self, column: str, sign: str, value: Token) -> FloatArray:
        if value.kind == "number":
            numbers = self._table.numbers(column)
            return np.where(np.isnan(numbers), np.nan, COMPARED[sign](numbers, float(value.value)).astype(float))
        if value.kind != "text" or sign not in {"==", "!="}:
            raise _strange(value.value)
        texts = self._table.texts(column)
        known = np.array([one is not None for one in texts])
        same = (texts == value.value).astype(float)
        return np.where(known, same if sign == "==" else 1.0 - same, np.nan)

    def _require(self, sign: str) -> None:
        if not self._takes(sign):
            raise SurveyError(f"điều kiện --where thiếu {sign}", f"the condition of --where lacks {sign}")


def _strange(what: str) -> SurveyError:
    return SurveyError(
        f"không hiểu “{what}” trong --where; viết như: \"dịch_vụ == 'đất đai' and tuổi >= 60\"",
        f"cannot read {what!r} in --where; write it like \"service == 'land' and age >= 60\"",
    )
