"""The finder of forgotten strings: words of a page that stand outside the marks and are no content."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from zoneinfo import available_timezones

import yaml
from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from content.embeds import PROVIDERS
from portal.prepare import ROOT
from tests.portal.pseudo import CODE

SPOKEN = ("title", "alt", "aria-label", "aria-description", "aria-valuetext", "placeholder", "label")
PRESSED = ("submit", "button", "reset")
EMPTY = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "circle",
        "line",
        "rect",
        "use",
        "polyline",
    ]
)
# No words to read: programs, keys, and what people typed.
UNREAD = ("script", "style", "textarea", "code", "kbd", "samp")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
WORDS = re.compile(r"[^\W\d_]{2,}")
TAG = re.compile(r"<[^>]*>")
ADDRESS = re.compile(
    r"https?://\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:example|org|com|net|test)\b\S*|/[\w/.#?=-]+"
)
# Where a script puts something in; letters with figures; formats, zones and the initials of people.
PLACE = re.compile(r"\{\w+\}")
CODE_WORD = re.compile(r"\b(?=\w*\d)[\w.–-]+\b")
CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
BETWEEN = re.compile(r"([·,:;?|•→←()“”\"\n]\s*|\s[–—-]\s|\.(?=\s|$))")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
ENOUGH_WORDS = 4
# Tables whose texts are for programs, or that hold what a page said before.
NOT_CONTENT = {
    "auth.Permission", "contenttypes.ContentType", "content.Rendering", "wagtailcore.Revision",
    "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry", "sessions.Session", "jobs.Job",
    "jobs.OutgoingMail", "wagtailcore.ReferenceIndex",
}  # fmt: skip


# The same in every language: programs and firms.
NAMES = ("Wagtail", *(provider.label for provider in PROVIDERS.values()))


@dataclass(frozen=True)
class Content:
    """What is in the database: short texts as they stand, long ones also in parts."""

    texts: frozenset[str]
    excused: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def everything(self) -> str:
        return "\n".join(self.texts)

    @cached_property
    def filled(self) -> list[re.Pattern[str]]:
        """Sentences in which a figure is put: “You pay {bill} a month.”"""
        return [
            re.compile(PLACE.sub(".+", text.replace("(", "[(]").replace(")", "[)]").replace("?", "[?]")))
            for text in self.texts
            if len(text.split()) >= ENOUGH_WORDS and PLACE.search(text) and "\\" not in text
        ]

    def holds(self, words: str) -> bool:
        words = normal(words)
        if words in self.texts:
            return True
        if len(words.split()) < ENOUGH_WORDS:
            return False
        return words in self.everything or any(form.fullmatch(words) for form in self.filled)


def content_of_database(more: Collection[str] = ()) -> Content:
    """Every text in it, whatever its model, and what is given besides."""
    found = {*more, *NAMES, *instruments(), *(name.replace("_", " ") for name in available_timezones())}
    found |= {name for _code, name in settings.LANGUAGES}
    for model in apps.get_models():
        if model._meta.label in NOT_CONTENT or model._meta.proxy:
            continue
        names = [one.name for one in model._meta.concrete_fields if says(one)]
        if names:
            for row in model._base_manager.values_list(*names):
                for value in row:
                    found.update(strings(value))
    # Without markup, as it stands, and a unit such as "{} ms" without its number.
    pieces = {piece for text in found if "<" in text for piece in TAG.split(text)}
    pieces |= {one for text in found | pieces if ". " in text for one in SENTENCE.split(TAG.sub(" ", text))}
    return Content(
        frozenset(normal(re.sub(same, " ", text)) for text in found | pieces for same in (TAG, "$", "{}"))
    )


@cache
def instruments() -> frozenset[str]:
    """What the shipped questionnaires and the example of a decision say; they need not be in the database."""
    files = [*(ROOT / "readiness" / "instruments").glob("*.yaml"), ROOT / "content/parsing/example.yaml"]
    assert len(files) > 1
    return frozenset(text for file in files for text in strings(file.read_text()))


def says(one: models.Field) -> bool:
    kinds = models.CharField | models.TextField | models.JSONField | StreamField
    return isinstance(one, kinds) and not one.choices


def strings(value: object) -> Iterator[str]:
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    if isinstance(value, str):
        yield from (value, *re.split(r"[\n\t|]", value), *_inside(value))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


@cache
def _inside(text: str) -> tuple[str, ...]:
    """Of a text that is JSON or YAML: questionnaires, exercises."""
    if not re.match(r"[{\[#]|\w+:\s", text):
        return ()
    with suppress(yaml.YAMLError):
        value = yaml.load(text, yaml.CSafeLoader)
        return tuple(strings(value)) if isinstance(value, dict | list) else ()
    return ()


def normal(words: str) -> str:
    return " ".join(words.split()).casefold()


@dataclass
class Forgotten(HTMLParser):
    """`found` after `feed`: words and where they stand; `path` of elements leads there."""

    content: Content
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []  # element, and whether its words are in another language

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", "")
        foreign = (self.open[-1][1] if self.open else False) if not language else language != CODE
        for name, value in self._spoken(tag, given):
            self._judge(value, f"{'>'.join(one for one, _ in self.open[-2:])}>{tag} {name}", foreign)
        if tag not in EMPTY:
            self.open.append((tag, foreign))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in UNREAD:
            self._judge(data, ">".join(one for one, _ in self.open[-3:]), self.open[-1][1])

    def _spoken(self, tag: str, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in given.items():
            button = tag == "input" and name == "value" and given.get("type") in PRESSED
            described = tag == "meta" and name == "content" and given.get("name") == "description"
            said = name.startswith("data-say") or (name.startswith("data-") and _sentence(value))
            if name in SPOKEN or button or described or said:
                yield name, value

    def _judge(self, words: str, place: str, foreign: bool) -> None:
        if foreign:
            if "⟦" in words:
                self.found.append(
                    f"{place}: words of the interface in another language: {words.strip()[:80]}"
                )
            return
        for rest in MARKED.split(words):
            if not self._excused(rest):
                self.found.append(f"{place}: {' '.join(rest.split())[:120]}")

    def _excused(self, words: str) -> bool:
        known = self.content.excused
        if words not in known:
            known[words] = self._judged(words)
        return known[words]

    def _judged(self, words: str) -> bool:
        if not WORDS.search(words) or self.content.holds(words):
            return True
        if self._covered(BETWEEN.split(words)):
            return True
        plain = words
        for same in (PLACE, ADDRESS, settings.PRODUCT_NAME):
            plain = re.sub(same, " ", plain)
        return self._covered(BETWEEN.split(plain))

    def _covered(self, pieces: list[str]) -> bool:
        """Whether all of it is content, piece by piece."""
        reached = {0}  # the beginnings up to which everything is known
        for begin in range(0, len(pieces), 2):
            if begin in reached:
                ends = range(begin + 1, len(pieces) + 1, 2)
                reached |= {end + 1 for end in ends if self._known("".join(pieces[begin:end]))}
        return len(pieces) + 1 in reached

    def _known(self, words: str) -> bool:
        words = words.strip(" …")
        plain = CAPITALS.sub(" ", CODE_WORD.sub(" ", words))
        coded = CODE_WORD.sub(" ", words, count=1)  # R2.4 and the words of that question
        return not WORDS.search(plain) or any(self.content.holds(one) for one in (words, plain, coded))


def _sentence(value: str) -> bool:
    """Two words with a blank between them, and no program's notation."""
    return bool(re.search(r"[A-Za-z]{2,} [a-z]{2,}", value)) and not re.search(r"[{}\[\]#=>/]|->", value)


def forgotten_in(page: str, content: Content) -> list[str]:
    finder = Forgotten(content)
    finder.feed(page)
    finder.close()
    return list(dict.fromkeys(finder.found))
