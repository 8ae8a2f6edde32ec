"""What a finished MP4 says about itself: its duration, and whether it can start before it has all arrived."""

import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class Mp4Facts:
    """Seconds of film, and whether the index stands before the pictures (faststart)."""

    seconds: float
    faststart: bool


def mp4_facts(data: bytes) -> Mp4Facts:
    """The facts of an MP4; raises ValueError where it is not one."""
    boxes = list(_boxes(data))
    order = [name for name, _ in boxes]
    if order[:1] != [b"ftyp"] or b"moov" not in order or b"mdat" not in order:
        raise ValueError("not a whole MP4")
    movie = next(body for name, body in boxes if name == b"moov")
    header = next((body for name, body in _boxes(movie) if name == b"mvhd"), b"")
    return Mp4Facts(_seconds(header), order.index(b"moov") < order.index(b"mdat"))


def _boxes(data: bytes):
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        head = 8
        if size == 1:
            (size,) = struct.unpack(">Q", data[at + 8 : at + 16])
            head = 16
        size = size or len(data) - at
        if size < head or at + size > len(data):
            raise ValueError("not a whole MP4")
        yield name, data[at + head : at + size]
        at += size


def _seconds(header: bytes) -> float:
    if len(header) < 20:
        raise ValueError("an MP4 without a movie header")
    if header[0] == 1:
        scale, length = struct.unpack(">IQ", header[20:32])
    else:
        scale, length = struct.unpack(">II", header[12:20])
    return length / scale
