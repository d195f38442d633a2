"""The time machine: the day that a page is asked about, "?as_of=2023-03-13"."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from dinhlang.lib.clock import now

EARLIEST = date(1945, 9, 2)


@dataclass(frozen=True)
class AsOf:
    """The day a page shows. `query` carries it on to other pages, "" for today."""

    on: date
    today: date

    @property
    def is_past(self) -> bool:
        """Tell whether the page looks back."""
        return self.on != self.today

    @property
    def query(self) -> str:
        """Return what links of the page must carry on."""
        return f"?as_of={self.on.isoformat()}" if self.is_past else ""


def asked(request: HttpRequest) -> AsOf:
    """Return the day asked about; nothing readable, or a day to come, is today."""
    today = now().date()
    try:
        wanted = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        wanted = today
    return AsOf(wanted if EARLIEST <= wanted <= today else today, today)
