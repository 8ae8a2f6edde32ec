"""Why an act is refused, in a sentence that says what to do; views turn it into a 4xx answer."""

from readiness.models import Answer, Sheet


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
        super().__init__("This assessment was submitted, so its answers stand. Your result is ready.")


class Stale(Refused):
    """A newer answer stands, which the sender has not seen."""

    status = 409

    def __init__(self, stored: Answer) -> None:
        self.stored = stored
        super().__init__("A newer answer to this question was kept from another page or device.")


class TooMany(Refused):
    """It was asked too often."""

    status = 429
