"""Tell whoever booked that a day is moved, called off or taken by a deputy; addresses go when the day is over."""

from datetime import date, datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from dinhlang.apps.notifications import actions as notifications
from dinhlang.apps.reception.models import Contact, Day
from dinhlang.apps.transparency.models import Record

SCHEDULE = {"vi": "/tiep-dan/", "en": "/en/tiep-dan/"}  # the address of the schedule, which belongs to a door


def tell_booked(day: Day, *, record: Record, at: datetime) -> None:
    """Queue a mail to whoever left an address for this day, in the caller's transaction; it never says what about."""
    for one in Contact.objects.filter(visit__day_id__in=[day.pk, day.moved_to_id or day.pk]):
        with translation.override(one.language):
            notifications.queue_message(
                record_id=record.pk, kind=record.event, address=one.email, language=one.language,
                subject=_("Buổi tiếp dân ngày %(day)s có thay đổi") % {"day": f"{day.on:%d/%m/%Y}"},
                text=_text(day), at=at,
            )  # fmt: skip


def _text(day: Day) -> str:
    when = {"day": f"{day.on:%d/%m/%Y}", "hour": f"{day.begins:%H:%M}", "head": day.head.title}
    if day.moved_to is not None:
        said = _("Buổi tiếp dân của %(head)s ngày %(day)s, %(hour)s, dời sang ngày %(later)s. Lượt hẹn được giữ.")
        said %= when | {"later": f"{day.moved_to.on:%d/%m/%Y}"}
    elif day.called_off_at is not None:
        said = _("Buổi tiếp dân của %(head)s ngày %(day)s, %(hour)s, đã hủy.") % when
    else:
        said = _("Buổi tiếp dân của %(head)s ngày %(day)s, %(hour)s, do %(deputy)s tiếp thay.")
        said %= when | {"deputy": day.deputy}
    lines = [
        said,
        _("Lý do: %(why)s") % {"why": day.called_off_why or day.deputy_why},
        _("Xem lịch tiếp dân: %(link)s") % {"link": settings.BASE_URL + SCHEDULE.get(translation.get_language(), "")},
        _("Thư tự động, không trả lời thư này. Địa chỉ thư được xóa sau buổi tiếp."),
    ]
    return "\n\n".join(lines)


def forget_contacts(*, before: date) -> int:
    """Erase the addresses of days before one; returns how many."""
    return Contact.objects.filter(visit__day__on__lt=before).delete()[0]
