"""Why an act on an organisation is refused, in a sentence that says what to do; views make 4xx of it."""


class Refused(ValueError):
    """What was asked cannot be done; nothing was changed."""

    status = 422


class Unknown(Refused):
    """It is not there for this person: foreign, closed, or closed to them."""

    status = 404


class Forbidden(Refused):
    """It is there, and needs another role."""

    status = 403


class Conflict(Refused):
    """It would contradict what stands."""

    status = 409


class Ended(Refused):
    """The invitation or the link no longer leads anywhere."""

    status = 410


class TooMany(Refused):
    """It was asked too often."""

    status = 429
