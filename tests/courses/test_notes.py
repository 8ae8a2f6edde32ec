"""Notes and bookmarks."""

import pytest

from courses.export import notes_markdown
from courses.models import Bookmark, Learner, Note

DO = "/learn/strategy/guide-0/do/"


def save(client, text, section="second"):
    return client.post(f"{DO}note_save/", {"section": section, "text": text})


def test_a_note_is_kept_with_its_section(reader, school):
    response = save(reader, "  Ask finance.\r\nThen ask again. ")
    assert response["Location"] == "/learn/strategy/guide-0/second/#your-note"
    assert Note.objects.get().text == "Ask finance.\r\nThen ask again."
    assert reader.get("/learn/strategy/guide-0/second/").context["reading"].note.text.startswith("Ask")
    assert reader.get("/learn/strategy/guide-0/first/").context["reading"].note is None


def test_saving_again_replaces_it_and_an_empty_text_takes_it_away(reader, school):
    save(reader, "One")
    save(reader, "Two")
    assert Note.objects.get().text == "Two"
    save(reader, "   ")
    assert not Note.objects.exists()


def test_a_deleted_note_comes_back_by_saving_it(reader, school):
    save(reader, "One")
    response = reader.post(f"{DO}note_delete/", {"section": "second"})
    assert response["Location"] == "/learn/strategy/guide-0/second/#your-note"
    assert not Note.objects.exists()
    assert reader.post(f"{DO}note_delete/", {"section": "second"}).status_code == 302
    save(reader, "One")
    assert Note.objects.count() == 1


@pytest.mark.parametrize("section", ["nowhere", "x" * 61, "a\0b"])
def test_a_section_that_is_not_there_takes_no_note(reader, school, section):
    assert save(reader, "Text", section).status_code in (404, 422)
    assert reader.post(f"{DO}note_delete/", {"section": section}).status_code in (404, 422)
    assert not Note.objects.exists()


@pytest.mark.parametrize("text", ["x" * 10_001, "nul\0"])
def test_a_note_that_cannot_be_kept_is_refused(reader, school, text):
    assert save(reader, text).status_code == 422
    assert not Note.objects.exists()


def test_a_bookmark_is_what_the_button_said(reader, school):
    for _ in range(2):
        response = reader.post(f"{DO}bookmark/", {"on": "1", "section": "second"})
    assert response["Location"] == "/learn/strategy/guide-0/second/#acts"
    assert Bookmark.objects.count() == 1
    assert reader.get("/learn/strategy/guide-0/").context["reading"].bookmarked
    for _ in range(2):
        reader.post(f"{DO}bookmark/", {"on": "0"})
    assert not Bookmark.objects.exists()
    assert reader.post(f"{DO}bookmark/").status_code == 422


def test_notes_as_markdown_stand_under_their_units_in_order(reader, school):
    save(reader, "On the second", "second")
    save(reader, "On the first", "first")
    reader.post(f"{DO}bookmark/", {"on": "1"})
    reader.post("/learn/strategy/jabil/do/bookmark/", {"on": "1"})
    text = notes_markdown(Learner.objects.get())
    parts = ["# Notes", "## Jabil", "Bookmarked.", "## Guide 0", "### First", "On the first", "### Second"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.count("## Guide 0") == 1


def test_without_notes_the_file_says_so():
    assert "Nothing is noted" in notes_markdown(None)
