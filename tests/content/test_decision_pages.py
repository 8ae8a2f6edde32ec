"""A decision written in the form: it says what a file says, and every fault stands at its field."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page

from accounts.models import User
from content.exercise_pages import exercise, values
from content.exercises.authored import LISTS, fields_of, values_of
from content.importing.digests import _canonical, _digest, content_fields, page_digest
from content.importing.values import exercise_fields
from content.models import DecisionPage, Unit
from content.packing.coming import brought_in
from content.packing.going import packed
from content.parsing.exercises import example
from content.parsing.folder import read_curriculum
from content.publishing import PublishRefused
from content.starting import begin_new
from tests.content import deciding, trees
from tests.content.packs import set_apart
from tests.content.test_checks_panel import lines, saved, send
from tests.content.translated import translate

pytestmark = pytest.mark.django_db
Change = Callable[[Any], None]
PUBLISH = {"action-publish": "action-publish"}
SHIPPED = {
    unit.key: unit.facts["exercise"]
    for module in read_curriculum(Path("content/curriculum")).modules
    for unit in module.units
    if unit.kind == "decision"
}


@pytest.fixture
def boss(admin_user: User, settings: Any) -> Client:
    """Past the second factor, which is the business of another room."""
    settings.PRIVILEGED_PATHS = ("/nothing-here/",)
    client = Client()
    client.force_login(admin_user)
    return client


def put(field: str, number: int, **parts: Any) -> Change:
    """Into one block."""

    def change(page: Any) -> None:
        getattr(page, field)[number].value.update(parts)

    return change


def put_row(old: str, new: str) -> Change:
    return lambda page: setattr(page, "rows", page.rows.replace(old, new, 1))


def drop(field: str) -> Change:
    return lambda page: setattr(page, field, "[]")


def twice_each(page: Any) -> None:
    page.inputs.append(("input", {**page.inputs[0].value, "key": "again", "asked": "each"}))
    page.inputs.append(("input", {**page.inputs[0].value, "key": "once_more", "asked": "each"}))


# What the author does, the path that the line leads to (#1: the id of the second block), and what it says.
PLANTED: dict[str, tuple[Change, str, str]] = {
    "unknown name": (put("columns", 1, formula="cost * price"), "columns.#1.formula", "“price” is nothing"),
    "row outside": (put("results", 0, formula="twice"), "results.#0.formula", "“twice” is nothing"),
    "no formula": (put("results", 0, formula="picked(twice"), "results.#0.formula", "missing at the end"),
    "where": (put("results", 1, where="tw <= most"), "results.#1.where", "“tw” is nothing"),
    "low": (put("results", 0, low="1 +"), "results.#0.low", "missing at the end"),
    "limit": (put("limits", 0, formula="bil > 1"), "limits.#0.formula", "“bil” is nothing"),
    "condition": (put("findings", 0, when="bill <="), "findings.#0.when", "missing at the end"),
    "last condition": (put("findings", 1, when="bill > 1"), "findings.#1.when", "its condition is 1"),
    "middle condition": (put("findings", 0, when=""), "findings.#0.when", "Say when this is told"),
    "a cell too few": (put_row("\t4\t", "\t\t"), "rows", "Row 1: a number is missing under “Cost”"),
    "no number": (put_row("\t4\t", "\tmuch\t"), "rows", "Row 1: “much” under “Cost” is no number"),
    "no name": (put_row("A\t", "\t"), "rows", "Row 1 has no name."),
    "rows": (put_row("\tb", "\ta"), "rows", "used for two rows"),
    "no rows": (lambda page: setattr(page, "rows", ""), "rows", "nothing to choose from"),
    "out of range": (put("inputs", 0, default=200), "inputs.#0.default", "is not from 0 to 100"),
    "no step": (put("inputs", 0, step=0), "inputs.#0.step", "more than nothing"),
    "many steps": (put("inputs", 0, step="0.1"), "inputs.#0.step", "more than 500 steps"),
    "many tries": (put("results", 1, formula=deciding.nested(16)), "inputs.#0.step", "would win takes"),
    "no key": (put("inputs", 0, key=""), "inputs.#0.key", "Fill in what is empty"),
    "no label": (put("results", 0, label=""), "results.#0.label", "Fill in what is empty"),
    "taken name": (put("columns", 0, key="given"), "columns.#0.key", "has a meaning of its own"),
    "two names": (put("columns", 0, key="most"), "columns.#0.key", "used for two names"),
    "two findings": (put("findings", 1, key="fits"), "findings.#1.key", "used for two findings"),
    "two for every row": (twice_each, "inputs.#2.asked", "Only one figure"),
    "no result": (drop("results"), "results", "Add at least one result"),
    "no finding": (drop("findings"), "findings", "Add at least one finding"),
    "no role": (lambda page: setattr(page, "role", ""), "role", "cannot be blank"),
    "long role": (lambda page: setattr(page, "role", "x" * 401), "role", "at most 400"),
    "many sums": (put("results", 0, formula=deciding.nested(18)), "results", "sums for one choice"),
    "two pairs of braces": (put("results", 0, unit="{}{}"), "results", "is not a unit with {}"),
}  # fmt: skip


def whole_path(page: Any, path: str) -> str:
    field, *rest = path.split(".")
    steps = [getattr(page, field)[int(step[1:])].id if step.startswith("#") else step for step in rest]
    return ".".join([field, *steps])


@pytest.mark.parametrize("key", SHIPPED)
def test_form_and_file_say_the_same_to_the_last_sign(boss: Client, key: str) -> None:
    said = json.dumps(SHIPPED[key], default=str)
    assert json.dumps(values_of(fields_of(SHIPPED[key])), default=str) == said
    made = exercise_fields(SHIPPED[key], key)
    given = {name: json.dumps(part) if name in LISTS else part for name, part in made.items()}
    page = trees.unit(trees.module(), "choose", DecisionPage, False, minutes=1, **given)
    assert send(boss, page).status_code == 302
    assert json.dumps(values(saved(page)), default=str) == said
    exercise(saved(page))


@pytest.mark.parametrize("fault", PLANTED)
def test_every_fault_is_kept_in_the_draft_and_leads_to_its_field(boss: Client, fault: str) -> None:
    change, path, said = PLANTED[fault]
    page = deciding.decision()
    change(page)
    assert send(boss, page).status_code == 302, "a draft is saved whatever it lacks"
    page = saved(page)
    panel = boss.get(reverse("unit_checks", args=[page.pk])).content.decode()
    found = dict(lines(panel))
    assert said in found[whole_path(page, path)]
    assert ("As soon as nothing is wrong above" in panel) == (fault != "two for every row")
    with pytest.raises(PublishRefused):
        page.get_latest_revision().publish()


@pytest.mark.parametrize("fault", ["unknown name", "a cell too few", "no key", "no finding", "long role"])
def test_publish_is_refused_in_the_editor(boss: Client, fault: str) -> None:
    change, path, _said = PLANTED[fault]
    page = deciding.decision()
    change(page)
    answer = send(boss, page, **PUBLISH)
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {path.split(".")[0]}
    assert not DecisionPage.objects.get(pk=page.pk).live


def test_a_sentence_stands_under_the_very_part(boss: Client) -> None:
    page = deciding.decision()
    put("columns", 1, formula="cost * price")(page)
    answer = send(boss, page, **PUBLISH)
    error = answer.context["form"].errors.as_data()["columns"][0]
    assert error.block_errors[1].block_errors["formula"].messages == [
        "cost * price: “price” is nothing that is known here."
    ]


def test_control_without_the_guard_the_same_form_publishes(boss: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("content.publishing.exercise_faults", lambda page: [])
    monkeypatch.setattr("content.publishing.unread", lambda page, found: [])
    page = deciding.decision()
    put("columns", 1, formula="cost * price")(page)
    assert send(boss, page, **PUBLISH).status_code == 302
    assert DecisionPage.objects.get(pk=page.pk).live


def test_what_is_whole_is_published_and_read(boss: Client) -> None:
    page = deciding.decision()
    assert send(boss, page, **PUBLISH).status_code == 302
    html = Client().get("/learn/strategy/choose/").content.decode()
    assert "You choose. One of two." in html
    assert "picked(twice)" in html


def test_the_panel_works_every_choice_through_as_it_is_typed(boss: Client) -> None:
    page = deciding.decision()
    panel = boss.get(reverse("unit_checks", args=[page.pk])).content.decode()
    assert "<b>It does not</b> No." in panel
    assert [f"<td>{figure}</td>" in panel for figure in ("8", "80", "B")] == [True, True, False]
    edit = boss.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'aria-label="What each choice comes to"' in edit


def test_two_versions_are_compared_in_words(boss: Client) -> None:
    page = deciding.decision()
    before = page.latest_revision
    put("columns", 1, formula="cost * 3")(page)
    after = page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, after.pk])
    html = boss.get(address).content.decode()
    assert "cost * " in html
    assert 'class="deletion">2</span>' in html
    assert "block_type" not in html
    assert "Formula" in html


def test_a_translation_takes_formulas_and_keys_along() -> None:
    page = deciding.decision(publish=True)
    copy = translate(page)
    assert values(copy) == values(page)


def test_an_archive_takes_a_decision_to_where_it_was_not(tmp_path: Path, settings: Any) -> None:
    set_apart(settings, tmp_path)
    page = deciding.decision(publish=True, minutes=6)
    said, module = values(page), page.get_parent().specific
    module.outcomes = ["Know"]
    module.save_revision().publish()
    data = packed(module)
    Page.objects.get(pk=module.pk).delete()
    brought_in(io.BytesIO(data), "")
    assert json.dumps(values(DecisionPage.objects.get()), default=str) == json.dumps(said, default=str)


def test_a_new_decision_begins_with_an_example_that_works(boss: Client) -> None:
    page = DecisionPage(title="New", slug="new")
    begin_new(page, trees.module())
    assert values(page) == example()
    assert exercise(page).picks


def test_a_row_gets_its_key_once_and_those_of_the_example_go_with_it() -> None:
    page = DecisionPage(title="New", slug="new")
    begin_new(page, trees.module())
    page.rows = page.rows.replace("The plain one", "Bird & song").replace("careful", "", 1) + "\nBird song"
    page.clean()
    keys = [row.split("\t")[-1].strip() for row in page.rows.split("\n")]
    assert keys == ["key", "bird-song", "the-one", "bird-song-2"]
    page.first_published_at = page.reviewed
    page.rows = page.rows.replace("Bird & song", "Another name")
    page.clean()
    assert page.rows.split("\n")[1].endswith("\tbird-song")


def test_the_words_of_the_example_are_not_published(boss: Client) -> None:
    page = deciding.decision()
    page.role = example()["role"]
    put("limits", 0, say=example()["limits"][0]["say"])(page)
    answer = send(boss, page, **PUBLISH)
    found = {path: words for path, words in lines(answer.content.decode()) if "example" in words}
    assert len(found) == 2
    assert "role" in found
    assert not Unit.objects.get(pk=page.pk).live


def test_what_an_earlier_release_imported_is_still_known_as_untouched() -> None:
    """It kept the hash of what YAML made of the exercise: every number of it with a point."""
    page = deciding.decision()
    said = {}
    for name in content_fields(page):
        field = page._meta.get_field(name)
        value = field.value_from_object(page)
        said[name] = _canonical(field.get_prep_value(value)) if isinstance(field, StreamField) else value
    said["exercise"] = json.loads(json.dumps(deciding.read(deciding.SMALL), default=float))
    assert said["exercise"]["inputs"][0]["default"] == 10.0
    assert page_digest(page) == _digest(said)
