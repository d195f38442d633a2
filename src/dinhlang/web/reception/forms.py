"""What a reader types: what a visit is about, a question for a dialogue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dinhlang.web.feedback.forms import TypedField

LONGEST = 2000


class BookForm(forms.Form):
    """A place on a day of reception."""

    topic = TypedField(
        max_length=LONGEST,
        error_messages={
            "required": _("Hãy ghi muốn nói về việc gì."),
            "max_length": _("Dài quá 2.000 chữ cái. Hãy viết gọn lại."),
        },
    )
    people = forms.IntegerField(
        min_value=1,
        max_value=1000,
        error_messages={
            "required": _("Hãy ghi có bao nhiêu người cùng đến."),
            "invalid": _("Hãy ghi số người bằng chữ số."),
            "min_value": _("Hãy ghi có bao nhiêu người cùng đến."),
            "max_value": _("Hãy ghi có bao nhiêu người cùng đến."),
        },
    )
    is_online = forms.BooleanField(required=False)
    key = TypedField(max_length=40)


class AskForm(forms.Form):
    """A question for a dialogue."""

    text = TypedField(
        max_length=LONGEST,
        error_messages={
            "required": _("Hãy viết điều muốn hỏi."),
            "max_length": _("Dài quá 2.000 chữ cái. Hãy viết gọn lại."),
        },
    )
    key = TypedField(max_length=40)
