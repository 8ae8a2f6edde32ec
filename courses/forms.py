"""What a reader writes or chooses on a unit's page."""

from django import forms


class NoteForm(forms.Form):
    section = forms.CharField(max_length=60, required=False)
    text = forms.CharField(max_length=10_000, required=False)


class AnswerForm(forms.Form):
    question = forms.CharField(max_length=60)
    choice = forms.CharField(max_length=60, required=False)
    text = forms.CharField(max_length=5_000, required=False)
    skip = forms.BooleanField(required=False)


class MinutesForm(forms.Form):
    minutes = forms.TypedChoiceField(choices=[(5, 5), (10, 10), (20, 20)], coerce=int)
