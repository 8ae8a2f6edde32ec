"""What a finished MP4 says about itself: how long it lasts, its tracks, and if it starts before its end."""

import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class Mp4Facts:
    """Seconds, whether the index stands before what is played (faststart), and its tracks (vide, soun)."""

    seconds: float
    faststart: bool
    tracks: tuple[str, ...]


def mp4_facts(data: bytes) -> Mp4Facts:
    """The facts of an MP4; raises ValueError where it is not one."""
    boxes = list(_boxes(data))
    order = [name for name, _ in boxes]
    if order[:1] != [b"ftyp"] or b"moov" not in order or b"mdat" not in order:
        raise ValueError("not a whole MP4")
    movie = next(body for name, body in boxes if name == b"moov")
    header = next((body for name, body in _boxes(movie) if name == b"mvhd"), b"")
    tracks = tuple(_track(body) for name, body in _boxes(movie) if name == b"trak")
    return Mp4Facts(_seconds(header), order.index(b"moov") < order.index(b"mdat"), tracks)


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


def _track(track: bytes) -> str:
    """The kind of a track, as the handler of its media names it."""
    media = next((body for name, body in _boxes(track) if name == b"mdia"), b"")
    handler = next((body for name, body in _boxes(media) if name == b"hdlr"), b"")
    return handler[8:12].decode("ascii", "replace")


def _seconds(header: bytes) -> float:
    if len(header) < 20:
        raise ValueError("an MP4 without a movie header")
    if header[0] == 1:
        scale, length = struct.unpack(">IQ", header[20:32])
    else:
        scale, length = struct.unpack(">II", header[12:20])
    return length / scale
