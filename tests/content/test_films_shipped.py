"""What learners are served, read anew without the maker: captions, chapters, length and weight of films."""

import itertools
import json
import re
import shutil
from pathlib import Path

import pytest

from content.films_maker.places import FILMS
from content.films_maker.timing import spoken_stretches

SHIPPED = sorted(folder.name for folder in FILMS.iterdir() if folder.is_dir())
TIMES = re.compile(r"^(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})$")
MB = 1_000_000
Cues = list[tuple[float, float, str]]


def cues_of(path: Path) -> Cues:
    """Start, end and words of each cue; every block after the heading has to be one."""
    heading, *blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    assert heading == "WEBVTT"
    found = []
    for number, block in enumerate(blocks, 1):
        label, times, *words = block.split("\n")
        parts = TIMES.match(times)
        assert label == str(number), f"a cue is numbered {label}, not {number}"
        assert parts, f"not times: {times}"
        a, b, c, d, e, f = (float(part) for part in parts.groups())
        found.append((a * 3600 + b * 60 + c, d * 3600 + e * 60 + f, "\n".join(words)))
    return found


def wrong_with(cues: Cues, duration: float, spoken: list[tuple[float, float]]) -> set[str]:
    """The rules that captions break, each by its name."""
    found = set()
    pairs = list(itertools.pairwise(cues))
    if any(later[0] < earlier[0] for earlier, later in pairs):
        found.add("order")
    if any(later[0] < earlier[1] - 0.001 for earlier, later in pairs):
        found.add("overlap")
    if any(not 0 <= start < end <= duration + 0.001 for start, end, _ in cues):
        found.add("inside")
    if any(not words.strip() for _, _, words in cues):
        found.add("words")
    # In steps of a hundredth of a second, so that cues which overlap do not count twice.
    steps = {round(start * 100) + step for start, end in spoken for step in range(round((end - start) * 100))}
    shown = {
        round(start * 100) + step for start, end, _ in cues for step in range(round((end - start) * 100))
    }
    if len(steps & shown) <= 0.95 * len(steps):
        found.add("coverage")
    return found


def wrong_with_chapters(cues: Cues, duration: float) -> set[str]:
    found = wrong_with(cues, duration, [(0.0, duration)])
    return found | ({"start"} if not cues or cues[0][0] != 0 else set())


def facts(film: str) -> tuple[Cues, Cues, float, list[tuple[float, float]]]:
    timeline = json.loads((FILMS / film / "timeline.json").read_text(encoding="utf-8"))
    captions, chapters = (cues_of(FILMS / film / name) for name in ("captions.vtt", "chapters.vtt"))
    return captions, chapters, timeline["duration"], spoken_stretches(timeline)


@pytest.mark.parametrize("film", SHIPPED)
def test_captions_are_in_order_apart_inside_the_film_and_over_the_speech(film):
    captions, _, duration, spoken = facts(film)
    assert sum(end - start for start, end in spoken) > duration / 2
    assert wrong_with(captions, duration, spoken) == set()


@pytest.mark.parametrize("film", SHIPPED)
def test_chapters_follow_each_other_from_the_first_second(film):
    _, chapters, duration, _ = facts(film)
    assert len(chapters) >= 3
    assert wrong_with_chapters(chapters, duration) == set()


def swapped(cues: Cues) -> Cues:
    return [cues[1], cues[0], *cues[2:]]


def stretched(cues: Cues) -> Cues:
    start, _, words = cues[0]
    return [(start, cues[1][0] + 0.5, words), *cues[1:]]


def run_on(cues: Cues) -> Cues:
    start, end, words = cues[-1]
    return [*cues[:-1], (start, end + 60, words)]


def emptied(cues: Cues) -> Cues:
    return [(*cues[0][:2], " "), *cues[1:]]


def thinned(cues: Cues) -> Cues:
    """One caption in ten is left out, which is less than anybody would see at a glance."""
    return [cue for index, cue in enumerate(cues) if index % 10 != 5]


PLANTED = {swapped: "order", stretched: "overlap", run_on: "inside", emptied: "words", thinned: "coverage"}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_fault_of_captions_is_found(plant):
    captions, _, duration, spoken = facts("prediction")
    assert PLANTED[plant] in wrong_with(plant(captions), duration, spoken)


def test_a_planted_fault_of_chapters_is_found():
    _, chapters, duration, _ = facts("prediction")
    assert "start" in wrong_with_chapters(chapters[1:], duration)
    assert "order" in wrong_with_chapters(swapped(chapters), duration)
    assert "coverage" in wrong_with_chapters(chapters[:-1], duration)


def test_a_file_that_is_not_webvtt_is_found(tmp_path):
    broken = tmp_path / "captions.vtt"
    shutil.copy(FILMS / "prediction" / "captions.vtt", broken)
    broken.write_text(broken.read_text(encoding="utf-8").replace("-->", "->", 1), encoding="utf-8")
    with pytest.raises(AssertionError, match="not times"):
        cues_of(broken)


# --- how many, how long, how heavy ---


def wrong_with_shelf(films: dict[str, tuple[float, int]]) -> list[str]:
    """Of name → (seconds, bytes): fewer than ten, too short, too long, too heavy, together too heavy."""
    found = [] if len(films) >= 10 else [f"{len(films)} films"]
    for name, (seconds, size) in films.items():
        if not 60 <= seconds <= 180:
            found.append(f"{name} takes {seconds} s")
        if size > 2.6 * MB * seconds / 60 + MB:  # film and sound by the minute; poster and words besides
            found.append(f"{name} weighs {size / MB:.1f} MB")
    if sum(size for _, size in films.values()) > 60 * MB:
        found.append("all of them together weigh over 60 MB")
    return found


def shelf() -> dict[str, tuple[float, int]]:
    return {
        film: (facts(film)[2], sum(file.stat().st_size for file in (FILMS / film).iterdir()))
        for film in SHIPPED
    }


def test_at_least_ten_films_of_one_to_three_minutes_are_shipped_within_their_limits():
    assert wrong_with_shelf(shelf()) == []


def test_too_few_too_long_and_too_heavy_are_each_found():
    films = shelf()
    assert wrong_with_shelf(dict(list(films.items())[:9])) == ["9 films"]
    assert "prediction takes 200 s" in wrong_with_shelf(films | {"prediction": (200, 1)})
    assert wrong_with_shelf(films | {"prediction": (60, 4 * MB)}) == ["prediction weighs 4.0 MB"]
    heavy = dict.fromkeys(films, (180.0, 8 * MB))
    assert wrong_with_shelf(heavy) == ["all of them together weigh over 60 MB"]
