"""How a check is drawn, shuffled and graded; the rules are on the page "How scoring works"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Kind = Literal["single", "multiple"]
Outcome = Literal["best", "missed", "other", "idle"]


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    right: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question as far as grading goes; keys are unique in the pool, option keys in the question."""

    key: str
    kind: Kind
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question of an attempt, with its options in the order in which this attempt shows them."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What an answer is worth: right or not, and what to say beside every option.

    `best` is chosen and right, `missed` right but not chosen, `other` chosen though another is better,
    `idle` neither.
    """

    right: bool
    outcomes: dict[str, Outcome]


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
    keys = (option.key for option in question.options)
    return Drawn(question.key, tuple(sorted(keys, key=lambda key: _rank(seed, question.key, key))))


def _rank(seed: int, *keys: str) -> bytes:
    return sha256("\0".join((str(seed), *keys)).encode()).digest()


def grade(question: Question, chosen: Collection[str]) -> Marks:
    """Single: the right option. Multiple: all right options and none other.

    Raises ValueError when nothing is chosen, an option is not one of the question's, or a single question
    gets two.
    """
    picked = set(chosen)
    known = {option.key for option in question.options}
    if not picked:
        raise ValueError("Choose an answer.")
    if not picked <= known:
        raise ValueError("That answer is not one of this question's options.")
    if question.kind == "single" and len(picked) > 1:
        raise ValueError("Choose one answer.")
    wanted = {option.key for option in question.options if option.right}
    return Marks(picked == wanted, outcomes(question, picked))


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
