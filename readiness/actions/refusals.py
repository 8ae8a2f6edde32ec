"""Why an act is refused, in a sentence that says what to do; views turn it into a 4xx answer."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from readiness.models import Answer, Sheet

OWN = gettext_lazy("Your result is ready.")
GROUP = gettext_lazy("Results appear when the round closes.")


class Refused(ValueError):
    """What was sent cannot be recorded."""

    status = 422


class Unknown(Refused):
    """It speaks of something that is not there."""

    status = 404


class Closed(Refused):
    """The sheet was submitted: its answers stand."""

    status = 409

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        super().__init__(
            _("This assessment was submitted, so its answers stand. ") + (OWN if sheet.personal else GROUP)
            if sheet.submitted_at
            else _("This round is closed, so answers can no longer be changed or sent.")
        )


class RoundClosed(Refused):
    """The round takes nothing more, or cannot be opened again."""

    status = 409


class Stale(Refused):
    """A newer answer stands, which the sender has not seen."""

    status = 409

    def __init__(self, stored: Answer) -> None:
        self.stored = stored
        super().__init__(_("A newer answer to this question was kept from another page or device."))


class TooMany(Refused):
    """It was asked too often."""

    status = 429
