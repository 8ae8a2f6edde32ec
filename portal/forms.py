"""The few forms of your own page."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User


class PreferencesForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=[(zone, zone.replace("_", " ")) for zone in settings.WAGTAIL_USER_TIME_ZONES],
    )

    class Meta:
        model = User
        fields = ["name", "time_zone", "reminders"]
        labels = {
            "name": gettext_lazy("Your name, as you want to be addressed"),
            "reminders": gettext_lazy("Remind me by mail of dates that I set"),
        }


class DeleteForm(forms.Form):
    """The person's own address, typed, so that no stray click deletes an account."""

    email = forms.EmailField(label=gettext_lazy("Type your e-mail address to confirm"))

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if email != self.user.email.lower():
            raise forms.ValidationError(_("This is not the address of this account."))
        return email
