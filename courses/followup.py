"""What a finished unit offers to ask again; who asks what is not this room's to know."""

from collections.abc import Callable, Collection, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from accounts.device import Asker, asker_of
from content.atlas import UnitLine

# The portal names a function from who asks, the topics taught and the unit's key to questions.
Followup = Callable[[Asker, Collection[str], str], Sequence[object]]


def asked_again(request: HttpRequest, line: UnitLine) -> Sequence[object]:
    """For a unit that is finished. No statement for one that teaches no topic."""
    if not line.topics:
        return ()
    followup: Followup = import_string(settings.TOPIC_FOLLOWUP)
    return followup(asker_of(request), line.topics, line.key)
