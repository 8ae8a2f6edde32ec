"""DOCX, PPTX and XLSX: archives whose directory is judged before anything of them is unpacked.

The parts are those of ECMA-376 (Office Open XML): part 1 for their types, part 2 for the package.
"""

import re
import zipfile
from itertools import pairwise
from typing import BinaryIO

from .heads import kind_of
from .unfit import Unfit

MOST_BYTES = 300 * 1024**2
MOST_PARTS = 5_000
MOST_RATIO = 100
# Small parts may be packed tightly; what is small unpacked can be no bomb.
SMALL = 1024**2
TYPES = "[Content_Types].xml"
MOST_TYPES = 1024**2
MAIN = {
    "docx": b"wordprocessingml.document.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}
# Macros of every kind, controls and packed objects that run, and files that are programs themselves.
RUNS = re.compile(
    r"vbaproject\w*\.bin|vbadata\.xml|(^|/)macrosheets/|(^|/)activex/|(^|/)oleobject\d*\.bin|attachedtoolbars"
    r"|\.(exe|dll|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|lnk|msi|docm|dotm|pptm|potm|ppsm|xlsm|xlam)$",
    re.IGNORECASE,
)
# A template that is fetched when the file is opened brings what its author likes.
ELSEWHERE = re.compile(
    rb"<Relationship\b(?=[^>]*attachedTemplate)(?=[^>]*\bTarget=[\"'](https?:|ftp:|\\\\|//))", re.IGNORECASE
)
RUNS_BY_TYPE = (b"macroenabled", b"vbaproject", b"activex")


def judge(stream: BinaryIO, kind: str) -> None:
    head = stream.read(4096)
    if not head.startswith(b"PK\x03\x04"):
        found = kind_of(head)
        raise Unfit("locked" if found == "locked" else "misnamed", found)
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _judge_directory(parts)
            _judge_types(archive, kind)
            for part in parts:
                _judge_head(archive, part)
    except Unfit:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unfit("damaged") from error


def _judge_directory(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Unfit("bomb")
    for part in parts:
        if part.flag_bits & 0x1:
            raise Unfit("locked")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unfit("damaged")
        if part.file_size > max(SMALL, MOST_RATIO * part.compress_size):
            raise Unfit("bomb")
        if part.filename.startswith("/") or ".." in part.filename.replace("\\", "/").split("/"):
            raise Unfit("damaged")
        if RUNS.search(part.filename):
            raise Unfit("macros")
    # Parts that lie in each other unpack to more than their sizes say.
    placed = sorted(parts, key=lambda part: part.header_offset)
    if any(one.header_offset + one.compress_size > two.header_offset for one, two in pairwise(placed)):
        raise Unfit("bomb")


def _judge_types(archive: zipfile.ZipFile, kind: str) -> None:
    if TYPES not in archive.namelist():
        raise Unfit("misnamed", "zip")
    with archive.open(TYPES) as stream:
        types = stream.read(MOST_TYPES).lower()
    if any(name in types for name in RUNS_BY_TYPE):
        raise Unfit("macros")
    if MAIN[kind] not in types:
        other = next((name for name, main in MAIN.items() if main in types), "zip")
        raise Unfit("misnamed", other)


def _judge_head(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No part declares entities, which packages may not; none fetches its template from elsewhere."""
    if not part.filename.lower().endswith((".xml", ".rels")):
        return
    with archive.open(part) as stream:
        head = stream.read(64 * 1024 if part.filename.endswith(".rels") else 1024).replace(b"\0", b"")
    if b"<!doctype" in head.lower() or b"<!entity" in head.lower():
        raise Unfit("entities")
    if ELSEWHERE.search(head):
        raise Unfit("template")
