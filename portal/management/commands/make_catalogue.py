"""manage.py make_catalogue: the catalogues as the product says things now, and their compiled form."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from portal.catalogue import Message, messages

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
        said = messages()
        for language, _name in settings.LANGUAGES:
            if language == settings.LANGUAGE_CODE:
                continue
            path = catalogue_of(language)
            made = renewed(path, said, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            made.save(str(path))
            made.save_as_mofile(str(path.with_suffix(".mo")))
            self.stdout.write(
                f"{language}: {len(made)} messages, {len(made.untranslated_entries())} to translate"
            )


def catalogue_of(language: str) -> Path:
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def renewed(path: Path, said: dict[Message, list[str]], language: str) -> polib.POFile:
    """What is said now, with the translations that are known; nothing is guessed."""
    known = {}
    if path.exists():
        known = {
            (entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in polib.pofile(str(path))
        }
    made = polib.POFile(wrapwidth=100)
    made.metadata = {**HEADER, "Language": language}
    for message, places in said.items():
        old = known.get((message.one, message.many, message.context))
        made.append(_entry(message, places, old))
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
