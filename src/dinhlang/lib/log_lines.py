"""Lines of the logs: an error is told by its kind and place, never by its words (trust.md test 24)."""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Writes an exception as its type and the places it passed: its message may quote what somebody typed.

    "duplicate key value … (a@dan.example) already exists", "invalid literal: '0912…'": such words are personal data.
    """

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name in the standard library
        """Return the chain of exceptions, the cause first, without a message and without a line of source."""
        told: list[str] = []
        error = ei[1]
        while error is not None:
            places = [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
            told.insert(0, "\n".join([type(error).__qualname__, *places]))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(told)
