"""Which languages can be begun, which are, and how far the pages of one have come."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import Locale, Page

from content.languages import named
from content.models import HomePage, LearnIndexPage, ModulePage, PathsPage, Unit


@dataclass(frozen=True, slots=True)
class Tongue:
    """`begun`: its home is there; `published`: something of it is, or was, public."""

    code: str
    begun: bool = False
    published: bool = False

    @property
    def name(self) -> str:
        return named(self.code)


@dataclass(frozen=True, slots=True)
class Line:
    """A page of the original and its copy; `way` leads to where this person works on it, if anywhere."""

    title: str
    state: str
    way: str
    units: int = 0
    done: int = 0
    drafts: int = 0


def original_home() -> HomePage | None:
    found: HomePage | None = HomePage.objects.filter(locale=Locale.get_default()).order_by("path").first()
    return found


def original_learn() -> LearnIndexPage | None:
    home = original_home()
    return LearnIndexPage.objects.child_of(home).first() if home else None


def frame() -> list[Page]:
    """The pages that every language needs before a module can be translated: home, Learn, Paths."""
    home = original_home()
    if home is None:
        return []
    below = (model.objects.child_of(home).first() for model in (LearnIndexPage, PathsPage))
    return [home, *(page for page in below if page)]


def tongues() -> list[Tongue]:
    """Every language in which the interface speaks, but that of the originals."""
    return [
        _tongue(code)
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE and _speaks(code)
    ]


def _speaks(code: str) -> bool:
    folders = (Path(folder) / code.replace("-", "_") for folder in settings.LOCALE_PATHS)
    return any((folder / "LC_MESSAGES" / "django.mo").is_file() for folder in folders)


def _tongue(code: str) -> Tongue:
    pages = pages_in(code)
    home = original_home()
    begun = home is not None and pages.filter(translation_key=home.translation_key).exists()
    return Tongue(
        code, begun, any(live or first for live, first in pages.values_list("live", "first_published_at"))
    )


def pages_in(code: str) -> Any:
    return Page.objects.filter(locale__language_code=code, depth__gt=1).order_by("path")


def lines(code: str, user: Any) -> Iterator[Line]:
    """Home, Learn and Paths, then the modules with their units, in the originals' order."""
    copies = {page.translation_key: page for page in pages_in(code)}
    for page in frame():
        # A home page is titled with its promise; that says nothing in a list.
        title = HomePage.get_verbose_name() if isinstance(page, HomePage) else page.title
        yield _line(page, copies, user, title)
    learn = original_learn()
    for module in ModulePage.objects.child_of(learn).live() if learn else ():
        keys = Unit.objects.child_of(module).live().values_list("translation_key", flat=True)
        states = [copies[key].live for key in keys if key in copies]
        yield _line(module, copies, user, module.title, len(keys), sum(states), len(states) - sum(states))


def _line(page: Page, copies: dict[Any, Page], user: Any, title: str, *counts: int) -> Line:
    copy = copies.get(page.translation_key)
    if copy is None:
        may = page.permissions_for_user(user).can_edit()
        ask = reverse("simple_translation:submit_page_translation", args=[page.pk])
        return Line(title, "missing", ask if may else "", *counts)
    may = copy.permissions_for_user(user).can_edit()
    way = reverse("wagtailadmin_pages:edit", args=[copy.pk]) if may else ""
    return Line(title, "published" if copy.live else "draft", way, *counts)
