"""What changed in the schedule of reception, as a feed: whoever follows it is told; nobody leaves an address."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.reception import queries
from dinhlang.apps.reception.queries import DayRow
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.lib import clock, formats


class ChangesFeed(Feed):  # type: ignore[type-arg]  # generic for mypy only
    """Days that were moved, called off, or will be taken by a deputy."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """Return the name of the feed."""
        return _("Lịch tiếp công dân: dời, hủy, tiếp thay")

    def link(self) -> str:
        """Return the schedule; with our own address, never that of the request."""
        return settings.BASE_URL + reverse("reception:schedule")

    def feed_url(self) -> str:
        """Return the address of the feed itself."""
        return settings.BASE_URL + reverse("reception:changes")

    def items(self) -> Sequence[DayRow]:
        """Return the changed days, the latest first."""
        return queries.changed_days(clock.now())[::-1]

    def item_title(self, item: DayRow) -> str:
        """Return day, post and what became of it."""
        told = {"day": formats.day(item.on), "head": item.head.title, "unit": item.head.unit, "deputy": item.deputy}
        if item.moved_to_on is not None:
            return _("{head}, {unit}: ngày {day} dời sang {later}").format(later=formats.day(item.moved_to_on), **told)
        if item.called_off_on is not None:
            return _("{head}, {unit}: hủy ngày {day}").format(**told)
        return _("{head}, {unit}: ngày {day} do {deputy} tiếp thay").format(**told)

    def item_description(self, item: DayRow) -> str:
        """Return the reason."""
        return item.why

    def item_link(self, item: DayRow) -> str:
        """Return the page of the day."""
        return settings.BASE_URL + reverse("reception:day", args=[item.code])

    def item_updateddate(self, item: DayRow) -> datetime:
        """Return when the change was told, as far as it is known."""
        return datetime.combine(item.called_off_on or item.posted_on, time(), VIETNAM).astimezone(UTC)


_feed = ChangesFeed()


@public
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Hand out the feed of changes."""
    return _feed(request)
