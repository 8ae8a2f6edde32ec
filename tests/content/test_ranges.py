"""Byte ranges, as the standard reads them."""

import pytest

from content.ranges import Span, Unsatisfiable, span_of


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", Span(0, 0)),
        ("bytes=0-", Span(0, 99)),
        ("bytes=10-19", Span(10, 19)),
        ("bytes=90-200", Span(90, 99)),
        ("bytes=-1", Span(99, 99)),
        ("bytes=-500", Span(0, 99)),
        ("BYTES=5-6", Span(5, 6)),
        ("", None),
        ("bytes=0-0,5-6", None),
        ("bytes=9-3", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=٣-٥", None),
        ("lines=0-1", None),
        ("bytes=" + "9" * 200 + "-", None),
    ],
)
def test_one_range_is_that_part_and_all_else_the_whole(header: str, span: Span | None) -> None:
    assert span_of(header, 100) == span


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0), ("bytes=-5", 0)]
)
def test_a_part_behind_the_end_cannot_be_had(header: str, size: int) -> None:
    with pytest.raises(Unsatisfiable):
        span_of(header, size)
