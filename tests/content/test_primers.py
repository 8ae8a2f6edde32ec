"""The five primers are short, lead on to their guides, say their figures aloud and get their sums right."""

import json
import re

import pytest

from content.films_maker import places
from content.films_maker.beats import written
from content.films_maker.storyboard import load_storyboard

TECHNOLOGY = places.CURRICULUM / "technology"
# By film: the guide that goes deeper (the first primer leads on to no other unit).
GUIDES = {
    "prediction": None,
    "vision": "how-machines-see",
    "language": "how-machines-write",
    "scale-and-cost": "what-size-costs",
    "looking-inside": "looking-inside-a-model",
}
# By film and scene: how each figure of a key figure or a chart is said.
SAID = {
    ("vision", "labels"): ["3.3 percent", "6 percent"],
    ("vision", "near"): ["256 by 256", "128 by 128", "a quarter as many"],
    ("language", "keyboard"): ["S, C, H"],
    ("language", "legal"): ["17 and 33 percent", "one or two in six"],
    ("language", "forty"): ["27 right", "thirty", "ten", "four", "six"],
    ("scale-and-cost", "making"): ["2.4 times a year", "a billion dollars"],
    ("scale-and-cost", "using"): ["20 dollars", "seven cents", "November 2022", "October 2024"],
    ("scale-and-cost", "smaller"): ["280 billion", "70 billion"],
    ("scale-and-cost", "month"): ["480", "8,000", "13,333", "60 million", "2,000", "20,000", "40 euros"],
    ("scale-and-cost", "letter"): ["one euro and nine cents", "one euro 47", "89 percent", "one euro 11"],
    ("looking-inside", "fall"): ["36 percent", "13 kinds of task", "two models"],
}


def scenes_of(film: str) -> dict[str, dict]:
    path = places.storyboard_path(film)
    assert path, film
    return {scene["id"]: scene for scene in load_storyboard(path)["scenes"]}


def unit_of(film: str) -> str:
    texts = [path.read_text(encoding="utf-8") for path in sorted(TECHNOLOGY.glob("*.md"))]
    [text] = [text for text in texts if f"\nfilm: {film}\n" in text]
    return text


@pytest.mark.parametrize("film", GUIDES)
def test_a_primer_takes_one_to_two_and_a_half_minutes(film):
    timeline = json.loads((places.FILMS / film / "timeline.json").read_text(encoding="utf-8"))
    assert 60 <= timeline["duration"] <= 150


@pytest.mark.parametrize("film", [film for film, guide in GUIDES.items() if guide])
def test_a_primer_leads_to_the_guide_that_goes_deeper(film):
    assert f"(unit:technology/{GUIDES[film]}" in unit_of(film)


def test_no_two_units_of_the_module_share_a_title_or_an_address():
    paths = sorted(TECHNOLOGY.glob("[0-9][0-9]-*.md"))
    titles = [
        re.search(r"^title: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)[1] for path in paths
    ]
    slugs = [path.stem.split("-", 1)[1] for path in paths]
    assert (len(set(titles)), len(set(slugs))) == (len(paths), len(paths))


@pytest.mark.parametrize("film", [film for film, guide in GUIDES.items() if guide])
def test_every_figure_that_a_primer_shows_is_said(film):
    for name, scene in scenes_of(film).items():
        if scene["kind"] not in {"figure", "bars", "line"}:
            continue
        speech = " ".join(written(sentence["text"]) for sentence in scene["say"])
        assert [words for words in SAID[film, name] if words not in speech] == [], name


def test_the_sums_of_the_exercise_follow_from_its_figures():
    """Letters, tokens, prices, shares and minutes as the film states them; money to the cent."""
    scenes, letters, wage = scenes_of("scale-and-cost"), 20_000, 40 / 60

    def month(price: float, ready: float) -> tuple[float, float, float]:
        return letters * 3_000 / 1e6 * price, letters * (1 - ready) * 6 * wage, letters * wage

    assert [row["value"] for row in scenes["month"]["rows"]] == [round(bill) for bill in month(8, 0.9)]
    choices = [month(8, 0.9), month(0.4, 0.8), month(0.4, 0.89)]
    each = [round(sum(bills) / letters, 2) for bills in choices]
    assert [row["value"] for row in scenes["letter"]["rows"]] == each
    unit = unit_of("scale-and-cost")
    for bills, one in zip(choices, each, strict=True):
        assert all(f"€{round(bill):,}" in unit for bill in (*bills, sum(bills)))
        assert f"€{one}" in unit


def test_what_is_drawn_in_shares_is_the_share_that_is_said():
    dots = [row["value"] for row in scenes_of("vision")["near"]["rows"]]
    assert dots == [256 * 256, 128 * 128]
    assert [row["value"] for row in scenes_of("language")["forty"]["rows"]] == [27 / 30 * 100, 4 / 10 * 100]
    tally = scenes_of("language")["legal"]["figures"][0]["tally"]
    assert (round(0.17 * tally["of"]), round(0.33 * tally["of"])) == (
        tally["filled"],
        tally["filled"] + tally["open"],
    )
