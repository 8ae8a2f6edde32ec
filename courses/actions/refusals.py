"""Why an act is refused, in a sentence that says what to do; views turn it into a 4xx answer."""


class Refused(ValueError):
    """What was sent cannot be recorded."""

    status = 422


class Unknown(Refused):
    """It speaks of something that is not there."""

    status = 404


class Locked(Refused):
    """It comes too early: a question stands before it."""

    status = 409
