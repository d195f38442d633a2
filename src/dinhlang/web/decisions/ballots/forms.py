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
