"""Hostile and broken films, made from a good one or by hand, each with the reason it must be refused for."""

import struct
from collections.abc import Iterator
from pathlib import Path

GOOD = Path("content/films/prediction/film.mp4")
PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n/etc/passwd\n#EXT-X-ENDLIST\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
DASH = (
    b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>file:///etc/</BaseURL></MPD>'
)
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(300)
FTYP = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 512, b"isom")


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def element(id: str, body: bytes) -> bytes:
    return bytes.fromhex(id) + struct.pack(">Q", len(body) | 1 << 56) + body


def webm(
    codec: bytes = b"V_VP9", seconds: float = 3.0, doc: bytes = b"webm", size: int = 320, shots: int = 3
) -> bytes:
    """The few elements that a reader looks at."""
    sides = element("b0", struct.pack(">H", size)) + element("ba", struct.pack(">H", size))
    track = element("d7", b"\1") + element("83", b"\1") + element("86", codec) + element("e0", sides)
    cluster = element("e7", b"\0") + b"".join(element("a3", b"\x81\0\0\x80frame") for _ in range(shots))
    parts = [
        element("1549a966", element("4489", struct.pack(">d", seconds * 1000))),
        element("1654ae6b", element("ae", track)),
        element("1f43b675", cluster),
    ]
    return element("1a45dfa3", element("4282", doc)) + element("18538067", b"".join(parts))


def swapped(data: bytes, old: bytes, new: bytes, nth: int = 0) -> bytes:
    """Other bytes in the index, which stands in front of the pictures."""
    at = -1
    for _ in range(nth + 1):
        at = data.index(old, at + 1)
    return data[:at] + new + data[at + len(old) :]


def after(data: bytes, mark: bytes, skip: int, new: bytes) -> bytes:
    at = data.index(mark) + len(mark) + skip
    return data[:at] + new + data[at + len(new) :]


def corpus(good: bytes) -> Iterator[tuple[str, bytes, str]]:
    """(name of the file, its bytes, code of the reason)."""
    yield from not_films()
    yield from spoilt(good)
    yield from spoilt_webm()


def not_films() -> Iterator[tuple[str, bytes, str]]:
    yield "empty.mp4", b"", "empty"
    yield "playlist.mp4", PLAYLIST, "playlist"
    yield "bom-playlist.mp4", b"\xef\xbb\xbf\n" + PLAYLIST, "playlist"
    yield "concat.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n", "playlist"
    yield "dash.mp4", DASH, "playlist"
    yield "drawing.mp4", SVG, "page"
    yield "declared-drawing.mp4", b'<?xml version="1.0"?>' + SVG, "page"
    yield "page.mp4", b"<!DOCTYPE html><html><script>alert(1)</script>", "page"
    yield "page.webm", b"\n <HTML><body onload=alert(1)>", "page"
    yield "picture.mp4", JPEG, "picture"
    yield "heic.mp4", box(b"ftyp", b"heic" + bytes(8)) + bytes(200), "picture"
    yield "sound.mp4", b"ID3\4" + bytes(300), "sound_only"
    yield "program.mp4", b"\x7fELF" + bytes(300), "program"
    yield "archive.mp4", b"PK\3\4" + bytes(300), "document"
    yield "paper.webm", b"%PDF-1.7\n" + bytes(300), "document"
    yield "old.mp4", b"RIFF\0\0\0\0AVI LIST" + bytes(300), "other_film"
    yield "noise.mp4", bytes(range(1, 200)), "unknown"


def spoilt(good: bytes) -> Iterator[tuple[str, bytes, str]]:
    yield "renamed.webm", good, "misnamed"
    yield "film.avi", good, "extension"
    yield "film", good, "extension"
    yield "cut.mp4", good[: len(good) // 2], "truncated"
    yield "head-only.mp4", FTYP, "truncated"
    yield "no-index.mp4", FTYP + box(b"mdat", bytes(500)), "truncated"
    yield "fragments.mp4", FTYP + box(b"moof", bytes(50)), "fragmented"
    yield "no-picture.mp4", good.replace(b"vide", b"text", 1), "sound_only"
    yield "hevc.mp4", good.replace(b"avc1\0\0", b"hvc1\0\0", 1), "codec"
    yield "locked.mp4", good.replace(b"avc1\0\0", b"encv\0\0", 1), "codec"
    yield "ten-bit.mp4", after(good, b"avcC", 1, b"\x6e"), "codec"
    # dref: version and flags, count, then an entry whose flag says that everything is in this file.
    yield "elsewhere.mp4", after(good, b"url ", 0, b"\0\0\0\0"), "outside"
    yield "urn.mp4", swapped(good, b"url \0\0\0\1", b"urn \0\0\0\0", 1), "outside"
    yield "hours.mp4", after(good, b"mvhd", 16, struct.pack(">I", 2**31)), "lengths"
    yield (
        "wide.mp4",
        after(good, b"avc1" + bytes(7) + b"\1", 16, struct.pack(">HH", 20_000, 20_000)),
        "dimensions",
    )
    yield "point.mp4", after(good, b"avc1" + bytes(7) + b"\1", 16, struct.pack(">HH", 1, 1)), "dimensions"
    yield "endless-table.mp4", after(good, b"stts", 4, b"\xff\xff\xff\xff"), "damaged"
    yield "no-scale.mp4", after(good, b"mdhd", 12, bytes(4)), "damaged"


def spoilt_webm() -> Iterator[tuple[str, bytes, str]]:
    yield "renamed.mp4", webm(), "misnamed"
    yield "matroska.webm", webm(doc=b"matroska"), "other_film"
    yield "mpeg.webm", webm(codec=b"V_MPEG2"), "codec"
    yield "long.webm", webm(seconds=7200), "too_long"
    yield "endless.webm", webm(seconds=float("inf")), "no_length"
    yield "nan.webm", webm(seconds=float("nan")), "no_length"
    yield "live.webm", webm(seconds=0), "no_length"
    yield "huge.webm", webm(size=60_000), "dimensions"
    yield "still.webm", webm(shots=1), "picture"
    yield "cut.webm", webm()[:-9], "truncated"
    yield (
        "locked.webm",
        webm().replace(b"\x86\x01\0\0\0\0\0\0\5V_VP9", b"\x6d\x80\x85\0\0\0\0\0" + b"\xec\x84\0\0\0\0"),
        "codec",
    )
