"""The number and symbol of a document, read with tolerance: 31-CTr/BDVTU-BCSĐUBND, 07/2023/QĐ-UBND, 10/2022/QH15."""

import re
import unicodedata
from dataclasses import dataclass

# Abbreviations that stand for a kind of document; every other first part names an issuer.
KINDS = (
    "NQ", "CT", "KL", "CTr", "KH", "TB", "TBKL", "QĐ", "QĐi", "QC", "QCPH", "CTPH", "HD", "BC", "CV", "PL", "NĐ", "TT",
    "TTLT", "L", "TTr", "ĐA", "GM", "NQLT",
)  # fmt: skip
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
SYMBOL = re.compile(r"(?P<number>\d{1,5}[a-zđ]?)\s*(?P<mark>[-/])\s*(?P<rest>[^\s,;].*)$", re.IGNORECASE)
YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*/\s*(?P<rest>.+)$")


class NotASymbolError(ValueError):
    """The text holds no number and symbol of a document."""


@dataclass(frozen=True)
class Symbol:
    """number "07", year 2023 or None, kind "QĐ" ("" where the symbol has none), issuers ("UBND",)."""

    number: str
    year: int | None
    kind: str
    issuers: tuple[str, ...]
    is_party_style: bool  # 31-CTr/BDVTU against 07/QĐ-UBND

    def __str__(self) -> str:
        """Return the symbol in its usual writing."""
        issuers = "-".join(self.issuers)
        if self.is_party_style:
            return f"{self.number}-{self.kind}/{issuers}"
        tail = f"{self.kind}-{issuers}" if self.kind else issuers
        return f"{self.number}/{self.year}/{tail}" if self.year else f"{self.number}/{tail}"

    @property
    def key(self) -> str:
        """Return what two writings of one symbol share: no marks, no case, no leading zeros, issuers in any order."""
        issuers = "-".join(sorted(plain(one) for one in self.issuers))
        return f"{self.number.lstrip('0').lower()}|{self.year or ''}|{plain(self.kind)}|{issuers}"


def plain(text: str) -> str:
    """Return a text in capitals without Vietnamese marks."""
    apart = unicodedata.normalize("NFD", text.upper().replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


_KIND_BY_PLAIN = {plain(kind): kind for kind in reversed(KINDS)}


def parse(text: str) -> Symbol:
    """Return the symbol that a text ends with; words before it ("Quyết định số") do not matter.

    Raises NotASymbolError.
    """
    tidy = unicodedata.normalize("NFC", text).translate(DASHES).strip().rstrip(".;,")
    found = SYMBOL.search(tidy)
    if found is None:
        raise NotASymbolError(text)
    rest, year = found["rest"].strip(), None
    dated = YEAR.match(rest) if found["mark"] == "/" else None
    if dated is not None:
        year, rest = int(dated["year"]), dated["rest"].strip()
    parts = [part for part in (piece.strip() for piece in re.split(r"\s*[-/]\s*", rest)) if part]
    if not parts or any(" " in part for part in parts):
        raise NotASymbolError(text)
    kind = _KIND_BY_PLAIN.get(plain(parts[0]), "") if len(parts) > 1 else ""
    issuers = tuple(parts[1:] if kind else parts)
    return Symbol(found["number"], year, kind, issuers, found["mark"] == "-" and bool(kind))


def key_of(text: str) -> str:
    """Return the key of a symbol, or of the plain text where it is no symbol."""
    try:
        return parse(text).key
    except NotASymbolError:
        return re.sub(r"\s+", " ", plain(text)).strip()
