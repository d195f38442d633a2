"""What a household tied to itself, as its own page shows it."""

from dataclasses import dataclass
from datetime import datetime

from dinhlang.apps.decisions.models import HouseholdSignIn, RollLine
from dinhlang.domain.decisions.sign_in import NUMBER_PURPOSE, Way
from dinhlang.domain.decisions.telephones import tail
from dinhlang.lib import sealing


@dataclass(frozen=True)
class TiedView:
    """A telephone or an account of a household: since when, and the end of the number."""

    way: Way
    at: datetime
    tail: str


def tied_to(line_id: int) -> dict[str, TiedView]:
    """Return what the household of a row tied, by its way. One query."""
    households = RollLine.objects.filter(pk=line_id).values("household_id")
    rows = HouseholdSignIn.objects.filter(household_id__in=households, ended_at=None)
    return {one.way: TiedView(Way(one.way), one.at, _tail(one)) for one in rows}


def is_tied(way: Way, lookup: bytes) -> bool:
    """Tell whether a telephone or an account is tied to any household."""
    return HouseholdSignIn.objects.filter(way=way.value, lookup=lookup, ended_at=None).exists()


def _tail(one: HouseholdSignIn) -> str:
    return tail(sealing.unseal(one.sealed, purpose=NUMBER_PURPOSE)) if one.sealed else ""
