"""What is heard by those who do not see: headings without a gap, heads of tables, drawings in words."""

import io
from collections.abc import Iterator
from itertools import pairwise

import pypdf
import pytest
from pptx import Presentation
from pptx.slide import Slide

from tests.reports.cruel import CRUEL, pdf, slides

Node = pypdf.generic.DictionaryObject


def opened(name: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf(name)))


def read(node: object) -> Iterator[Node]:
    """The elements of the structure tree in the order in which they are read."""
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        for each in node:
            yield from read(each)
    elif isinstance(node, Node):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from read(node["/K"])


def tree(reader: pypdf.PdfReader) -> list[Node]:
    return list(read(reader.trailer["/Root"]["/StructTreeRoot"]))


@pytest.mark.parametrize("name", CRUEL)
def test_headings_go_down_one_step_at_a_time(name: str) -> None:
    kinds = [str(node["/S"]) for node in tree(opened(name))]
    levels = [int(kind[2]) for kind in kinds if len(kind) == 3 and kind.startswith("/H")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels


@pytest.mark.parametrize("name", CRUEL)
def test_every_table_has_heads_that_say_what_they_head(name: str) -> None:
    tables = [node for node in tree(opened(name)) if node["/S"] == "/Table"]
    assert tables
    for table in tables:
        heads = [node for node in read(table) if node["/S"] == "/TH"]
        assert heads
        assert all("Scope" in str(node.get("/A", "")) for node in heads)


@pytest.mark.parametrize("name", CRUEL)
def test_every_drawing_says_its_figures_and_the_file_its_title(name: str) -> None:
    of, reader = CRUEL[name](), opened(name)
    for node in tree(reader):
        assert node["/S"] != "/Figure" or len(str(node["/Alt"])) > 40
    finding = " ".join(reader.metadata.title.replace("\u200b", "").replace("\u00ad", "").split())
    assert finding.startswith(" ".join(of.standing.finding.text.split())[:20]) or name == "hostile"
    assert reader.trailer["/Root"]["/Lang"] == "en"


def order(slide: Slide) -> list[str]:
    return [shape.name for shape in slide.shapes]


@pytest.mark.parametrize("name", CRUEL)
def test_a_slide_is_read_from_its_finding_to_its_foot(name: str) -> None:
    deck = Presentation(io.BytesIO(slides(name)))
    for slide in deck.slides:
        names = order(slide)
        assert names[0] == slide.shapes.title.name
        assert names[1] == "Measure"
        assert names[-3:] == ["Source", "Footer", "Slide number"]
        assert slide.shapes.title.text_frame.text
    assert deck.core_properties.title
    assert deck.core_properties.language == "en-GB"


@pytest.mark.parametrize("name", CRUEL)
def test_everything_on_a_slide_that_is_no_text_is_told_in_words(name: str) -> None:
    for slide in Presentation(io.BytesIO(slides(name))).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 6:
                said = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert said, f"{slide.shapes.title.text_frame.text}: {shape.name}"
                assert said.endswith(".")
