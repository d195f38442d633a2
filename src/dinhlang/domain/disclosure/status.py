"""The seven things that can be said of a duty on a day."""

from enum import StrEnum

from dinhlang.domain.dates.words import Words


class Status(StrEnum):
    """How a duty of a unit stands on a day."""

    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    IN_TIME = "in_time"
    LATE = "late"
    MISSING = "missing"
    INCOMPLETE = "incomplete"
    VERIFYING = "verifying"


WORDS = {
    Status.NOT_DUE: Words("chưa đến hạn", "not due"),
    Status.DUE_SOON: Words("sắp đến hạn", "due soon"),
    Status.IN_TIME: Words("công khai đúng hạn", "published in time"),
    Status.LATE: Words("công khai trễ", "published late"),
    Status.MISSING: Words("chưa công khai", "missing"),
    Status.INCOMPLETE: Words("chưa đủ hình thức", "incomplete form"),
    Status.VERIFYING: Words("đang kiểm chứng", "being verified"),
}
# Of several things in one cell the one that most wants doing is shown.
WORST_FIRST = (
    Status.MISSING, Status.INCOMPLETE, Status.VERIFYING, Status.LATE, Status.DUE_SOON, Status.IN_TIME, Status.NOT_DUE,
)  # fmt: skip
OVERDUE = (Status.MISSING, Status.INCOMPLETE)
JUDGED = (Status.IN_TIME, Status.LATE, Status.MISSING, Status.INCOMPLETE)


def worst(found: list[Status]) -> Status:
    """Return what is shown of several: nothing due where there is nothing."""
    return min(found, key=WORST_FIRST.index, default=Status.NOT_DUE)
