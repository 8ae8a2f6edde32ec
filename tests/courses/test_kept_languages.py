"""What a process keeps is kept for each language: Germans and English read in turn, each their own words."""

import ast
import functools
import json
import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from content import atlas as atlas_room
from content import glossary, serving
from content.models import HomePage, LearnIndexPage, Rendering
from content.receivers import bump
from content.templatetags import kept
from courses.views import modules
from portal import context
from readiness import questionnaire, shelf
from tests.content.translated import translate

ROOMS = ("accounts", "charts", "content", "courses", "jobs", "portal", "readiness", "reports", "saying")
# Every memory of a process, and why two languages do not meet in it. A new one has to say so here.
KEPT = {
    "by language": (
        "content/glossary.py:_entries",
        "portal/context.py:footer_line",
        "portal/sample.py:_drawn",
    ),
    "of one request": ("content/wagtail_hooks.py:filterset_class",),
    "the handbook, as it is written": ("content/handbook/pages.py:read_now",),
    "by an address, which has its language": ("courses/views/modules.py:_public",),
    "a unit, in its own language whoever reads it": (
        "content/blocks/samples.py:_unit",
        "content/rendering.py:_in_memory",
        "courses/texts.py:_check",
        "courses/texts.py:_decision",
        "courses/texts.py:_text",
    ),
    "the instrument, as it is written": (
        "readiness/instrument.py:dimension_of",
        "readiness/instrument.py:dimensions",
        "readiness/instrument.py:items",
        "readiness/instrument.py:role_ids",
        "readiness/instrument_file.py:shipped",
        "readiness/results/measured.py:card",
        "readiness/results/measured.py:blockers",
        "readiness/results/measured.py:pillar_of",
        "readiness/results/panel.py:gaps",
        "readiness/results/panel.py:hidden",
        "readiness/results/panel.py:roles_by_id",
    ),
    "words as they are written, before anybody says them": ("portal/catalogue.py:messages",),
    "no words": (
        "content/rendering.py:current_stamp",
        "content/views.py:_drawn",
        "readiness/instrument.py:fingerprint",
        "readiness/instrument.py:version",
        "readiness/student.py:t_quantile",
        "reports/certificates/signing.py:_read",
        "reports/papers/typesetting.py:_compiler",
        "reports/papers/typesetting.py:plate",
        "reports/pdf/drawings.py:plate",
        "reports/pdf/printable.py:_ranges",
        "reports/pdf/typesetting.py:compiler",
        "reports/views/certificates.py:issuer",
        "reports/views/certificates.py:key_set",
        "reports/views/certificates.py:public_key",
    ),
}
KEEPING = {"lru_cache", "cache", "cached_property", "cache_control", "cache_page", "condition", "etag"}
SPEAKING = {"gettext", "ngettext", "pgettext"}
PAGES = (
    "/",
    "/learn/",
    "/learn/strategy/",
    "/learn/strategy/jabil/",
    "/de/learn/",
    "/de/learn/strategy/",
    "/de/learn/strategy/jabil/",
    "/glossary/",
)
ONE_TIME = re.compile(r'\b[A-Za-z0-9]{64}\b|nonce="[^"]*"')


def forget() -> None:
    """As a process that has just begun."""
    ours = [module for name, module in sys.modules.items() if name.split(".")[0] in ROOMS]
    for each in {id(value): value for module in ours for value in vars(module).values()}.values():
        if type(each) is functools._lru_cache_wrapper:
            each.cache_clear()
    kept._rendered.clear()
    atlas_room._Process.spoken, atlas_room._Process.atlas = {}, atlas_room.Atlas("")
    serving.kept_units.stamp = ""
    questionnaire._parts.clear()
    shelf.forget()


def read(language: str) -> dict[str, str]:
    client = Client(headers={"accept-language": language})
    found = {}
    for path in PAGES:
        answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = ONE_TIME.sub("", answer.content.decode())
    return found


def mixed(breaking: Callable[[], None] = lambda: None) -> list[str]:
    """Pages that somebody got otherwise than in a process of their own; broken after those were read."""
    alone = {}
    for language in ("de", "en"):
        forget()
        alone[language] = read(language)
    forget()
    breaking()
    in_turn = [(language, read(language)) for language in ("en", "de", "en")]
    return [
        f"{language} {path}"
        for language, pages in in_turn
        for path, page in pages.items()
        if page != alone[language][path]
    ]


@pytest.fixture
def german_case(school: Any) -> Any:
    """A school of which the home, the index and a case are German; the case explains a term."""
    for page in (HomePage.objects.first(), LearnIndexPage.objects.first()):
        assert page is not None
        more = {"footer_line": "Die Fußzeile"} if isinstance(page, HomePage) else {}
        translate(page, title=f"{page.title} auf Deutsch", **more)
    body = [dict(section) for section in school.case.body.raw_data]
    explained = {"type": "note", "value": {"term": "Puffer", "text": "Was zwischen zwei Schritten wartet."}}
    body[0]["value"]["content"].append(explained)
    return translate(school.case, title="Jabil auf Deutsch", body=json.dumps(body))


def test_everybody_reads_their_own_language(german_case: Any) -> None:
    assert mixed() == []
    forget()
    assert "Jabil auf Deutsch" in read("de")["/de/learn/"]


def once(function: Callable[..., Any], *by: int) -> Callable[..., Any]:
    """Keeps answers under those of the arguments that are named, and forgets about the others."""
    answers: dict[tuple[Any, ...], Any] = {}

    def asked(*given: Any) -> Any:
        key = tuple(given[place] for place in by)
        if key not in answers:
            answers[key] = function(*given)
        return answers[key]

    return asked


class OneForAll(OrderedDict[Any, Any]):
    """A memory whose keys have lost their language."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_mute(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_mute(key), value)


def _mute(key: Any) -> Any:
    return (key[0], *key[2:]) if isinstance(key, tuple) else ""


def parts_of_pages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(kept, "_rendered", OneForAll())


def the_atlas(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(atlas_room, "tongue_of", lambda _whole, language: LAST.setdefault("tongue", language))


def the_glossary(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("content.glossary._entries", once(glossary._entries.__wrapped__, 0))


def the_footer(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("portal.context.footer_line", once(context.footer_line.__wrapped__, 0))


def units(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(serving, "_kept", once(serving._kept, 0, 1, 2))


def pages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(modules, "_public", once(modules._public.__wrapped__, 0, 2))


def renderings(patch: pytest.MonkeyPatch) -> None:
    """Without one of its own in the database, a unit is rendered by whoever reads it first."""
    patch.setattr("content.rendering.translation.override", lambda _language: nullcontext())


LAST: dict[str, str] = {}
BROKEN = (parts_of_pages, the_atlas, the_glossary, the_footer, units, pages, renderings)


@pytest.mark.parametrize("broken", BROKEN)
def test_control_a_memory_that_lost_its_language_is_found(
    german_case: Any, broken: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    LAST.clear()
    if broken is renderings:
        Rendering.objects.all().delete()
        bump()
        assert mixed() == []
    assert mixed(lambda: broken(monkeypatch)) != []


def calls(path: Path) -> tuple[set[str], list[str]]:
    """What keeps its answers, and where a word is said when the module is loaded."""
    tree, name = ast.parse(path.read_text()), path.relative_to(settings.BASE_DIR).as_posix()
    keeping = {
        f"{name}:{node.name}"
        for node in ast.walk(tree)
        for given in getattr(node, "decorator_list", ())
        if _called(given) in KEEPING
    }
    eager = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in SPEAKING or (node.module == "saying" and alias.name in ("_", "ngettext", "figure"))
    }
    return keeping, [f"{name}:{node.lineno}" for node in _at_loading(tree) if _called(node) in eager]


def _called(node: ast.expr) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    return getattr(function, "id", getattr(function, "attr", ""))


def _at_loading(node: ast.AST) -> Iterator[ast.Call]:
    """Calls outside bodies of functions: their defaults and decorators are evaluated at once."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in (*child.decorator_list, *child.args.defaults, *child.args.kw_defaults):
                if part is not None:
                    yield from (each for each in ast.walk(part) if isinstance(each, ast.Call))
        elif not isinstance(child, ast.Lambda):
            if isinstance(child, ast.Call):
                yield child
            yield from _at_loading(child)


def test_every_memory_is_accounted_for_and_no_word_is_said_once_for_all() -> None:
    found, said = set(), []
    for path in (path for room in ROOMS for path in (Path(settings.BASE_DIR) / room).rglob("*.py")):
        if "films_maker" not in path.parts and "migrations" not in path.parts:
            keeping, at_loading = calls(path)
            found |= keeping
            said += at_loading
    assert found == {name for names in KEPT.values() for name in names}
    assert said == []


def test_control_a_word_said_at_loading_and_a_new_memory_are_found(tmp_path: Path, settings: Any) -> None:
    settings.BASE_DIR = tmp_path
    written = (
        "from django.utils.translation import gettext as _\nA = {'a': _('One')}\n"
        "class B:\n    c = _('Two')\n    @lru_cache(maxsize=1)\n"
        "    def d(self, e=_('Three')):\n        _('Four')\n"
    )
    (tmp_path / "new.py").write_text(written)
    keeping, said = calls(tmp_path / "new.py")
    assert keeping == {"new.py:d"}
    assert said == ["new.py:2", "new.py:4", "new.py:6"]
