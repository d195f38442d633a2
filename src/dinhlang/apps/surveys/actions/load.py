"""Bring in generated sheets of a demonstration at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.surveys.models import DrawnEntry, Sheet, Wave
from dinhlang.domain.surveys.collection import Channel
from dinhlang.domain.surveys.fieldwork import Became
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def load_sheets(*, wave_code: str, answers: Mapping[int, Sequence[Mapping[str, str]]], on: date) -> None:
    """Load invented sheets by village into a survey that is marked as an illustration; refused for any other."""
    wave = Wave.objects.get(code=wave_code)
    if not wave.is_illustration:
        raise RefusedError(_("Chỉ cuộc khảo sát minh họa mới nhận câu trả lời do máy sinh ra."))
    Sheet.objects.bulk_create(
        Sheet(wave=wave, place_id=place, channel=Channel.SELF.value, answers=dict(one), answered_on=on)
        for place, given in answers.items()
        for one in given
    )
    entries = list(DrawnEntry.objects.filter(village__wave=wave, turn=0).select_related("village").order_by("serial"))
    left = {place: len(given) for place, given in answers.items()}
    for one in entries:
        left[one.village.place_id] -= 1
        one.result = (Became.ANSWERED if left[one.village.place_id] >= 0 else Became.NOBODY_HOME).value
    DrawnEntry.objects.bulk_update(entries, ["result"])
