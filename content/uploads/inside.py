"""Films inside a text, as they keep its unit from being published while readers could not be shown them."""

from collections.abc import Iterator

from content.lint import Remark
from content.models import Unit

from .standing import missing


def faults_inside(page: Unit) -> Iterator[Remark]:
    """Of the page as it is in memory; a block without a film is the form's business."""
    for section in page.body:
        for block in section.value["content"]:
            film = block.value.get("film") if block.block_type == "film" else None
            for fault in missing(film) if film else ():
                yield Remark(
                    page.key, section.value["anchor"], "film-ready", "error", f"“{film.title}”: {fault}"
                )
