"""What can be asked of the pages of communes."""

from django import forms


class SearchForm(forms.Form):
    """Words of a name, with or without marks."""

    q = forms.CharField(required=False, max_length=60)
