"""Sizes of pictures as readers get them: without what a camera or a program wrote beside the picture.

Willow copies a photograph's place and time into every size; this runs behind it as one of its optimizers.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from willow.optimizers.base import OptimizerBase
from willow.registry import registry

NAME = "bare"  # as settings.WILLOW_OPTIMIZERS calls it
JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
# Exif and XMP, IPTC, comments (ITU-T T.81, B.1.1.3); colours stand in other segments.
BESIDE_JPEG = (0xE1, 0xED, 0xFE)
SCAN = 0xDA
# PNG 3rd edition, 11.3: words, Exif, time.
BESIDE_PNG = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


class Bare(OptimizerBase):
    library_name = NAME

    @classmethod
    def applies_to(cls, image_format: str) -> bool:
        return image_format.lower() in ("jpeg", "png")

    @classmethod
    def check_library(cls) -> bool:
        return True

    @classmethod
    def process(cls, file_path: str) -> None:
        path = Path(file_path)
        path.write_bytes(bare(path.read_bytes()))


def install() -> None:
    registry.register_optimizer(Bare)


def bare(data: bytes) -> bytes:
    """The same picture, point for point; bytes that are neither JPEG nor PNG come back as they are."""
    if data.startswith(JPEG):
        return JPEG + b"".join(_segments(data))
    if data.startswith(PNG):
        return PNG + b"".join(_chunks(data))
    return data


def _segments(data: bytes) -> Iterator[bytes]:
    at = len(JPEG)
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != SCAN:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] not in BESIDE_JPEG:
            yield data[at:end]
        at = end
    yield data[at:]


def _chunks(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind not in BESIDE_PNG:
            yield data[at : at + 12 + length]
        at += 12 + length
