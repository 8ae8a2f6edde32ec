"""A published module as a signed archive."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from content.exporting.folder import Links, Written, write_module
from content.models import ModulePage

from .archive import MOST_BYTES, MOST_FILES, manifest_of, written
from .signing import fingerprint, kept_key, signature_of


class Unpackable(ValueError):
    """Something of the module cannot travel; the message says what."""


def packed(module: ModulePage) -> bytes:
    """Everything of it that is published. Raises Unpackable rather than leave something out."""
    found = Written()
    write_module(module, 1, Links(), found)
    if found.left:
        raise Unpackable(" ".join(found.left))
    files = {**_bytes(found.texts.items()), **found.films, **found.kept}
    size = sum(len(data) for data in files.values())
    if size > MOST_BYTES or len(files) > MOST_FILES - 2:  # beside them the manifest and its signature
        raise Unpackable(
            _("%(n)s files of %(size)s MiB; an archive holds at most %(most)s files of %(largest)s MiB.")
            % {
                "n": len(files),
                "size": size // 1024**2,
                "most": MOST_FILES,
                "largest": MOST_BYTES // 1024**2,
            }
        )
    return sealed(module.slug, module.title, files)


def sealed(module: str, title: str, files: dict[str, bytes]) -> bytes:
    manifest = manifest_of(module, title, files)
    return written(manifest, signature_of(kept_key(key_file()), manifest), files)


def own_fingerprint() -> str:
    """Of this installation, to be told to whoever gets an archive."""
    return fingerprint(kept_key(key_file()).public_key())


def key_file() -> Path:
    return Path(settings.CURRICULUM_KEY_FILE)


def _bytes(texts: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in texts}
