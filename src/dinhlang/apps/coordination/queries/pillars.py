"""The figures of the three pillars for the band of the home page."""

from collections.abc import Iterable
from datetime import date

from dinhlang.apps.coordination.queries import records
from dinhlang.apps.coordination.queries.said_shapes import PartyFigures, Pillars, StateFigures
from dinhlang.apps.coordination.queries.shapes import PAPERS, TASK
from dinhlang.apps.feedback.queries import Figures, province_figures
from dinhlang.apps.links.queries import springs_of
from dinhlang.domain.coordination.documents import DOWNWARD, Kind, Side, side_of
from dinhlang.domain.coordination.plans import Line, Outcome, score
from dinhlang.lib.remembered import remembered

DOWN = [one.value for one in DOWNWARD]
PARTY_FIGURES = """
    WITH party AS (
        SELECT d.id, extract(year FROM d.passed_on) = extract(year FROM %(as_of)s::date) AS of_year,
               coalesce(d.in_force_from, d.passed_on) <= %(as_of)s
               AND NOT coalesce(d.end_known_on <= %(as_of)s AND d.in_force_until <= %(as_of)s, false) AS in_force
        FROM coordination_document d WHERE d.passed_on <= %(as_of)s AND d.kind = ANY(%(party)s)
    )
    SELECT count(*) FILTER (WHERE of_year), count(*) FILTER (WHERE in_force),
           count(*) FILTER (WHERE in_force AND EXISTS (
               SELECT 1 FROM coordination_documentrelation r
               JOIN coordination_document act ON act.id = r.from_document_id
               WHERE r.to_document_id = party.id AND r.relation = ANY(%(downward)s)
                 AND act.passed_on <= %(as_of)s AND act.kind <> ALL(%(party)s))),
           (SELECT count(*) FROM coordination_documentrelation r
            JOIN coordination_document asking ON asking.id = r.from_document_id
            LEFT JOIN coordination_document act ON act.id = r.to_document_id
            WHERE r.relation = 'assigns' AND asking.passed_on <= %(as_of)s AND r.due_on < %(as_of)s
              AND coalesce(act.passed_on > %(as_of)s, true))
    FROM party
"""
NEWEST = """
    SELECT p.year, p.code, t.id, t.due_on, t.set_on, t.done_on, t.dropped_on, t.carried_on
    FROM coordination_plan p LEFT JOIN coordination_task t ON t.plan_id = p.id AND t.set_on <= %(as_of)s
    WHERE p.signed_on <= %(as_of)s
      AND p.year = (SELECT max(year) FROM coordination_plan WHERE signed_on <= %(as_of)s)
    ORDER BY p.code, t.number
"""
PARTY = [kind.value for kind in Kind if side_of(kind) is Side.PARTY]


def pillars(as_of: date, *, today: date, with_origin: bool = True) -> Pillars:
    """Return the living figures of the three pillars on a day; those of cases only for today. Four queries.

    Without `with_origin` the lines of unknown origin are not counted (three queries).
    """
    plans, lines = _newest_lines(as_of)
    return Pillars(
        party=_party(as_of),
        state=_state(plans, lines.values(), as_of),
        people=_people(as_of) if as_of == today else None,
        tasks_of_unknown_origin=_of_unknown_origin(as_of) if with_origin else None,
    )


@remembered("coordination")
def _of_unknown_origin(as_of: date) -> int:
    _, lines = _newest_lines(as_of)
    return len(lines) - len(springs_of(TASK, lines, as_of))


@remembered(PAPERS)
def _party(as_of: date) -> PartyFigures:
    counted = records.rows(PARTY_FIGURES, {"as_of": as_of, "party": PARTY, "downward": DOWN})[0]
    return PartyFigures(as_of.year, *counted)


@remembered("coordination")
def _newest_lines(as_of: date) -> tuple[tuple[int, list[str]] | None, dict[int, Line]]:
    """Return the newest year with a signed plan and the codes of its plans, and their lines by id. One query."""
    rows = records.rows(NEWEST, {"as_of": as_of})
    if not rows:
        return None, {}
    codes = list(dict.fromkeys(row[1] for row in rows))
    return (rows[0][0], codes), {pk: Line(*days) for _, _, pk, *days in rows if pk}


def _state(plans: tuple[int, list[str]] | None, lines: Iterable[Line], as_of: date) -> StateFigures:
    scored = score(lines, as_of)
    year, codes = plans or (None, [])
    return StateFigures(
        year=year,
        total=scored.total,
        done=scored.by_outcome[Outcome.DONE] + scored.by_outcome[Outcome.DONE_LATE],
        late=scored.by_outcome[Outcome.OVERDUE],
        in_time=scored.in_time,
        plan_codes=tuple(codes),
    )


def _people(as_of: date) -> Figures:
    """Return what became of the cases of this year so far."""
    return province_figures(since=date(as_of.year, 1, 1), until=as_of.replace(day=1))
