"""The papers of a decision by the forms of Decree 59/2023, as far as it has come; nothing is signed."""

from collections.abc import Mapping, Sequence

from dinhlang.apps.decisions.queries.decisions import DecisionView, MinutesView
from dinhlang.apps.decisions.queries.elections import ElectionView
from dinhlang.apps.decisions.queries.papers.after import minutes_paper, resolution_paper
from dinhlang.apps.decisions.queries.papers.before import candidates_paper, invitation_paper
from dinhlang.apps.decisions.queries.papers.commune import recognition_paper, sum_paper
from dinhlang.apps.decisions.queries.papers.election import count_paper, elected_paper, list_paper
from dinhlang.apps.decisions.queries.papers.frame import convener
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.coordination.papers import Paper

INVITATION, CANDIDATES, MINUTES, RESOLUTION = "giay-moi", "ung-cu", "bien-ban", "quyet-dinh"
SUM, RECOGNITION = "tong-hop", "cong-nhan"  # of a whole commune
NAMES = (INVITATION, CANDIDATES, MINUTES, RESOLUTION, SUM, RECOGNITION)

__all__ = [
    "NAMES",
    "candidates_paper",
    "convener",
    "drawn",
    "drawn_for_commune",
    "due_papers",
    "invitation_paper",
    "minutes_paper",
    "recognition_paper",
    "resolution_paper",
    "sum_paper",
]


def due_papers(one: DecisionView) -> tuple[str, ...]:
    """Return which papers a decision has at its station."""
    if one.is_of_commune:
        return () if not one.is_counted else (SUM, RECOGNITION) if one.passed else (SUM,)
    if one.is_counted:
        return (MINUTES, RESOLUTION) if one.has_minutes else ()
    elects = one.is_election and one.is_coming
    return (*((INVITATION,) if one.meeting_at else ()), *((CANDIDATES,) if elects else ()))


def drawn(
    one: DecisionView, told: MinutesView | None, village: UnitView, commune: str, *, demo: bool,
    election: ElectionView | None = None,
) -> dict[str, Paper]:  # fmt: skip
    """Return the papers that a decision has at its station, by name; election: of one that elects persons."""
    due = due_papers(one)
    found: dict[str, Paper] = {}
    if INVITATION in due:
        found[INVITATION] = invitation_paper(one, village, commune, demo=demo)
    if CANDIDATES in due and election is not None and election.frozen_at is not None:
        found[CANDIDATES] = list_paper(one, election, village, commune, demo=demo)
    elif CANDIDATES in due:
        found[CANDIDATES] = candidates_paper(one, village, commune, demo=demo)
    if MINUTES not in due or told is None:
        return found
    if election is not None:
        found[MINUTES] = count_paper(one, told, election, village, commune, demo=demo)
        found[RESOLUTION] = elected_paper(one, told, election, village, commune, demo=demo)
        return found
    found[MINUTES] = minutes_paper(one, told, village, commune, demo=demo)
    found[RESOLUTION] = resolution_paper(one, told, village, commune, demo=demo)
    return found


def drawn_for_commune(
    one: DecisionView, parts: Sequence[DecisionView], units: Mapping[int, UnitView], commune: UnitView, province: str,
    *, demo: bool,
) -> dict[str, Paper]:  # fmt: skip
    """Return the papers that the matter of a whole commune has at its station, by name."""
    found = {}
    if SUM in due_papers(one):
        found[SUM] = sum_paper(one, parts, units, commune, province, demo=demo)
    if RECOGNITION in due_papers(one):
        found[RECOGNITION] = recognition_paper(one, parts, commune, province, demo=demo)
    return found
