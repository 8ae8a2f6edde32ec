"""What a finished MP4 says about itself: how long it lasts, its tracks, and if it starts before its end."""

import struct
from dataclasses import dataclass

from content.film_files.facts import Unfit
from content.film_files.mp4 import boxes, seconds_of


@dataclass(frozen=True)
class Mp4Facts:
    """Seconds, whether the index stands before what is played (faststart), and its tracks (vide, soun)."""

    seconds: float
    faststart: bool
    tracks: tuple[str, ...]


def mp4_facts(data: bytes) -> Mp4Facts:
    """The facts of an MP4; raises ValueError where it is not one."""
    try:
        return _facts(data)
    except (Unfit, struct.error, IndexError, KeyError, ZeroDivisionError) as fault:
        raise ValueError("not a whole MP4") from fault


def _facts(data: bytes) -> Mp4Facts:
    parts = list(boxes(data))
    order = [name for name, _ in parts]
    if order[:1] != [b"ftyp"] or b"moov" not in order or b"mdat" not in order:
        raise Unfit("damaged")
    movie = list(boxes(dict(parts)[b"moov"]))
    tracks = tuple(_kind(body) for name, body in movie if name == b"trak")
    return Mp4Facts(seconds_of(dict(movie)[b"mvhd"]), order.index(b"moov") < order.index(b"mdat"), tracks)


def _kind(track: bytes) -> str:
    """The kind of a track, as the handler of its media names it."""
    media = dict(boxes(track)).get(b"mdia", b"")
    return dict(boxes(media)).get(b"hdlr", b"")[8:12].decode("ascii", "replace")
