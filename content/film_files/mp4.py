"""MP4 as ISO/IEC 14496-12 writes it: the boxes that say how long, how large, in what code, and where from."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .facts import Facts, Unfit
from .heads import PICTURE_BRANDS

MOST_BOXES = 10_000
MOST_TRACKS = 16
LARGEST_INDEX = 32 * 1024**2
BRANDS = (b"isom", b"mp41", b"mp42", b"avc1", b"dash", b"MSNV", b"M4V ", b"M4VH", b"M4VP", b"f4v ")
CODES = {
    b"avc1": "H.264", b"avc3": "H.264", b"hvc1": "HEVC", b"hev1": "HEVC", b"vp08": "VP8", b"vp09": "VP9",
    b"av01": "AV1", b"mp4v": "MPEG-4 Visual", b"mp4a": "AAC", b"Opus": "Opus", b"ac-3": "AC-3",
    b"ec-3": "E-AC-3", b"alac": "ALAC", b"fLaC": "FLAC", b".mp3": "MP3", b"jpeg": "Motion JPEG",
    b"encv": "encrypted", b"enca": "encrypted", b"drmi": "encrypted", b"drms": "encrypted",
}  # fmt: skip
# What browsers decode of H.264: 8 bits, 4:2:0.
PROFILES = {66, 77, 88, 100}
# Kinds of MPEG-4 sound (ISO/IEC 14496-1, table 5).
AAC, MP3 = 0x40, (0x69, 0x6B)


@dataclass(frozen=True, slots=True)
class Track:
    """Seconds, samples and bytes by its own tables; `last` is where its last chunk begins in the file."""

    kind: bytes
    code: str
    seconds: float
    samples: int
    bytes: int
    last: int
    width: int = 0
    height: int = 0


def read(stream: BinaryIO, size: int) -> Facts:
    movie, pictures = _top(stream, size)
    inner = list(boxes(movie))
    if any(name == b"mvex" for name, _ in inner):
        raise Unfit("fragmented")
    found = [body for name, body in inner if name == b"trak"]
    if len(found) > MOST_TRACKS:
        raise Unfit("damaged")
    tracks = [_track(body) for body in found]
    if any(track.last >= size for track in tracks) or sum(track.bytes for track in tracks) > pictures:
        raise Unfit("truncated")
    return _facts(tracks, seconds_of(_one(inner, b"mvhd")))


def _facts(tracks: list[Track], stated: float) -> Facts:
    seen = [track for track in tracks if track.kind == b"vide"]
    heard = [track for track in tracks if track.kind == b"soun"]
    if not seen:
        raise Unfit("sound_only" if heard else "no_picture")
    if all(track.samples < 2 for track in seen):
        raise Unfit("picture")
    if len({track.code for track in seen}) > 1 or len({track.code for track in heard}) > 1:
        raise Unfit("codec", " + ".join(sorted({track.code for track in seen + heard})))
    # Whichever is longer counts: a length that is stated too short would hide hours.
    played = max(track.seconds for track in seen + heard)
    if stated > played * 1.05 + 2:
        raise Unfit("lengths")
    largest = max(seen, key=lambda track: track.width * track.height)
    seconds = stated if stated and stated > played * 0.5 - 2 else played
    return Facts(
        "mp4",
        round(seconds, 3),
        largest.width,
        largest.height,
        seen[0].code,
        heard[0].code if heard else "",
    )


def _top(stream: BinaryIO, size: int) -> tuple[bytes, int]:
    """The movie box, and how many bytes of pictures and sound there are."""
    at, movie, pictures, brands = 0, None, 0, b""
    for _ in range(MOST_BOXES):
        if at >= size:
            break
        stream.seek(at)
        length, name, head = _head(stream.read(16), size - at)
        if length > size - at:
            raise Unfit("truncated")
        if name == b"ftyp" and length <= 4096:
            brands = _body(stream, at + head, length - head)
        elif name == b"moov":
            if movie is not None or length > LARGEST_INDEX:
                raise Unfit("damaged")
            movie = _body(stream, at + head, length - head)
        elif name == b"mdat":
            pictures += length - head
        elif name == b"moof":
            raise Unfit("fragmented")
        at += length
    else:
        raise Unfit("damaged")
    _check_brands(brands)
    if movie is None or not pictures:
        raise Unfit("truncated")
    return movie, pictures


def _check_brands(brands: bytes) -> None:
    """Major brand, version, then the brands it is compatible with."""
    named = [brands[:4], *(brands[place : place + 4] for place in range(8, len(brands) - 3, 4))]
    if any(brand in BRANDS or brand[:3] == b"iso" for brand in named):
        return
    if any(brand in PICTURE_BRANDS for brand in named):
        raise Unfit("picture")
    raise Unfit("sound_only" if b"M4A " in named else "other_film")


def _head(start: bytes, left: int) -> tuple[int, bytes, int]:
    """Length of the whole box, its name, length of its head."""
    length, name = struct.unpack(">I4s", start[:8])
    head = 8
    if length == 1:
        (length,) = struct.unpack(">Q", start[8:16])
        head = 16
    length = length or left
    if length < head:
        raise Unfit("damaged")
    return length, name, head


def _body(stream: BinaryIO, at: int, length: int) -> bytes:
    stream.seek(at)
    return stream.read(length)


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of each; raises Unfit where one is longer than what is there."""
    at, count = 0, 0
    while at + 8 <= len(data):
        length, name, head = _head(data[at : at + 16], len(data) - at)
        count += 1
        if length > len(data) - at or count > MOST_BOXES:
            raise Unfit("damaged")
        yield name, data[at + head : at + length]
        at += length


def _one(parts: list[tuple[bytes, bytes]], name: bytes) -> bytes:
    for found, body in parts:
        if found == name:
            return body
    raise Unfit("damaged")


def seconds_of(header: bytes) -> float:
    """Seconds by a movie's or a medium's header: both begin alike."""
    if header[0] == 1:
        scale, length = struct.unpack(">IQ", header[20:32])
    else:
        scale, length = struct.unpack(">II", header[12:20])
    return float(length) / float(scale)


def _track(body: bytes) -> Track:
    media = list(boxes(_one(list(boxes(body)), b"mdia")))
    kind = _one(media, b"hdlr")[8:12]
    header = _one(media, b"mdhd")
    scale = struct.unpack(">I", header[20:24] if header[0] == 1 else header[12:16])[0]
    info = list(boxes(_one(media, b"minf")))
    for name, inner in boxes(_one(info, b"dinf")):
        if name == b"dref":
            _check_references(inner)
    tables = list(boxes(_one(info, b"stbl")))
    samples, total = _sizes(tables)
    seconds = _ticks(_one(tables, b"stts"), samples) / scale
    code, width, height = _described(_one(tables, b"stsd"), kind)
    return Track(kind, code, seconds, samples, total, _last(tables), width, height)


def _check_references(dref: bytes) -> None:
    """Everything must lie in this very file: an entry without that flag names another one."""
    entries = list(boxes(dref[8:]))
    if not entries or any(not body[3] & 1 or len(body) > 4 for _, body in entries):
        raise Unfit("outside")


def _sizes(tables: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    for name, body in tables:
        if name == b"stsz":
            same, count = struct.unpack(">II", body[4:12])
            if same:
                return count, same * count
            return count, sum(struct.unpack(f">{count}I", body[12 : 12 + 4 * count]))
        if name == b"stz2":
            return struct.unpack(">I", body[8:12])[0], 0
    raise Unfit("damaged")


def _ticks(stts: bytes, samples: int) -> int:
    (count,) = struct.unpack(">I", stts[4:8])
    pairs = struct.unpack(f">{2 * count}I", stts[8 : 8 + 8 * count])
    if sum(pairs[::2]) != samples:
        raise Unfit("damaged")
    return sum(number * ticks for number, ticks in zip(pairs[::2], pairs[1::2], strict=True))


def _last(tables: list[tuple[bytes, bytes]]) -> int:
    for name, body in tables:
        if name in (b"stco", b"co64"):
            (count,) = struct.unpack(">I", body[4:8])
            width, letter = (4, "I") if name == b"stco" else (8, "Q")
            return max(struct.unpack(f">{count}{letter}", body[8 : 8 + width * count]), default=0)
    raise Unfit("damaged")


def _described(stsd: bytes, kind: bytes) -> tuple[str, int, int]:
    """The code's name, width and height; of several entries each must be in the same code."""
    if kind not in (b"vide", b"soun"):
        return "", 0, 0
    entries = list(boxes(stsd[8:]))
    codes = {_code(name, body) for name, body in entries}
    if len(codes) != 1:
        raise Unfit("codec", " + ".join(sorted(codes)))
    if kind == b"soun":
        return codes.pop(), 0, 0
    sizes = [struct.unpack(">HH", body[24:28]) for _, body in entries]
    return codes.pop(), max(width for width, _ in sizes), max(height for _, height in sizes)


def _code(name: bytes, body: bytes) -> str:
    if name in (b"avc1", b"avc3"):
        # AVCDecoderConfigurationRecord: version, then the profile.
        at = body.find(b"avcC", 78)
        if at < 0 or body[at + 5] not in PROFILES:
            return "H.264 of a profile that browsers do not play"
    if name == b"mp4a":
        return _sound(body)
    return CODES.get(name, name.decode("latin-1") if name.isalnum() else "?")


def _sound(body: bytes) -> str:
    """mp4a may hold more than AAC: the descriptor of the decoder says what."""
    at = body.find(b"esds")
    place = body.find(b"\x04", at + 8) if at >= 0 else -1
    if place < 0:
        return "?"
    place += 1
    while body[place] & 0x80:
        place += 1
    kind = body[place + 1]
    return "AAC" if kind == AAC else "MP3" if kind in MP3 else f"MPEG-4 sound {kind:#x}"
