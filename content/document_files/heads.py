"""What a file is by its first bytes, where that is not what its name says."""

SIGNS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"%PDF-",), "pdf"),
    ((b"PK\x03\x04", b"PK\x05\x06"), "zip"),
    ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), "locked"),
    ((b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"), "program"),
    ((b"Rar!", b"\x1f\x8b", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ"), "archive"),
    ((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*"), "picture"),
    ((b"{\\rtf",), "rtf"),
)
# What a browser, a mail program or a server would take for more than words.
PAGES = (
    b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe", b"<object", b"<embed",
    b"<img", b"<meta", b"<link", b"<style", b"<base", b"<?xml", b"<?php", b"<!--", b"mime-version:",
    b"content-type:", b"from - ",
)  # fmt: skip


def kind_of(head: bytes) -> str:
    """A word for it; empty where nothing is known."""
    for signs, kind in SIGNS:
        if head.startswith(signs):
            return kind
    return "page" if is_page(head) else ""


def is_page(head: bytes) -> bool:
    """HTML, SVG, MHTML or a script of a server, in one byte a sign or two, behind any white space."""
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip(b" \t\r\n\f\v").lower()
    return text.startswith(PAGES)
