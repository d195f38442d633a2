"""What may be said of a difference."""

from enum import StrEnum


class Sign(StrEnum):
    """Higher, lower, or nothing: the interval covers zero."""

    HIGHER = "higher"
    LOWER = "lower"
    NOT_SHOWN = "not_shown"
