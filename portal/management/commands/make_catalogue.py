"""manage.py make_catalogue: the catalogues as the product says things now, and their compiled form."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from portal.catalogue import Message, messages
from portal.wagtails_words import IN_OUR_WORDS

HEADER = {
    "Project-Id-Version": "Soundings",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Command(BaseCommand):
    help = "Brings the catalogues up to date (new words stand untranslated in them) and compiles them."

    def handle(self, *args: object, **options: object) -> None:
        with one_at_a_time(Path(settings.BASE_DIR) / "locale"):
            self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        said = messages()
        for language, _name in settings.LANGUAGES:
            path = catalogue_of(language)
            ours = language == settings.LANGUAGE_CODE
            made = in_our_words(language) if ours else renewed(path, said, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            keep(path, made.save)
            keep(path.with_suffix(".mo"), made.save_as_mofile)
            self.stdout.write(
                f"{language}: {len(made)} messages, {len(made.untranslated_entries())} to translate"
            )


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Two who bring it up to date at once would each lose what the other translated."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def keep(path: Path, save: Callable[[str], None]) -> None:
    """Whole under its name, whoever reads it meanwhile."""
    unfinished = path.with_name(f"{path.name}.part")
    save(str(unfinished))
    os.replace(unfinished, path)


def catalogue_of(language: str) -> Path:
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def renewed(path: Path, said: dict[Message, list[str]], language: str) -> polib.POFile:
    """What is said now, with the translations that are known; nothing is guessed."""
    known = {}
    if path.exists():
        known = {
            (entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in polib.pofile(str(path))
        }
    made = _begun(language)
    for message, places in said.items():
        old = known.get((message.one, message.many, message.context))
        made.append(_entry(message, places, old))
    return made


def in_our_words(language: str) -> polib.POFile:
    """For the language in which everything is written: only what Wagtail would say otherwise."""
    made = _begun(language)
    for (one, many), (our_one, our_many) in IN_OUR_WORDS.items():
        entry = _entry(Message(one, many), ["portal/wagtails_words.py:1"], None)
        if many:
            entry.msgstr_plural = {0: our_one, 1: our_many}
        else:
            entry.msgstr = our_one
        made.append(entry)
    return made


def _begun(language: str) -> polib.POFile:
    made = polib.POFile(wrapwidth=100)
    made.metadata = {**HEADER, "Language": language}
    return made


def _entry(message: Message, places: list[str], old: polib.POEntry | None) -> polib.POEntry:
    files = sorted({place.rpartition(":")[0] for place in places})
    entry = polib.POEntry(
        msgid=message.one,
        msgctxt=message.context or None,
        # Without lines: a catalogue changes when words do, not when code moves.
        occurrences=[(file, "") for file in files],
        flags=["python-format"] if "%(" in message.one + message.many else [],
    )
    if message.many:
        entry.msgid_plural = message.many
        entry.msgstr_plural = dict(old.msgstr_plural) if old else {0: "", 1: ""}
    else:
        entry.msgstr = old.msgstr if old else ""
    if old is not None and old.tcomment:
        entry.tcomment = old.tcomment
    return entry
