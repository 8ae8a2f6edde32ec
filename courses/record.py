"""What a learner completed, when and on what evidence: sums for the learning record and for certificates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

How = Literal["read", "marked", "watched", "passed", "decided"]
CHECK = "check"


@dataclass(frozen=True, slots=True)
class Done:
    """One completion: the unit as it is called now, its stated minutes, and how it was evidenced."""

    unit: str
    title: str
    kind: str
    minutes: int
    at: datetime
    how: How

    @property
    def assessed(self) -> bool:
        """Whether questions had to be answered well enough; never how well."""
        return self.how == "passed"


@dataclass(frozen=True, slots=True)
class Asked:
    """One unit that belongs to a module today."""

    unit: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """A module with what was done in it, oldest first, and what it asks for today."""

    slug: str
    title: str
    done: tuple[Done, ...]
    asked: tuple[Asked, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.done)

    @property
    def checks_passed(self) -> int:
        return sum(each.assessed for each in self.done)

    @property
    def missing(self) -> tuple[Asked, ...]:
        """What is left today, in the module's order; a check counts when it was passed."""
        passed = {each.unit for each in self.done if each.assessed}
        done = {each.unit for each in self.done}
        return tuple(each for each in self.asked if each.unit not in (passed if each.kind == CHECK else done))

    @property
    def has_check(self) -> bool:
        return any(each.kind == CHECK for each in self.asked)

    @property
    def completed_at(self) -> datetime | None:
        """When the last of today's units was done; None while one is missing, or without a check to pass."""
        if self.missing or not self.has_check:
            return None
        asked = {each.unit for each in self.asked}
        return max(each.at for each in self.done if each.unit in asked)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything one learner completed; modules in course order, with at least one completion each."""

    modules: tuple[ModuleRecord, ...] = ()

    @property
    def done(self) -> tuple[Done, ...]:
        return tuple(each for module in self.modules for each in module.done)

    @property
    def minutes(self) -> int:
        """The stated minutes of what was completed; not the time somebody sat before it."""
        return sum(module.minutes for module in self.modules)

    @property
    def checks_passed(self) -> int:
        return sum(module.checks_passed for module in self.modules)

    def module(self, slug: str) -> ModuleRecord | None:
        return next((module for module in self.modules if module.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A completion with the slug and the title of the module it stands in."""

    module: str
    module_title: str
    done: Done


def record(rows: Iterable[Shelved], asked: dict[str, Sequence[Asked]]) -> Record:
    """Rows by module: first the modules of `asked` in its order, then those no longer offered, by slug."""
    titles: dict[str, str] = {}
    found: dict[str, list[Done]] = {}
    for row in rows:
        titles[row.module] = row.module_title
        found.setdefault(row.module, []).append(row.done)
    order = [slug for slug in asked if slug in found] + sorted(found.keys() - asked.keys())
    return Record(
        tuple(
            ModuleRecord(
                slug,
                titles[slug],
                tuple(sorted(found[slug], key=lambda done: (done.at, done.unit))),
                tuple(asked.get(slug, ())),
            )
            for slug in order
        )
    )
