"""What a reader types: an opinion on a draft, a vote on a statement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dinhlang.domain.consultations.answers import Stance
from dinhlang.web.feedback.forms import TypedField

LONGEST_TEXT = 5000


class SayForm(forms.Form):
    """An opinion: on the whole or on a passage, with a name or without."""

    text = TypedField(
        required=False,  # a spoken note may stand in its place
        max_length=LONGEST_TEXT,
        error_messages={"max_length": _("Dài quá 5.000 chữ cái. Hãy viết gọn lại.")},
    )
    stance = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Stance],
        error_messages={"required": _("Hãy chọn một trong bốn."), "invalid_choice": _("Hãy chọn một trong bốn.")},
    )
    anchor = TypedField(required=False, max_length=60)
    signed = TypedField(required=False, max_length=60)
    files_may_show = forms.BooleanField(required=False)
    key = TypedField(max_length=40)


class JoinForm(forms.Form):
    """Somebody else asks what a point asks."""

    point = forms.IntegerField(min_value=1, max_value=9_999)
    stance = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Stance],
        error_messages={"required": _("Hãy chọn một trong bốn."), "invalid_choice": _("Hãy chọn một trong bốn.")},
    )
    key = TypedField(max_length=40)


class ProposeForm(forms.Form):
    """A short statement that a voter proposes."""

    text = TypedField(
        max_length=140,
        error_messages={
            "required": _("Hãy viết một câu ngắn để mọi người đồng ý hoặc không."),
            "max_length": _("Câu dài quá 140 chữ cái; mỗi câu chỉ nên nói một ý."),
        },
    )
    key = TypedField(max_length=40)


class ReviewForm(forms.Form):
    """Why withheld words should be shown."""

    text = TypedField(max_length=1000, error_messages={"required": _("Hãy viết vì sao lời của bạn nên được hiện.")})
    key = TypedField(max_length=40)


class VoteForm(forms.Form):
    """One tap on a statement."""

    statement = forms.IntegerField(min_value=1, max_value=2**62)
    value = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0"), ("-1", "-1")], coerce=int)
