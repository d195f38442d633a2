"""What an officer of a commune fills in about village sessions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOMENT = "%Y-%m-%dT%H:%M"


class PlanForm(forms.Form):
    """A session to come."""

    topic = forms.ChoiceField(label=_("Chủ đề"))
    village = forms.TypedChoiceField(label=_("Ấp, khóm"), coerce=int, empty_value=None, required=False)
    place = forms.CharField(label=_("Nơi họp"), max_length=200)
    starts_at = forms.DateTimeField(
        label=_("Ngày giờ"), input_formats=[MOMENT], widget=forms.DateTimeInput({"type": "datetime-local"}, MOMENT)
    )
    materials = forms.MultipleChoiceField(
        label=_("Tài liệu phát cho bà con"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, topics: Any, villages: Any, questions: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._offer("topic", topics)
        self._offer("village", [("", _("Cả xã")), *villages])
        self._offer("materials", questions)

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class HeldForm(forms.Form):
    """A session that was held."""

    attendance = forms.IntegerField(
        label=_("Bao nhiêu người dự"), min_value=0, help_text=_("Chỉ đếm số người, không ghi tên ai.")
    )


class SheetsForm(forms.Form):
    """Quizzes filled in on paper."""

    sheets = forms.IntegerField(label=_("Số phiếu trắc nghiệm thu lại"), min_value=0)
    sheets_passed = forms.IntegerField(label=_("Số phiếu đúng từ 7 câu trở lên"), min_value=0)


class CancelForm(forms.Form):
    """A session that is called off."""

    reason = forms.CharField(label=_("Lý do hủy, mọi người đều đọc được"), max_length=300)


class AdultsForm(forms.Form):
    """How many adults live in the commune."""

    adults = forms.IntegerField(label=_("Số người từ đủ 18 tuổi"), min_value=1)
    source = forms.CharField(
        label=_("Nguồn"), max_length=200, help_text=_("Ví dụ: Công an xã, dữ liệu dân cư ngày 01/11/2026.")
    )
    counted_on = forms.DateField(label=_("Số liệu ngày"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
