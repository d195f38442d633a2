"""Define an indicator: what is measured, how the number is made, which way is the better one, who publishes it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import INDICATOR, code_of, require_past, require_text, write
from dinhlang.apps.coordination.models import Indicator
from dinhlang.apps.coordination.policies import require_can_keep_register
from dinhlang.apps.transparency.actions import Request, Subject, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination.claims import Direction
from dinhlang.lib.refusal import RefusedError

STEP = 10  # room between two indicators, so that one can come between


@dataclass(frozen=True)
class NewIndicator:
    """What an indicator is."""

    name: str
    about: str
    formula: str
    unit_word: str
    direction: Direction
    publisher: str
    method: str
    defined_on: date


@transaction.atomic
def define_indicator(*, actor: Actor, new: NewIndicator, at: datetime, request: Request | None = None) -> int:
    """Write down something that is measured, before any value of it; returns its id."""
    acting = require_can_keep_register(actor)
    if earlier := done_before(request):
        return earlier
    require_past(new.defined_on, at, "defined_on")
    told = _told(new)
    if Indicator.objects.filter(name__iexact=told["name"]).exists():
        raise RefusedError(_("Đã có chỉ số mang tên này."), field="name")
    taken = list(Indicator.objects.values_list("code", flat=True))
    last = Indicator.objects.aggregate(last=Max("place"))["last"] or 0
    made = Indicator.objects.create(
        code=code_of(told["name"], taken), direction=new.direction.value, defined_on=new.defined_on,
        place=last + STEP, **told,
    )  # fmt: skip
    facts = {"unit": made.unit_word, "direction": made.direction, "method": made.method}
    facts["defined_on"] = new.defined_on.isoformat()
    subject, words = Subject(INDICATOR, made.pk, made.code), f"{made.name}\n{made.about}\n{made.formula}"
    write("indicator_defined", subject, acting=acting, at=at, facts=facts, words=words, request=request)
    return made.pk


def _told(new: NewIndicator) -> dict[str, str]:
    """Return the words of an indicator; raises RefusedError where one is missing."""
    return {
        "name": require_text(new.name, "name", _("Hãy ghi tên chỉ số.")),
        "about": require_text(new.about, "about", _("Hãy ghi chỉ số đo điều gì.")),
        "formula": require_text(new.formula, "formula", _("Hãy ghi cách tính.")),
        "unit_word": require_text(new.unit_word, "unit_word", _("Hãy ghi đơn vị đo, như % hoặc điểm.")),
        "publisher": require_text(new.publisher, "publisher", _("Hãy ghi nơi công bố.")),
        "method": require_text(new.method, "method", _("Hãy ghi phiên bản cách đo.")),
    }
