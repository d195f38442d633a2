"""What can be asked of the pages of communes."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

SENTENCE = _("Hãy chọn một ngày từ năm 1945 đến năm 2100.")


class AsOfForm(forms.Form):
    """A day in the address: how things stood then."""

    ngay = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": SENTENCE},
        validators=[MinValueValidator(date(1945, 1, 1), SENTENCE), MaxValueValidator(date(2100, 12, 31), SENTENCE)],
    )


class SearchForm(AsOfForm):
    """Words of a name, with or without marks."""

    q = forms.CharField(required=False, max_length=60)
