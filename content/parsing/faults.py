"""What is wrong in the files: every fault with its file and line, reported together."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """`path` is relative to the curriculum's folder; `line` counts from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class FaultsFound(Exception):
    """Raised once, after everything was read; `faults` is sorted by file and line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass
class Ledger:
    """Collects the faults of one file."""

    path: str
    faults: list[Fault] = field(default_factory=list)

    def add(self, line: int, message: str, /, **parts: object) -> None:
        """`parts` are put into the message where it names them: %(name)s."""
        self.faults.append(Fault(self.path, max(line, 1), message % parts if parts else message))
