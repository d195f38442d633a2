"""How answers come in, and what becomes of an entry that a device delivers."""

from enum import StrEnum


class Channel(StrEnum):
    """By which way an answer came."""

    SELF = "self"  # the person, with the code of a slip
    INTERVIEWER = "interviewer"
    PAPER = "paper"  # typed by two people who agree
    COUNTER = "counter"  # a press on a face at the one-stop counter
    AFTERWARDS = "afterwards"  # the sender of a case, once it was answered


class Outcome(StrEnum):
    """What became of one entry; every outcome but `kept` leaves the answers unwritten."""

    KEPT = "kept"
    ALREADY = "already"  # this very entry came before: nothing is doubled
    CONFLICT = "conflict"  # the slip was used by another answer, or the entry came before with other words
    REFUSED = "refused"  # bad signature, no such slip, answers that do not fit


MOST_ENTRIES = 50  # in one delivery


class Aside(StrEnum):
    """Why a paper sheet that two people could not finish leaves the count; a list, so that no reason names anybody."""

    LOST = "lost"
    UNREADABLE = "unreadable"
    DIFFERS = "differs"  # read differently again and again
    SPOILED = "spoiled"  # empty, or filled in so that nothing can be told


class Typed(StrEnum):
    """What became of one typist's reading of a paper sheet."""

    WAITS = "waits"  # for the second typist
    DIFFERS = "differs"  # from the other reading: both look at the paper again
    KEPT = "kept"  # both read the same
