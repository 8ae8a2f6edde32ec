"""Pooling, and an attacker who subtracts what is published from what is published."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.anonymity import K, may_show, may_show_again, may_show_spread, pooled
from readiness.gaps import pairs
from readiness.round_data import RoundData
from readiness.rounds import score
from readiness.sheets import Sheet
from tests.readiness.building import FULL, answers

SIZES = st.dictionaries(st.sampled_from(FULL.role_ids), st.integers(0, 12))


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ({"exec": 5, "staff": 5}, [["exec"], ["staff"]]),
        ({"exec": 4, "staff": 9}, [["exec", "staff"]]),
        ({"exec": 2, "board": 3, "staff": 9}, [["board", "exec"], ["staff"]]),
        ({"exec": 1, "board": 1, "staff": 9, "tech": 7}, [["board", "exec", "tech"], ["staff"]]),
        ({"exec": 4, "board": 4, "risk": 4, "tech": 4}, [["board", "exec", "tech", "risk"]]),
        ({"exec": 3, "people": 6, "business": 6}, [["exec", "business"], ["people"]]),
        ({"exec": 7, "staff": 0}, [["exec"]]),
        ({"exec": 2, "staff": 2}, []),
        ({"exec": 4}, []),
        ({}, []),
    ],
)
def test_pools(sizes: dict[str, int], groups: list[list[str]]) -> None:
    assert pooled(sizes, FULL.role_ids) == groups


def atoms(published: list[frozenset[str]]) -> set[frozenset[str]]:
    """The smallest sets of roles that sums and differences of the published ones can reach."""
    everyone = frozenset().union(*published)
    signatures: dict[tuple[bool, ...], set[str]] = {}
    for role in everyone:
        signatures.setdefault(tuple(role in group for group in published), set()).add(role)
    return {frozenset(roles) for roles in signatures.values()}


def exposed(sizes: dict[str, int], published: list[frozenset[str]]) -> list[frozenset[str]]:
    return [atom for atom in atoms(published) if 0 < sum(sizes[role] for role in atom) < K]


@given(SIZES)
def test_pooling_cannot_be_undone_by_subtraction(sizes: dict[str, int]) -> None:
    groups = pooled(sizes)
    shown = sorted(role for group in groups for role in group)
    assert shown == (sorted(role for role, n in sizes.items() if n) if may_show(sum(sizes.values())) else [])
    everyone = frozenset(shown)
    sides = [frozenset(side) for pair in pairs(groups) for side in pair]
    assert exposed(sizes, [everyone, *map(frozenset, groups), *sides]) == []
    for group in groups:
        assert len(group) > 1 or may_show(sizes[group[0]])


def test_the_attacker_finds_what_naive_hiding_leaves() -> None:
    """The control: publishing the total and every group of five or more exposes the one that was hidden."""
    sizes = {"board": 3, "exec": 6, "staff": 20}
    naive = [frozenset(sizes), frozenset({"exec"}), frozenset({"staff"})]
    assert exposed(sizes, naive) == [frozenset({"board"})]
    leaders = [*map(frozenset, pooled({**sizes, "tech": 5})), frozenset({"board", "exec"})]
    assert frozenset({"board"}) in exposed({**sizes, "tech": 5}, leaders)


def test_nobody_is_found_in_three_hundred_organisations() -> None:
    chance = random.Random(300)
    for _ in range(300):
        people = [
            Sheet(chance.choice(FULL.role_ids), answers(FULL.pulse(), chance.randint(1, 5)))
            for _ in range(chance.randint(1, 30))
        ]
        result = score(FULL, RoundData(tuple(people)))
        sizes = {role: sum(sheet.role == role for sheet in people) for role in FULL.role_ids}
        sides = [side for gap in result.gaps for side in (gap.group_a, gap.group_b)]
        published = [frozenset(role for role in sizes if sizes[role])] if len(people) >= K else []
        published += map(frozenset, [*result.groups, *sides])
        assert not published or exposed(sizes, published) == []


def test_counts_that_may_be_shown() -> None:
    assert [may_show(n) for n in (4, 5)] == [False, True]
    assert [may_show_spread(n) for n in (9, 10)] == [False, True]
    assert [may_show_again(n, 12) for n in (12, 16, 17)] == [False, False, True]


def test_each_comparison_is_made_once() -> None:
    groups = [["board"], ["exec"], ["staff"]]
    assert list(pairs(groups)) == [
        (("board", "exec"), ("staff",)),
        (("board",), ("exec", "staff")),
        (("exec",), ("board", "staff")),
    ]
    for one, other in combinations(pairs(groups), 2):
        assert set(one) != set(other)


def test_leaders_are_not_compared_when_a_pool_mixes_them() -> None:
    groups = [["board", "tech"], ["exec"], ["staff"]]
    assert [side for side, _ in pairs(groups)] == [("board", "tech"), ("exec",), ("staff",)]
    assert list(pairs([["board", "exec", "staff"]])) == []
