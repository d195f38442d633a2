"""Vietnamese names: folded for finding, cut from the word before them, ordered as a dictionary orders them."""

import re
import unicodedata

from dinhlang.domain.organisations.kinds import WORDS, Subkind

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
LETTER_RANK = {letter: chr(ord("A") + rank) for rank, letter in enumerate(ALPHABET)}
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; no mark comes first
SHORT_WORDS = {
    "tp": Subkind.THANH_PHO,
    "tx": Subkind.THI_XA,
    "tt": Subkind.THI_TRAN,
    "h": Subkind.HUYEN,
    "p": Subkind.PHUONG,
    "x": Subkind.XA,
    "tdp": Subkind.TO_DAN_PHO,
}
DIGITS = 6


def fold(text: str) -> str:
    """Return the text in small letters without marks, đ as d, one blank between words: `Tiên Thuỷ` → `tien thuy`."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.split())


def tidy(text: str) -> str:
    """Return the text in NFC with single blanks, as names are kept."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def slug(text: str) -> str:
    """Return the text as a part of a web address: `Phường Phú Khương` → `phuong-phu-khuong`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


FOLDED_WORDS = sorted(((fold(word), kind) for kind, word in WORDS.items()), key=lambda pair: -len(pair[0]))


def word_of(name: str) -> tuple[Subkind, str]:
    """Return the kind that the first words of a name tell, and the bare name; Subkind.NONE when they tell nothing."""
    words = tidy(name).split()
    for folded, kind in FOLDED_WORDS:
        count = folded.count(" ") + 1
        if len(words) > count and fold(" ".join(words[:count])) == folded:
            return kind, " ".join(words[count:])
    short, dot, rest = tidy(name).partition(".")
    if dot and fold(short) in SHORT_WORDS and rest.strip():
        return SHORT_WORDS[fold(short)], rest.strip()
    return Subkind.NONE, tidy(name)


def same(one: str, other: str) -> bool:
    """Tell whether two spellings name the same unit: `Hoà`/`Hòa`, capitals, `TP.` for `Thành phố`.

    A tone makes another name: Đông Thành and Đông Thạnh are neighbours.
    """
    (first_kind, first), (second_kind, second) = word_of(one), word_of(other)
    return _key(first) == _key(second) and (first_kind == second_kind or Subkind.NONE in (first_kind, second_kind))


def sort_key(name: str) -> str:
    """Return an ASCII key in whose byte order names stand as in a Vietnamese dictionary, by the bare name first.

    Syllable by syllable: letters (a ă â … đ …), then the tone; numbers by their value: Phường 2 before Phường 10.
    """
    kind, bare = word_of(name)
    return f"{_key(bare)}  {_key(WORDS[kind]) if kind else ''}".rstrip()


def _key(text: str) -> str:
    """Return the key of words; a blank, lower than every letter, ends the letters of a syllable."""
    return " ".join(_syllable_key(word) for word in re.findall(r"\d+|[^\W\d_]+", tidy(text).lower()))


def _syllable_key(word: str) -> str:
    """Return the key of one syllable or number."""
    if word.isdigit():
        return word.zfill(DIGITS)
    letters, tone = [], 0
    for letter in word:
        apart = unicodedata.normalize("NFD", letter)
        tone = max([tone, *(TONES.index(mark) + 1 for mark in apart if mark in TONES)])
        toneless = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
        letters.append(LETTER_RANK.get(toneless, "~"))
    return f"{''.join(letters)} {tone}"
