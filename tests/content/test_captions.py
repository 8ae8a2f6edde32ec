"""WebVTT as cues."""

import pytest

from content.captions import Cue, cues_of


def test_cues_have_seconds_and_words_without_markup() -> None:
    vtt = (
        "\ufeffWEBVTT\r\n\r\nNOTE not said\r\n\r\n1\r\n00:01.500 --> 00:03.000 align:start\r\n<v Ann>Hello\r"
        "\nthere &amp; here\r\n\r\n01:00:00.000 --> 01:00:01.250\r\nLate\r\n"
    )
    assert cues_of(vtt) == [Cue(1.5, 3.0, "Hello there & here"), Cue(3600.0, 3601.25, "Late")]


@pytest.mark.parametrize("vtt", ["", "WEBVTT", "WEBVTT\n\n00:99.000 --> x\nA", "nonsense --> nonsense"])
def test_damaged_blocks_are_passed_over(vtt: str) -> None:
    assert cues_of(vtt) == []
