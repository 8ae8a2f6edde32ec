"""What to learn first, for everyone and for each role (SPEC 3.13 and 4.1, no. 7)."""

from readiness.learning import learn_first

from .figures import as_level, owner_among
from .pages import Lesson, RoleLessons
from .source import Source


def topics(source: Source) -> tuple[str, ...]:
    """Every topic that the lists below name."""
    ids = {*source.of.scores["learning"]}
    for role in source.of.scope.roles:
        ids |= {*learn_first(source.of.scope, source.of.card, role.id)}
    return tuple(sorted(source.of.scope.items[id].topic for id in ids))


def lessons(source: Source) -> tuple[Lesson, ...]:
    """The frozen list, most urgent first."""
    return tuple(_lesson(source, id) for id in source.of.scores["learning"])


def by_role(source: Source) -> tuple[RoleLessons, ...]:
    """The same, of the questions that each role can know; roles with nothing to learn are left out."""
    of, found = source.of, []
    for role in of.scope.roles:
        rows = tuple(_lesson(source, id) for id in learn_first(of.scope, of.card, role.id))
        if rows:
            found.append(RoleLessons(role.id, role.name, rows))
    return tuple(found)


def _lesson(source: Source, id: str) -> Lesson:
    of = source.of
    item, score = of.scope.items[id], of.points_of(id)
    dimension = of.scope.dimensions[of.scope.dimension_of[id]]
    reason = f"Answered at level {as_level(score)}." if score is not None else ""
    if of.card.items[id].points is None:
        reason = "Nobody gave a level."
    if dimension.id in {blocker.subject for blocker in of.blockers} and of.next_level:
        reason += f" {dimension.name} keeps us from level {of.next_level.number}."
    return Lesson(
        item=id,
        head=item.head,
        topic=item.topic,
        owner=owner_among(of.scope, item.ask),
        reason=reason.strip(),
        units=source.units.get(item.topic, ()),
    )
