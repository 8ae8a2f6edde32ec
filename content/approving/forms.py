"""What the author says of the reviewer, and what the reviewer says of the draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST_COMMENT = 4000


class AskingForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the reviewer"), max_length=120)
    address = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy(
            "They get one link, which opens this draft for 14 days and takes one decision. Their name and"
            " address stay with the decision, for those who edit this page."
        ),
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class DecidingForm(forms.Form):
    verdict = forms.ChoiceField(choices=[("approve", ""), ("send back", "")])
    comment = forms.CharField(required=False, max_length=LONGEST_COMMENT, strip=True)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("verdict") == "send back" and not found.get("comment") and "comment" not in self.errors:
            self.add_error("comment", _("Say what should be changed, then send it back."))
        return found
