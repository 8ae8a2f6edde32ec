"""Documents for tests: good ones of each kind, and hostile ones with the reason they must be refused for."""

import io
import zipfile
from collections.abc import Iterator

from pptx import Presentation
from xlsxwriter import Workbook

HTML = b"<!doctype html><html><script>alert(document.domain)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MHTML = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<script>alert(1)</script>"
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
BIN = "application/vnd.ms-office.vbaProject"
TEMPLATE = (
    '<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" '
    'Target="{}" TargetMode="External"/></Relationships>'
)
XXE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


def docx(more: dict[str, str | bytes] | None = None, main: str = WORD, types: str = "") -> bytes:
    """The few parts that a text document needs; `more` are parts beside them or in their place."""
    listed = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>'
    parts = {
        "[Content_Types].xml": listed,
        "_rels/.rels": "<Relationships/>",
        "word/document.xml": "<w:document>Words</w:document>",
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def pptx() -> bytes:
    out = io.BytesIO()
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    deck.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    with Workbook(out) as book:
        book.add_worksheet().write_row(0, 0, ["who", 1, 2.5])
    return out.getvalue()


def good() -> Iterator[tuple[str, bytes]]:
    yield "paper.pdf", PDF
    yield "PAPER.PDF", PDF
    yield "text.docx", docx()
    yield (
        "own-template.docx",
        docx({"word/_rels/settings.xml.rels": TEMPLATE.format("file:///C:/T/Ours.dotm")}),
    )
    yield "deck.pptx", pptx()
    yield "table.xlsx", xlsx()
    yield "table.csv", "\ufeffwer;was\r\nBMW;1\r\n".encode()
    yield "old-table.csv", "größe;4\r\n".encode("cp1252")
    yield "wide-table.csv", "größe\t4\r\n".encode("utf-16")
    yield "words.txt", b"MZ begins this, <b>5 < 6</b> & the rest\n"


def hostile() -> Iterator[tuple[str, bytes, str]]:
    """(name of the file, its bytes, beginning of what the author is told)."""
    yield "page.html", HTML, "Documents end in"
    yield "macros.docm", docx(main=MACRO_WORD), "Documents end in"
    yield "empty.pdf", b"", "The file is empty"
    yield "hid\u202efdp.txt", b"words", "The name holds signs"
    yield from disguised()
    yield from office()


def disguised() -> Iterator[tuple[str, bytes, str]]:
    yield "page.pdf", HTML, "it is a web page"
    yield "page.txt", HTML, "This is a web page"
    yield "page.csv", b"\xef\xbb\xbf\n  <SCRIPT src=//x></SCRIPT>", "This is a web page"
    yield "wide-page.txt", HTML.decode().encode("utf-16"), "This is a web page"
    yield "drawing.txt", SVG, "This is a web page"
    yield "archived-page.txt", MHTML, "This is a web page"
    yield "server.txt", b"<?php system($_GET[1]);", "This is a web page"
    yield "program.txt", b"MZ\x90\0" + bytes(400), "it is a program"
    yield "script.txt", b"#!/bin/sh\nrm -r /\n", "it is a program"
    yield "paper.txt", PDF, "it is a PDF"
    yield "archive.csv", docx(), "it is an archive"
    yield "noise.csv", b"a;b\n\0\1\2", "This is not plain text"
    yield "lone.txt", b"\xff\xfe\x00\xd8a", "This is not plain text"
    yield "picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(300), "it is a picture"
    yield "late.pdf", b"x" * 40 + PDF, "of a kind that is not known"
    yield "half.pdf", PDF[:60], "breaks off"
    yield "paper-and-archive.pdf", PDF + docx()[:0] + b"PK\5\6" + bytes(18), "Something else is hung"
    yield "deck.docx", pptx(), "it is a presentation (PPTX)"
    yield "archive.xlsx", zipped({"a.txt": b"x"}), "it is an archive"
    yield "page.docx", HTML, "it is a web page"


def office() -> Iterator[tuple[str, bytes, str]]:
    yield "macros.docx", docx({"word/vbaProject.bin": b"x"}), "holds macros"
    yield "renamed-macros.docx", docx({"word/vbaProject2.BIN": b"x"}), "holds macros"
    yield "typed-macros.docx", docx(main=MACRO_WORD), "holds macros"
    yield (
        "hidden-macros.docx",
        docx({"a.bin": b"x"}, types=f'<Override ContentType="{BIN}"/>'),
        "holds macros",
    )
    yield "old-macros.docx", docx({"xl/macrosheets/sheet1.xml": "<x/>"}), "holds macros"
    yield "control.docx", docx({"word/activeX/activeX1.bin": b"x"}), "holds macros"
    yield "object.docx", docx({"word/embeddings/oleObject1.bin": b"MZ"}), "holds macros"
    yield "inside.docx", docx({"word/embeddings/more.xlsm": b"PK"}), "holds macros"
    yield "program.docx", docx({"word/media/a.exe": b"MZ"}), "holds macros"
    for number, place in enumerate(("https://x.test/a.dotm", "\\\\x.test\\a.dotm")):
        rels = {"word/_rels/settings.xml.rels": TEMPLATE.format(place)}
        yield f"template-{number}.docx", docx(rels), "takes its template from an address"
    yield "entities.docx", docx({"word/document.xml": XXE}), "definitions that no office program"
    yield (
        "wide-entities.docx",
        docx({"word/document.xml": XXE.encode("utf-16")}),
        "definitions that no office",
    )
    yield "bomb.docx", docx({"word/media/image1.png": bytes(200 * 1024**2)}), "would unpack to far more"
    yield "parts.docx", docx({f"word/p{n}.xml": "" for n in range(5_001)}), "would unpack to far more"
    yield "overlapping.docx", overlapping(), "would unpack to far more"
    yield "locked.docx", OLD_OFFICE, "is locked with a password"
    yield "locked-parts.docx", locked(docx()), "is locked with a password"
    yield "out.docx", docx({"../../etc/passwd": "x"}), "is damaged"
    yield "half.docx", docx()[:-30], "is damaged"
    yield "odd.docx", zipped({"[Content_Types].xml": WORD.encode()}, zipfile.ZIP_LZMA), "is damaged"


def zipped(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """Every entry of the directory says that it is encrypted."""
    parts = data.split(b"PK\x01\x02")
    return b"PK\x01\x02".join([parts[0], *(part[:4] + b"\1" + part[5:] for part in parts[1:])])


def overlapping() -> bytes:
    """Two entries of the directory lead to the same bytes."""
    data = docx({"word/a.bin": b"x" * 400, "word/b.bin": b"x" * 400})
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
        entries["word/b.bin"].header_offset = entries["word/a.bin"].header_offset
        archive.writestr("word/c.txt", "")  # so that the directory is written anew
    return out.getvalue()
