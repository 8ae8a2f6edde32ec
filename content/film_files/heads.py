"""What a file is by its first bytes, whatever it is called: a film, or which other thing."""

from .facts import Unfit

HEAD = 4096
EBML = b"\x1a\x45\xdf\xa3"
# Lists that name other files: a player or a converter that believes them opens those.
PLAYLISTS = (b"#extm3u", b"ffconcat", b"[playlist]", b"<mpd", b"<smil", b"<asx", b"#ext-x-")
PAGES = (b"<svg", b"<!doctype html", b"<html", b"<script", b"<body")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
# Brands of pictures in the boxes of MP4: HEIC, AVIF.
PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
SOUNDS = (b"ID3", b"fLaC", b"OggS", b"\xff\xfb", b"\xff\xf1", b"\xff\xf9")
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"\x1f\x8b", b"7z\xbc\xaf", b"%PDF", b"{\\rtf")


def kind_of(head: bytes) -> str:
    """mp4 or webm; Unfit names anything else as well as its first bytes tell it."""
    if head[:4] == EBML:
        return "webm"
    if head[4:8] == b"ftyp":
        if head[8:12] in PICTURE_BRANDS:
            raise Unfit("picture")
        return "mp4"
    raise Unfit(_other(head))


def _other(head: bytes) -> str:
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").lower().replace(b"\0", b"")
    if text.startswith(PLAYLISTS) or (text.startswith(b"<?xml") and b"<mpd" in text):
        return "playlist"
    if text.startswith(PAGES) or (text.startswith((b"<?xml", b"<!--", b"<!doctype")) and b"<" in text[1:]):
        return "page"
    if head[:4] == b"RIFF":
        return {b"AVI ": "other_film", b"WEBP": "picture"}.get(head[8:12], "sound_only")
    for names, code in (
        (PICTURES, "picture"),
        (SOUNDS, "sound_only"),
        (PROGRAMS, "program"),
        (ARCHIVES, "document"),
        ((b"\0\0\x01\xba", b"\0\0\x01\xb3", b"FLV", b"\x30\x26\xb2\x75", b"G@"), "other_film"),
    ):
        if head.startswith(names):
            return code
    # QuickTime of old begins without saying what it is.
    return "other_film" if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip") else "unknown"
