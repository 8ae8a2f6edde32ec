"""Linked scores across versions (SPEC 3.13); the main case is G20."""

from dataclasses import replace

import pytest

from readiness.instrument import Instrument, Item
from readiness.linking import LineBroken, Measured, link
from tests.readiness.building import FULL, answers, person, scored


def measured(instrument: Instrument, default: int, excluded: tuple[str, ...] = (), **given: int) -> Measured:
    scope = instrument.without(excluded)
    return Measured(
        scope, scored(scope, person(answers(scope, default, **given))).card.items, frozenset(excluded)
    )


def changed(id: str, **items: dict[str, object]) -> Instrument:
    """A version in which these items (S1_1) have other fields."""

    def item(old: Item) -> Item:
        return replace(old, **items.get(old.id.replace(".", "_"), {}))  # type: ignore[arg-type]

    pillars = tuple(
        replace(
            p,
            dimensions=tuple(replace(d, items=tuple(item(i) for i in d.items)) for d in p.dimensions),
        )
        for p in FULL.pillars
    )
    return replace(FULL, id=id, pillars=pillars)


def test_same_version_links_everything() -> None:
    linked = link(measured(FULL, 2), measured(FULL, 3))
    assert linked.items == FULL.items.keys()
    assert (linked.first.index, linked.second.index) == (25, 50)


def test_a_new_revision_is_another_question() -> None:
    newer = changed("rf-1.1", S1_1={"revision": 2})
    linked = link(measured(FULL, 3, S1_1=5), measured(newer, 3, S1_1=1))
    assert "S1.1" not in linked.items
    assert linked.second.index == 50


def test_a_dimension_that_keeps_too_little_leaves_the_line() -> None:
    newer = changed("rf-1.1", S1_1={"revision": 2}, S1_2={"revision": 2})
    linked = link(measured(FULL, 3, S1=1), measured(newer, 3, S1=5))
    assert "S1" not in linked.first.dimensions
    assert linked.first.index == linked.second.index == 50
    assert min(linked.shares["S1"]) < 0.6 <= min(linked.shares["S2"])


def test_patches_and_spelling_change_nothing() -> None:
    linked = link(measured(FULL, 3), measured(changed("rf-1.0.1", S1_1={"stem": "Spelt right"}), 3))
    assert len(linked.items) == 36


def test_full_and_pulse_meet_on_the_eleven() -> None:
    linked = link(measured(FULL, 3, S1_2=5), measured(FULL.pulse(), 4))
    assert linked.items == FULL.pulse().items.keys()
    assert (linked.first.index, linked.second.index) == (50, 75)


@pytest.mark.parametrize("id", ["rf-2.0", "own-1.0"])
def test_the_line_is_broken_across_majors_and_families(id: str) -> None:
    with pytest.raises(LineBroken, match="not comparable"):
        link(measured(FULL, 3), measured(replace(FULL, id=id), 3))


def test_the_line_is_broken_between_scopes() -> None:
    assert link(measured(FULL, 3, ("F2",)), measured(FULL, 3, ("F2",))).first.index == 50
    with pytest.raises(LineBroken, match="scopes"):
        link(measured(FULL, 3, ("F2",)), measured(FULL, 3))


def test_the_line_is_broken_without_shared_questions() -> None:
    newer = changed("rf-1.1", **{id.replace(".", "_"): {"revision": 2} for id in FULL.items})
    with pytest.raises(LineBroken, match="too few"):
        link(measured(FULL, 3), measured(newer, 3))
