"""What a version was drafted from and may change afterwards: names, units, promises; kept with the version.

So the files of one version agree, whenever each was made, and an approved one stays what was approved.
"""

from collections.abc import Mapping
from dataclasses import astuple, replace
from datetime import date
from typing import Any

from .pages import Unit
from .source import Promised, Source

Given = Mapping[str, Any]


def written(source: Source) -> dict[str, Any]:
    """Plain values for JSON."""
    return {
        "subject": source.subject,
        "title": source.title,
        "units": {topic: [list(astuple(unit)) for unit in units] for topic, units in source.units.items()},
        "promised": [
            [one.key, one.item, one.action, one.owner, one.due.isoformat() if one.due else None, one.doing]
            for one in source.promised
        ],
    }


def over(source: Source, given: Given) -> Source:
    """The source as it was when this was written; empty: as it is now."""
    if not given:
        return source
    return replace(
        source,
        subject=given["subject"],
        title=given["title"],
        units={topic: tuple(Unit(*unit) for unit in units) for topic, units in given["units"].items()},
        promised=tuple(
            Promised(key, item, action, owner, date.fromisoformat(due) if due else None, doing)
            for key, item, action, owner, due, doing in given["promised"]
        ),
    )
