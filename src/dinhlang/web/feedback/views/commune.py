"""What the page of a commune says about feedback: four figures together, and the newest published cases."""

from dataclasses import dataclass
from datetime import date, datetime

from dinhlang.apps.feedback import queries
from dinhlang.apps.feedback.queries.telling import RowTold, rows_told
from dinhlang.lib import formats

SHOWN = 5


@dataclass(frozen=True)
class CommuneFeedback:
    """The figures of the year for what the commune itself must answer, and the newest cases from its land."""

    year: int
    figures: queries.Figures
    newest: list[RowTold]


def commune_feedback(unit_id: int, *, at: datetime) -> CommuneFeedback:
    """Return what to say about the feedback of a commune (5 queries)."""
    figures = queries.commune_figures(unit_id, since=date(at.year, 1, 1), until=at.date().replace(day=1))
    page = queries.public_cases(queries.PublicFilter(commune_id=unit_id), at=at, language=formats.language())
    return CommuneFeedback(at.year, figures, rows_told(page.rows[:SHOWN], at=at))
