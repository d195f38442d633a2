"""Refusals that a user is told in plain words; every other exception is our own fault."""

from typing import Any


class RefusedError(Exception):
    """An action could not be done, for a reason the user can read.

    The sentence is a (lazily translated) text; `field` names the form field it belongs to, if any.
    """

    def __init__(self, sentence: Any, *, field: str = "") -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.field = field


class NotAllowedError(RefusedError):
    """The actor may not do this."""


class NotFoundError(RefusedError):
    """The thing does not exist, or the actor must not learn that it does."""
