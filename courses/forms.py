"""What a reader writes or chooses on a unit's page."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Feedback


class NoteForm(forms.Form):
    section = forms.CharField(max_length=60, required=False)
    text = forms.CharField(max_length=10_000, required=False)


class AnswerForm(forms.Form):
    question = forms.CharField(max_length=60)
    choice = forms.CharField(max_length=60, required=False)
    text = forms.CharField(max_length=5_000, required=False)
    skip = forms.BooleanField(required=False)


class CommitmentForm(forms.Form):
    text = forms.CharField(max_length=300, required=False)
    owner = forms.CharField(max_length=120, required=False)
    due = forms.DateField(
        required=False, error_messages={"invalid": gettext_lazy("Write the day as 2026-11-23.")}
    )

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        if due is not None and not 2000 <= due.year <= 2100:
            raise forms.ValidationError(_("Choose a day of this century."))
        return due


class FeedbackForm(forms.Form):
    clear = forms.ChoiceField(
        choices=Feedback.Clear.choices,
        error_messages={"required": gettext_lazy("Say whether it was clear: yes, partly or no.")},
    )
    remark = forms.CharField(max_length=500, required=False)
    address = forms.EmailField(required=False)


class MinutesForm(forms.Form):
    minutes = forms.TypedChoiceField(choices=[(5, 5), (10, 10), (20, 20)], coerce=int)
