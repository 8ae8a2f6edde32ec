"""What the owner of a round sends, and what a person says before the first question."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saying.tagged import Tagged

from .actions.joining import Said
from .actions.opening import LONGEST_REASON, LONGEST_TITLE, Plan
from .instrument import Dimension, Instrument
from .invited_lists import MOST_BYTES
from .models import Round
from .questionnaire import QUICK, length
from .round_data import MOST_EXCLUDED

MONTHS = [
    ("12", gettext_lazy("12 months")),
    ("6", gettext_lazy("6 months")),
    ("3", gettext_lazy("3 months")),
    ("1", gettext_lazy("1 month")),
]
THEMSELVES = gettext_lazy("They say it themselves")
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class OpenForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        max_length=LONGEST_TITLE,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("What the people invited will read, such as “AI readiness, spring 2026”."),
    )
    kind = forms.ChoiceField(
        choices=[
            (Round.Kind.PANEL, gettext_lazy("Panel")),
            (Round.Kind.CONSENSUS, gettext_lazy("Consensus session")),
        ],
        widget=forms.RadioSelect,
        label=gettext_lazy("How it is run"),
        error_messages={"required": gettext_lazy("Choose how the round is run.")},
    )
    form = forms.ChoiceField(
        choices=[("full", gettext_lazy("Full form")), ("quick", gettext_lazy("Quick form"))],
        widget=forms.RadioSelect,
        label=gettext_lazy("Which form"),
        error_messages={"required": gettext_lazy("Choose a form.")},
    )
    answers_until = forms.DateField(
        required=False,
        label=gettext_lazy("Answer by"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Said in every mail. The round stays open until you close it."),
    )
    keep_months = forms.TypedChoiceField(
        choices=MONTHS,
        coerce=int,
        initial="12",
        label=gettext_lazy("Keep single answers after closing for"),
        help_text=gettext_lazy("Then they are deleted for good. What they came to together stays."),
    )
    balanced = forms.BooleanField(
        required=False,
        label=gettext_lazy("Every role group counts alike"),
        help_text=gettext_lazy(
            "Choose it where one group is much larger than the others. It is printed in the report."
        ),
    )
    previous = forms.ChoiceField(required=False, label=gettext_lazy("It follows"))

    def __init__(self, *args: Any, instrument: Instrument, earlier: Iterable[Round], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["id"].initial = uuid4
        rounds = [
            (str(round.public_id), f"{round.title}, {date_format(round.closed_at, 'DATE_FORMAT')}")
            for round in earlier
        ]
        self.fields["previous"].choices = [("", _("No earlier round")), *rounds]
        self.full, self.quick = length(instrument, "full"), length(instrument, QUICK)
        self.optional = [d for d in instrument.dimensions.values() if d.gate is None]
        for dimension in self.optional:
            self.fields[f"out_{dimension.id}"] = forms.BooleanField(
                required=False, label=Tagged(f"{dimension.name}: {dimension.asks}", instrument.language)
            )
            self.fields[f"why_{dimension.id}"] = forms.CharField(
                required=False,
                max_length=LONGEST_REASON,
                label=_("Why %(name)s is left out") % {"name": dimension.name},
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        out = [d for d in self.optional if said.get(f"out_{d.id}")]
        for dimension in out:
            if not said.get(f"why_{dimension.id}", "").strip():
                self.add_error(f"why_{dimension.id}", _("Say why, in a few words."))
        if len(out) > MOST_EXCLUDED:
            self.add_error(f"out_{out[-1].id}", _("At most two dimensions can be left out."))
        return said

    def scope(self) -> list[tuple[Dimension, forms.BoundField, forms.BoundField]]:
        """The dimensions that may be left out, each with its two fields."""
        return [(d, self[f"out_{d.id}"], self[f"why_{d.id}"]) for d in self.optional]

    def plan(self) -> Plan:
        said = self.cleaned_data
        out = [d.id for d in self.optional if said[f"out_{d.id}"]]
        return Plan(
            kind=said["kind"],
            title=said["title"],
            form=said["form"],
            excluded={id: said[f"why_{id}"] for id in out},
            balanced=said["balanced"],
            answers_until=said["answers_until"],
            previous=UUID(said["previous"]) if said["previous"] else None,
            keep_months=said["keep_months"],
        )


class InviteForm(forms.Form):
    people = forms.CharField(
        required=False,
        label=gettext_lazy("Addresses"),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        max_length=MOST_BYTES,
        strip=False,
    )
    file = forms.FileField(required=False, label=gettext_lazy("Or a CSV file"), allow_empty_file=True)
    role = forms.ChoiceField(required=False, label=gettext_lazy("Their role, where the list names none"))

    def __init__(self, *args: Any, instrument: Instrument, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [("", THEMSELVES), *((role.id, role.name) for role in instrument.roles)]
        names = ", ".join(instrument.role_ids)
        self.fields["people"].help_text = _(
            "One a line, or pasted from a table: address, name, role. Roles, where you want to "
            "set them: %(names)s."
        ) % {"names": names}


class SayForm(forms.Form):
    """The role where none was given, and the question of a consensus session (docs/decisions.md)."""

    role = forms.CharField(max_length=20, required=False)
    spread = forms.ChoiceField(choices=YES_NO, required=False)

    def said(self) -> Said:
        chosen = self.cleaned_data
        return Said(chosen["role"], {"yes": True, "no": False}.get(chosen["spread"]))


class AddressForm(forms.Form):
    email = forms.CharField(
        max_length=254,
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Enter your address.")},
    )
