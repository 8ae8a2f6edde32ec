"""A unit's stated minutes shared among its sections by their words (DESIGN.md section 9)."""

from collections.abc import Sequence

WORDS_A_MINUTE = 230


def shares(minutes: int, words: Sequence[int]) -> list[int]:
    """Whole minutes that add up to `minutes` exactly; a very short section may get 0."""
    total = sum(words)
    if not total:
        return [minutes if place == 0 else 0 for place in range(len(words))]
    shared, sum_so_far, given = [], 0, 0
    for count in words:
        sum_so_far += count
        upto = (2 * minutes * sum_so_far + total) // (2 * total)
        shared.append(upto - given)
        given = upto
    return shared


def beside_a_film(words: Sequence[int]) -> list[int]:
    """For a video the film takes most of the minutes, so its sections are counted by their words alone."""
    return [round(count / WORDS_A_MINUTE) for count in words]
