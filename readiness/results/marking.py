"""From one sheet's answers to its published scores (SPEC 2.3, 3.3): what counts as asked, and as answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from readiness.instrument import Instrument, Item
from readiness.published import score_round
from readiness.round_data import as_answer
from readiness.sheets import NOT_APPLICABLE, UNKNOWN, Answer

SHOWN_FROM = 3  # evidence is asked for from this level on


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was kept: a level, or a mark ("DK", "NA", "skip")."""

    level: int | None = None
    mark: str = ""
    evidence: str = ""

    @property
    def counts(self) -> int | str | None:
        """1 to 5, "DK" or "NA"; None for a question that was skipped."""
        if self.level is not None:
            return self.level
        return self.mark if self.mark in (UNKNOWN, NOT_APPLICABLE) else None

    @property
    def proof(self) -> str:
        """The evidence, where it belongs to an answer that asks for some."""
        return self.evidence if self.level is not None and self.level >= SHOWN_FROM else ""


def is_asked(item: Item, role: str) -> bool:
    """Whether the role can know; who did not say a role is asked everything."""
    return not role or role in item.ask


def counted(items: Iterable[Item], role: str, given: Mapping[str, Given]) -> dict[str, Answer]:
    """What one sheet says about each item, in the order of the items.

    Left blank by someone who was asked is a don't know; by someone who was not, the item was not asked.
    """
    answers: dict[str, Answer] = {}
    for item in items:
        answer = given[item.id].counts if item.id in given else None
        if answer is not None:
            answers[item.id] = as_answer(answer)
        elif is_asked(item, role):
            answers[item.id] = UNKNOWN
    return answers


def proved(answers: Iterable[str], given: Mapping[str, Given]) -> list[str]:
    """The items among these for which the sheet names an artefact that counts."""
    return [id for id in answers if id in given and given[id].proof]


def as_round(scope: Instrument, role: str, given: Mapping[str, Given]) -> dict[str, Any]:
    """The JSON of a round with this one sheet."""
    answers = counted(scope.items.values(), role, given)
    # A single sheet is its own group, whichever role stands for "not said".
    person = {"role": role or scope.role_ids[0], "answers": answers, "evidence": proved(answers, given)}
    return {"instrument": scope.id, "respondents": [person]}


def marked(scope: Instrument, role: str, given: Mapping[str, Given]) -> dict[str, Any]:
    """The published scores of this one sheet."""
    return score_round(scope, as_round(scope, role, given))
