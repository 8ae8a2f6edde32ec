"""What to learn, with the units that teach it: the portal names who knows content; this room does not."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.conf import settings
from django.utils.module_loading import import_string

from readiness.results.lessons import Lesson

Teaching = Callable[[Iterable[str]], Mapping[str, Sequence[object]]]


def taught(rows: Iterable[Lesson]) -> list[dict[str, object]]:
    """Each lesson with the units that teach its topic, where there are any; one look for all of them."""
    rows = list(rows)
    teaching: Teaching = import_string(settings.TOPIC_TEACHING)
    units = teaching([row.topic for row in rows])
    return [{**row.as_dict(), "units": units.get(row.topic, ())} for row in rows]
