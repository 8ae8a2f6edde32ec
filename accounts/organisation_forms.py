"""What people send about an organisation: its name, whom to invite, the domain of the joining link."""

import unicodedata
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .addresses import Unfit, closed_domain
from .models import Membership, Organisation
from .pasted import Pasted, read_pasted

LONGEST_PASTE = 400_000  # two thousand lines with long names


def one_line(text: str) -> str:
    """In one line, without what a page or the subject of a mail cannot show."""
    return " ".join(
        "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text).split()
    )


class NamedForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name"]
        labels = {"name": gettext_lazy("Name of the organisation")}
        help_texts = {"name": gettext_lazy("As the people you invite know it.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "organization"})}

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Give the organisation a name."))
        return name


class FoundForm(NamedForm):
    """Only the name is asked for at first; the key makes a form that is sent twice found one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class OrganisationForm(NamedForm):
    class Meta(NamedForm.Meta):
        fields = ["name", "sector", "size", "region"]
        labels = {
            **NamedForm.Meta.labels,
            "sector": gettext_lazy("Sector"),
            "size": gettext_lazy("Size"),
            "region": gettext_lazy("Region"),
        }

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        for name in ("sector", "size", "region"):
            self.fields[name].choices = [("", _("Not said")), *Organisation._meta.get_field(name).choices]


class InviteForm(forms.Form):
    people = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=(
            gettext_lazy(
                "One, or many at once: a line for each, a list as your mail program copies it,"
                " or rows of a spreadsheet with address and name."
            )
        ),
        error_messages={"required": gettext_lazy("Type or paste at least one address.")},
    )
    role = forms.ChoiceField(label=gettext_lazy("They join as"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: object, own: Membership, **options: object) -> None:
        super().__init__(*args, **options)
        roles = [role for role in reversed(Membership.Role.values) if own.above(role)]
        self.fields["role"].choices = [(role, Membership.Role(role).label) for role in roles]
        self.fields["role"].initial = Membership.Role.MEMBER
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()
        self.read: Pasted | None = None

    def clean_people(self) -> str:
        self.read = read_pasted(self.cleaned_data["people"])
        if not self.read.rows and not self.read.faults:
            raise forms.ValidationError(_("Type or paste at least one address."))
        return self.cleaned_data["people"]

    @property
    def invited(self) -> dict[str, str]:
        """Address to role, of the good lines."""
        role = self.cleaned_data.get("role") or Membership.Role.MEMBER
        return {row.email: role for row in self.read.rows} if self.read else {}


class LinkForm(forms.Form):
    domain = forms.CharField(
        label=gettext_lazy("Mail domain"),
        max_length=120,
        help_text=gettext_lazy(
            "What stands after the @. Only a confirmed address at exactly this domain may join."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_domain(self) -> str:
        try:
            return closed_domain(self.cleaned_data["domain"])
        except Unfit as unfit:
            raise forms.ValidationError(str(unfit)) from unfit


class CloseForm(forms.Form):
    """The organisation's name, typed, so that no stray click closes it."""

    name = forms.CharField(label=gettext_lazy("Type the name of the organisation to confirm"), max_length=200)

    def __init__(self, *args: object, organisation: Organisation, **options: object) -> None:
        super().__init__(*args, **options)
        self.organisation = organisation
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if name.casefold() != self.organisation.name.casefold():
            raise forms.ValidationError(_("Type “%(name)s” to close it.") % {"name": self.organisation.name})
        return name


class NumberForm(forms.Form):
    """A person or an invitation of the page, by number."""

    number = forms.IntegerField(min_value=1, max_value=2**62)
