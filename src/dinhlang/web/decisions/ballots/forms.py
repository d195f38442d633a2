"""What a household sends."""

from django import forms

from dinhlang.domain.decisions.ballots import Choice


class CodeForm(forms.Form):
    """The code of the slip."""

    code = forms.CharField(max_length=24)


class BallotForm(forms.Form):
    """One ballot; `key` is the same when the same page is sent again."""

    choice = forms.ChoiceField(choices=[(one.value, one.value) for one in Choice])
    key = forms.RegexField(r"^[0-9a-f]{32}$")


class TelephoneForm(forms.Form):
    """A number to send six digits to."""

    telephone = forms.CharField(max_length=24)


class DigitsForm(forms.Form):
    """The six digits, and the secret of the try they belong to."""

    secret = forms.RegexField(r"^[0-9A-Z]{20}$")
    digits = forms.CharField(max_length=24)
