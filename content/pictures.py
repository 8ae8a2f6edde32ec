"""A picture of the library in the sizes that pages show, with its width and height, so that nothing jumps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.images.models import AbstractImage, AbstractRendition

WIDTHS = (480, 800, 1200, 1600)
# What stands in `src`, for browsers that know no list of sizes.
USUAL = 800


@dataclass(frozen=True, slots=True)
class Picture:
    src: str
    width: int
    height: int
    srcset: str = ""


def picture_of(image: Any, making: bool) -> Picture | None:
    """Sizes are made when a unit is published (`making`); previews show what exists, else the original.

    The original is served to authors only.
    """
    if image is None or isinstance(image, Picture):
        return image
    found = list(_made(image) if making else _existing(image))
    if not found:
        return Picture(image.file.url, image.width, image.height)
    found.sort(key=lambda rendition: rendition.width)
    usual = next((each for each in found if each.width >= min(USUAL, found[-1].width)), found[-1])
    srcset = ", ".join(f"{each.url} {each.width}w" for each in found) if len(found) > 1 else ""
    return Picture(usual.url, usual.width, usual.height, srcset)


def _filters(image: AbstractImage) -> list[str]:
    """Never wider than the picture is; a small one in its own size."""
    fitting = [width for width in WIDTHS if width <= image.width]
    return [f"width-{width}" for width in fitting or (image.width,)]


def _made(image: AbstractImage) -> Iterable[AbstractRendition]:
    renditions: Iterable[AbstractRendition] = image.get_renditions(*_filters(image)).values()
    return renditions


def _existing(image: AbstractImage) -> Iterable[AbstractRendition]:
    if image.pk is None:
        return ()
    renditions: Iterable[AbstractRendition] = image.renditions.filter(filter_spec__in=_filters(image))
    return renditions
