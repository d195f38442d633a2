"""The time machine: the day that a page is asked about, "?as_of=2023-03-13", one way for every page."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

EARLIEST, LATEST = date(1945, 9, 2), date(2100, 12, 31)
NAME = "as_of"
PLACE_IN_A_LIST = ("trang", "tiep")  # another day, another list: begin again


@dataclass(frozen=True)
class AsOf:
    """The day a page shows. `others` is what else the address asks for, kept when the day changes."""

    on: date
    today: date
    latest: date  # the last day that can be asked for: today, or later where what is to come is known, as with laws
    unread: bool = False  # a day was asked for that cannot be read or shown
    others: tuple[tuple[str, str], ...] = ()

    @property
    def is_other(self) -> bool:
        """Tell whether the page shows another day than today."""
        return self.on != self.today

    @property
    def is_past(self) -> bool:
        """Tell whether the page looks back."""
        return self.on < self.today

    @property
    def query(self) -> str:
        """Return what links of the page must carry on, "" for today."""
        return f"?{NAME}={self.on.isoformat()}" if self.is_other else ""

    @property
    def back(self) -> str:
        """Return the address of the same page as it is today."""
        return f"?{urlencode(self.others)}"

    @property
    def earliest(self) -> date:
        """Return the first day that can be asked for."""
        return EARLIEST


def asked(request: HttpRequest, today: date, *, ahead: bool = False) -> AsOf:
    """Return the day asked about; nothing readable, or a day to come (unless `ahead`), is today."""
    wish, latest = request.GET.get(NAME, ""), LATEST if ahead else today
    others = tuple((name, str(value)) for name, value in request.GET.items() if name not in (NAME, *PLACE_IN_A_LIST))
    try:
        on = date.fromisoformat(wish) if wish else today
    except ValueError:
        return AsOf(today, today, latest, unread=True, others=others)
    is_shown = EARLIEST <= on <= latest
    return AsOf(on if is_shown else today, today, latest, unread=not is_shown, others=others)


def dated(response: HttpResponse, as_of: AsOf) -> HttpResponse:
    """Return the page; another day than today is for people, not for search engines."""
    if as_of.is_other or as_of.unread:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def from_old_name(request: HttpRequest, old: str) -> HttpResponse | None:
    """Return the way to the same page under today's name of the day, None where the old one is not used."""
    if old not in request.GET:
        return None
    asked_for = [(NAME if name == old else name, str(value)) for name, value in request.GET.items()]
    wanted = urlencode([pair for pair in asked_for if pair[1]])
    return HttpResponseRedirect(f"{request.path}?{wanted}" if wanted else request.path)
