"""Rounds on an uploaded version: asked, scored, shown and compared by it, whatever becomes of the version."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.test import Client
from django.utils import timezone

from readiness import shelf, versions
from readiness.actions.uploading import keep_draft, withdraw_version
from readiness.dry_run import trials
from readiness.instrument import Instrument, Level
from readiness.linking import Measured, link
from readiness.models import Result, Round, Sheet, Version
from readiness.questionnaire import part_of
from readiness.version_change import Size, asked_for, differences, misfit
from tests.journeys.people import client_of, person

from .building import FULL, answers, scored
from .building import person as someone
from .conftest import address, at_most, begin, fill, post, result_address, submit
from .versions import STEM, author, file, published, reworded

ASKED = "Where is the aim for AI written?"


@pytest.fixture(autouse=True)
def _fresh_process(db: None) -> None:
    shelf.forget()


def test_the_version_published_last_is_in_use() -> None:
    assert versions.current() is FULL
    assert published().pk == versions.current().id == "rf-1.1"
    published(file("acme-1.0", ("weight: 0.30", "weight: 0.40")))
    assert versions.current().id == "acme-1.0"
    withdraw_version("acme-1.0", author())
    assert versions.current().id == "rf-1.1"
    withdraw_version("rf-1.1", author())
    assert versions.current() is FULL


def test_a_version_is_found_by_its_name_also_when_it_was_withdrawn() -> None:
    published()
    withdraw_version("rf-1.1", author())
    assert versions.named("rf-1.1").items["S1.1"].stem == ASKED
    assert versions.named("rf-1.0") is FULL
    keep_draft(reworded("rf-1.2"), "x.yaml", author(), timezone.now())
    for id in ("rf-1.2", "rf-9.9", ""):
        with pytest.raises(KeyError):
            versions.named(id)


def test_a_process_reads_a_version_once() -> None:
    published()
    with at_most(2):
        first = versions.current()
    with at_most(1):
        assert versions.current() is first
    with at_most(0):
        assert Round(instrument_id="rf-1.1", instrument_hash=first.fingerprint).instrument is first


def test_what_is_at_hand_must_say_what_its_fingerprint_says() -> None:
    with pytest.raises(ValueError, match="does not say"):
        shelf.fetched("0" * 64, lambda: FULL)


def test_parts_are_kept_by_what_a_version_says_not_by_its_name() -> None:
    """A draft may be replaced under the same id."""
    one, other = (replace(FULL, id="rf-1.1", title=title) for title in ("One", "Other"))
    assert part_of(one, "full").title == "One"
    assert part_of(other, "full").title == "Other"
    assert part_of(one, "quick") is part_of(one, "quick")


@pytest.mark.parametrize("form", ["quick", "full"])
def test_a_sheet_goes_through_all_its_pages(form: str, reader: Client) -> None:
    published()
    sheet = begin(reader, form)
    assert (sheet.round.instrument_id, len(sheet.questions)) == ("rf-1.1", 11 if form == "quick" else 35)
    number = [item.id for item in sheet.questions].index("S1.1") + 1
    assert ASKED in reader.get(address("question", sheet, number)).content.decode()
    fill(reader, sheet, 4)
    assert post(reader, sheet, "S1.1", "3").status_code == 302
    assert reader.get(address("check", sheet)).context["run"].total == len(sheet.questions)
    assert submit(reader, sheet).status_code == 302
    result = Result.objects.get()
    assert (result.snapshot["id"], result.round.instrument_hash) == ("rf-1.1", versions.current().fingerprint)
    withdraw_version("rf-1.1", author())
    shelf.forget()  # another process, later
    for path in (
        result_address(sheet),
        result_address(sheet, "plan"),
        result_address(sheet, "receipt", "S1.1"),
    ):
        assert reader.get(path).status_code == 200
    assert ASKED in reader.get(result_address(sheet, "receipt", "S1.1")).content.decode()
    assert "rf-1.1" in reader.get("/results/").content.decode() or reader.get("/results/").status_code == 200


def test_a_sheet_goes_on_with_the_version_it_began_with(reader: Client) -> None:
    old = begin(reader, "full")
    published()
    assert old.questions == Sheet.objects.get().questions
    assert begin(reader, "full") == old
    new = begin(reader, "quick")
    assert (old.round.instrument_id, new.round.instrument_id) == ("rf-1.0", "rf-1.1")
    withdraw_version("rf-1.1", author())
    fill(reader, new)
    assert submit(reader, new).status_code == 302
    assert Result.objects.get().snapshot["id"] == "rf-1.1"
    assert begin(reader, "quick").round.instrument_id == "rf-1.0"


def test_a_role_that_the_version_of_an_open_sheet_does_not_know_is_not_taken(reader: Client) -> None:
    roles = ("  - id: staff\n", "  - id: crew\n")
    text = file("rf-1.1", roles).decode().replace(", staff", ", crew").replace("[staff", "[crew").encode()
    sheet = begin(reader, "full", "exec")
    published(text)
    assert begin(reader, "full", "crew").role == "exec" == sheet.role


def test_an_uploaded_version_costs_no_further_statement(reader: Client) -> None:
    sheet = begin(reader, "full")
    published()
    again = begin(reader, "quick")
    counts = []
    for one in (sheet, again):
        reader.get(address("question", one, 1))
        with at_most(6) as sent:
            reader.get(address("question", one, 2))
        counts.append(len(sent.captured_queries))
    assert counts[0] == counts[1]
    reader.get("/assess/")
    with at_most(6):
        reader.get("/assess/")


def test_the_trend_links_the_shipped_version_with_the_uploaded_one() -> None:
    new = published().instrument
    first, second = (
        scored(version, someone(answers(version, level))) for version, level in ((FULL, 2), (new, 3))
    )
    linked = link(Measured(FULL, first.card.items), Measured(new, second.card.items))
    assert "S1.1" not in linked.items  # reworded, with a new revision
    assert "S2.4" not in linked.items  # retired
    assert (linked.first.index, linked.second.index) == (25, 50)
    assert linked.shares["S1"] == (Fraction(2, 3), Fraction(2, 3))
    assert linked.shares["S2"] == (Fraction(3, 4), 1)


def test_the_trend_page_of_one_person_across_both(reader: Client) -> None:
    for upload in (False, True):
        if upload:
            published()
        sheet = begin(reader, "full")
        fill(reader, sheet, 3 if upload else 2)
        submit(reader, sheet)
    assert reader.get(result_address(sheet, "trend")).status_code == 200


def test_every_worked_example_holds_for_the_shipped_version_and_a_copy() -> None:
    lower = tuple(Level(level.name, level.text, level.start / 2) for level in FULL.levels)
    for version in (FULL, replace(FULL, id="acme-1.0", levels=lower)):
        assert len(trials(version)) == 15
        assert all(trial.holds for trial in trials(version))
    assert [trial.claimed for trial in trials(FULL)][:5] == [1, 2, 3, 4, 5]


def first_item(version: Instrument, **changes: object) -> Instrument:
    """The same version with one question changed."""
    pillar, *pillars = version.pillars
    dimension, *dimensions = pillar.dimensions
    item, *items = dimension.items
    dimension = replace(dimension, items=(replace(item, **changes), *items))
    return replace(version, pillars=(replace(pillar, dimensions=(dimension, *dimensions)), *pillars))


@pytest.mark.parametrize(
    ("changes", "size"),
    [
        ({"stem": "How?"}, Size.PATCH),
        ({"steps": ("a", "b", "c", "d"), "show": "a record"}, Size.PATCH),
        ({"stem": "How?", "revision": 2}, Size.MINOR),
        ({"not_applicable": "No board"}, Size.MINOR),
        ({"pulse": False}, Size.MINOR),
        ({"weight": Fraction(2)}, Size.MAJOR),
    ],
)
def test_what_kind_of_number_a_change_asks_for(changes: dict[str, object], size: Size) -> None:
    after = first_item(FULL, **changes)
    assert asked_for(differences(FULL, after)) is size
    fitting = {Size.PATCH: "rf-1.0.1", Size.MINOR: "rf-1.1", Size.MAJOR: "rf-2.0"}[size]
    assert misfit(FULL, replace(after, id=fitting)) == ""


def test_thresholds_gates_and_dimensions_ask_for_a_major_number() -> None:
    levels = (*FULL.levels[:4], replace(FULL.levels[4], start=Fraction(90)))
    pillar, *pillars = FULL.pillars
    ungated = replace(pillar, dimensions=(replace(pillar.dimensions[0], gate=None), *pillar.dimensions[1:]))
    for after in (
        replace(FULL, levels=levels),
        replace(FULL, pillars=(ungated, *pillars)),
        FULL.without(["F2"]),
    ):
        assert asked_for(differences(FULL, after)) is Size.MAJOR
        assert "major number" in misfit(FULL, replace(after, id="rf-1.1"))
    assert "Thresholds" in differences(FULL, replace(FULL, levels=levels))[0].sentence


def test_a_revision_never_falls() -> None:
    before = first_item(FULL, revision=3, stem="A?")
    after = replace(first_item(FULL, revision=2, stem="B?"), id="rf-1.1")
    assert misfit(before, after) == "S1.1: a revision never falls."


def test_the_page_of_behaviour_shows_sums_only_and_in_tens() -> None:
    client = client_of(person("superuser"))
    for _ in range(3):
        one = Client()
        sheet = begin(one, "full")
        fill(one, sheet)
        submit(one, sheet)
    page = client.get("/admin/instruments/behaviour/")
    assert page.context["people"] == 0
    assert page.context["dimensions"][0].enough == "0 of 100"
    assert {item.unknown for dimension in page.context["dimensions"] for item in dimension.items} == {None}
    assert "nothing is shown yet" in page.content.decode()
    assert Version.objects.count() == 0
    assert STEM not in page.content.decode()
