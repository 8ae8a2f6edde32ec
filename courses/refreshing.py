"""What changed in a unit since a reader finished it: a few sections to read, and nothing is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery, Value

from content.atlas import ChangeLine, SectionLine, UnitLine
from content.models import Unit

from .models import Refreshed


@dataclass(frozen=True, slots=True)
class Part:
    """A section to read, with its address."""

    line: SectionLine
    url: str


@dataclass(frozen=True, slots=True)
class Refresh:
    """All that piled up, oldest first; `minutes` of the sections alone, 0 where there is only a note."""

    line: UnitLine
    changes: tuple[ChangeLine, ...]
    parts: tuple[Part, ...]

    @property
    def notes(self) -> list[str]:
        """Each once."""
        return list(dict.fromkeys(change.note for change in self.changes))

    @property
    def minutes(self) -> int:
        return min(sum(max(1, part.line.minutes) for part in self.parts), max(1, self.line.minutes))

    @property
    def url(self) -> str:
        return self.parts[0].url if self.parts else self.line.url

    @property
    def newest(self) -> int:
        return self.changes[-1].id

    @property
    def last_section(self) -> str:
        return self.parts[-1].line.key if self.parts else ""


def refresh_of(line: UnitLine, finished: datetime | None, seen: int) -> Refresh | None:
    """`seen` is the newest change that the reader has seen; what came before finishing was read then."""
    if finished is None or line.withdrawn:
        return None
    changes = tuple(change for change in line.changes if change.at > finished and change.id > seen)
    return Refresh(line, changes, _parts(line, changes)) if changes else None


def _parts(line: UnitLine, changes: Sequence[ChangeLine]) -> tuple[Part, ...]:
    """In the order of the text; a section that is gone since is not asked for."""
    keys = {key for change in changes for key in change.sections}
    return tuple(
        Part(section, _address(line, section, number))
        for number, section in enumerate(line.sections)
        if section.key in keys
    )


def _address(line: UnitLine, section: SectionLine, number: int) -> str:
    """A film's points stand on one page, and so does what follows a decision."""
    if line.kind == Unit.Kind.VIDEO:
        return f"{line.url}#{section.key}"
    if line.kind == Unit.Kind.DECISION:
        return line.url
    return f"{line.url}{section.key}/" if number else line.url


def seen_by(key: Value | Subquery) -> Subquery:
    """For a statement over units: the newest change of the unit, in any language, that the learner saw."""
    seen = Refreshed.objects.filter(
        learner=key, change__unit__translation_key=OuterRef("translation_key")
    ).order_by("-change_id")
    return Subquery(seen.values("change_id")[:1])
