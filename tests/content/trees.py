"""Small sites for tests: a home, modules and units made by hand, published as an editor would."""

import json
from datetime import date
from typing import Any

from wagtail.models import Page, Site

from content.importing.places import first_home, learn_index
from content.models import CasePage, Film, HomePage, LearnIndexPage, ModulePage, Unit
from tests.replayed import replayed

# What a unit needs to be published at all: see content/publishing.py.
SOUND: dict[str, Any] = {
    "standfirst": "Standfirst",
    "minutes": 6,
    "outcomes": ["Know"],
    "topics": ["strategy/ai-direction"],
    "reviewed": date(2026, 1, 1),
    "review_by": date(2027, 1, 1),
    "keeper": "Editor",
    "basis": "real",
    "sources": json.dumps(
        [{"type": "source", "value": {"key": "us", "author": "We", "title": "Made", "year": "2026"}}]
    ),
}


def learn() -> LearnIndexPage:
    """The learn index of the default site, made on the first call."""
    home = HomePage.objects.first()
    return replayed(_first_learn) if home is None else learn_index(home)


def _first_learn() -> LearnIndexPage:
    home = HomePage(title="Home", lead="Lead", primary_label="Go", primary_url="/learn/", live=True)
    return learn_index(first_home(home))


def module(slug: str = "strategy", **fields: Any) -> ModulePage:
    return _module(slug, **fields) if fields or ModulePage.objects.exists() else replayed(_module, slug)


def _module(slug: str, **fields: Any) -> ModulePage:
    page = ModulePage(title=slug.title(), slug=slug, question="Where?", lead="Lead", live=False, **fields)
    Page.objects.get(pk=learn().pk).add_child(instance=page)
    page.save_revision().publish()
    return page


def unit(
    parent: ModulePage, slug: str, model: type[Unit] = CasePage, publish: bool = True, **fields: Any
) -> Any:
    given = {**SOUND, "title": slug.title(), "body": body("One.", "Two.")} | fields
    page = model(slug=slug, live=False, **given)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return model.objects.get(pk=page.pk)


def body(*texts: str, blocks: list[dict[str, Any]] | None = None) -> str:
    """Sections named part-1, part-2 … with a paragraph each; `blocks` join the last one."""
    sections = []
    for number, text in enumerate(texts, 1):
        content = [{"type": "text", "value": f"<p>{text}</p>"}]
        if number == len(texts):
            content += blocks or []
        value = {"title": f"Part {number}", "anchor": f"part-{number}", "resume": f"at {number}."}
        sections.append({"type": "section", "value": {**value, "content": content}})
    return json.dumps(sections)


def film(**fields: Any) -> Film:
    given = {"title": "A film", "type": "video", "file": "films/a.mp4", "duration": 10.0, **fields}
    given.setdefault("thumbnail", "films/a.jpg")
    return Film.objects.create(**given)


def site() -> Site:
    return Site.objects.get(is_default_site=True)
