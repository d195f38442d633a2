"""Two versions of a draft, passage by passage."""

from dataclasses import dataclass
from datetime import datetime

from dinhlang.apps.consultations.models import Consultation, Version
from dinhlang.apps.consultations.queries.rows import rows_of
from dinhlang.apps.consultations.queries.shapes import ConsultationRow
from dinhlang.domain.consultations.anchors import Block, Change, compared


@dataclass(frozen=True)
class Compared:
    """Two versions side by side; numbers: all that there are."""

    row: ConsultationRow
    older: int
    newer: int
    numbers: tuple[int, ...]
    reason: str  # why the newer one was made
    changes: tuple[Change, ...]

    @property
    def changed(self) -> int:
        """Return how many passages differ."""
        return sum(one.is_changed for one in self.changes)


def compared_versions(code: str, at: datetime, *, older: int | None, newer: int | None) -> Compared | None:
    """Return two versions of a draft that was put before the people; without numbers the last two. Three queries."""
    found = Consultation.objects.filter(code=code, opened_at__lte=at).first()
    if found is None:
        return None
    versions = {one.number: one for one in Version.objects.filter(consultation=found).order_by("number")}
    last = newer or max(versions)
    first = older or max(1, last - 1)
    if first not in versions or last not in versions:
        return None
    before, after = (tuple(Block(**one) for one in versions[number].blocks) for number in (first, last))
    return Compared(
        rows_of([found], at)[0], first, last, tuple(versions), versions[last].reason, compared(before, after)
    )  # fmt: skip
