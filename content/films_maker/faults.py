"""What is wrong with a storyboard or a film, said in one line with its place."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """One thing to mend; line 0 means the whole file."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{place}: {self.message}"


class StoryboardError(Exception):
    """A storyboard that cannot be filmed, with all of its faults."""

    def __init__(self, faults: list[Fault]):
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class FilmError(Exception):
    """A film that cannot be made, in one sentence that says what to do."""
