"""What a unit holds, to check what a page says about it; kept per process while nothing is published."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from content.atlas import UnitLine
from content.exercise_pages import exercise as exercise_of_page
from content.exercises.exercise import Exercise
from content.models import CheckPage, DecisionPage, Unit
from content.quizzes.numbers import Target, read_target
from content.rendering import rendering_of

from . import grading

# Where a number falls, and the field of the question with what is said there.
BANDS = {"low": "too_low", "right": "just_right", "high": "too_high"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A case's question: in which section it stands (from 0), and what may be chosen."""

    key: str
    section: int
    kind: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class PoolOption:
    key: str
    text: str
    right: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PoolQuestion:
    """A check's question with its words; `order` and `target` are those of an ordering and of a number."""

    key: str
    kind: grading.Kind
    stem: str
    passage: str
    right_verdict: str
    other_verdict: str
    because: str
    options: Mapping[str, PoolOption]
    order: tuple[str, ...] = ()
    target: Target | None = None
    unit: str = ""
    bands: Mapping[str, str] = field(default_factory=dict)

    @property
    def graded(self) -> grading.Question:
        options = (grading.Option(key, option.right) for key, option in self.options.items())
        return grading.Question(self.key, self.kind, tuple(options), self.order, self.target, self.unit)


@dataclass(frozen=True, slots=True)
class Text:
    """`duration` in seconds of the film, None where there is none; `pool` to `pass_mark` for a check."""

    sections: tuple[str, ...] = ()
    sentences: Mapping[str, frozenset[str]] = field(default_factory=dict)
    questions: Mapping[str, Asked] = field(default_factory=dict)
    duration: float | None = None
    pool: Mapping[str, PoolQuestion] = field(default_factory=dict)
    draw: int = 0
    pass_mark: int = 0
    exercise: Exercise | None = None

    def questions_before(self, section: int) -> int:
        """How many questions must be answered or skipped before this section (from 0) opens."""
        return sum(asked.section < section for asked in self.questions.values())


def text_of(line: UnitLine, stamp: str) -> Text:
    """No statement as long as nothing was published since the last question about this unit."""
    if line.kind == Unit.Kind.DECISION:
        return _decision(line.id, stamp)
    return _check(line.id, stamp) if line.kind == Unit.Kind.CHECK else _text(line.id, stamp)


@lru_cache(maxsize=512)
def _text(pk: int, stamp: str) -> Text:
    unit = Unit.objects.select_related("rendering", "film").defer("body", "sources").get(pk=pk)
    sections = rendering_of(unit).sections
    asked = (
        Asked(question["key"], number, question["kind"], frozenset(_keys(question.get("options"))))
        for number, section in enumerate(sections)
        if (question := section.get("question"))
    )
    return Text(
        sections=tuple(section["key"] for section in sections),
        sentences={section["key"]: frozenset(section["sentences"]) for section in sections},
        questions={question.key: question for question in asked},
        duration=float(unit.film.duration) if unit.film and unit.film.duration else None,
    )


def _keys(options: list[dict[str, str]] | None) -> list[str]:
    return [option["key"] for option in options or ()]


@lru_cache(maxsize=64)
def _check(pk: int, stamp: str) -> Text:
    page = CheckPage.objects.get(pk=pk)
    pool = (pool_question(block.value) for block in page.questions)
    return Text(pool={question.key: question for question in pool}, draw=page.draw, pass_mark=page.pass_mark)


@lru_cache(maxsize=64)
def _decision(pk: int, stamp: str) -> Text:
    return Text(exercise=exercise_of_page(DecisionPage.objects.defer("body", "sources").get(pk=pk)))


def pool_question(value: Mapping[str, Any]) -> PoolQuestion:
    """Raises ValueError for a number question of a draft whose number cannot be read."""
    kind, given = value["type"], value["options"] if value["type"] != "number" else ()
    options = (PoolOption(**{name: each[name] for name in PoolOption.__slots__}) for each in given)
    by_key = {option.key: option for option in options}
    words = ("key", "stem", "passage", "right_verdict", "other_verdict", "because")
    question = PoolQuestion(kind=kind, options=by_key, **{name: value[name] or "" for name in words})
    if kind == "ordering":
        return replace(question, order=tuple(by_key))
    if kind == "number":
        target = read_target(value["answer"] or "", value["tolerance"] or "")
        bands = {band: value[name] or "" for band, name in BANDS.items()}
        return replace(question, target=target, unit=value["unit"] or "", bands=bands)
    return question
