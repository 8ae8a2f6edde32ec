"""What a panel may show: five people or more, small groups pooled against subtraction (SPEC 3.8)."""

from collections.abc import Mapping, Sequence

K = 5


def may_show(people: int) -> bool:
    """Results of a panel, or of a group in it."""
    return people >= K


def may_show_spread(people: int) -> bool:
    """Minimum, maximum, histogram, quotes."""
    return people >= 2 * K


def may_show_again(people: int, people_shown: int) -> bool:
    """A reopened round shows nothing new until five more people answered than when it was last shown."""
    return people - people_shown >= K


def pooled(sizes: Mapping[str, int], order: Sequence[str] = ()) -> list[list[str]]:
    """The groups that may be shown, groups under five people pooled; empty when fewer than five answered.

    All small groups go into one pool, joined by the next smallest group (ties by id) until the pool has two
    groups and five people. `order` sorts the result; without it, by id.
    """
    present = {group: size for group, size in sizes.items() if size}
    if not may_show(sum(present.values())):
        return []
    by_size = sorted(present, key=lambda group: (present[group], group))
    pool = [group for group in by_size if not may_show(present[group])]
    rest = by_size[len(pool) :]
    while pool and rest and (len(pool) < 2 or not may_show(sum(present[group] for group in pool))):
        pool.append(rest.pop(0))
    groups = [[group] for group in rest] + ([pool] if pool else [])
    place = {group: index for index, group in enumerate(order or sorted(present))}
    return sorted(
        (sorted(group, key=place.__getitem__) for group in groups), key=lambda group: place[group[0]]
    )
