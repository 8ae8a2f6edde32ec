"""What the owner changed before export: words over the drafted ones, so that an edit is seen and undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .shape import Words

MOST = {
    "subject": 300,
    "finding": 200,
    "ask": 240,
    "why": 300,
    "owner": 120,
    "by": 60,
    "action": 300,
    "proof": 160,
}
DECISIONS = 3


@dataclass(frozen=True, slots=True)
class Edits:
    """Words by the name of their place: "finding", "subject", "decision-1-owner", "plan-S1.1-action".

    A place that is not named stands as it was drafted; one with empty words is left out, where it may be.
    """

    words: Mapping[str, str] = field(default_factory=dict)

    def over(self, place: str, drafted: str) -> Words:
        """What stands at this place. An emptied place falls back to the draft: nothing printed is blank."""
        return Words(self.words.get(place) or drafted, drafted)

    def as_values(self) -> dict[str, Any]:
        return dict(sorted(self.words.items()))


def length_of(place: str) -> int:
    """How many characters a place takes."""
    return MOST[place.rpartition("-")[2]]
