"""What the form of a translation says of its original: what is untranslated, and what changed there."""

import pytest
from django.urls import reverse
from django.utils import translation

from content.models import GuidePage, ModulePage, Unit
from content.rendering import keep
from content.translations import acts
from content.translations.original import behind, original_of
from tests.content import trees
from tests.content.translated import german
from tests.journeys.people import client_of
from tests.portal.test_role_matrix import user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return trees.unit(trees.module(), "list", GuidePage, body=trees.body("One is said.", "Two is said."))


@pytest.fixture
def copy(unit: Unit) -> Unit:
    acts.begin("de", None)
    ModulePage.objects.get().copy_for_translation(german())
    return unit.copy_for_translation(german())


def panel(copy: Unit) -> str:
    answer = client_of(user_of("publisher")).get(reverse("wagtailadmin_pages:edit", args=[copy.pk]))
    return answer.content.decode()


def german_words(copy: Unit) -> Unit:
    copy = GuidePage.objects.get(pk=copy.pk)
    copy.title, copy.standfirst = "Eine Liste", "Was Sie betreiben."
    body = trees.body("Eins ist gesagt.", "Zwei ist gesagt.")
    copy.body = body.replace("Part ", "Teil ").replace('"at ', '"bei ')
    copy.save_revision().publish()
    return GuidePage.objects.get(pk=copy.pk)


def publish_again(unit: Unit, **fields: str) -> None:
    page = GuidePage.objects.get(pk=unit.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_copy_in_the_words_of_the_original_says_so_and_leads_there(unit: Unit, copy: Unit):
    seen = panel(copy)
    assert "This is the translation of “List”." in seen
    assert reverse("wagtailadmin_pages:edit", args=[unit.pk]) in seen
    assert "100 % of it is still in the words of the original." in seen


def test_translated_it_does_not(unit: Unit, copy: Unit):
    copy = german_words(copy)
    assert original_of(copy).same < 20
    assert "of it is still in the words" not in panel(copy)


def test_what_changed_in_the_original_since_is_told_and_compared(unit: Unit, copy: Unit):
    copy = german_words(copy)
    assert "The original changed on" not in panel(copy)
    assert behind("de") == []
    before = Unit.objects.get(pk=unit.pk).live_revision_id
    publish_again(unit, standfirst="Another standfirst.")
    after = Unit.objects.get(pk=unit.pk).live_revision_id
    comparison = reverse("wagtailadmin_pages:revisions_compare", args=[unit.pk, before, after])
    seen = panel(copy)
    assert "after this translation was published." in seen
    assert comparison in seen
    assert "Another standfirst." in client_of(user_of("publisher")).get(comparison).content.decode()
    listed = client_of(user_of("editor")).get(reverse("languages_begun")).content.decode()
    assert "The original changed since" in listed
    assert "Eine Liste" in listed
    german_words(copy)
    assert "The original changed on" not in panel(copy), "published again, it has caught up"


def test_a_draft_counts_from_the_day_it_was_begun(unit: Unit, copy: Unit):
    publish_again(unit, standfirst="Another standfirst.")
    GuidePage.objects.get(pk=copy.pk).save_revision()
    assert "after this translation was begun." in panel(copy)


def test_originals_and_new_pages_have_no_such_panel(unit: Unit, copy: Unit):
    assert "This is the translation of" not in panel(unit)
    module = ModulePage.objects.get(locale=german())
    new = reverse("wagtailadmin_pages:add", args=["content", "guidepage", module.pk])
    answer = client_of(user_of("publisher")).get(new)
    assert answer.status_code == 200
    assert "This is the translation of" not in answer.content.decode()


def test_control_a_draft_of_the_original_is_no_change(unit: Unit, copy: Unit):
    page = GuidePage.objects.get(pk=unit.pk)
    page.standfirst = "Not public yet."
    page.save_revision()
    assert behind("de") == []


def test_a_quotation_has_the_marks_of_its_language(unit: Unit, copy: Unit):
    quote = {"text": "It is so.", "name": "Ada", "role": "", "source": ""}
    for page, said in ((unit, "“It is so.”"), (copy, "„It is so.“")):
        page = GuidePage.objects.get(pk=page.pk)
        page.body = trees.body("One is said.", blocks=[{"type": "quote", "value": quote}])
        with translation.override("en"):
            assert said in keep(page).sections[0]["html"], page.locale


def test_the_first_page_tells_two_ways_of_one_name_apart(unit: Unit, copy: Unit):
    first = client_of(user_of("publisher")).get("/admin/").content.decode()
    assert "A unit in Strategy (German)" in first
    assert first.count("A unit in Strategy") == 2
