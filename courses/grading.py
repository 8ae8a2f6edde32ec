"""How a check is drawn, shuffled and graded; the rules are on the page "How scoring works"."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from content.quizzes.numbers import Band, Target, read_number
from saying import _

Kind = Literal["single", "multiple", "ordering", "number"]
Outcome = Literal["best", "missed", "other", "idle"]


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    right: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question as far as grading goes; keys are unique in the pool, option keys in the question.

    `order` is the right order of an ordering, `target` the number that is asked for, in `unit`.
    """

    key: str
    kind: Kind
    options: tuple[Option, ...]
    order: tuple[str, ...] = ()
    target: Target | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question of an attempt, with its options in the order in which this attempt shows them."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What an answer is worth: right or not, and what to say beside every option.

    `best` is chosen and right, `missed` right but not chosen, `other` chosen though another is better,
    `idle` neither. `places` are those that an ordering gave, from 1; `band` is where a number fell.
    """

    right: bool
    outcomes: dict[str, Outcome]
    places: Mapping[str, int] = field(default_factory=dict)
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Right answers, out of how many questions, and whether that passes."""

    correct: int
    of: int
    passed: bool


def draw(pool: Sequence[Question], count: int, seed: int) -> tuple[Drawn, ...]:
    """`count` questions of the pool (all of them if it holds fewer), shuffled, with shuffled options.

    The order is that of SHA-256 over seed and key, so the same seed gives the same draw whatever the order of
    the pool, the platform or the version of Python. Raises ValueError for an empty pool or a count below one.
    """
    if count < 1 or not pool:
        raise ValueError("A check needs at least one question.")
    chosen = sorted(pool, key=lambda question: _rank(seed, question.key))[:count]
    return tuple(_shuffled(question, seed) for question in chosen)


def _shuffled(question: Question, seed: int) -> Drawn:
    """An ordering never begins in its right order: pressing Answer at once would be right."""
    keys = (option.key for option in question.options)
    shown = tuple(sorted(keys, key=lambda key: _rank(seed, question.key, key)))
    return Drawn(question.key, (*shown[1:], shown[0]) if shown and shown == question.order else shown)


def _rank(seed: int, *keys: str) -> bytes:
    return sha256("\0".join((str(seed), *keys)).encode()).digest()


def grade(question: Question, chosen: Sequence[str]) -> Marks:
    """Single: the right option. Multiple: all right options and none other. Ordering: every place right.

    Number: within the tolerance. Raises ValueError when nothing is chosen, an option is not one of the
    question's, a single question gets two, an ordering leaves one out, or a number cannot be read.
    """
    if question.kind == "number":
        return _grade_number(question, chosen)
    picked = set(chosen)
    known = {option.key for option in question.options}
    if not picked:
        raise ValueError(_("Choose an answer."))
    if not picked <= known:
        raise ValueError(_("That answer is not one of this question's options."))
    if question.kind == "single" and len(picked) > 1:
        raise ValueError(_("Choose one answer."))
    if question.kind == "ordering":
        if len(chosen) != len(picked) or picked != known:
            raise ValueError(_("Give every line a place of its own."))
        return placed(question, chosen)
    wanted = {option.key for option in question.options if option.right}
    return Marks(picked == wanted, outcomes(question, picked))


def _grade_number(question: Question, chosen: Sequence[str]) -> Marks:
    if len(chosen) != 1 or question.target is None:
        raise ValueError(_("Write a number."))
    band = question.target.band(read_number(chosen[0], question.unit))
    return Marks(band == "right", {}, band=band)


def placed(question: Question, chosen: Sequence[str]) -> Marks:
    """An ordering as it was given: a line is `best` in its right place among those that are still there."""
    wanted = [key for key in question.order if key in chosen]
    given = [key for key in chosen if key in wanted]
    places = {key: number for number, key in enumerate(given, start=1)}
    fits: dict[str, Outcome] = {
        key: "best" if wanted[places[key] - 1] == key else "other" for key in question.order if key in places
    }
    missing: dict[str, Outcome] = {key: "idle" for key in question.order if key not in places}
    return Marks(given == list(question.order), fits | missing, places)


def outcomes(question: Question, chosen: Collection[str]) -> dict[str, Outcome]:
    """What to say beside every option, by its key."""
    return {option.key: _outcome(option.key in chosen, option.right) for option in question.options}


def _outcome(chosen: bool, right: bool) -> Outcome:
    if right:
        return "best" if chosen else "missed"
    return "other" if chosen else "idle"


def result(rights: Sequence[bool], pass_mark: int, of: int) -> Result:
    """The result of an attempt of `of` questions; `rights` says of each answered one whether it was right.

    A question that was withdrawn while the attempt ran is neither answered nor counted: `of` is then
    smaller than what was drawn, and the pass mark can never be more than `of`. Raises ValueError for more
    answers than questions.
    """
    if len(rights) > of or of < 1:
        raise ValueError("An attempt has at least one question and no more answers than questions.")
    correct = sum(rights)
    return Result(correct, of, correct >= min(pass_mark, of))
