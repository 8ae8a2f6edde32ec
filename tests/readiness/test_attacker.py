"""Nobody is found by subtraction in 300 organisations, in their first result and after reopening."""

import random
from collections.abc import Sequence

import pytest

from readiness import details as told
from readiness.anonymity import may_show, may_show_again
from readiness.concealment import Hidden
from readiness.details import details
from readiness.instrument import Instrument
from readiness.published import published
from readiness.results.panel import Panel
from readiness.round_data import RoundData
from readiness.rounds import score
from readiness.sheets import Sheet

from .attacker import Shown, found, solved
from .building import FULL

PULSE = FULL.pulse()
ORGANISATIONS = 300


def person(chance: random.Random, scope: Instrument, role: str, silent: float) -> Sheet:
    """Answers what the role is asked, with gaps, and here and there what it is not."""
    answers = {}
    for item in scope.items.values():
        if role in item.ask or chance.random() < 0.3:
            answers[item.id] = "DK" if chance.random() < silent else chance.randint(1, 5)
    return Sheet(role, answers)


def panel(scope: Instrument, sheets: Sequence[Sheet], before: Shown | None) -> Shown | None:
    """What is shown of it, if anything is."""
    people, shown = len(sheets), len(before.sheets) if before else 0
    if not may_show(people) or (before and not may_show_again(people, shown)):
        return None
    data = RoundData(tuple(sheets))
    result = score(scope, data)
    kept = details(scope, data, result, before.of.details if before else None)
    return Shown(Panel(result.scope, published(scope, result), details=kept), sheets)


def attacked(seed: int) -> list[str]:
    """One organisation: a round, closed and perhaps reopened once or twice, each time with more people."""
    chance = random.Random(seed)
    scope = chance.choice([PULSE, FULL])
    roles = chance.sample(FULL.role_ids, chance.randint(1, 5))
    silent, sheets = chance.choice([0.0, 0.1, 0.4]), []
    shown: list[Shown] = []
    for _ in range(chance.randint(1, 3)):
        more = chance.randint(3, 12)
        sheets = [*sheets, *(person(chance, scope, chance.choice(roles), silent) for _ in range(more))]
        made = panel(scope, sheets, shown[-1] if shown else None)
        shown += [made] if made else []
    return found(shown) if shown else []


@pytest.mark.parametrize("part", range(6))
def test_nobody_is_found_in_three_hundred_organisations(part: int) -> None:
    for seed in range(part, ORGANISATIONS, 6):
        assert attacked(seed) == [], f"organisation {seed}"


NAIVE = {
    "items": ("hidden", lambda *args: Hidden()),
    "groups": ("blocks", lambda sizes, units, order: [[r] for r in order if sizes.get(r, (0, 0))[0] >= 5]),
}


@pytest.mark.parametrize("rule", [*NAIVE, "reopened"])
def test_control_without_each_rule_people_are_found(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if rule == "reopened":
        monkeypatch.setattr("tests.readiness.test_attacker.details", lambda *args: told.details(*args[:3]))
    else:
        name, naive = NAIVE[rule]
        monkeypatch.setattr(told, name, naive)
    assert any(attacked(seed) for seed in range(60))


def test_what_follows_is_found_and_what_does_not_is_not() -> None:
    a, b, c = ("a",), ("b",), ("c",)
    assert solved([{a: 1, b: 1}, {b: 1}], [{a: 1}, {b: 2}, {c: 1}]) == [0, 1]
    assert solved([{a: 1, b: 1}, {b: 1, c: 1}, {a: 1, c: 1}], [{a: 1}]) == [0]
    assert solved([{a: 1, b: 1}, {b: 1, c: 1}], [{a: 1}, {a: 1, c: -1}]) == [1]
