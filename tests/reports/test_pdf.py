"""The PDF: its figures, its tags, its faces, its size, and what hostile words do to it, which is nothing."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
import typst

from reports.briefing.edits import Edits
from reports.briefing.making import briefing
from reports.briefing.pages import Briefing
from reports.formats import PAPERS
from reports.pdf import inputs, typesetting
from reports.pdf.printable import Press, has_glyph
from tests.reports.sources import board, one_person, own, panel, sheets, source

SMALL = 400_000
SIZES = {"a4": (595, 842), "letter": (612, 792)}
SAMPLES = {
    "panel": lambda: briefing(board()),
    "one person": lambda: briefing(one_person(level=3, R1=2, F1="DK")),
    "short form": lambda: briefing(source(own(2, own().of.scope.pulse()))),
    "nothing known": lambda: briefing(one_person(level="DK")),
    "top": lambda: briefing(one_person(level=5)),
    "five of one mind": lambda: briefing(source(panel(sheets(lambda *_: 4, {"exec": 5}), board().now.at))),
}


@pytest.fixture(scope="module")
def brief() -> Briefing:
    return briefing(board())


@pytest.fixture(scope="module")
def data(brief: Briefing) -> bytes:
    return typesetting.made(brief, "a4")


@pytest.fixture(scope="module")
def pages(data: bytes) -> list[str]:
    return texts(data)


def texts(data: bytes) -> list[str]:
    """The words of each page, in reading order, on one line."""
    found = (page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    return [
        " ".join(re.sub("[\u200b\u00a0]", lambda m: " " if m[0] == "\u00a0" else "", t).split())
        for t in found
    ]


def struct(reader: pypdf.PdfReader) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every element of the structure tree."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            waiting.extend(node)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                waiting.append(node["/K"])


def test_page_one_is_enough(brief: Briefing, pages: list[str]) -> None:
    first = pages[0]
    here = brief.standing
    for said in (
        here.finding.text.removesuffix("."), here.index, here.span.low, here.span.high, here.claimed.name,
        here.evidenced.index, here.coverage, here.confidence.label, here.confidence.reasons[0],
        brief.trend.delta, brief.trend.sentence, brief.about.sample, brief.about.instrument,
        "A self-assessment, not an audit.",
    ):  # fmt: skip
        assert str(said) in first, said
    for decision in brief.decisions:
        for said in (decision.ask, decision.why, decision.owner, decision.by):
            assert str(said) in first
    for blocker in brief.blockers[:3]:
        assert f"{blocker.condition.have} {blocker.condition.need} {blocker.condition.short}" in first


def test_every_figure_of_the_briefing_stands_on_its_page(brief: Briefing, pages: list[str]) -> None:
    for line in brief.profile:
        assert f"{line.score} {line.before} {line.span.low} to {line.span.high}" in pages[1]
    for line in brief.pillars:
        assert f"{line.name} {line.weight} {line.score} {line.span.low} to {line.span.high}" in pages[1]
    for line in (line for group in brief.heatmap for line in group.lines):
        counts = [str(count) for count in line.counts if count]
        divided = " divided" if line.divided else ""
        assert " ".join([f"{line.head}{divided}", *counts, str(line.level), str(line.unknown)]) in pages[2]
    for gate in brief.gates:
        for cell in gate.cells:
            assert cell.state == "met" or f"{cell.short} short" in pages[3]
    for gap in brief.alignment.gaps:
        assert f"{gap.name} {gap.first} {gap.second} {gap.gap}" in pages[5].replace(" divided", "")
    whole = " ".join(pages)
    for formula in brief.method.formulas:
        assert formula.sum in whole
    for scheme in brief.method.schemes:
        assert f"{scheme.name} {scheme.index}" in whole


def test_eight_pages_a_trend_and_an_appendix(pages: list[str]) -> None:
    titles = (
        "Strategy is running ahead of responsibility", "Profile", "Every question", "What each level asks",
        "Blockers and risks", "Who sees it differently", "Recommended learning", "The next 90 days",
        "Since the last round", "Appendix: method",
    )  # fmt: skip
    for page, title in zip(pages, titles, strict=False):
        assert title in page
    assert len(pages) == 12


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_names_round_date_people_and_version(name: str) -> None:
    made = typesetting.made(SAMPLES[name](), "a4")
    assert len(made) < SMALL
    found = texts(made)
    for number, text in enumerate(found, start=1):
        for said in ("September 2026", "14 September 2026", "rf-1.0", "Draft 2", "K7QF-2M9X-4TBD"):
            assert said in text
        assert f"Page {number} of {len(found)}" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_both_papers_hold_the_same_pages(brief: Briefing, paper: str) -> None:
    sheets = pypdf.PdfReader(BytesIO(typesetting.made(brief, paper))).pages
    assert {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in sheets} == {SIZES[paper]}
    assert len(sheets) == 12


def test_it_is_tagged_titled_and_in_a_language(data: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(data))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Strategy is running ahead" in reader.metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds = {str(node["/S"]) for node in struct(reader)}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)][:1]


def test_bookmarks_lead_to_the_pages(data: bytes) -> None:
    def titles(entries: list[object]) -> Iterator[str]:
        for entry in entries:
            yield from titles(entry) if isinstance(entry, list) else [str(entry.title)]

    found = list(titles(pypdf.PdfReader(BytesIO(data)).outline))
    assert found[1:] == [
        "Profile", "Every question", "What each level asks", "Blockers and risks", "Who sees it differently",
        "Recommended learning", "The next 90 days", "Since the last round", "Appendix: method",
    ]  # fmt: skip


def test_each_chart_says_its_numbers_in_words(brief: Briefing, data: bytes) -> None:
    figures = [node for node in struct(pypdf.PdfReader(BytesIO(data))) if node["/S"] == "/Figure"]
    said = [str(node["/Alt"]) for node in figures]
    assert len(said) == 4
    for line in brief.profile:
        assert any(
            f"{line.name} {line.score}, from {line.span.low} to {line.span.high}" in alt for alt in said
        )
    for gap in brief.alignment.gaps:
        assert any(f"{gap.name}: leaders {gap.first}, everyone else {gap.second}" in alt for alt in said)


def test_a_chart_without_words_is_refused(brief: Briefing) -> None:
    """The control: the gate that the standard gives us for nothing is on."""
    given = json.loads(inputs.inputs(brief, "a4")["data"])
    given["words"]["profile"] = None
    with pytest.raises(typst.TypstError, match="alt text"):
        typesetting.compiler().compile(
            sys_inputs={"data": json.dumps(given)}, pdf_standards="ua-1", format="pdf"
        )


def test_only_our_faces_are_in_it_and_all_are(data: bytes) -> None:
    names = set()
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0]
            names.add(str(inner["/BaseFont"]).split("+")[1].rsplit("-", 1)[0])
            assert "/FontFile2" in inner["/FontDescriptor"]
    assert names == {"Newsreader", "Newsreader-Display", "Public-Sans"}


def test_charts_are_drawn_not_photographed(data: bytes) -> None:
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        assert not list(page.images)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_briefing_gives_the_same_bytes(name: str) -> None:
    typesetting.compiler.cache_clear()
    first = typesetting.made(SAMPLES[name](), "a4")
    typesetting.compiler.cache_clear()
    assert typesetting.made(SAMPLES[name](), "a4") == first


def test_nothing_in_it_runs_or_leads_elsewhere(data: bytes) -> None:
    for mark in (b"/JavaScript", b"/URI", b"/Launch", b"/EmbeddedFile", b"/AA", b"/OpenAction"):
        assert mark not in data


def test_the_templates_read_nothing_and_fetch_nothing() -> None:
    words = "\n".join(path.read_text() for path in typesetting.FOLDER.glob("*.typ"))
    for call in (
        "read(",
        "plugin(",
        "@preview",
        "yaml(",
        "csv(",
        "toml(",
        "xml(",
        "cbor(",
        "eval(",
        "bibliography(",
    ):
        assert call not in words
    assert not re.search(r'image\("|#include|json\("', words)


HOSTILE = {
    "markup": '#read("/etc/passwd") #eval("1+1") $x^2$ *bold* _it_ @ref <label> `raw` \\u{41} = Heading',
    "script": "<script>alert(1)</script>{{7*7}}{% load x %}&amp;",
    "emoji": "Ambition 🚀🔥 and 👩🏽‍💻 with 🇫🇷 flags",
    "right to left": "شركة النور للاستثمار والتطوير الصناعي المحدودة",
    "Hebrew": "חברת הצפון בע״מ",
    "turned": "safe\u202egnp.exe\u2066x\u2069",
    "control": "a\x00b\x07c\x1bd\u0085e\ufffe",
    "surrogate": "x\ud83dy",
    "no glyph": "株式会社ノースゲート ☃ ∰ 𓀀",
    "unbroken": "A" * 300,
    "Arabic, 300": "الشركة" * 50,
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe\u00adf",
    "combining": "Z̷̧̹͖̽̋͝a̵̳͌l̴̰̂g̷o",
    "quotes": "\"“‘’”' -- --- ... (c)",
    "newlines": "one\ntwo\r\nthree\tfour",
}


def spoiled(words: str) -> Briefing:
    """The words in every place that somebody can write into."""
    places = (
        "finding", "subject", "decision-1-ask", "decision-2-owner", "decision-3-by", "plan-round-action",
        "plan-owners-owner", "plan-round-proof",
    )  # fmt: skip
    there = board()
    before = replace(there.past[0], name=words[:80])
    return briefing(
        replace(
            there,
            subject=words,
            title=words[:80],
            edits=Edits(dict.fromkeys(places, words)),
            excluded={"F2": words},
            notes={"S1.1": words},
            past=(before,),
        )
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_printed_and_do_nothing(name: str) -> None:
    made = typesetting.made(spoiled(HOSTILE[name]), "a4")
    whole = " ".join(texts(made))
    assert "root:" not in whole
    if name in ("markup", "script"):
        for piece in HOSTILE[name].split():
            assert piece in whole
    if name == "no glyph":
        assert "U+682A" in whole
        assert "replaced" in whole
    kept = list(pypdf.PdfReader(BytesIO(made)).pages)
    assert len(made) < 2 * SMALL
    assert len(kept) < 20


def test_a_press_knows_what_it_replaced() -> None:
    press = Press()
    assert press.text("Nørth 株 gate\x00") == "Nørth \ufffd gate"
    assert press.replaced == {"株"}
    assert press.text("نم\u200cا") == "نم\u200cا"
    assert press.text("86 %") == "86\u00a0%"
    assert has_glyph(ord("Ж"))
    assert not has_glyph(0x2603 + 0x10000)
