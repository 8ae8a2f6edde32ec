"""What a finished unit asks again: where the topics of a course meet what somebody answered."""

from collections.abc import Collection, Sequence

from django.utils import timezone

from accounts.device import Asker
from readiness.again import AskedAgain, questions_about


def asked_again(asker: Asker, topics: Collection[str], unit: str) -> Sequence[AskedAgain]:
    """Questions of the person's latest result on these topics; two statements at most."""
    return questions_about(asker, topics, unit, timezone.localdate())
