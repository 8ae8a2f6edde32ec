"""What a respondent sends: which form, an answer, an address for the link to resume."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from .actions import Act
from .actions.answering import MOST_EVIDENCE
from .actions.session import MOST_NOTE, Proposal
from .models import Entry, Sheet

TAB = r"[a-z0-9]{0,24}\Z"
FAR = 2**53  # the largest whole number that a page can count to


def evidence_field() -> forms.CharField:
    said = gettext_lazy("Name the evidence in one line of at most {most_evidence} characters.")
    too_long = format_lazy(said, most_evidence=MOST_EVIDENCE)
    return forms.CharField(max_length=MOST_EVIDENCE, required=False, error_messages={"max_length": too_long})


class Complaining(forms.Form):
    @property
    def complaint(self) -> str:
        """The first fault in words."""
        return next((str(faults[0]) for faults in self.errors.values()), "")


class StartForm(forms.Form):
    form = forms.ChoiceField(
        choices=Sheet.Form.choices,
        error_messages={
            "required": gettext_lazy("Choose a form."),
            "invalid_choice": gettext_lazy("Choose a form."),
        },
    )
    role = forms.CharField(max_length=20, required=False)
    again = forms.BooleanField(required=False)


class AnswerForm(Complaining):
    """What the page of a question sends; nothing chosen is not a fault of the form."""

    answer = forms.CharField(max_length=4, required=False)
    evidence = evidence_field()
    seen = forms.CharField(max_length=40, required=False)
    tab = forms.CharField(required=False, validators=[RegexValidator(TAB)])
    sequence = forms.IntegerField(min_value=0, max_value=FAR, required=False)
    back = forms.CharField(max_length=10, required=False)
    do = forms.ChoiceField(
        choices=[
            ("next", gettext_lazy("Continue")),
            ("skip", gettext_lazy("Skip")),
            ("leave", gettext_lazy("Leave")),
        ],
        required=False,
    )

    def act(self, value: str) -> Act:
        data = self.cleaned_data
        return Act(
            value=value,
            evidence=data["evidence"],
            tab=data["tab"],
            sequence=data["sequence"] or 0,
            seen=data["seen"] if "seen" in self.data else None,
        )


class ProposalForm(Complaining):
    """What a facilitator records for the room."""

    answer = forms.CharField(
        max_length=4,
        error_messages={
            "required": gettext_lazy("Choose the level on which the room agrees, or that it is not known.")
        },
    )
    evidence = evidence_field()
    note = forms.CharField(
        max_length=MOST_NOTE,
        required=False,
        error_messages={
            "max_length": format_lazy(
                gettext_lazy("Write the note in at most {most_note} characters."), most_note=MOST_NOTE
            )
        },
    )
    seen = forms.CharField(max_length=40, required=False)

    def proposal(self) -> Proposal:
        data = self.cleaned_data
        return Proposal(data["answer"], data["evidence"], data["note"], data["seen"])


class AgainForm(Complaining):
    """One question answered again; `unit` is the key of the unit after which it was asked."""

    answer = forms.CharField(
        max_length=4, error_messages={"required": gettext_lazy("Choose the statement that holds today.")}
    )
    evidence = evidence_field()
    unit = forms.RegexField(r"^[a-z0-9/-]{0,120}\Z", required=False)


class EntryForm(forms.Form):
    """One line of a register."""

    entry = forms.UUIDField()
    owner = forms.CharField(
        max_length=120,
        required=False,
        error_messages={"max_length": gettext_lazy("A name has at most 120 characters.")},
    )
    due = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Write the date as year-month-day, for example 2026-10-31.")},
    )
    state = forms.ChoiceField(
        choices=Entry.State.choices,
        error_messages={
            "required": gettext_lazy("Choose a state."),
            "invalid_choice": gettext_lazy("Choose one of the states offered."),
        },
    )
    note = forms.CharField(
        max_length=MOST_NOTE,
        required=False,
        error_messages={
            "max_length": format_lazy(
                gettext_lazy("Write the note in at most {most_note} characters."), most_note=MOST_NOTE
            )
        },
    )


class MailForm(forms.Form):
    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
