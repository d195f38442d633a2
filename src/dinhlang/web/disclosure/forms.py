"""What a reader types: who asks for information, and what was seen on the board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dinhlang.web.feedback.forms import TypedField


class AskForm(forms.Form):
    """A request under the Access to Information Law: who asks, from where, how to be reached, what for."""

    name = TypedField(max_length=120, error_messages={"required": _("Hãy ghi họ và tên.")})
    address = TypedField(max_length=200, error_messages={"required": _("Hãy ghi nơi cư trú.")})
    contact = TypedField(
        max_length=120, error_messages={"required": _("Hãy ghi số điện thoại hoặc thư điện tử để nhận trả lời.")}
    )
    text = TypedField(required=False, max_length=2000)
    key = TypedField(max_length=40)


class LookForm(forms.Form):
    """One tap: which posting, still there or not."""

    evidence = forms.IntegerField()
    seen = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
