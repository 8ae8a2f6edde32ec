"""What a briefing is made from: frozen results, words that the owner edited, units that teach a topic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from readiness.results.comparison import Moment
from readiness.results.measured import Measured

from .edits import Edits
from .pages import Unit
from .shape import Kind, Stamp


@dataclass(frozen=True, slots=True)
class Promised:
    """Something somebody said will be done: an unfinished line of the register, or one's own commitment.

    `item` is the item of a step, "" for anything else; `action` "" where the step's own words serve.
    """

    key: str
    item: str
    action: str
    owner: str
    due: date | None
    doing: bool


@dataclass(frozen=True)
class Source:
    """`now` as it was measured, `past` rounds before it, newest last. `people` None: one person's view.

    `details` as readiness.details froze them, {} of one person's view. `notes`: lines of evidence by item,
    only those that may be shown. `units`: by topic. `promised`: in the order of their dates.
    """

    id: str
    kind: Kind
    subject: str
    title: str
    product: str
    instrument_hash: str
    result_hash: str
    opened_on: date
    closed_on: date
    people: int | None
    invited: int | None
    excluded: Mapping[str, str]
    excluded_names: Mapping[str, str]
    balanced: bool
    now: Moment
    details: Mapping[str, Any]
    stamp: Stamp
    edits: Edits
    past: tuple[Moment, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, tuple[Unit, ...]] = field(default_factory=dict)
    promised: tuple[Promised, ...] = ()

    @property
    def of(self) -> Measured:
        return self.now.of
