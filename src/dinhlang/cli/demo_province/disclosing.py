"""Put the invented publications of the communes into their registers."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain

from dinhlang.apps.disclosure import actions as disclosure
from dinhlang.apps.disclosure import queries as registers
from dinhlang.apps.disclosure.queries import assessing
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as units
from dinhlang.cli.demo_province.disclosures import Law, generate, generate_of_bodies, means_of
from dinhlang.domain.disclosure.term import Term
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.organisations.reorganisation import CommuneRow

WHOLE_FROM, FEW = 1_000, 12  # a demo of fewer cases is for trying and for tests: a few registers, in seconds

BODIES = (Kind.AGENCY, Kind.ENTERPRISE)  # right under the province; the Front and the Party follow other rules


def with_register(communes: Sequence[CommuneRow], *, cases: int, deciding: str = "") -> list[CommuneRow]:
    """Return the communes that get a register: all, or in a small demo a few from all over the list.

    deciding: the code of a commune whose villages decide; what it decides has money and a result to show.
    """
    if cases >= WHOLE_FROM or len(communes) <= FEW:
        return list(communes)
    few = list(communes[:: len(communes) // FEW][:FEW])
    return [*few, *(one for one in communes if one.code == deciding and one not in few)]


def load_disclosures(communes: Sequence[CommuneRow], *, seed: int, at: datetime) -> disclosure.Loaded:
    """Let every commune publish, or not, what was due since the communes began; returns what was added."""
    codes = [one.code for one in communes]
    known = units.units_by_code(codes, on=at.date())
    without = [known[one].id for one in codes if not means_of(one, seed).loudspeaker]
    disclosure.set_equipment(unit_ids=without, has_loudspeaker=False)
    calendar = law.calendar()

    def term(rule: str, on: date) -> Term:
        """Return a term, counted once for all communes and for the load itself."""
        return assessing.term(rule, on, calendar)

    pasts = generate(
        codes, seed=seed, since=units.reorganisation().on, today=at.date(), law=Law(assessing.needs, term),
        calendar_event=disclosure.calendar_event,
    )  # fmt: skip
    bodies = {one.code: one for one in units.home_bodies(at.date()) if one.kind in BODIES}
    duties = {code: registers.duties_of(one.kind) for code, one in bodies.items()}
    since = units.reorganisation().on
    inside = generate_of_bodies(duties, seed=seed, since=since, today=at.date(), law=Law(assessing.needs, term))
    outcome = disclosure.load_register(pasts=chain(pasts, inside), units=known | bodies, at=at, is_demo=True)
    disclosure.fill_all_cells(at=at)
    return outcome
