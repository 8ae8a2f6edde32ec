"""WebM as RFC 8794 (EBML) and RFC 9559 (Matroska) write it: the few elements that say what the film is."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from .facts import Facts, Unfit

MOST_ELEMENTS = 100_000
MOST_TRACKS = 16
MOST_STEPS = 500_000
LARGEST_PART = 4 * 1024**2
HEADER, SEGMENT, INFO, TRACKS, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
DOC_TYPE, SCALE, DURATION = 0x4282, 0x2AD7B1, 0x4489
ENTRY, NUMBER, TYPE, CODEC, ENCODINGS = 0xAE, 0xD7, 0x83, 0x86, 0x6D80
VIDEO, WIDTH, HEIGHT = 0xE0, 0xB0, 0xBA
TIME, SIMPLE, GROUP, BLOCK = 0xE7, 0xA3, 0xA0, 0xA1
CODES = {
    "V_VP8": "VP8", "V_VP9": "VP9", "V_AV1": "AV1", "A_OPUS": "Opus", "A_VORBIS": "Vorbis",
    "V_MPEG4/ISO/AVC": "H.264", "V_MPEGH/ISO/HEVC": "HEVC", "A_AAC": "AAC", "A_MPEG/L3": "MP3",
}  # fmt: skip
SEEN, HEARD = 1, 2


class Element(NamedTuple):
    """Where its content begins and ends in the file."""

    id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Track:
    number: int
    kind: int
    code: str
    width: int
    height: int


@dataclass
class Played:
    """What the clusters show: the last time that one begins at, pictures up to the second, steps it took."""

    last: int = 0
    clusters: int = 0
    shots: int = 0
    walked: int = 0


def read(stream: BinaryIO, size: int) -> Facts:
    header, segment, *_ = [*_elements(stream, 0, size, most=4), None, None]
    if header is None or segment is None or header.id != HEADER or segment.id != SEGMENT:
        raise Unfit("damaged")
    kinds = [_content(stream, part) for part in _inside(stream, header) if part.id == DOC_TYPE]
    if kinds[:1] != [b"webm"]:
        raise Unfit("other_film")
    scale, length, tracks, played = 1_000_000, 0.0, [], Played()
    for part in _inside(stream, segment):
        if part.id == INFO:
            scale, length = _info(stream, part)
        elif part.id == TRACKS:
            tracks = [_track(stream, entry) for entry in _inside(stream, part) if entry.id == ENTRY]
        elif part.id == CLUSTER:
            _cluster(stream, part, tracks, played)
    seconds = length * scale / 1e9
    if played.clusters and seconds and played.last * scale / 1e9 > seconds * 1.05 + 2:
        raise Unfit("lengths")
    return _facts(tracks, seconds, played)


def _facts(tracks: list[Track], seconds: float, played: Played) -> Facts:
    seen = [track for track in tracks if track.kind == SEEN]
    heard = [track for track in tracks if track.kind == HEARD]
    if len(tracks) > MOST_TRACKS:
        raise Unfit("damaged")
    if not played.clusters:
        raise Unfit("truncated")
    if not seen:
        raise Unfit("sound_only" if heard else "no_picture")
    if played.shots < 2:
        raise Unfit("picture")
    if len({track.code for track in seen}) > 1 or len({track.code for track in heard}) > 1:
        raise Unfit("codec", " + ".join(sorted({track.code for track in tracks})))
    largest = max(seen, key=lambda track: track.width * track.height)
    sound = heard[0].code if heard else ""
    return Facts("webm", round(seconds, 3), largest.width, largest.height, largest.code, sound)


def _info(stream: BinaryIO, part: Element) -> tuple[int, float]:
    scale, length = 1_000_000, 0.0
    for element in _inside(stream, part):
        if element.id == SCALE:
            scale = int.from_bytes(_content(stream, element))
        elif element.id == DURATION:
            bits = _content(stream, element)
            length = float(struct.unpack(">f" if len(bits) == 4 else ">d", bits)[0])
    return scale, length


def _track(stream: BinaryIO, entry: Element) -> Track:
    number = kind = width = height = 0
    code = ""
    for element in _inside(stream, entry):
        if element.id == NUMBER:
            number = int.from_bytes(_content(stream, element))
        elif element.id == TYPE:
            kind = int.from_bytes(_content(stream, element))
        elif element.id == CODEC:
            name = _content(stream, element).rstrip(b"\0").decode("ascii", "replace")
            code = CODES.get(name, name)
        elif element.id == ENCODINGS:
            raise Unfit("codec", "encrypted")
        elif element.id == VIDEO:
            sides = {part.id: int.from_bytes(_content(stream, part)) for part in _inside(stream, element)
                     if part.id in (WIDTH, HEIGHT)}  # fmt: skip
            width, height = sides.get(WIDTH, 0), sides.get(HEIGHT, 0)
    return Track(number, kind, code, width, height)


def _cluster(stream: BinaryIO, cluster: Element, tracks: list[Track], played: Played) -> None:
    """Its time; its pictures only until two are known, since an hour has a hundred thousand."""
    played.clusters += 1
    seen = {track.number for track in tracks if track.kind == SEEN}
    for element in _inside(stream, cluster):
        played.walked += 1
        if played.walked > MOST_STEPS:
            raise Unfit("damaged")
        if element.id == TIME:
            played.last = max(played.last, int.from_bytes(_content(stream, element)))
            if played.shots >= 2 or not seen:
                return
        elif element.id == SIMPLE:
            played.shots += _number_at(stream, element.start) in seen
        elif element.id == GROUP:
            inner = [part for part in _inside(stream, element) if part.id == BLOCK]
            played.shots += bool(inner) and _number_at(stream, inner[0].start) in seen


def _number_at(stream: BinaryIO, at: int) -> int:
    stream.seek(at)
    return _number(stream.read(8))[0]


def _inside(stream: BinaryIO, element: Element) -> Iterator[Element]:
    return _elements(stream, element.start, element.end)


def _elements(stream: BinaryIO, at: int, end: int, most: int = MOST_ELEMENTS) -> Iterator[Element]:
    """One after the other; of a segment alone the length may be left open, as while it is being recorded."""
    count = 0
    while at < end:
        count += 1
        if count > most:
            raise Unfit("damaged")
        stream.seek(at)
        start = stream.read(12)
        id, wide = _number(start, keep_mark=True)
        length, long = _number(start[wide:])
        begin = at + wide + long
        if length == (1 << 7 * long) - 1:
            if id != SEGMENT:
                raise Unfit("no_length")
            length = end - begin
        if begin + length > end:
            raise Unfit("truncated")
        yield Element(id, begin, begin + length)
        at = begin + length


def _number(data: bytes, *, keep_mark: bool = False) -> tuple[int, int]:
    """A number of variable length, and how many bytes it takes."""
    if not data or not data[0]:
        raise Unfit("damaged")
    long = 9 - data[0].bit_length()
    if len(data) < long:
        raise Unfit("truncated")
    value = int.from_bytes(data[:long])
    return (value if keep_mark else value & ((1 << 7 * long) - 1)), long


def _content(stream: BinaryIO, element: Element) -> bytes:
    if element.end - element.start > LARGEST_PART:
        raise Unfit("damaged")
    stream.seek(element.start)
    return stream.read(element.end - element.start)
