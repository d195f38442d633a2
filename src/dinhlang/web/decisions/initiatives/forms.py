"""What a household sends about an initiative."""

from django import forms

from dinhlang.domain.decisions.matters import Step

KEY = r"^[0-9a-f]{32}$"
STEP_OF = {"15.4-dismiss": ("15.4", Step.DISMISS), "15.5-dismiss": ("15.5", Step.DISMISS)}


class InitiativeForm(forms.Form):
    """A new initiative; `key` is the same when the same page is sent again."""

    code = forms.CharField(max_length=24)
    matter = forms.CharField(max_length=12)
    question = forms.CharField(max_length=500)
    explanation = forms.CharField(max_length=4000)
    key = forms.RegexField(KEY)


class SpeechForm(forms.Form):
    """A household stands behind an initiative, steps back, or takes its own back."""

    code = forms.CharField(max_length=24)
    act = forms.ChoiceField(choices=[(one, one) for one in ("dong-y", "thoi", "rut")])
    key = forms.RegexField(KEY)
