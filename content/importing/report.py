"""What an import did with each thing, and why."""

from dataclasses import dataclass, field
from typing import Literal

Act = Literal["created", "updated", "same", "left", "gone", "waiting"]


@dataclass(frozen=True, slots=True)
class Line:
    act: Act
    key: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.act}: {self.key}{f' ({self.why})' if self.why else ''}"


@dataclass(frozen=True, slots=True)
class Put:
    """A page that was written: its version before (none of a new one), what it holds, what was known."""

    key: str
    page: int
    before: int | None
    digest: str
    known: dict[str, str] | None


@dataclass
class Report:
    """`stored` names the files that were put into storage, which no transaction takes back.

    `pictures` holds the numbers of those that texts show: sizes of them are made when these are published.
    """

    lines: list[Line] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    pages: list[Put] = field(default_factory=list)

    def add(self, act: Act, key: str, why: str = "") -> None:
        self.lines.append(Line(act, key, why))

    def count(self, act: Act) -> int:
        return sum(line.act == act for line in self.lines)

    @property
    def changed(self) -> bool:
        return bool(self.count("created") + self.count("updated"))

    @property
    def to_tell(self) -> list[Line]:
        """Everything except what stayed the same."""
        return [line for line in self.lines if line.act != "same"]


class ImportRefused(Exception):
    """The database holds something that stands in the way; nothing was changed."""
