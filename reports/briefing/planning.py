"""Drafts of the three decisions and of the 30, 60 and 90 days (SPEC 4.1, no. 1 and 8); edits lie over."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from saying import gettext_noop
from saying.inside import inside

from .drafts import Draft
from .edits import DECISIONS
from .figures import day, listed, months_on, sentence
from .gating import step
from .pages import Blocker, Decision, Path, Period, PlanLine
from .promising import promised
from .shape import Step
from .source import Source

FIRST, LATER = 3, 4  # plan steps in the first thirty days, and in each thirty after them
TITLES = {
    30: gettext_noop("First 30 days"),
    60: gettext_noop("By day 60"),
    90: gettext_noop("By day 90"),
    0: gettext_noop("Next period"),
}
ROUND_APART = 6  # months that SPEC 3.11 advises between rounds


def decisions(source: Source, blocking: Sequence[Blocker], path: Path) -> tuple[Decision, ...]:
    """Three, each with an owner and a date: from blockers, then from the path, then the next round."""
    drafts = list(_asks(source, blocking, path))[:DECISIONS]
    found = []
    for number, (ask, why, owner) in enumerate(drafts, start=1):
        by = f"By {day(months_on(source.closed_on, number))}"
        place = f"decision-{number}-{{}}".format
        edits = source.edits
        found.append(
            Decision(
                edits.over(place("ask"), ask),
                why,
                edits.over(place("owner"), owner),
                edits.over(place("by"), by),
            )
        )
    return tuple(found)


def _asks(source: Source, blocking: Sequence[Blocker], path: Path) -> Iterator[tuple[str, str, str]]:
    taken: set[str] = set()
    for blocker in blocking:
        move = next((move for move in blocker.steps if move.text and move.id not in taken), None)
        if move:
            taken.add(move.id)
            yield move.text, blocker.sentence, move.owner
    for move in path.moves:
        if move.text and move.id not in taken:
            taken.add(move.id)
            yield move.text, f"{move.head} is answered at level {move.level or 'not known'}.", move.owner
    for id in source.of.scores["learning"]:
        move = step(source, id)
        if move.text and id not in taken:
            taken.add(id)
            yield move.text, f"{move.head} is what the index gains most from.", move.owner
    if source.of.claimed is None:
        yield (
            "Find out what is not known, from those who can know it",
            "Too little is known to claim a level.",
            "Executives",
        )
    else:
        yield (
            "Set a target level for each dimension, and leave out what is not worth its cost",
            "Level 5 everywhere is rarely worth its cost.",
            "Board",
        )
    yield (
        f"Hold the next round in {months_on(source.closed_on, ROUND_APART):%B %Y}",
        "Two rounds at least six months apart show what changed.",
        "Executives",
    )
    yield "Ask for evidence of every answer of level 4 and 5", "Levels 4 and 5 leave records.", "Executives"


def plan(source: Source, blocking: Sequence[Blocker], path: Path) -> tuple[Period, ...]:
    """Three periods and what does not fit into them."""
    gating = {blocker.condition.subject for blocker in blocking if blocker.condition.kind == "gate"}
    moves = [move for move in path.moves if move.to is not None]
    first = sorted((move for move in moves if move.dimension in gating), key=_lowest_first)[:FIRST]
    rest = sorted((move for move in moves if move not in first), key=_lowest_first)
    parts = {
        30: [*_questions(source), *_owners(blocking), *_steps(first)],
        60: [*_steps(rest[:LATER])],
        90: [*_steps(rest[LATER : 2 * LATER]), _next_round(source)],
        0: [*_steps(rest[2 * LATER :])],
    }
    return tuple(
        Period(
            days,
            TITLES[days],
            source.closed_on + timedelta(days=days) if days else None,
            tuple(_line(source, draft) for draft in drafts),
        )
        for days, drafts in promised(source, parts).items()
        if drafts
    )


def _lowest_first(move: Step) -> tuple[object, str]:
    return (move.level.value if move.level else 0), move.id


def _questions(source: Source) -> Iterator[Draft]:
    """Questions of gating dimensions that nobody gave a level to."""
    of = source.of
    for dimension in of.scope.dimensions.values():
        for item in dimension.items if dimension.gate else ():
            score = of.card.items[item.id]
            if score.points is None and score.coverage is not None:
                move = step(source, item.id)
                yield Draft(item.id, item.id, f"{move.text}", move.owner, move.show)


def _owners(blocking: Sequence[Blocker]) -> Iterator[Draft]:
    names = [blocker.condition.name for blocker in blocking if blocker.condition.kind != "index"]
    if names:
        whom = listed([names[0], *(inside(name) for name in names[1:])])
        one = "one owner" if len(names) == 1 else "one owner for each"
        yield Draft("owners", "", f"Name {one}: {whom}", "Executives", "A dated note with the names")


def _steps(moves: Iterable[Step]) -> Iterator[Draft]:
    for move in moves:
        yield Draft(move.id, move.id, move.text, move.owner, move.show)


def _next_round(source: Source) -> Draft:
    on = months_on(source.closed_on, ROUND_APART)
    action = f"Set the date of the next round: {day(on)}, six months after this one"
    return Draft("round", "", action, "Executives", "The next result, beside this one")


def _line(source: Source, draft: Draft) -> PlanLine:
    place, over = f"plan-{draft.key}-{{}}".format, source.edits.over
    return PlanLine(
        key=draft.key,
        item=draft.item,
        action=over(place("action"), sentence(draft.action)),
        owner=over(place("owner"), draft.owner),
        proof=over(place("proof"), sentence(draft.proof)),
    )
