"""Minutes of sections: whole, and exactly the unit's minutes in sum."""

from hypothesis import given
from hypothesis import strategies as st

from content.minutes import beside_a_film, shares


@given(st.integers(0, 60), st.lists(st.integers(0, 3000), min_size=1, max_size=12))
def test_shares_are_whole_never_negative_and_add_up(minutes: int, words: list[int]) -> None:
    found = shares(minutes, words)
    assert sum(found) == minutes
    assert all(share >= 0 for share in found)


def test_a_longer_section_gets_more() -> None:
    assert shares(6, [100, 300, 200]) == [1, 3, 2]
    assert shares(5, []) == []
    assert beside_a_film([460, 10]) == [2, 0]
