"""Sizes of pictures carry nothing of a camera: neither where nor when nor whose."""

import io
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from PIL import Image as Drawing
from PIL import ImageCms
from PIL.PngImagePlugin import PngInfo
from wagtail.images.models import Image, Rendition
from willow.registry import registry

from content.pictures import picture_of
from content.uploads.bare import Bare, bare

SECRET = "Ada at 52.5 N"
COLOURS = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def photograph(kind: str) -> bytes:
    """A picture on its side, with a place, an author, a comment and a profile of its colours."""
    exif = Drawing.Exif()
    exif[0x0112], exif[0x013B] = 6, SECRET
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    words = PngInfo()
    words.add_text("Comment", SECRET)
    more: dict[str, Any] = {"comment": SECRET.encode()} if kind == "JPEG" else {"pnginfo": words}
    drawn = Drawing.linear_gradient("L").resize((900, 600)).convert("RGB")
    drawn.save(out, kind, exif=exif, icc_profile=COLOURS, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_picture_and_its_colours_stay_as_they_are(kind: str):
    data = photograph(kind)
    assert SECRET.encode() in data
    less = bare(data)
    assert SECRET.encode() not in less
    with Drawing.open(io.BytesIO(data)) as before, Drawing.open(io.BytesIO(less)) as after:
        assert not after.getexif()
        assert after.info["icc_profile"] == COLOURS
        assert before.tobytes() == after.tobytes()


def test_other_and_broken_bytes_end():
    for data in (b"", b"GIF89a", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\xff\xff", b"\x89PNG\r\n\x1a\n\0\0"):
        assert len(bare(data)) <= len(data)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("on", [True, False])
def test_no_size_says_where_it_was_taken(
    kind: str, on: bool, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings.MEDIA_ROOT = tmp_path
    if not on:
        monkeypatch.setattr(registry, "_registered_optimizers", [])
    assert (Bare in registry._registered_optimizers) is on
    name = f"a.{kind.lower()}"
    image = Image.objects.create(title="A", file=ContentFile(photograph(kind), name))
    assert picture_of(image, making=True) is not None
    sizes = [size.file.read() for size in image.renditions.all()]
    assert sizes
    assert any(SECRET.encode() in data for data in sizes) is not on
    with Drawing.open(io.BytesIO(sizes[0])) as size:
        assert size.height > size.width, "it stands upright, as the camera said"


@pytest.mark.django_db
def test_sizes_made_before_are_made_bare_where_they_lie(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings.MEDIA_ROOT = tmp_path
    with monkeypatch.context() as earlier:
        earlier.setattr(registry, "_registered_optimizers", [])
        for kind in ("JPEG", "PNG"):
            image = Image.objects.create(title=kind, file=ContentFile(photograph(kind), f"a.{kind.lower()}"))
            assert picture_of(image, making=True) is not None
    sizes = [Path(size.file.path) for size in Rendition.objects.order_by("pk")]
    sizes.pop().unlink()
    assert all(SECRET.encode() in path.read_bytes() for path in sizes)
    dots = [Drawing.open(path).tobytes() for path in sizes]
    name = "0011_sizes_made_before_are_bare"
    migration = import_module(f"content.migrations.{name}")
    apps = MigrationLoader(connection).project_state(("content", name)).apps
    for _ in range(2):
        migration.forward(apps, SimpleNamespace(connection=connection))
        assert not any(SECRET.encode() in path.read_bytes() for path in sizes)
        assert [Drawing.open(path).tobytes() for path in sizes] == dots
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]
