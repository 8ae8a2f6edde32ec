"""WebVTT as cues."""

import pytest

from content.captions import Cue, as_webvtt, cues_of


def test_cues_have_seconds_and_words_without_markup() -> None:
    vtt = (
        "\ufeffWEBVTT\r\n\r\nNOTE not said\r\n\r\n1\r\n00:01.500 --> 00:03.000 align:start\r\n<v Ann>Hello\r"
        "\nthere &amp; here\r\n\r\n01:00:00.000 --> 01:00:01.250\r\nLate\r\n"
    )
    assert cues_of(vtt) == [Cue(1.5, 3.0, "Hello there & here"), Cue(3600.0, 3601.25, "Late")]


@pytest.mark.parametrize("vtt", ["", "WEBVTT", "WEBVTT\n\n00:99.000 --> x\nA", "nonsense --> nonsense"])
def test_damaged_blocks_are_passed_over(vtt: str) -> None:
    assert cues_of(vtt) == []


def test_subrip_becomes_webvtt() -> None:
    srt = (
        "\ufeff1\r\n00:00:01,500 --> 00:00:03,000\r\n{\\an8}<i>Hello</i>, at 1,200 a day\r\n\r\n"
        "2\r\n1:00:00,000 --> 1:00:01,250\r\nLate\r\n"
    )
    assert as_webvtt(srt).startswith("WEBVTT\n\n1\n00:00:01.500 --> 00:00:03.000\n")
    assert cues_of(as_webvtt(srt)) == [Cue(1.5, 3.0, "Hello, at 1,200 a day"), Cue(3600.0, 3601.25, "Late")]


@pytest.mark.parametrize(
    "track", ["", "WEBVTT\n\n00:01.000 --> 00:02.000\n00:00:01,000 --> 00:00:02,000\n", "Only words"]
)
def test_whatever_is_no_subrip_stays_as_it_is(track: str) -> None:
    assert as_webvtt(track) == track
