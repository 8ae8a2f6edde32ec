"""Learning paths: shown in their order with where a reader stands, made by authors, read from files."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from content.atlas import atlas
from content.importing.run import import_folder
from content.models import PathPage, PathsPage, Unit
from content.parsing import FaultsFound, read_curriculum
from tests.journeys.people import client_of, person

FOLDER = Path(__file__).resolve().parents[2] / "content/curriculum"
BOARD = "/paths/before-the-board-meeting/"


def added(slug: str, *keys: str, live: bool = True) -> PathPage:
    """What an author makes in the editor."""
    units = {unit.key: unit.pk for unit in Unit.objects.filter(key__in=keys)}
    steps = [{"type": "step", "value": {"unit": units[key], "why": f"Because of {key}"}} for key in keys]
    page = PathPage(title=slug.title(), slug=slug, whom="Auditors", lead="Audit it.", live=live)
    page.steps = page.steps.stream_block.to_python(steps)
    PathsPage.objects.get().add_child(instance=page)
    if live:
        page.save_revision().publish()
    return page


@pytest.mark.django_db
def test_every_role_of_the_plan_has_a_path_and_nothing_in_it_is_missing(course: None) -> None:
    shelf = atlas()
    for path in shelf.paths:
        assert 2 <= len(path.steps) <= 14
        assert len(shelf.units_of(path)) == len(path.steps)
        assert all(why for _, why in path.steps)
    listed = Client().get("/paths/").content.decode()
    assert all(path.title in listed for path in shelf.paths)


@pytest.mark.django_db
def test_a_path_says_where_a_reader_stands_and_leads_on(course: None) -> None:
    client = client_of(person("learner"))
    first = client.get(BOARD).context["progress"]
    assert (first.outline.done, first.next.line.key) == (0, "strategy/what-changes")
    client.post("/learn/strategy/what-changes/do/mark_read/", {})
    client.post("/learn/strategy/fund-in-stages/do/mark_read/", {})
    then = client.get(BOARD).context["progress"]
    assert (then.outline.done, then.next.line.key) == (2, "strategy/where-value-comes-from")
    assert Client().get(BOARD).context["progress"].outline.done == 0


@pytest.mark.django_db
def test_a_path_that_an_author_makes_appears_at_once_and_a_draft_does_not(course: None) -> None:
    added("for-auditors", "responsibility/label-audit", "strategy/jabil")
    added("not-yet", "strategy/jabil", "strategy/fund-in-stages", live=False)
    page = Client().get("/paths/for-auditors/")
    assert "Because of responsibility/label-audit" in page.content.decode()
    assert "For-Auditors" in Client().get("/learn/").content.decode()
    assert Client().get("/paths/not-yet/").status_code == 404
    assert "Not-Yet" not in Client().get("/paths/").content.decode()
    author = client_of(person("author"))
    draft = PathPage.objects.get(slug="not-yet")
    assert author.get(f"/admin/pages/{draft.pk}/edit/").status_code == 200


@pytest.mark.django_db
def test_a_withdrawn_unit_gives_way_to_its_replacement_or_leaves_the_path(course: None) -> None:
    added("short", "strategy/jabil", "strategy/fund-in-stages")
    jabil = Unit.objects.get(key="strategy/jabil").specific
    jabil.replaced_by = Unit.objects.get(key="strategy/where-value-comes-from")
    jabil.save_revision().publish()
    jabil.unpublish()
    keys = [step.line.key for step in Client().get("/paths/short/").context["progress"].steps]
    assert keys == ["strategy/where-value-comes-from", "strategy/fund-in-stages"]
    Unit.objects.get(key="strategy/fund-in-stages").specific.delete()
    keys = [step.line.key for step in Client().get("/paths/short/").context["progress"].steps]
    assert keys == ["strategy/where-value-comes-from"]


@pytest.mark.django_db
def test_the_list_costs_the_same_with_more_paths(course: None) -> None:
    client = client_of(person("learner"))
    client.get("/paths/")
    counts = []
    for slugs in (("one",), ("two", "three", "four", "five")):
        for slug in slugs:
            added(slug, "strategy/jabil", "strategy/fund-in-stages")
        client.get("/paths/")  # the atlas is read anew once
        with CaptureQueriesContext(connection) as seen:
            client.get("/paths/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_importing_again_changes_nothing_and_leaves_what_editors_changed(course: None) -> None:
    report = import_folder(FOLDER)
    assert report
    assert not report.changed
    page = PathPage.objects.get(slug="before-the-board-meeting")
    page.lead = "Ours."
    page.save_revision().publish()
    import_folder(FOLDER)
    assert Page.objects.get(pk=page.pk).specific.lead == "Ours."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("- {unit: strategy/nowhere}", "There is no unit strategy/nowhere"),
        ("- {unit: strategy/other}\n  - {unit: strategy/other}", "stands in this path twice"),
        ("- {unit: Jabil}", "is not a unit like"),
    ],
)
def test_a_path_with_faults_is_refused_with_its_line(tmp_path: Path, words: str, said: str) -> None:
    planted = Path(__file__).resolve().parents[1] / "content/planted"
    for path in planted.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(planted)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    (tmp_path / "paths").mkdir()
    file = tmp_path / "paths/01-bad.yaml"
    file.write_text(f"title: Bad\nwhom: Us\nlead: No.\nsteps:\n  - {{unit: strategy/long}}\n  {words}\n")
    with pytest.raises(FaultsFound, match=said):
        read_curriculum(tmp_path)
