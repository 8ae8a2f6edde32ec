"""Pictures and documents of the files put into Wagtail's libraries; the same bytes are kept once."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from re import sub
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db.models import Model, Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from content.parsing import Fault, FaultsFound
from content.parsing.outline import Kept
from content.uploads.documents import document_fault
from content.uploads.pictures import picture_fault

from .contents import holds
from .report import Report

COLLECTION = "Course files"
PICTURES = "/pictures/"


def judge(kept: Iterable[Kept]) -> None:
    """Raises FaultsFound for everything that is not taken."""
    if faults := faults_of(kept):
        raise FaultsFound([Fault(path, 1, fault) for path, fault in faults.items()])


def faults_of(kept: Iterable[Kept]) -> dict[str, str]:
    """By path why a file is not taken: what it is is read from it, as when an author uploads it."""
    found = {}
    for each in kept:
        with each.place.open("rb") as stream:
            judged = picture_fault if PICTURES in each.path else document_fault
            if fault := judged(File(stream, name=Path(each.path).name)):
                found[each.path] = fault
    return found


def put_kept(kept: Kept, report: Report) -> int:
    """Its number in the library: of what is there already, or new in a collection of its own."""
    model = get_image_model() if PICTURES in kept.path else get_document_model()
    data = kept.place.read_bytes()
    row = _here(model, kept, data)
    report.add("same" if row else "created", kept.path)
    row = row or _made(model, kept, data, report)
    if PICTURES in kept.path:
        report.pictures.append(row.pk)
    return int(row.pk)


def _here(model: type[Model], kept: Kept, data: bytes) -> Any:
    """What has these bytes, by preference with this title: two may have been uploaded."""
    # Wagtail's own sum finds it; whether it is the same is said by one that nobody can forge.
    likely = model.objects.filter(Q(file_hash=_sum(data)) | Q(file_hash="")).order_by("pk")
    found = [row for row in likely if holds(row.file, len(data), kept.digest)]
    return next((row for row in found if row.title == kept.title), found[0] if found else None)


def _made(model: type[Model], kept: Kept, data: bytes, report: Report) -> Any:
    row: Any = model(title=kept.title, collection=_collection())
    row.file = ContentFile(data, _name(kept))
    row.file_size, row.file_hash = len(data), _sum(data)
    row.save()
    report.stored.append(row.file.name)
    return row


def _collection() -> Collection:
    found: Collection | None = Collection.objects.filter(name=COLLECTION, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def _name(kept: Kept) -> str:
    """Without the sum at its end, which told it from others in its folder."""
    path = Path(kept.path)
    return sub(rf"-{kept.digest[:8]}$", "", path.stem) + path.suffix


def _sum(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
