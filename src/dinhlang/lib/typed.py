"""What people type, in one form: twins of a text are one text, nothing unseen is in it, a number fits its column."""

import unicodedata

KEPT_CONTROLS = "\n\t"
MOST_DIGITS = 18  # fits a bigint


def plain(typed: str) -> str:
    """Return a text composed, with plain line ends, without control, format and unassigned characters.

    Keyboards and telephones write "ộ" in two ways; characters that nobody sees can turn a line around; NUL breaks
    the database.
    """
    text = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one in KEPT_CONTROLS or not unicodedata.category(one).startswith("C"))


def whole(typed: str) -> int | None:
    """Return a whole number of plain digits, None for anything else and for what no column holds."""
    return int(typed) if len(typed) <= MOST_DIGITS and typed.isascii() and typed.isdigit() else None
