"""Why an act is refused; views turn it into a 4xx answer with the sentence."""

from readiness.actions import Refused, TooMany, Unknown

__all__ = ["Refused", "Stale", "TooMany", "Unknown"]


class Stale(Refused):
    """A newer version stands, which the sender has not seen."""

    status = 409
