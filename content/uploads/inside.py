"""Films inside a text, as they keep its unit from being published while readers could not be shown them."""

from collections.abc import Iterator

from content.lint import Remark
from content.models import Unit

from .standing import missing


def faults_inside(page: Unit) -> Iterator[Remark]:
    """Of the page as it is in memory; a block without a film is the form's business."""
    for section in page.body:
        for at, block in enumerate(section.value["content"]):
            film = block.value.get("film") if block.block_type == "film" else None
            for fault in missing(film) if film else ():
                anchor, said = section.value["anchor"], f"“{film.title}”: {fault}"
                yield Remark(page.key, anchor, "film-ready", "error", said, f"content.{at}.film")
