"""The German catalogue: whole, in step with the product, compiled, with the placeholders of the original."""

import fcntl
import os
import re
from pathlib import Path

import allauth
import polib
import pytest
import wagtail
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from portal.catalogue import Message, messages
from portal.management.commands.make_catalogue import (
    catalogue_of,
    in_our_words,
    keep,
    one_at_a_time,
    renewed,
)
from portal.wagtails_words import IN_OUR_WORDS

PATH = catalogue_of("de")
INFORMAL = re.compile(r"\b([Dd]u|[Dd]ein\w*|[Dd]ich|[Dd]ir)\b")
ALLAUTH = sorted(Path(allauth.__file__).parent.glob("**/locale/de/LC_MESSAGES/django.po"))
# In the mail with a link to a new password: this product sends a code.
NEVER_SEEN = ("You're receiving this email because", "In case you forgot, your username")
WAGTAIL = sorted(Path(wagtail.__path__[0]).glob("**/locale/en/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def german() -> polib.POFile:
    return polib.pofile(str(PATH))


def keys(entries: polib.POFile) -> set[Message]:
    return {Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "") for entry in entries}


def test_it_holds_what_the_product_says_and_nothing_else(german: polib.POFile) -> None:
    assert keys(german) == set(messages())


def test_everything_is_translated_and_nothing_guessed(german: polib.POFile) -> None:
    assert [entry.msgid for entry in german.untranslated_entries()] == []
    assert [entry.msgid for entry in german.fuzzy_entries()] == []


def test_placeholders_are_those_of_the_original(german: polib.POFile) -> None:
    wrong = []
    for entry in german:
        allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if not set(PLACEHOLDER.findall(text)) <= allowed:
                wrong.append(text)
        if not entry.msgid_plural and set(PLACEHOLDER.findall(entry.msgstr)) != allowed:
            wrong.append(entry.msgstr)
    assert wrong == []


def test_the_compiled_form_is_that_of_the_words(tmp_path: Path, german: polib.POFile) -> None:
    german.save_as_mofile(str(tmp_path / "django.mo"))
    assert (tmp_path / "django.mo").read_bytes() == PATH.with_suffix(".mo").read_bytes()


def test_control_a_new_word_stands_untranslated(tmp_path: Path) -> None:
    said = {**messages(), Message("Quite a new word"): ["a.py:1"]}
    made = renewed(PATH, said, "de")
    assert [entry.msgid for entry in made.untranslated_entries()] == ["Quite a new word"]


def test_english_says_wagtails_words_in_ours(tmp_path: Path) -> None:
    path = catalogue_of("en")
    in_our_words("en").save(str(tmp_path / "django.po"))
    in_our_words("en").save_as_mofile(str(tmp_path / "django.mo"))
    assert (tmp_path / "django.po").read_text() == path.read_text()
    assert (tmp_path / "django.mo").read_bytes() == path.with_suffix(".mo").read_bytes()


def test_whatever_wagtail_calls_a_slug_is_said_otherwise() -> None:
    said = {(entry.msgid, entry.msgid_plural) for path in WAGTAIL for entry in polib.pofile(str(path))}
    slugs = {words for words in said if "slug" in "".join(words).lower()}
    assert slugs == {words for words in IN_OUR_WORDS if "slug" in "".join(words).lower()}
    assert set(IN_OUR_WORDS) <= said, "what Wagtail no longer says"
    for theirs, ours in IN_OUR_WORDS.items():
        for one, other in zip(theirs, ours, strict=True):
            assert set(PLACEHOLDER.findall(other)) == set(PLACEHOLDER.findall(one))
            assert "slug" not in PLACEHOLDER.sub("", other)


def informal() -> list[str]:
    """What allauth says in German with “du”, in the places from which this product lets it speak."""
    found = []
    for path in ALLAUTH:
        for entry in polib.pofile(str(path)):
            if INFORMAL.search(entry.msgstr) and any(
                _spoken_from(place) for place, _line in entry.occurrences
            ):
                found.append(entry.msgid)
    return found


def _spoken_from(place: str) -> bool:
    where = place.removeprefix("templates/")
    if where.startswith(("account/adapter", "account/forms", "mfa/")) and where.endswith(".py"):
        return True
    told = where.startswith(("account/messages/", "account/email/", "account/snippets/", "mfa/"))
    return told and not Path(settings.BASE_DIR, "templates", where).exists()


def test_nobody_is_called_du() -> None:
    with translation.override("de"):
        assert len(informal()) > 8
        left = [one for one in informal() if INFORMAL.search(gettext(one))]
        assert [one for one in left if not one.startswith(NEVER_SEEN)] == []
        assert gettext("You have signed out.") == "Sie sind abgemeldet."


def test_german_is_spoken(db: None) -> None:
    assert ("de", "Deutsch") in [(code, str(name)) for code, name in settings.LANGUAGES]
    with translation.override("de"):
        assert gettext("Sign in") == "Anmelden"
    page = Client(headers={"accept-language": "de"}).get("/learn/", follow=True).content.decode()
    assert 'lang="de"' in page


def test_who_brings_the_catalogues_up_to_date_does_so_alone(tmp_path: Path) -> None:
    other = os.open(tmp_path, os.O_RDONLY)
    with one_at_a_time(tmp_path), pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the control: nobody is at it any more
    os.close(other)


def test_a_catalogue_is_there_whole_while_another_is_written(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    path.write_text("before")

    def save(place: str) -> None:
        Path(place).write_text("half")
        assert path.read_text() == "before"

    keep(path, save)
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("django.po", "half")]
