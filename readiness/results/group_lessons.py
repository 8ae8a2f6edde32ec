"""What a group learns first, all together and by role, and why (SPEC 3.13)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from readiness.learning import learn_first
from readiness.scoring import STEP
from saying import _

from .figures import text
from .lessons import Lesson
from .measured import Measured


@dataclass(frozen=True, slots=True)
class RoleLessons:
    role: str
    lessons: tuple[Lesson, ...]


def group_lessons(of: Measured) -> tuple[Lesson, ...]:
    """The frozen list, most urgent first."""
    return tuple(_lessons(of, of.scores["learning"]))


def role_lessons(of: Measured) -> tuple[RoleLessons, ...]:
    """For each role, the items that ask it; in the instrument's order, without roles that nothing asks."""
    made = (
        (role.name, tuple(_lessons(of, learn_first(of.scope, of.card, role.id)))) for role in of.scope.roles
    )
    return tuple(RoleLessons(name, lessons) for name, lessons in made if lessons)


def _lessons(of: Measured, items: Iterable[str]) -> Iterator[Lesson]:
    blocked, following = {blocker.subject for blocker in of.blockers}, of.next_level
    for id in items:
        item, points = of.scope.items[id], of.points_of(id)
        dimension = of.scope.dimensions[of.scope.dimension_of[id]]
        said = _("Too few answered to show where it stands.") if points is None else ""
        reason = said or _("Now at level %(value)s on average.") % {
            "value": text((points or Fraction(0)) / STEP + 1)
        }
        if dimension.id in blocked and following:
            reason += _(" %(name)s is what keeps us from level %(number)s.") % {
                "name": dimension.name,
                "number": following.number,
            }
        yield Lesson(id, item.head, item.topic, reason)
