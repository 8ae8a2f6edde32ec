"""Every term that a side note of a published unit explains, with the places that explain it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from content.atlas import atlas
from content.models import Unit
from saying.tagged import Tagged


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term is explained: the unit's title and the section's address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    term: str
    text: str
    places: tuple[Place, ...]

    @property
    def anchor(self) -> str:
        return "".join(letter if letter.isalnum() else "-" for letter in self.term.lower())


def entries() -> Sequence[Entry]:
    """By term; of one explained twice the first text in course order. Read once per publication."""
    shelf = atlas()
    return _entries(shelf.stamp, shelf.tongue)


@lru_cache(maxsize=8)
def _entries(stamp: str, language: str) -> Sequence[Entry]:
    shelf = atlas(stamp, language)
    lines = [line for module in shelf.modules for line in module.open_units]
    pages = {page.pk: page for page in Unit.objects.filter(pk__in=[line.id for line in lines]).only("body")}
    found: dict[str, Entry] = {}
    for line in lines:
        for term, text, key in _notes(pages.get(line.id)):
            place = Place(Tagged(line.title, line.language), f"{line.url}{key}/")
            known = found.get(term.casefold())
            if known is None:
                found[term.casefold()] = Entry(
                    Tagged(term, line.language), Tagged(text, line.language), (place,)
                )
            elif place.title not in {other.title for other in known.places}:
                found[term.casefold()] = Entry(known.term, known.text, (*known.places, place))
    return tuple(sorted(found.values(), key=lambda entry: entry.term.casefold()))


def _notes(page: Unit | None) -> list[tuple[str, str, str]]:
    return [
        (block.value["term"], block.value["text"], section.value["anchor"])
        for section in (page.body if page else ())
        for block in section.value["content"]
        if block.block_type == "note"
    ]
