"""Publishing is refused on errors, whichever way it is asked for, and nothing is left half done."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from content.models import CasePage, Unit
from content.outlining import unit_outline
from content.publishing import PublishRefused, faults_of, refuse_if_wrong, together
from tests.content import trees

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def weak() -> CasePage:
    """A draft that lacks its outcomes."""
    return trees.unit(trees.module(), "jabil", publish=False, outcomes=[])


@pytest.fixture
def editor(admin_client: Client, settings) -> Client:
    """Past the second factor, which is the business of another room."""
    settings.PRIVILEGED_PATHS = ("/nothing-here/",)
    return admin_client


@contextmanager
def without_the_guard(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The control: what is refused below is published as soon as nobody asks."""
    with monkeypatch.context() as patched:
        patched.setattr(Unit, "gate", staticmethod(lambda page: None))
        patched.setattr("content.publishing_hooks.refuse_if_wrong", lambda page, today: None)
        yield


def is_untouched(page: Page) -> bool:
    """Still a draft, in no list, with no word of a publication in its history."""
    fresh = Unit.objects.get(pk=page.pk)
    said = PageLogEntry.objects.filter(page=page.pk, action__startswith="wagtail.publish").exists()
    return not (fresh.live or fresh.live_revision_id or fresh.first_published_at or said)


def test_a_refusal_names_the_field_and_what_is_missing(weak: CasePage) -> None:
    with pytest.raises(PublishRefused) as caught:
        weak.save_revision().publish()
    assert caught.value.message_dict == {"outcomes": ["Say what the reader can do afterwards."]}
    assert is_untouched(weak)


def test_control_without_the_guard_it_is_published(weak: CasePage, monkeypatch) -> None:
    with without_the_guard(monkeypatch):
        weak.save_revision().publish()
    assert CasePage.objects.get(pk=weak.pk).live


def test_a_draft_is_always_saved(weak: CasePage) -> None:
    weak.standfirst = "Another"
    weak.save_revision()
    weak.save()
    assert weak.get_latest_revision_as_object().standfirst == "Another"


def test_what_is_sound_has_no_remark() -> None:
    page = trees.unit(trees.module(), "jabil")
    assert faults_of(page, TODAY) == []
    refuse_if_wrong(page, TODAY)


def test_links_and_titles_are_judged_beside_what_is_live() -> None:
    module = trees.module()
    other = trees.unit(module, "other")
    draft = trees.unit(module, "draft", publish=False)
    links = "".join(
        f'<a href="unit:strategy/{to}">x</a> ' for to in ("gone", "draft", "other#part-9", "other#part-2")
    )
    page = trees.unit(module, "jabil", publish=False, title="OTHER", body=trees.body(links))
    found = sorted((each.rule, each.weight, each.message) for each in faults_of(page, TODAY))
    assert found == [
        ("broken-link", "error", "The unit strategy/other has no section #part-9."),
        ("broken-link", "error", "There is no unit strategy/gone."),
        (
            "broken-link",
            "warning",
            "The unit strategy/draft is not published; readers see the words without a link.",
        ),
        ("repeated-title", "error", "strategy/other has the same title."),
    ]
    assert (other.live, draft.live) == (True, False)


def test_it_costs_a_few_statements_however_many_units_there_are(django_assert_max_num_queries) -> None:
    module = trees.module()
    for number in range(5):
        trees.unit(module, f"unit-{number}")
    page = Unit.objects.first().specific
    with django_assert_max_num_queries(4):
        faults_of(page, TODAY)


def test_in_the_list_of_pages_nothing_is_published_if_one_is_not_ready(editor: Client, weak) -> None:
    sound = trees.unit(weak.get_parent(), "sound", publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = editor.post(f"{address}?id={sound.pk}&id={weak.pk}", {"include_descendants": ""})
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[weak.pk])
    assert is_untouched(weak)
    assert is_untouched(sound)
    words = editor.get(answer.headers["Location"]).content.decode()
    assert "Nothing was published: “Jabil” is not ready." in words
    assert "Say what the reader can do afterwards." in words


def test_control_the_list_publishes_both_without_the_guard(editor: Client, weak, monkeypatch) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with without_the_guard(monkeypatch):
        editor.post(f"{address}?id={weak.pk}", {"include_descendants": ""})
    assert Unit.objects.get(pk=weak.pk).live


def test_the_page_api_of_the_editor_is_refused_too(editor: Client, weak) -> None:
    address = f"/admin/api/main/pages/{weak.pk}/action/publish/"
    answer = editor.post(address, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json() == {"outcomes": ["Say what the reader can do afterwards."]}
    assert is_untouched(weak)


def test_control_the_page_api_publishes_without_the_guard(editor: Client, weak, monkeypatch) -> None:
    with without_the_guard(monkeypatch):
        editor.post(f"/admin/api/main/pages/{weak.pk}/action/publish/", content_type="application/json")
    assert Unit.objects.get(pk=weak.pk).live


def test_a_copy_of_a_unit_begins_as_a_draft(editor: Client) -> None:
    page = trees.unit(trees.module(), "jabil")
    asked = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    for path in (page.pk, page.get_parent().pk):
        address = reverse("wagtailadmin_pages:copy", args=[path])
        answer = editor.post(address, {**asked, "publish_copies": "on"}, follow=True)
        assert "copies of units begin as drafts" in answer.content.decode()
        assert not Page.objects.filter(title="Copy").exists()
    editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), asked)
    assert Page.objects.get(title="Copy").live is False


def test_an_import_of_a_unit_that_is_not_ready_changes_nothing(course, tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "curriculum"
    shutil.copytree("content/curriculum", folder)
    file = folder / "strategy/02-where-value-comes-from.md"
    text = file.read_text()
    file.write_text(text.replace("title: Where value comes from", "title: What Jabil told the line"))
    before = Revision.objects.count()
    with pytest.raises(CommandError, match=r"02-where.*: title: strategy/jabil has the same title"):
        call_command("import_curriculum", folder, films=Path("content/films"))
    assert Revision.objects.count() == before
    assert Unit.objects.filter(title="What Jabil told the line").count() == 1


def test_units_that_arrive_together_may_link_to_each_other() -> None:
    module = trees.module()
    later = unit_outline(trees.unit(module, "later", publish=False))
    Unit.objects.get(key="strategy/later").delete()
    page = trees.unit(
        module, "jabil", publish=False, body=trees.body('<a href="unit:strategy/later#part-2">x</a>')
    )
    assert [remark.rule for remark in faults_of(page, TODAY)] == ["broken-link"]
    with together([later]):
        assert faults_of(page, TODAY) == []


def test_an_older_weak_page_stays_up_and_is_mended_when_published_again(weak, monkeypatch) -> None:
    with without_the_guard(monkeypatch):
        weak.save_revision().publish()
    page = CasePage.objects.get(pk=weak.pk)
    page.title = "Another"
    page.save()
    revision = page.save_revision()
    with pytest.raises(PublishRefused):
        revision.publish()
    assert CasePage.objects.get(pk=weak.pk).live
    page.outcomes = ["Know"]
    page.save_revision().publish()
    assert CasePage.objects.get(pk=weak.pk).outcomes == ["Know"]
    assert Revision.objects.for_instance(page).count() > 2
    assert not ModelLogEntry.objects.exists()
