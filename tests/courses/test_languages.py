"""A translation shares one record with its original: read in either, counted once, never above everything."""

import pytest
from django.test import Client
from django.utils import translation

from content.atlas import atlas
from courses.export import notes_of
from courses.home import module_progress, queue_for
from courses.learner import Who
from courses.models import Attempt, AttemptAnswer, Completion, Learner, Place
from courses.standings import standings
from tests.content.translated import translate

from .conftest import right_options

GERMAN = "/de/learn/strategy/jabil/"
ENGLISH = "/learn/strategy/jabil/"


@pytest.fixture
def case(school):
    """The German text of the case."""
    return translate(school.case, title="Jabil auf Deutsch", standfirst="Kurz.")


@pytest.fixture
def check(school):
    return translate(school.check, title="Prüfung")


def do(client: Client, unit: str, verb: str, **sent: str) -> str:
    response = client.post(f"{unit}do/{verb}/", sent)
    assert response.status_code == 302, (verb, response.status_code)
    return response["Location"]


def only_under(model, unit) -> None:
    name = "check_page_id" if model is Attempt else "unit_id"
    assert set(model.objects.values_list(name, flat=True)) == {unit.pk}, model.__name__


class TestOneRecord:
    def test_what_is_read_in_german_is_kept_under_the_original(self, school, case, reader) -> None:
        assert do(reader, GERMAN, "continue", section="situation").startswith(f"{GERMAN}question/")
        do(reader, GERMAN, "note_save", section="situation", text="Merken")
        do(reader, GERMAN, "bookmark", on="1")
        do(reader, GERMAN, "case_answer", question="where", choice="small")
        do(reader, GERMAN, "commitment_keep", text="Fragen")
        do(reader, GERMAN, "mark_read", section="outcome")
        learner = Learner.objects.get()
        for facts in ("places", "notes", "bookmarks", "caseanswers", "commitments", "completions"):
            assert [row.unit_id for row in getattr(learner, facts).all()] == [school.case.pk], facts

    def test_both_pages_show_it(self, school, case, reader) -> None:
        do(reader, GERMAN, "case_answer", question="where", choice="small")
        do(reader, ENGLISH, "note_save", section="question", text="Seen in English")
        for address in (GERMAN, ENGLISH):
            page = reader.get(f"{address}question/")
            assert page.context["reading"].answers["where"].choice == "small"
            assert page.context["reading"].note.text == "Seen in English"

    def test_the_place_of_one_is_the_place_of_the_other(self, school, case, reader) -> None:
        do(reader, ENGLISH, "continue", section="situation")
        do(reader, GERMAN, "case_answer", question="where", skip="1")
        do(reader, GERMAN, "continue", section="question")
        place = Place.objects.get()
        assert (place.unit_id, place.section) == (school.case.pk, "reasons")
        for language, address in (("de", GERMAN), ("en", ENGLISH)):
            line = atlas(language=language).read_as(school.case.pk)
            row = standings(Who(pk=place.learner_id), [line])[line.id]
            assert row.url == f"{address}reasons/"

    def test_an_attempt_is_one_attempt(self, school, check, reader) -> None:
        english, german = "/learn/strategy/check/", "/de/learn/strategy/check/"
        do(reader, german, "check_start")
        for number in range(1, 7):
            here = (english, german)[number % 2]
            drawn = Attempt.objects.get().drawn[number - 1]["question"]
            response = reader.post(
                f"{here}do/check_answer/", {"number": number, "option": right_options(drawn)}
            )
            assert response["Location"] == f"{here}{number}/"
        only_under(Attempt, school.check)
        assert AttemptAnswer.objects.count() == 6
        assert Completion.objects.get().unit_id == school.check.pk
        assert (
            reader.get(f"{english}result/").context["attempt"]
            == reader.get(f"{german}result/").context["attempt"]
        )

    def test_finished_in_one_is_finished_in_the_other(self, school, case, reader) -> None:
        do(reader, GERMAN, "mark_read", section="outcome")
        do(reader, ENGLISH, "mark_read", section="outcome")
        assert Completion.objects.get().unit_id == school.case.pk
        assert reader.get(ENGLISH).context["reading"].completion is not None
        do(reader, ENGLISH, "undo_read")
        assert reader.get(GERMAN).context["reading"].completion is None

    def test_a_text_written_in_german_first_keeps_its_record_when_english_comes(
        self, school, case, reader
    ) -> None:
        """The first one made is the record, whatever language it is in and whether it is published."""
        school.case.unpublish()
        do(reader, GERMAN, "mark_read", section="outcome")
        assert Completion.objects.get().unit_id == school.case.pk
        with translation.override("de"):
            assert [row.done for row in module_progress(Learner.objects.get())] == [1]

    def test_control_kept_under_the_page_that_was_read_it_would_be_two(
        self, school, case, reader, monkeypatch
    ) -> None:
        monkeypatch.setattr("courses.desk.Desk.record", property(lambda desk: desk.line.id))
        do(reader, GERMAN, "mark_read", section="outcome")
        do(reader, ENGLISH, "mark_read", section="outcome")
        assert Completion.objects.count() == 2


class TestCountedOnce:
    @pytest.mark.parametrize("language", ["en", "de"])
    def test_modules_and_queue(self, school, case, check, reader, language) -> None:
        do(reader, GERMAN, "mark_read", section="outcome")
        do(reader, "/learn/strategy/guide-0/", "continue", section="first")
        learner = Learner.objects.get()
        with translation.override(language):
            (module,) = module_progress(learner)
            queue = queue_for(learner, 20)
        assert (module.done, module.total) == (1, 4)
        assert module.outline.percent < 100
        records = [item.line.record for item in queue.items]
        assert sorted(records) == sorted(set(records))
        assert school.case.pk not in records

    def test_everything_done_in_any_language_is_everything(self, school, case, reader) -> None:
        units = {"film": "opening", "check": "check", "guide": "guide-0"}
        do(reader, GERMAN, "mark_read", section="outcome")
        learner = Learner.objects.get()
        for name in units:
            pk = getattr(school, name).pk
            Completion.objects.create(learner=learner, unit_id=pk, at="2026-01-01T00:00Z", how="marked")
        for language in ("en", "de"):
            with translation.override(language):
                (module,) = module_progress(learner)
            assert (module.done, module.total, module.outline.percent) == (4, 4, 100)

    def test_notes_stand_once_under_the_title_of_the_reader(self, school, case, reader) -> None:
        do(reader, GERMAN, "note_save", section="situation", text="Merken")
        for language, title in (("de", "Jabil auf Deutsch"), ("en", "Jabil")):
            with translation.override(language):
                assert [kept.title for kept in notes_of(Learner.objects.get())] == [title]


class TestWhatIsShown:
    def test_learn_shows_the_translation_and_marks_what_is_not_translated(self, school, case, client) -> None:
        page = client.get("/de/learn/").content.decode()
        assert '<html lang="de" dir="ltr"' in page
        assert "Jabil auf Deutsch" in page
        assert f'href="{GERMAN}"' in page
        assert f'href="{ENGLISH}"' not in page
        assert '<h3 lang="en"><a href="/learn/strategy/guide-0/"' in page

    def test_the_english_page_is_as_before(self, school, case, client) -> None:
        page = client.get("/learn/").content.decode()
        assert "Jabil auf Deutsch" not in page
        assert 'lang="en"' in page
        assert "<h3 lang=" not in page

    def test_a_german_reader_of_an_english_text_gets_a_german_frame(self, school, client) -> None:
        client.cookies["soundings_language"] = "de"
        page = client.get(ENGLISH).content.decode()
        assert '<html lang="de"' in page
        assert '<h1 lang="en">Jabil</h1>' in page

    def test_each_leads_to_the_other_at_the_same_section(self, school, case, client) -> None:
        assert f'href="{GERMAN}situation/"' not in client.get(ENGLISH).content.decode()
        assert f'href="{GERMAN}"' in client.get(ENGLISH).content.decode()
        assert f'<a href="{ENGLISH}question/" lang="en"' in client.get(f"{GERMAN}question/").content.decode()

    def test_what_follows_stays_in_the_language(self, school, case, check, client) -> None:
        shelf = atlas(language="de")
        line = shelf.unit(case.pk)
        assert (line.key, line.record, line.language) == ("strategy/jabil", school.case.pk, "de")
        assert shelf.next_after(line).url == "/de/learn/strategy/check/"
        assert [unit.position for unit in shelf.modules[0].units] == [1, 2, 3, 4]

    def test_a_draft_is_not_offered(self, school, client) -> None:
        translate(school.case, publish=False, title="Entwurf")
        page = client.get("/de/learn/").content.decode()
        assert "Entwurf" not in page
        assert f'href="{ENGLISH}"' in page
