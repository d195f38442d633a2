"""Tell a household on its own telephone: a ballot was typed for it, or the telephone opens its ballots no more."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.models import HouseholdSignIn, RollLine
from dinhlang.apps.law import queries as law
from dinhlang.apps.notifications import actions as notifications
from dinhlang.domain.decisions.sign_in import NUMBER_PURPOSE, Way
from dinhlang.lib import formats, sealing, sms_gateway

TERM = "PROV-DEC-ASSISTED"
KEPT = timedelta(days=1)  # a word about today's change helps nobody later
ENTER = {"vi": "/bo-phieu/", "en": "/en/bo-phieu/"}  # the page of the door where a household opens its ballot


def tell_household(*, line_id: int, record_id: int, post: str, at: datetime) -> None:
    """Queue the message about an assisted ballot, where the household tied a telephone; it never says the choice."""
    household = RollLine.objects.filter(pk=line_id).values("household_id")
    tied = HouseholdSignIn.objects.filter(household_id__in=household, way=Way.PHONE.value, ended_at=None).first()
    if tied is None or not sms_gateway.is_offered():
        return
    words = _(
        "Đình Làng: {post} đã bấm giúp một phiếu của hộ lúc {at}. Nếu không đúng ý hộ, vào {link} báo trước {until}."
    )
    until = law.compute_deadline(TERM, at).due_at
    told = {"post": post, "at": formats.moment(at), "until": formats.moment(until),
            "link": settings.BASE_URL + ENTER[formats.language()]}  # fmt: skip
    notifications.queue_text_message(
        kind="decisions.ballot_assisted", number=sealing.unseal(tied.sealed, purpose=NUMBER_PURPOSE),
        language=formats.language(), text=words.format(**told), at=at, useless_at=until, record_id=record_id,
    )  # fmt: skip


def tell_ended(*, sealed: str, at: datetime) -> None:
    """Queue the message that a telephone is tied no more: whoever lost it to a stranger learns of it at once."""
    if not sms_gateway.is_offered():
        return
    words = _("Đình Làng: số này không còn mở phiếu của hộ. Nếu không phải hộ làm, dùng mã trên phiếu, vào {link}.")
    notifications.queue_text_message(
        kind="decisions.sign_in_ended", number=sealing.unseal(sealed, purpose=NUMBER_PURPOSE),
        language=formats.language(), text=words.format(link=settings.BASE_URL + ENTER[formats.language()]), at=at,
        useless_at=at + KEPT,
    )  # fmt: skip
