"""What people type into the feedback pages, cleaned; a form takes the fields it names and nothing else."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from dinhlang.domain.feedback.codes import normal
from dinhlang.domain.feedback.reasons import REOPENING
from dinhlang.domain.feedback.states import State
from dinhlang.domain.feedback.words import RATINGS
from dinhlang.lib.typed import plain

LONGEST_TEXT = 5000
LONGEST_REPLY = 2000
LONGEST_NAME = 60
NO_CODE = _("Hãy nhập mã tra cứu trên biên nhận.")
PHONE = RegexValidator(r"^\+?[0-9][0-9 .-]{7,14}$", _("Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678."))


class TypedField(forms.CharField):
    """Text as typed, in one normal form, without the characters nobody sees (they can turn a line around)."""

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends and no control, format or unassigned characters."""
        return super().to_python(plain(str(value or ""))) or ""


class PlaceForm(forms.Form):
    """Where it is: the village and the words by which a neighbour would find it; a position only if given."""

    village = forms.IntegerField(required=False)
    landmark = TypedField(required=False, max_length=200)
    latitude = forms.DecimalField(required=False, min_value=8, max_value=24, max_digits=20)
    longitude = forms.DecimalField(required=False, min_value=102, max_value=118, max_digits=20)

    def clean(self) -> dict[str, Any]:
        """Keep a position only when both halves of it came, to about a metre."""
        given = super().clean() or {}
        halves = given.get("latitude"), given.get("longitude")
        for name, half in zip(("latitude", "longitude"), halves, strict=True):
            given[name] = None if None in halves else f"{half:.5f}"
        return given


class TextForm(forms.Form):
    """What is to be said."""

    text = TypedField(
        max_length=LONGEST_TEXT,
        error_messages={
            "required": _("Hãy viết điều cần nói."),
            "max_length": _("Dài quá %(limit_value)d chữ. Hãy viết gọn, phần thêm gửi kèm bằng tệp PDF."),
        },
    )


class ContactForm(forms.Form):
    """How to reach the sender, and the name that the public may read."""

    reach = forms.ChoiceField(choices=[(one, one) for one in ("nothing", "phone", "email")])
    phone = TypedField(required=False, max_length=30, validators=[PHONE])
    email = forms.EmailField(
        required=False,
        max_length=200,
        error_messages={"invalid": _("Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.com.")},
    )
    contact_name = TypedField(required=False, max_length=LONGEST_NAME)
    named = forms.ChoiceField(choices=[("no", "no"), ("yes", "yes")])
    public_name = TypedField(required=False, max_length=LONGEST_NAME)

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs."""
        given = super().clean() or {}
        wanted = {"phone": _("Hãy ghi số điện thoại."), "email": _("Hãy ghi địa chỉ thư điện tử.")}
        reach = given.get("reach", "")
        if reach in wanted and not given.get(reach) and reach not in self.errors:
            self.add_error(reach, wanted[reach])
        if given.get("named") == "yes" and not given.get("public_name") and "public_name" not in self.errors:
            self.add_error("public_name", _("Hãy ghi tên muốn hiện, hoặc chọn không hiện tên."))
        return given

    def contact(self) -> dict[str, str]:
        """Return what the action takes: only what the chosen ways need."""
        given = self.cleaned_data
        reach = given["reach"]
        return {
            "contact_name": given["contact_name"] if reach != "nothing" else "",
            "phone": given["phone"] if reach == "phone" else "",
            "email": given["email"] if reach == "email" else "",
            "public_name": given["public_name"] if given["named"] == "yes" else "",
        }


class LookupForm(forms.Form):
    """A lookup code as somebody reads it off paper."""

    code = TypedField(max_length=64, error_messages={"required": NO_CODE})

    def clean_code(self) -> str:
        """Return the code without blanks and with misread letters mended."""
        code = normal(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(NO_CODE)
        return code


class ReplyForm(forms.Form):
    """What the unit asked for."""

    text = TypedField(max_length=LONGEST_REPLY, error_messages={"required": _("Hãy viết điều bổ sung.")})


class PublicationForm(forms.Form):
    """Why a case that is withheld should be public."""

    text = TypedField(
        max_length=LONGEST_REPLY, error_messages={"required": _("Hãy viết vì sao phiếu nên được công khai.")}
    )


class RatingForm(forms.Form):
    """What the sender thinks of the answer."""

    level = forms.TypedChoiceField(
        coerce=int,
        choices=[(level, words) for level, words in RATINGS.items()],
        error_messages={"required": _("Hãy chọn một trong ba mức.")},
    )
    text = TypedField(required=False, max_length=LONGEST_REPLY)


class ReopenForm(forms.Form):
    """Why the answer does not end the matter."""

    reason = forms.ChoiceField(
        choices=[(one, one) for one in REOPENING], error_messages={"required": _("Hãy chọn vì sao cần xem lại.")}
    )
    text = TypedField(max_length=LONGEST_REPLY, error_messages={"required": _("Hãy viết điều chưa được giải quyết.")})


class FilterForm(forms.Form):
    """What a reader narrows the public list to; a value that is not understood narrows nothing."""

    xa = forms.CharField(required=False, max_length=40)
    viec = forms.CharField(required=False, max_length=40)
    trang_thai = forms.ChoiceField(required=False, choices=[("", "")] + [(one.value, one.value) for one in State])
    tre = forms.BooleanField(required=False)
