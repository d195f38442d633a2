"""The day that a page of the law is asked about, "?as_of=2023-06-30"; days to come are asked about too."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from dinhlang.lib.clock import now

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class AsOf:
    """The day a page shows. `query` carries it on to other pages, "" for today."""

    on: date
    today: date

    @property
    def is_other(self) -> bool:
        """Tell whether the page shows another day than today."""
        return self.on != self.today

    @property
    def query(self) -> str:
        """Return what links of the page must carry on."""
        return f"?as_of={self.on.isoformat()}" if self.is_other else ""


def asked(request: HttpRequest) -> AsOf:
    """Return the day asked about; what cannot be read, or lies outside the law we hold, is today."""
    today = now().date()
    try:
        wanted = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        wanted = today
    return AsOf(wanted if EARLIEST <= wanted <= LATEST else today, today)
