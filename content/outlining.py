"""A page as the plain values that a file would have: what the rules of the lint look at."""

from collections.abc import Iterable
from typing import Any

from wagtail.blocks import ChooserBlock, ListBlock, StreamBlock, StructBlock
from wagtail.models import Page

from content.models import CheckPage, Film, Unit
from content.parsing.outline import Block, File, Made, Question, Section
from content.parsing.outline import Film as FilmOutline
from content.parsing.outline import Unit as UnitOutline
from content.uploads.standing import not_ready

FACTS = ("title", "standfirst", "minutes", "group", "outcomes", "topics", "basis", "as_of", "meeting")


def unit_outline(page: Unit) -> UnitOutline:
    """Of the page as it is in memory, so that a draft can be judged before it is saved."""
    specific = page.specific_deferred if isinstance(page, Page) and type(page) is Unit else page
    facts: dict[str, Any] = {name: getattr(specific, name) for name in FACTS}
    facts |= {"reviewed": page.reviewed, "review_by": page.review_by, "owner": page.keeper}
    facts["sources"] = [dict(child.value) for child in page.sources]
    if page.film_id and page.film:
        facts["film"] = page.film.key or str(page.film_id)
    questions: tuple[Question, ...] = ()
    if isinstance(specific, CheckPage):
        facts |= {"draw": specific.draw, "pass": specific.pass_mark}
        values = (plain_of(child.block, child.value) for child in specific.questions)
        questions = tuple(Question(value["key"], value) for value in values)
    module, _, slug = (page.key or f"/{page.slug}").partition("/")
    file = File(page.url_path, "")
    return UnitOutline(
        file, module, slug, 0, page.kind or page.KIND, facts, tuple(_sections(page)), questions
    )


def _sections(page: Unit) -> Iterable[Section]:
    for child in page.body:
        value = child.value
        yield Section(value["title"], value["anchor"], value["resume"], plain_blocks(value["content"]))


def plain_blocks(stream: Any) -> tuple[Block, ...]:
    return tuple(Block(inner.block_type, plain_of(inner.block, inner.value)) for inner in stream)


def plain_of(block: Any, value: Any) -> Any:
    """Structs as dicts, lists as lists, rich text as its HTML, what is chosen as the page keeps it."""
    if isinstance(block, StructBlock):
        return {name: plain_of(part, value.get(name)) for name, part in block.child_blocks.items()}
    if isinstance(block, ListBlock):
        return [plain_of(block.child_block, entry) for entry in value]
    if isinstance(block, StreamBlock):
        return [plain_of(child.block, child.value) for child in value]
    if isinstance(block, ChooserBlock):
        return block.get_prep_value(value)
    return getattr(value, "source", value)


def film_outline(film: Film | None) -> FilmOutline | None:
    """Captions and length as an author uploaded them; there is no folder."""
    if film is None:
        return None
    # Nobody can measure a film elsewhere: its words say how long it is.
    seconds = film.duration or (film.cues[-1].end if film.address and film.cues else 0)
    made = Made(None, "", "", "", float(seconds), film.captions, film.chapters)
    key = film.key or str(film.pk)
    return FilmOutline(File(film.title, ""), key, film.title, film.credits, made, tuple(not_ready(film)))
