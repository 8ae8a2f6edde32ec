"""What to learn first, and why; who teaches it is not known here (SPEC 3.13)."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from saying import _

from .measured import Measured


@dataclass(frozen=True, slots=True)
class Lesson:
    """An item to learn about, its topic (module/slug), and the reason in a sentence."""

    item: str
    head: str
    topic: str
    reason: str

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def lessons(of: Measured) -> Iterator[Lesson]:
    """The frozen list, most urgent first."""
    blocked = {blocker.subject for blocker in of.blockers}
    following = of.next_level
    for id in of.scores["learning"]:
        item, level = of.scope.items[id], of.level_of(id)
        dimension = of.scope.dimensions[of.scope.dimension_of[id]]
        now = _("You answered level %(level)s.") % {"level": level} if level else _("You gave no level.")
        if dimension.id in blocked and following:
            now += _(" %(name)s is what keeps you from level %(number)s.") % {
                "name": dimension.name,
                "number": following.number,
            }
        yield Lesson(id, item.head, item.topic, now)
