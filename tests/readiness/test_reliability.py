"""The operators' page (SPEC 3.10); alpha and omega are G21."""

import pytest

from readiness.reliability import alpha, icc, item_rest, omega, remarks

ROWS = [(2, 2, 3), (3, 3, 3), (4, 3, 4), (4, 5, 5), (5, 5, 5)]


def test_perfect_items_are_perfectly_reliable() -> None:
    same = [(n, n, n, n) for n in (1, 2, 3, 5)]
    assert alpha(same) == pytest.approx(1)
    assert omega(same) == pytest.approx(1)
    assert item_rest(same) == pytest.approx([1, 1, 1, 1])


def test_omega_recovers_the_loadings_of_four_items() -> None:
    """One factor f and four unrelated errors e: items f·λ + e have omega (Σλ)²/var."""
    f, e = (1, -1, 1, -1, 1, -1, 1, -1), (1, 1, -1, -1, 1, 1, -1, -1)
    g, h = (1, 1, 1, 1, -1, -1, -1, -1), (1, -1, -1, 1, 1, -1, -1, 1)
    rows = [(2 * a + b, 3 * a + c, a + d, 2 * a) for a, b, c, d in zip(f, e, g, h, strict=True)]
    assert omega(rows) == pytest.approx(64 / 67)


def test_a_reversed_item_shows() -> None:
    assert [value is not None and value < 0 for value in item_rest([(1, 5, 1), (3, 3, 3), (5, 1, 5)])][1]


def test_no_variance_no_figure() -> None:
    flat = [(3, 3, 3)] * 4
    assert (alpha(flat), omega(flat), item_rest(flat)) == (None, None, [None] * 3)
    assert alpha([(1,), (2,)]) is None
    assert omega([(1, 1), (2, 2)]) is None


def test_icc() -> None:
    assert icc([[1, 1], [5, 5]]) == (1, 1)
    one, several = icc([[9, 2], [6, 1], [8, 4], [7, 1], [10, 5], [6, 2]]) or (0, 0)
    assert several < one < 0  # raters of one organisation differ more than organisations do
    assert icc([[1, 2]]) is None
    assert icc([[1], [2]]) is None
    assert icc([[1, 3], [1, 3]]) is None


def test_remarks() -> None:
    assert remarks(0.96, -0.1, 0.31, 0.61) == [
        "reversed or misread anchors",
        "redundant items",
        "wrong audience or wording",
        "ceiling",
    ]
    assert remarks(0.95, 0.0, 0.3, 0.6) == remarks(None, None, 0, 0) == []
