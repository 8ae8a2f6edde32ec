"""A language of marks: every message of the product and of its packages is said between ⟦ and ⟧."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch

import polib
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.test import override_settings
from django.utils import formats

from portal.catalogue import messages

CODE = "xx"
NAME = "⟦xx⟧"
PACKAGES = ("django", "wagtail", "wagtailmedia", "allauth", "modelcluster", "taggit")
# Tags, entities and what is put in when the message is said: these stay, the words around them get marks.
KEPT = re.compile(r"(<[^<>]+>|&\w+;|&#\w+;|%\(\w+\)[-+# 0-9.]*[a-z]|%[sdr%]|\{\w*\})")


def marked(words: str) -> str:
    """Each stretch of words by itself, so that what is put between them has to bring marks of its own."""
    parts = KEPT.split(words)
    return "".join(part if at % 2 else _wrapped(part) for at, part in enumerate(parts))


def _wrapped(part: str) -> str:
    if not any(letter.isalpha() for letter in part):
        return part
    before = part[: len(part) - len(part.lstrip())]
    after = part[len(part.rstrip()) :]
    return f"{before}⟦{part.strip()}⟧{after}"


@contextmanager
def pseudo_locale(folder: Path) -> Iterator[None]:
    """Within, `xx` is a language of the portal and of its editor; nothing of it is in the repository."""
    path = folder / CODE / "LC_MESSAGES" / "django.mo"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _catalogue().save_as_mofile(str(path))
    languages = [*settings.LANGUAGES, (CODE, NAME)]
    about = {"bidi": False, "code": CODE, "name": NAME, "name_local": NAME}
    told = override_settings(
        LANGUAGES=languages, LOCALE_PATHS=[str(folder)], WAGTAILADMIN_PERMITTED_LANGUAGES=languages
    )
    # Days and numbers as in English; the portal's own formats have a module for each language.
    shaped = patch.dict(formats._format_modules_cache, {CODE: [import_module("portal.formats.en.formats")]})
    with patch.dict(LANG_INFO, {CODE: about}), shaped, told:
        yield


def _catalogue() -> polib.POFile:
    made = polib.POFile()
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for one, many, context in sorted({*_ours(), *_theirs()}):
        entry = polib.POEntry(msgid=one, msgctxt=context or None)
        if many:
            entry.msgid_plural = many
            entry.msgstr_plural = {0: marked(one), 1: marked(many)}
        else:
            entry.msgstr = marked(one)
        made.append(entry)
    return made


def _ours() -> Iterator[tuple[str, str, str]]:
    yield from ((message.one, message.many, message.context) for message in messages())


def _theirs() -> Iterator[tuple[str, str, str]]:
    """What the packages say is theirs to translate; their own catalogues of English name it."""
    for package in PACKAGES:
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        for path in Path(spec.origin).parent.rglob("locale/en/LC_MESSAGES/django.po"):
            for entry in polib.pofile(str(path)):
                yield entry.msgid, entry.msgid_plural, entry.msgctxt or ""
