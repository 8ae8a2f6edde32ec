"""A remark: which rule, where, and in one sentence what to do."""

from dataclasses import dataclass
from typing import Literal

Weight = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Remark:
    """`unit` is its key, empty for the course; `place` a section's anchor, a question's key or a field.

    `inside` is the way on from there, by names and numbers from 0 with full stops between: content.2.alt. An
    error keeps a unit from being published, a warning is worth a second look.
    """

    unit: str
    place: str
    rule: str
    weight: Weight
    message: str
    inside: str = ""

    def __str__(self) -> str:
        where = f"{self.unit}{'#' if self.place else ''}{self.place}: " if self.unit else ""
        return f"{where}{self.message} [{self.rule}]"
