"""The first gate: what a film's own bytes say, and a reason of its own for every file that is not taken."""

import random
from contextlib import suppress
from io import BytesIO

import pytest

from content.film_files import Facts, Unfit, facts_of
from content.film_files.limits import LONGEST, within
from content.uploads.words import REASONS, reason
from tests.content.hostile import GOOD, corpus, webm

DATA = GOOD.read_bytes()
CORPUS = list(corpus(DATA))


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Unfit) as caught:
        facts_of(BytesIO(data), name)
    return caught.value.code


def test_a_shipped_film_says_what_it_is() -> None:
    facts = facts_of(BytesIO(DATA), "film.MP4")
    assert facts == Facts("mp4", facts.seconds, 1280, 720, "H.264", "AAC")
    assert 60 <= facts.seconds <= 180


def test_a_webm_says_what_it_is() -> None:
    assert facts_of(BytesIO(webm()), "film.webm") == Facts("webm", 3.0, 320, 320, "VP9", "")


@pytest.mark.parametrize(("name", "data", "code"), CORPUS, ids=[case[0] for case in CORPUS])
def test_a_hostile_file_is_refused_with_its_reason(name: str, data: bytes, code: str) -> None:
    assert refusal(data, name) == code


def test_every_reason_can_be_said() -> None:
    assert {code for *_, code in CORPUS} <= REASONS.keys()
    assert all("%" not in reason(code, "x").replace("50 %", "") for code in REASONS)
    assert "HEVC" in reason("codec", "HEVC")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"seconds": LONGEST + 1}, "too_long"),
        ({"seconds": 0.1}, "too_short"),
        ({"width": 3840, "height": 2400}, "dimensions"),
        ({"picture": "VP9"}, "codec"),
        ({"sound": "MP3"}, "codec"),
    ],
)
def test_limits(changed: dict[str, object], code: str) -> None:
    good = {"kind": "mp4", "seconds": LONGEST, "width": 2160, "height": 3840, "picture": "H.264", "sound": ""}
    assert within(Facts(**good))
    with pytest.raises(Unfit) as caught:
        within(Facts(**good | changed))
    assert caught.value.code == code


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_brings_the_reader_down(seed: int) -> None:
    """Anything may be refused or read; nothing else may happen, and no index is read for long."""
    dice = random.Random(seed)
    for good, name in ((DATA[:40_000], "a.mp4"), (DATA, "b.mp4"), (webm(), "c.webm")):
        data = bytearray(good)
        for _ in range(dice.randint(1, 12)):
            at = dice.randrange(min(len(data), 30_000))
            data[at] = dice.randrange(256)
        with suppress(Unfit):
            facts_of(BytesIO(bytes(data)), name)
