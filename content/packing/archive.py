"""The archive of a module: how it is written, and what is refused before anything of it is unpacked.

A ZIP with `manifest.json` (format, module, and the SHA-256 and size of every file) and `signature.json` over
the bytes of the manifest. Knows no Django.
"""

import hashlib
import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from saying import _

FORMAT = 1
KIND = "soundings-module"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
# Bytes unpacked, files, bytes unpacked for each packed one: HARDENING's caps for an import.
MOST_BYTES = 200 * 1024**2
MOST_FILES = 2_000
MOST_RATIO = 100
MOST_MANIFEST = 1024**2
LONGEST_NAME = 200
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
FILM_PART = (
    r"(?:film\.(?:mp4|webm)|poster\.jpg|(?:captions|chapters)\.vtt|(?:manifest|timeline)\.json|sound\.m4a)"
)
# The same for the same content: an archive knows no year before 1980.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


# What zipfile raises for bytes that are none or damaged: checksums and heads, a bad stream (zlib.error), a
# compression or version that it lacks (NotImplementedError), a password (RuntimeError), an end too early.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError,
)  # fmt: skip


class Refused(ValueError):
    """The archive is not unpacked; the message says why, in words for whoever brought it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files`: (SHA-256 in hex, bytes) by name; `raw` is what was signed."""

    module: str
    title: str
    files: Mapping[str, tuple[str, int]]
    raw: bytes


def manifest_of(module: str, title: str, files: Mapping[str, bytes]) -> bytes:
    """The manifest's bytes, the same for the same files."""
    held = {name: [hashlib.sha256(data).hexdigest(), len(data)] for name, data in files.items()}
    facts = {"format": FORMAT, "kind": KIND, "module": module, "title": title, "files": held}
    return json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False).encode()


def written(manifest: bytes, signature: bytes, files: Mapping[str, bytes]) -> bytes:
    """The archive, the same bytes for the same content."""
    whole = {MANIFEST: manifest, SIGNATURE: signature, **dict(sorted(files.items()))}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in whole.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            # Films are packed already.
            packs = name.endswith((".md", ".yaml", ".json", ".vtt"))
            entry.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
            archive.writestr(entry, data)
    return out.getvalue()


def opened(stream: IO[bytes]) -> tuple[zipfile.ZipFile, Manifest, bytes]:
    """The archive, its manifest and the bytes of its signature, once its directory was found good.

    Raises Refused. No file but the two small ones was unpacked, and both are read no further than their cap.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except UNREADABLE as fault:
        raise Refused(_("This is no ZIP archive, or only a part of one.")) from fault
    entries = archive.infolist()
    _judge_directory(entries)
    names = {entry.filename for entry in entries}
    for name in (MANIFEST, SIGNATURE):
        if name not in names:
            raise Refused(
                _("The archive has no %(name)s: it was not made by “Download” of a module.") % {"name": name}
            )
    manifest = _manifest(content(archive, MANIFEST, MOST_MANIFEST))
    listed = set(manifest.files)
    if listed != names - {MANIFEST, SIGNATURE}:
        odd = sorted(listed ^ (names - {MANIFEST, SIGNATURE}))
        raise Refused(
            _("The manifest and the archive do not hold the same files: %(names)s.")
            % {"names": ", ".join(odd[:3])}
        )
    foreign = sorted(name for name in listed if not _belongs(name, manifest.module))
    if foreign:
        raise Refused(
            _("%(name)s does not belong to the module %(module)s.")
            % {"name": foreign[0], "module": manifest.module}
        )
    return archive, manifest, content(archive, SIGNATURE, MOST_MANIFEST)


def content(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One file, read no further than `most` bytes whatever the directory says."""
    try:
        with archive.open(name) as stream:
            data = stream.read(most + 1)
    except UNREADABLE as fault:
        raise Refused(_("%(name)s cannot be read: the archive is damaged.") % {"name": name}) from fault
    if len(data) > most:
        raise Refused(_("%(name)s is larger than the archive says.") % {"name": name})
    return data


def checked(archive: zipfile.ZipFile, manifest: Manifest, name: str) -> bytes:
    """One file of the manifest with exactly the bytes that were signed; raises Refused for any others."""
    digest, size = manifest.files[name]
    data = content(archive, name, size)
    if len(data) != size or hashlib.sha256(data).hexdigest() != digest:
        raise Refused(_("%(name)s is not the file that was signed.") % {"name": name})
    return data


def _judge_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise Refused(
            _("%(n)s files; at most %(most)s are unpacked.") % {"n": len(entries), "most": MOST_FILES}
        )
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names):
        raise Refused(_("Two files of the archive have the same name."))
    for entry in entries:
        _judge_entry(entry)
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > MOST_BYTES:
        raise Refused(
            _("%(n)s MiB unpacked; at most %(most)s MiB are.")
            % {"n": total // 1024**2, "most": MOST_BYTES // 1024**2}
        )
    if total > MOST_RATIO * max(packed, 1):
        raise Refused(_("The archive unpacks to more than %(n)s times its size.") % {"n": MOST_RATIO})


def _judge_entry(entry: zipfile.ZipInfo) -> None:
    name, mode = entry.filename, entry.external_attr >> 16
    if len(name) > LONGEST_NAME or not re.fullmatch(r"[a-z0-9-]+(?:[./][a-z0-9-]+)*", name):
        raise Refused(_("“%(name)s” is not a name that a file of a module has.") % {"name": name[:60]})
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise Refused(_("%(name)s is a link or a folder, not a file.") % {"name": name})
    if entry.flag_bits & 0x1:
        raise Refused(_("%(name)s is encrypted.") % {"name": name})
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(_("%(name)s is packed in a way that is not unpacked here.") % {"name": name})
    if entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise Refused(
            _("%(name)s unpacks to more than %(n)s times its size.") % {"name": name, "n": MOST_RATIO}
        )


def _manifest(raw: bytes) -> Manifest:
    try:
        facts: Any = json.loads(raw)
        kind, number = facts["kind"], facts["format"]
        if kind != KIND or not isinstance(number, int):
            raise Refused(_("This archive holds something else than a module."))
        if number > FORMAT:
            raise Refused(
                _(
                    "This archive has format %(number)s, and this portal reads up to %(known)s: "
                    "it was made by a newer version. Upgrade first."
                )
                % {"number": number, "known": FORMAT}
            )
        files = {str(name): (str(digest), _size(size)) for name, (digest, size) in facts["files"].items()}
        module, title = str(facts["module"]), str(facts["title"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        if isinstance(fault, Refused):
            raise
        raise Refused(_("The manifest of the archive cannot be read.")) from fault
    if not re.fullmatch(SLUG, module):
        raise Refused(_("The manifest does not name a module."))
    return Manifest(module, title, files, raw)


def _size(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= MOST_BYTES:
        raise ValueError(value)
    return value


def _belongs(name: str, module: str) -> bool:
    text = rf"module\.md|\d\d-{SLUG}\.(?:md|yaml)|films/{SLUG}\.yaml"
    # Which kinds these are is said by the texts that name them, and read from their bytes.
    kept = rf"(?:pictures|documents)/{SLUG}\.[a-z]{{3,4}}"
    own = rf"{re.escape(module)}/(?:{text}|{kept})"
    return re.fullmatch(rf"{own}|films/{SLUG}/{FILM_PART}", name) is not None
