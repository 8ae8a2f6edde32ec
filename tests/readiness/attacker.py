"""An attacker who adds and subtracts everything that the pages of a group show, exactly.

What is asked: can a sum about one to four people be worked out? Unknown are, for each dimension, the sums of
the answers to each item and of each role's own scores, apart for those who answered before a round was
reopened and for those who came since. Every figure that is shown is an equation in these unknowns; a sum is
found when it follows from the equations: it lies in the span of their left sides. The attacker knows who
answered what, only not how.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from readiness.gaps import own_score
from readiness.instrument import Dimension, Instrument
from readiness.levels import INDEX
from readiness.results.alignment import alignment_page
from readiness.results.group_parts import group_heat, item_groups
from readiness.results.group_receipts import group_receipt
from readiness.results.panel import Panel
from readiness.results.whatif_page import plan_page
from readiness.sheets import Sheet

PRIME = 2**61 - 1
K = 5
Unknown = tuple[str, ...]
Equation = dict[Unknown, Fraction]


@dataclass(frozen=True)
class Shown:
    """One result as its pages show it: `seen` sheets were there before, at the end of an earlier epoch."""

    of: Panel
    sheets: Sequence[Sheet]

    def epoch(self, place: int, cuts: Sequence[int]) -> int:
        return sum(place >= cut for cut in cuts)


def subjects(of: Panel) -> Iterator[str]:
    """Items, dimensions, pillars and the index of which some page or receipt gives a figure."""
    means = {row.item: row.mean.value for group in item_groups(of) for row in group.rows}
    # A tick moves the index, and so tells where the item stands.
    plan = plan_page(of, list(of.scope.items))
    told = {row.item: row.gain or row.ticked or row.now for group in plan.groups for row in group.rows}
    for item in of.scope.items:
        if means[item] or told[item] or group_receipt(of, item).value:
            yield item
    for subject in [*of.scope.dimensions, *of.card.pillars, INDEX]:
        if of.score_of(subject) is not None or group_receipt(of, subject).value:
            yield subject


def solved(equations: Iterable[Equation], targets: Iterable[Equation]) -> list[int]:
    """Which targets follow from the equations: places in `targets`."""
    basis: dict[Unknown, dict[Unknown, int]] = {}
    for equation in equations:
        row = _reduced({unknown: _mod(value) for unknown, value in equation.items() if value}, basis)
        if row:
            pivot = min(row)
            inverse = pow(row[pivot], -1, PRIME)
            basis[pivot] = {unknown: value * inverse % PRIME for unknown, value in row.items()}
    return [
        place
        for place, target in enumerate(targets)
        if not _reduced({unknown: _mod(value) for unknown, value in target.items()}, basis)
    ]


def _mod(value: Fraction) -> int:
    return value.numerator * pow(value.denominator, -1, PRIME) % PRIME


def _reduced(row: dict[Unknown, int], basis: Mapping[Unknown, Mapping[Unknown, int]]) -> dict[Unknown, int]:
    """The row without what the basis explains; pivots are taken in rising order, so one pass is enough."""
    row = {unknown: value for unknown, value in row.items() if value}
    done: set[Unknown] = set()
    while pivots := sorted(unknown for unknown in row if unknown in basis and unknown not in done):
        pivot = pivots[0]
        factor = row[pivot]
        for unknown, value in basis[pivot].items():
            left = (row.get(unknown, 0) - factor * value) % PRIME
            if left:
                row[unknown] = left
            else:
                row.pop(unknown, None)
        done.add(pivot)
    return row


def found(results: Sequence[Shown]) -> list[str]:
    """What can be worked out about one to four people; `results` of one round, each the earlier plus more."""
    cuts = [len(shown.sheets) for shown in results[:-1]]
    sheets, scope = results[-1].sheets, results[-1].of.scope
    told = [set(subjects(shown.of)) for shown in results]
    above = [_above(shown.of, known) for shown, known in zip(results, told, strict=True)]
    exposed = [
        fault for shown, whole in zip(results, above, strict=True) for fault in _small_parts(shown, whole)
    ]
    for dimension in scope.dimensions.values():
        equations = [
            equation
            for shown, known, whole in zip(results, told, above, strict=True)
            for equation in _equations(shown, dimension, known, dimension.id in whole, cuts)
        ]
        targets = list(_targets(scope, dimension, sheets, cuts))
        exposed += [targets[n][0] for n in solved(equations, [target for _, target in targets])]
    return exposed


def _above(of: Panel, known: set[str]) -> set[str]:
    """Dimensions and pillars whose score is shown, or follows from those that are and from the index."""
    equations: list[Equation] = []
    valued = [id for id, part in of.card.dimensions.items() if part.value is not None]
    for pillar in of.scope.pillars:
        weights = {("D", d.id): d.weight for d in pillar.dimensions if d.id in valued}
        whole = sum(weights.values(), Fraction(0))
        if whole:
            equations.append({**{k: w / whole for k, w in weights.items()}, ("P", pillar.id): Fraction(-1)})
    equations += [{("P", id): weight for id, weight in weights.items()} for weights in _schemes(of, known)]
    kinds = [("D", valued), ("P", [id for id, part in of.card.pillars.items() if part.value is not None])]
    unknowns = [(kind, id) for kind, ids in kinds for id in ids]
    equations += [{unknown: Fraction(1)} for unknown in unknowns if unknown[1] in known]
    follows = solved(equations, [{unknown: Fraction(1)} for unknown in unknowns])
    return {unknowns[place][1] for place in follows}


def _small_parts(shown: Shown, known: set[str]) -> Iterator[str]:
    """Dimensions and pillars that are known and that one to four people answered."""
    for pillar in shown.of.scope.pillars:
        items = {d.id: [item.id for item in d.items] for d in pillar.dimensions}
        for id, own in [*items.items(), (pillar.id, [item for group in items.values() for item in group])]:
            people = sum(any(isinstance(s.answers.get(item), int) for item in own) for s in shown.sheets)
            if id in known and 0 < people < K:
                yield f"{id}: {people} people"


def _schemes(of: Panel, known: set[str]) -> Iterator[dict[str, Fraction]]:
    valued = {p.id: p.weight for p in of.scope.pillars if of.card.pillars[p.id].value is not None}
    if INDEX in known:
        yield valued
        if not of.hidden & of.card.pillars.keys():
            yield dict.fromkeys(valued, Fraction(1))


def _equations(
    shown: Shown, dimension: Dimension, known: set[str], whole: bool, cuts: Sequence[int]
) -> Iterator[Equation]:
    of, own = shown.of, list(_own(shown, dimension, cuts))
    sums = {
        item.id: _sum(shown, item.id, cuts)
        for item in dimension.items
        if of.card.items[item.id].points is not None
    }
    if whole:
        yield {u: value for equation in sums.values() for u, value in equation.items()}
    yield from (equation for id, equation in sums.items() if id in known)
    for roles in _groups(of, dimension.id):
        n = sum(count for role, _, count in own if role in roles)
        yield {
            ("S", dimension.id, role, str(epoch)): Fraction(1, n) for role, epoch, _ in own if role in roles
        }
    if all(_complete(sheet, dimension, of) for sheet in shown.sheets):
        yield from _link(dimension, sums, own)


def _sum(shown: Shown, item: str, cuts: Sequence[int]) -> Equation:
    """An item's mean, as the sums of its epochs."""
    epochs = [
        shown.epoch(n, cuts) for n, s in enumerate(shown.sheets) if isinstance(s.answers.get(item), int)
    ]
    return {("T", item, str(epoch)): Fraction(1, len(epochs)) for epoch in set(epochs)}


def _own(shown: Shown, dimension: Dimension, cuts: Sequence[int]) -> Iterator[tuple[str, int, int]]:
    """Role, epoch and how many have a score of their own."""
    away = {item.id for item in dimension.items if shown.of.card.items[item.id].coverage is None}
    asked = [None if item.id in away else item.id for item in dimension.items]
    counts: dict[tuple[str, int], int] = {}
    for place, sheet in enumerate(shown.sheets):
        answers = [sheet.answers.get(id) if id else None for id in asked]
        if own_score(dimension, answers) is not None:
            key = (sheet.role, shown.epoch(place, cuts))
            counts[key] = counts.get(key, 0) + 1
    yield from ((role, epoch, n) for (role, epoch), n in counts.items())


def _groups(of: Panel, dimension: str) -> Iterator[set[str]]:
    """Every set of roles of which a mean on this dimension is shown, or follows from two that are."""
    heat = group_heat(of)
    row = next((row for row in heat.rows if row.dimension == dimension), None) if heat else None
    if row:
        place = 0
        for cell in row.cells:
            groups = of.details["groups"][place : place + cell.span]
            if cell.value is not None:
                yield {role for group in groups for role in group["roles"]}
            place += cell.span
    for gap in of.details["gaps"]:
        if gap["dimension"] == dimension:
            yield set(gap["group_a"])
            yield set(gap["group_b"])
    if alignment_page(of).chart and dimension in of.details["alignment"]["dimensions"]:
        yield set(of.details["alignment"]["leaders"])
        yield set(of.details["alignment"]["others"])


def _complete(sheet: Sheet, dimension: Dimension, of: Panel) -> bool:
    return all(
        isinstance(sheet.answers.get(item.id), int)
        for item in dimension.items
        if of.card.items[item.id].points is not None
    )


def _link(
    dimension: Dimension, sums: Mapping[str, Equation], own: Sequence[tuple[str, int, int]]
) -> Iterator[Equation]:
    """Where everybody answered everything, own scores of an epoch add up to its items."""
    for epoch in {epoch for _, epoch, _ in own}:
        items = {("T", id, str(epoch)): Fraction(1, len(sums)) for id in sums}
        yield {
            **items,
            **{("S", dimension.id, role, str(e)): Fraction(-1) for role, e, _ in own if e == epoch},
        }


def _targets(
    scope: Instrument, dimension: Dimension, sheets: Sequence[Sheet], cuts: Sequence[int]
) -> Iterator[tuple[str, Equation]]:
    """Sums about one to four people: an item's, two items', a role's, two roles', over each run of epochs."""
    epochs = len(cuts) + 1
    for start, end in combinations(range(epochs + 1), 2):
        by_item: dict[Unknown, set[int]] = {}
        by_role: dict[Unknown, set[int]] = {}
        for place, sheet in enumerate(sheets):
            epoch = sum(place >= cut for cut in cuts)
            if not start <= epoch < end:
                continue
            for item in dimension.items:
                if isinstance(sheet.answers.get(item.id), int):
                    by_item.setdefault(("T", item.id, str(epoch)), set()).add(place)
            if own_score(dimension, [sheet.answers.get(item.id) for item in dimension.items]) is not None:
                by_role.setdefault(("S", dimension.id, sheet.role, str(epoch)), set()).add(place)
        yield from _few(by_item, [item.id for item in dimension.items], 1)
        yield from _few(by_role, scope.role_ids, 2)


def _few(known: Mapping[Unknown, set[int]], names: Sequence[str], at: int) -> Iterator[tuple[str, Equation]]:
    """The cell of each name, and of each two, that holds one to four people; `at`: where its name stands."""
    for chosen in [*combinations(names, 1), *combinations(names, 2)]:
        cells = {unknown: people for unknown, people in known.items() if unknown[at] in chosen}
        people = set().union(*cells.values())
        if 0 < len(people) < K and len({unknown[at] for unknown in cells}) == len(chosen):
            # Two items enter a dimension by their means, two roles by their sums.
            sizes = {name: sum(len(p) for u, p in cells.items() if u[at] == name) for name in chosen}
            weight = {name: Fraction(1, sizes[name]) if at == 1 else Fraction(1) for name in chosen}
            yield (
                f"{dimension_of(cells)} {', '.join(chosen)}: {len(people)} people",
                {unknown: weight[unknown[at]] for unknown in cells},
            )


def dimension_of(cells: Iterable[Unknown]) -> str:
    return next(iter(cells))[1]
