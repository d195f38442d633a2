"""Tell the sender by mail that something happened; the mail names the number, never the content."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from dinhlang.apps.feedback.actions.step import KIND
from dinhlang.apps.feedback.models import Identity
from dinhlang.apps.notifications import actions as notifications
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.feedback.states import Event
from dinhlang.domain.feedback.words import EVENTS
from dinhlang.lib import formats

LOOKUP = {"vi": "/tra-cuu/", "en": "/en/tra-cuu/"}  # the address of the lookup page, which belongs to a door
TOLD = frozenset(
    {
        Event.RECEIVED, Event.CLASSIFIED, Event.INFO_ASKED, Event.EXTENDED, Event.TRANSFERRED, Event.ANSWERED,
        Event.REFUSED, Event.WITHHELD, Event.FOLLOWED_SUCCESSOR, Event.CLOSED,
    }
)  # fmt: skip


def tell_sender(*, record: Record, at: datetime) -> None:
    """Queue a mail about one record of a case, when its sender left an address; idempotent per record."""
    if record.subject_kind != KIND or Event(record.event.removeprefix("feedback.")) not in TOLD:
        return
    identity = Identity.objects.select_related("case").filter(case_id=record.subject_id).exclude(email="").first()
    if identity is None:
        return
    with translation.override(identity.case.language):
        notifications.queue_message(
            record_id=record.pk,
            kind=record.event,
            address=identity.email,
            language=identity.case.language,
            subject=_("Phiếu %(number)s: %(event)s") % {"number": record.subject_code, "event": _event(record)},
            text=_text(record),
            at=at,
        )


def _event(record: Record) -> str:
    return _(EVENTS[Event(record.event.removeprefix("feedback."))])


def _text(record: Record) -> str:
    """Return the body: what happened, by which unit, where to read it with the receipt."""
    link = settings.BASE_URL + LOOKUP[formats.language()]
    lines = [
        _("Phiếu %(number)s: %(event)s.") % {"number": record.subject_code, "event": _event(record)},
        _("Đơn vị: %(unit)s.") % {"unit": record.unit_name} if record.unit_name else "",
        _("Xem toàn bộ bằng mã trên biên nhận của bạn: %(link)s") % {"link": link},
        _("Thư tự động, không trả lời thư này. Nội dung phiếu không nằm trong thư để giữ kín cho bạn."),
    ]
    return "\n\n".join(filter(None, lines))
