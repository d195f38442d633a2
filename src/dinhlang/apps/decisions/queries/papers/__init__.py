"""The papers of a decision by the forms of Decree 59/2023, as far as it has come; nothing is signed."""

from dinhlang.apps.decisions.queries.decisions import DecisionView, MinutesView
from dinhlang.apps.decisions.queries.papers.after import minutes_paper, resolution_paper
from dinhlang.apps.decisions.queries.papers.before import candidates_paper, invitation_paper
from dinhlang.apps.decisions.queries.papers.frame import convener
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.coordination.papers import Paper
from dinhlang.domain.decisions.matters import Step

INVITATION, CANDIDATES, MINUTES, RESOLUTION = "giay-moi", "ung-cu", "bien-ban", "quyet-dinh"
NAMES = (INVITATION, CANDIDATES, MINUTES, RESOLUTION)

__all__ = [
    "NAMES",
    "candidates_paper",
    "convener",
    "drawn",
    "due_papers",
    "invitation_paper",
    "minutes_paper",
    "resolution_paper",
]


def due_papers(one: DecisionView) -> tuple[str, ...]:
    """Return which papers a decision has at its station."""
    if one.is_of_commune:
        return ()
    if one.is_counted:
        return (MINUTES, RESOLUTION) if one.has_minutes else ()
    elects = one.matter.code == "15.4" and one.step is Step.ELECT and one.is_coming
    return (*((INVITATION,) if one.meeting_at else ()), *((CANDIDATES,) if elects else ()))


def drawn(
    one: DecisionView, told: MinutesView | None, village: UnitView, commune: str, *, demo: bool
) -> dict[str, Paper]:
    """Return the papers that a decision has at its station, by name."""
    drawing = {INVITATION: invitation_paper, CANDIDATES: candidates_paper}
    found = {name: drawing[name](one, village, commune, demo=demo) for name in due_papers(one) if name in drawing}
    if told is None:
        return found
    told_of = {MINUTES: minutes_paper, RESOLUTION: resolution_paper}
    return found | {
        name: told_of[name](one, told, village, commune, demo=demo) for name in due_papers(one) if name in told_of
    }
