"""How questions behave: shares from thirty people on, reliability from a hundred organisations on."""

import random
from collections import Counter

from readiness.behaviour import behaviour, counted, middle_share

from .building import MINI

IDS = list(MINI.items)


def counts(**of: int) -> dict[str, Counter]:
    answers = Counter({int(name[1:]) if name[1:].isdigit() else name: n for name, n in of.items()})
    return dict.fromkeys(IDS, answers)


def test_people_count_in_whole_tens() -> None:
    assert [counted(n) for n in (0, 9, 10, 39, 40)] == [0, 0, 10, 30, 40]


def test_shares_and_what_they_point_to() -> None:
    item = behaviour(MINI, counts(_5=26, _3=4, DK=10, NA=7), [])[0].items[0]
    assert (item.n, item.unknown, item.top, item.middle) == (40, 25, 65, 10)
    assert item.remarks == ("ceiling",)
    assert behaviour(MINI, counts(_5=10, DK=20), [])[0].items[0].remarks == ("wrong audience or wording",)
    assert middle_share(counts(_3=30, _4=10, DK=50)) == 75


def test_under_thirty_nothing_is_said() -> None:
    item = behaviour(MINI, counts(_3=29), [])[0].items[0]
    assert (item.unknown, item.top, item.middle, item.remarks) == (None, None, None, ())
    assert middle_share(counts(_3=3)) is None


def test_reliability_from_a_hundred_organisations_on() -> None:
    chance = random.Random(7)
    organisations = []
    for _ in range(105):
        base = chance.choice([0.0, 25.0, 50.0, 75.0])
        organisations.append({id: base + chance.choice([0.0, 25.0]) for id in IDS})
    few = behaviour(MINI, {}, organisations[:99])[0]
    assert (few.enough, few.alpha, few.items[0].rest) == ("90 of 100", "", "")
    enough = behaviour(MINI, {}, organisations)[0]
    assert enough.enough == ""
    assert 0.5 < float(enough.alpha) < 1
    assert float(enough.items[0].rest) > 0
    gaps = [*organisations[:99], *({IDS[0]: 50.0, IDS[1]: None} for _ in range(20))]
    assert behaviour(MINI, {}, gaps)[0].enough == "90 of 100"


def crowd(organisations: int, people: int = 5) -> list[list[dict[str, float | None]]]:
    """Each organisation at a level of its own, its people a little apart."""
    return [
        [dict.fromkeys(IDS, 25.0 * (place % 4) + 5.0 * person) for person in range(people)]
        for place in range(organisations)
    ]


def test_raters_of_thirty_organisations_are_told_apart() -> None:
    line = behaviour(MINI, {}, [], crowd(30))[0]
    # By hand: four levels 25 apart (8, 8, 7, 7 organisations), people 0, 5, 10, 15 and 20 above each.
    between = 5 * sum((25 * (place % 4) - 25 * 43 / 30) ** 2 for place in range(30)) / 29
    within = 30 * (100 + 25 + 25 + 100) / 120
    assert (line.raters_enough, line.one, line.many) == (
        "",
        f"{(between - within) / (between + 4 * within):.2f}",
        f"{(between - within) / between:.2f}",
    )


def test_fewer_raters_or_organisations_say_nothing() -> None:
    assert behaviour(MINI, {}, [], crowd(39, people=4))[0].raters_enough == "0 of 30"
    line = behaviour(MINI, {}, [], crowd(29))[0]
    assert (line.raters_enough, line.one, line.many) == ("20 of 30", "", "")


def test_a_rater_who_knows_less_than_half_of_a_dimension_does_not_count() -> None:
    unknown = [[*people[:4], dict.fromkeys(IDS)] for people in crowd(30)]
    assert behaviour(MINI, {}, [], unknown)[0].raters_enough == "0 of 30"
