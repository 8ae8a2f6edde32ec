"""Static files: hashed, compressed, the stylesheet's imports put into one file, module imports rewritten."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import brotli
from django.contrib.staticfiles.storage import HashedFilesMixin
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRIES = re.compile(r"css/[^/]+\.css")
OURS = ("css/", "js/", "img/", "fonts/")
IMPORT = re.compile(r"""@import\s+["'](?P<url>[^"']+)["']\s+layer\((?P<layer>[\w-]+)\)\s*;""")
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>[^"')]+)(?P=quote)\s*\)""")
PIECES = re.compile(
    r"""(?P<comment>/\*.*?\*/)|(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^"')]*\))"""
    r"""|\s*(?P<mark>[{};,])\s*|(?P<space>\s+)""",
    re.DOTALL,
)
Read = Callable[[str], str]


def bundle(name: str, read: Read) -> str:
    """The stylesheet with every import inlined as a block of its layer; addresses inside stay right.

    Raises ValueError for an import without a layer, which the cascade could not place."""

    def inlined(match: re.Match[str]) -> str:
        child = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["url"]))
        return f"@layer {match['layer']} {{\n{rebased(bundle(child, read), child, name)}\n}}\n"

    text = IMPORT.sub(inlined, without_comments(read(name)))
    if "@import" in text:
        raise ValueError(f'{name}: write each import as @import "file.css" layer(name);')
    return text


def rebased(text: str, old: str, new: str) -> str:
    """Relative addresses of a stylesheet that moves from one folder to another."""

    def moved(match: re.Match[str]) -> str:
        url = match["url"]
        if re.match(r"[a-z]+:|/|#", url):
            return match[0]
        target = posixpath.join(posixpath.dirname(old), url)
        return f'url("{posixpath.relpath(target, posixpath.dirname(new))}")'

    return URL.sub(moved, text)


def without_comments(text: str) -> str:
    return PIECES.sub(lambda piece: "" if piece["comment"] else piece[0], text)


def minified(text: str) -> str:
    """Comments go, white space shrinks; nothing else, so nothing can change its meaning."""

    def shorter(piece: re.Match[str]) -> str:
        if piece["comment"]:
            return ""
        return piece["kept"] or piece["mark"] or " "

    return PIECES.sub(shorter, without_comments(text)).strip()


def bundles(names: Iterable[str], read: Read) -> tuple[dict[str, str], set[str]]:
    """Each entry (a stylesheet of css/ itself that imports others) as one minified text, and what went in."""
    entries = [
        name for name in names if ENTRIES.fullmatch(name) and "@import" in without_comments(read(name))
    ]
    parts: set[str] = set()

    def noted(name: str) -> str:
        parts.add(name)
        return read(name)

    return {name: minified(bundle(name, noted)) for name in entries}, parts - set(entries)


class Bundled:
    """Stands in for the folder of an entry stylesheet while Django hashes it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def open(self, name: str, mode: str = "rb") -> ContentFile:
        return ContentFile(self.text.encode())


class QuickCompressor(Compressor):
    """For the thousand files of the editor's packages, which few people load: a quarter of the time."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=5)


class BundledStorage(CompressedManifestStaticFilesStorage):
    patterns = (
        *HashedFilesMixin.patterns,
        ("js/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1]),
    )

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:

            def read(name: str) -> str:
                storage, path = paths[name]
                with storage.open(path) as file:
                    return file.read().decode()

            texts, parts = bundles(paths, read)
            paths = {name: where for name, where in paths.items() if name not in parts}
            paths.update({name: (Bundled(text), name) for name, text in texts.items()})
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        ours = {path for path in paths if path.startswith(OURS)}
        for self.compressor_class, some in ((Compressor, ours), (QuickCompressor, set(paths) - ours)):
            yield from super().compress_files(some)

    def create_compressor(self, **options: Any) -> Compressor:
        return self.compressor_class(**options)
