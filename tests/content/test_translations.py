"""A publisher begins a language alone, and takes it back while nothing of it was public."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Locale, Page, PageLogEntry

from content.importing.places import paths_index
from content.models import HomePage, LearnIndexPage, ModulePage, Unit
from content.translations import acts
from content.translations.begun import lines, original_home, tongues
from tests.content import trees
from tests.journeys.people import client_of, person
from tests.portal.test_role_matrix import user_of

pytestmark = pytest.mark.django_db
BEGIN, BACK = (reverse(name, args=["de"]) for name in ("language_begin", "language_take_back"))
LIST = reverse("languages_begun")


@pytest.fixture
def module() -> ModulePage:
    made = trees.module()
    trees.unit(made, "jabil")
    paths_index(original_home())
    return made


def german() -> list[str]:
    return [
        page.specific_class.__name__
        for page in Page.objects.filter(locale__language_code="de").order_by("path")
    ]


def words(answer) -> str:
    return answer.content.decode()


class TestBegun:
    def test_in_one_step_as_drafts_and_written_down(self, module: ModulePage):
        publisher = client_of(user_of("publisher"))
        assert "Begin German" in words(publisher.get(LIST))
        assert "The copies are drafts" in words(publisher.get(BEGIN))
        assert german() == [], "looking changes nothing"
        answer = publisher.post(BEGIN, follow=True)
        assert "German is begun. Its first pages are drafts." in words(answer)
        assert german() == ["HomePage", "LearnIndexPage", "PathsPage"]
        assert not Page.objects.filter(locale__language_code="de", live=True).exists()
        entry = PageLogEntry.objects.get(action="content.language_begun")
        assert (entry.user, entry.message) == (user_of("publisher"), "German begun")

    def test_a_second_press_makes_nothing_more(self, module: ModulePage):
        publisher = client_of(user_of("publisher"))
        publisher.post(BEGIN)
        assert "German is begun already." in words(publisher.post(BEGIN, follow=True))
        assert len(german()) == 3
        assert PageLogEntry.objects.filter(action="content.language_begun").count() == 1

    def test_what_an_operator_began_is_completed(self, module: ModulePage):
        locale = Locale.objects.create(language_code="de")
        original_home().copy_for_translation(locale)
        client_of(user_of("publisher")).post(BEGIN)
        assert german() == ["HomePage", "LearnIndexPage", "PathsPage"]

    def test_from_there_to_a_published_module_without_an_administrator(self, module: ModulePage):
        user = user_of("publisher")
        publisher = client_of(user)
        publisher.post(BEGIN)
        for page in (HomePage, LearnIndexPage):
            copy = page.objects.get(locale__language_code="de")
            assert copy.permissions_for_user(user).can_publish()
            copy.save_revision(user=user).publish(user=user)
        ask = reverse("simple_translation:submit_page_translation", args=[module.pk])
        locale = Locale.objects.get(language_code="de")
        publisher.post(ask, {"locales": [locale.pk], "include_subtree": ""})
        copy = module.get_translation(locale)
        copy.save_revision(user=user).publish(user=user)
        assert publisher.get("/de/learn/strategy/").status_code == 200

    def test_its_home_cannot_be_deleted_with_all_that_is_below(self, module: ModulePage):
        acts.begin("de", None)
        home = HomePage.objects.get(locale__language_code="de")
        assert not home.permissions_for_user(user_of("publisher")).can_delete()

    def test_the_home_page_of_the_originals_stays_closed(self, module: ModulePage):
        acts.begin("de", None)
        rights = original_home().permissions_for_user(user_of("publisher"))
        assert not rights.can_edit()
        assert (
            not HomePage.objects.get(locale__language_code="de")
            .permissions_for_user(user_of("editor"))
            .can_edit()
        )


class TestRights:
    @pytest.mark.parametrize("role", ["author", "editor", "keeper", "administrator"])
    def test_others_begin_nothing_and_take_nothing_back(self, role: str, module: ModulePage):
        client = client_of(user_of(role))
        assert client.post(BEGIN)["Location"] == "/admin/"
        assert german() == []
        acts.begin("de", None)
        assert client.post(BACK)["Location"] == "/admin/"
        assert len(german()) == 3

    def test_control_with_the_gate_open_an_author_would(self, module: ModulePage, monkeypatch):
        monkeypatch.setattr(acts, "may_begin", lambda _user: True)
        client_of(user_of("author")).post(BEGIN)
        assert len(german()) == 3

    def test_an_editor_sees_how_far_it_is_and_no_button(self, module: ModulePage):
        editor = client_of(user_of("editor"))
        assert "Publishers begin it here." in words(editor.get(LIST))
        acts.begin("de", None)
        seen = words(editor.get(LIST))
        assert "Translate “Strategy”" in seen
        assert BACK not in seen


class TestOffered:
    def test_only_what_the_portal_speaks(self, module: ModulePage):
        assert [tongue.code for tongue in tongues()] == ["de"]
        with override_settings(LANGUAGES=[*settings.LANGUAGES, ("it", "Italiano")]):
            assert [tongue.code for tongue in tongues()] == ["de"], "without a catalogue"
            with pytest.raises(acts.Refused):
                acts.begin("it", None)
        assert client_of(user_of("publisher")).post(BEGIN.replace("/de/", "/en/")).status_code == 404
        with pytest.raises(acts.Refused):
            acts.take_back("en", None)

    def test_without_a_home_there_is_nothing_to_begin(self):
        HomePage.objects.all().delete()
        with pytest.raises(acts.Refused):
            acts.begin("de", None)
        assert client_of(person("superuser")).get(LIST)["Location"] == "/admin/"


class TestTakenBack:
    def test_with_its_drafts_which_are_named_before(self, module: ModulePage):
        publisher = client_of(user_of("publisher"))
        acts.begin("de", None)
        module.copy_for_translation(Locale.objects.get(language_code="de"))
        assert "Strategy" in words(publisher.get(BACK))
        answer = publisher.post(BACK, follow=True)
        assert "German is taken back, with 4 drafts." in words(answer)
        assert german() == []
        assert not Locale.objects.filter(language_code="de").exists()
        assert ModulePage.objects.live().count() == 1, "the originals stay"
        entry = PageLogEntry.objects.get(action="content.language_taken_back")
        assert entry.message == "German taken back"
        publisher.post(BEGIN)
        assert len(german()) == 3, "and can be begun again"

    @pytest.mark.parametrize("still", [True, False])
    def test_not_once_something_was_published(self, module: ModulePage, still: bool):
        acts.begin("de", None)
        copy = LearnIndexPage.objects.get(locale__language_code="de")
        copy.save_revision().publish()
        if not still:
            LearnIndexPage.objects.get(pk=copy.pk).unpublish()
        publisher = client_of(user_of("publisher"))
        assert BACK not in words(publisher.get(LIST))
        assert publisher.get(BACK)["Location"] == LIST
        assert "German stays: something of it was published already." in words(
            publisher.post(BACK, follow=True)
        )
        assert len(german()) == 3


def test_how_far_a_language_is(module: ModulePage):
    acts.begin("de", None)
    locale, user = Locale.objects.get(language_code="de"), user_of("publisher")
    trees.unit(module, "second")
    copy = module.copy_for_translation(locale)
    unit = Unit.objects.get(slug="jabil").specific.copy_for_translation(locale)
    found = {line.title: line for line in lines("de", user)}
    assert [line.state for line in found.values()] == ["draft"] * 4
    assert (found["Strategy"].units, found["Strategy"].done, found["Strategy"].drafts) == (2, 0, 1)
    unit.save_revision().publish()
    copy.save_revision().publish()
    now = {line.title: line for line in lines("de", user)}["Strategy"]
    assert (now.state, now.done, now.drafts) == ("published", 1, 0)
