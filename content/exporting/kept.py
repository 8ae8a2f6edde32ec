"""Pictures and documents of a text as files beside it, which it calls by name; films by their keys."""

import hashlib
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.files import File
from django.db.models import Model
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from content.models import Film
from content.parsing.kept import PLACES
from content.parsing.outline import Block
from content.uploads.documents import document_fault
from content.uploads.pictures import picture_fault

from .films import key_of
from .words import Unwritable

JUDGES = {"picture": picture_fault, "download": document_fault}


def with_names(blocks: Iterable[Block], place: str, files: dict[str, bytes]) -> tuple[Block, ...]:
    """The same blocks as files hold them; what they show joins `files` under this place.

    Raises Unwritable for what is missing here or would not be taken where it arrives.
    """
    return tuple(_named(block, place, files) for block in blocks)


def _named(block: Block, place: str, files: dict[str, bytes]) -> Block:
    value = block.value
    if block.kind == "film":
        return Block("film", {**value, "film": _film_key(value["film"])})
    if block.kind not in PLACES:
        return block
    row = _row(block)
    name, data = _file_of(row, block.kind)
    files[f"{place}/{PLACES[block.kind]}/{name}"] = data
    words = {part: said for part, said in value.items() if part not in ("image", "document") and said}
    return Block(block.kind, {"file": name, "title": row.title, **words})


def _row(block: Block) -> Any:
    model: type[Model] = get_image_model() if block.kind == "picture" else get_document_model()
    number = block.value["image" if block.kind == "picture" else "document"]
    row = model.objects.filter(pk=number).first() if number else None
    if row is None:
        raise Unwritable(_("What a block shows was deleted from the library; take the block out."))
    return row


def _file_of(row: Any, kind: str) -> tuple[str, bytes]:
    """Its title and the beginning of its sum: the same name wherever the same file is."""
    try:
        with row.file.open("rb") as stream:
            data = bytes(stream.read())
    except FileNotFoundError as fault:
        raise Unwritable(_("The file of “%(title)s” is missing here.") % {"title": row.title}) from fault
    suffix = PurePosixPath(row.file.name).suffix.lower()
    stem = re.sub(r"[^a-z0-9]+", "-", slugify(row.title))[:60].strip("-") or kind
    name = f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"
    if fault := JUDGES[kind](File(BytesIO(data), name=name)):
        raise Unwritable(
            _("“%(title)s” would not be taken elsewhere: %(fault)s") % {"title": row.title, "fault": fault}
        )
    return name, data


def _film_key(value: str | int | None) -> str:
    """A block keeps the key of a film, or the number of one that was uploaded here."""
    film = Film.objects.filter(pk=value).first() if isinstance(value, int) else None
    if film is None and not isinstance(value, str):
        raise Unwritable(_("A film was deleted from the library; take its block out."))
    return key_of(film) if film is not None else str(value)
