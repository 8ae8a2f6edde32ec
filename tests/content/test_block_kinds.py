"""Every kind of block: how it is kept, shown, guarded and rendered again, and its example in the chooser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from accounts.models import User
from content.blocks import SectionsBlock
from content.blocks.samples import sample_of
from content.blocks.stored import PictureBlock
from content.importing.values import unit_fields
from content.lint import remarks_on_unit
from content.models import DecisionPage, Film, ModulePage, Unit
from content.outlining import unit_outline
from content.parsing.faults import Ledger
from content.parsing.outline import Unit as Outline
from content.parsing.units import read_unit
from content.rendering import current_stamp, rendering_of, unsaved
from tests.content import deciding, trees

pytestmark = pytest.mark.django_db
KINDS = SectionsBlock().child_blocks["section"].child_blocks["content"].child_blocks
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello there\n"
EXERCISE = """role: You answer.
limit: Choose.
inputs: []
picks: Which?
columns: [{key: cost, label: Cost, unit: "${}"}]
rows: [{key: a, label: A, values: [1]}, {key: b, label: B, values: [2]}]
results: [{key: bill, label: Bill, formula: picked(cost), unit: "${}"}]
findings: [{key: one, when: "1", title: T, text: X}]
"""


@pytest.fixture
def module(settings: Any, tmp_path: Any) -> ModulePage:
    settings.MEDIA_ROOT = tmp_path
    return trees.module()


def shown(module: ModulePage, kind: str, value: Any, slug: str = "text") -> Unit:
    return trees.unit(module, slug, body=trees.body("One.", blocks=[{"type": kind, "value": value}]))


def html_of(unit: Unit) -> str:
    return str(Unit.objects.get(pk=unit.pk).rendering.sections[0]["html"])


def picture(width: int = 2000) -> Image:
    file = get_test_image_file(filename="plan.png", size=(width, width // 2))
    return Image.objects.create(title="Plan", file=file)


def test_a_film_in_a_text_is_kept_by_its_key_and_has_its_words(module: ModulePage, client: Client) -> None:
    film = trees.film(key="opening", captions=VTT)
    unit = shown(module, "film", {"film": "opening", "caption": ""})
    html = html_of(unit)
    assert f'src="{film.url}"' in html
    assert film.captions_url in html
    assert "Hello there" in html
    raw = Unit.objects.get(pk=unit.pk).body.raw_data[0]["value"]["content"][1]["value"]
    assert raw["film"] == "opening"
    assert unit.body[0].value["content"][1].value["film"] == film
    assert "data-film" not in html, "nothing counts what is watched"
    assert client.get(film.captions_url).status_code == 200
    other = trees.film(file="films/b.mp4", captions=VTT)
    assert client.get(other.captions_url).status_code == 404, "a film that nothing shows stays shut"


def test_a_film_elsewhere_shows_its_poster_and_says_where_it_lies(module: ModulePage) -> None:
    page = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    film = trees.film(key="talk", captions=VTT, file="", duration=0, address=page)
    unit = shown(module, "film", {"film": "talk", "caption": ""})
    html = html_of(unit)
    way = re.search(rf'<a [^>]*href="{re.escape(page)}"[^>]*>(.*?)</a>', html, re.DOTALL)
    assert way is not None
    assert f'src="{film.poster_url}"' in way[1]
    assert "Open it at YouTube" in way[1]
    assert "iframe" not in html


def test_a_film_in_a_restricted_text_is_not_for_everyone(module: ModulePage, client: Client) -> None:
    film = trees.film(key="opening", captions=VTT)
    unit = shown(module, "film", {"film": "opening", "caption": ""})
    PageViewRestriction.objects.create(page=unit, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(film.captions_url).status_code == 404


def test_a_changed_film_is_rendered_again_where_a_text_shows_it(module: ModulePage) -> None:
    film = trees.film(key="opening", captions=VTT)
    unit = shown(module, "film", {"film": "opening", "caption": ""})
    film.captions = VTT.replace("Hello", "Farewell")
    film.save()
    assert film.captions_url in html_of(unit)


def test_pictures_are_made_in_sizes_when_published_and_never_by_looking(
    module: ModulePage, client: Client
) -> None:
    image = picture()
    value = {"image": image.pk, "alt": "A plan", "decorative": False, "caption": "Plan", "credit": "We"}
    unit = trees.unit(
        module, "text", body=trees.body("One.", blocks=[{"type": "picture", "value": value}]), publish=False
    )
    assert image.file.url in unsaved(unit).sections[0]["html"]
    assert not Rendition.objects.exists()
    unit.save_revision().publish()
    html = html_of(unit)
    assert {rendition.width for rendition in Rendition.objects.all()} == {480, 800, 1200, 1600}
    assert 'width="800" height="400" alt="A plan"' in html
    assert html.count("w,") == 3
    assert client.get(Rendition.objects.first().url).status_code == 200
    assert client.get(image.file.url).status_code == 404


def test_a_small_picture_is_never_blown_up(module: ModulePage) -> None:
    html = html_of(shown(module, "picture", {"image": picture(200).pk, "alt": "A", "decorative": False}))
    assert 'width="200" height="100"' in html
    assert "srcset" not in html


@pytest.mark.parametrize(
    ("alt", "decorative", "fine"),
    [("", False, False), ("A", True, False), ("A", False, True), ("", True, True)],
)
def test_a_picture_says_what_it_shows_or_that_it_shows_nothing(
    module: ModulePage, alt: str, decorative: bool, fine: bool
) -> None:
    block = PictureBlock()
    block.set_name("picture")
    value = block.to_python({"image": picture(200).pk, "alt": alt, "decorative": decorative})
    if fine:
        block.clean(value)
    else:
        with pytest.raises(StructBlockValidationError):
            block.clean(value)
    block.defer_required_validation()
    block.clean(value)


def test_a_document_is_offered_with_its_kind_and_size(module: ModulePage) -> None:
    file = get_test_image_file(filename="plan.pdf")
    document = Document.objects.create(title="The plan", file=file)
    document.get_file_size()
    html = html_of(shown(module, "download", {"document": document.pk, "line": "For the board."}))
    assert f'href="{document.url}"' in html
    assert "The plan" in html
    assert "PDF, " in html
    document.title = "The new plan"
    document.save()
    assert "The new plan" in html_of(Unit.objects.get(slug="text"))


def test_a_text_leads_to_a_decision_wherever_it_lies(module: ModulePage, client: Client) -> None:
    trees.unit(module, "choose", model=DecisionPage, title="Choose one", **deciding.fields(EXERCISE))
    text = shown(module, "decision", {"unit": "strategy/choose", "ask": "", "lead": "It is May."})
    page = client.get(text.url).content.decode()
    assert 'href="/learn/strategy/choose/"' in page
    assert "<h3>Choose one</h3>" in page
    Unit.objects.get(slug="choose").unpublish()
    assert 'href="/learn/strategy/choose/"' not in client.get(text.url).content.decode()


def test_lines_are_drawn_with_a_table_beside_them(module: ModulePage) -> None:
    value, _sources = sample_of("lines")
    html = html_of(shown(module, "lines", value))
    assert 'class="chart-lines wide"' in html
    assert 'role="img" aria-label="Each winner' in html
    assert "<td>82.7</td>" in html


def test_the_lint_and_the_search_know_what_is_chosen(module: ModulePage) -> None:
    trees.film(key="opening", captions=VTT)
    unit = shown(module, "film", {"film": "opening", "caption": "Why it matters"})
    block = unit_outline(unit).sections[0].blocks[1]
    assert (block.kind, block.value["film"]) == ("film", "opening")
    assert "Why it matters" in " ".join(unit.body.stream_block.get_searchable_content(unit.body))


def test_the_lint_finds_a_picture_that_some_cannot_see(module: ModulePage) -> None:
    for alt, decorative, found in (("", False, 1), ("A plan", False, 0), ("", True, 0)):
        value = {"image": picture(200).pk, "alt": alt, "decorative": decorative}
        unit = trees.unit(
            module, f"text{found}{decorative}", publish=False,
            body=trees.body("One.", blocks=[{"type": "picture", "value": value}]),
        )  # fmt: skip
        rules = [remark.rule for remark in remarks_on_unit(unit_outline(unit), None, unit.review_by)]
        assert rules.count("alternative-text") == found


FILE = """---
kind: guide
title: T
standfirst: S
minutes: 5
group: Guides
outcomes: [O]
topics: [strategy/ai-direction]
by: [We]
reviewed: 2026-01-01
review_by: 2027-01-01
owner: Editor
sources:
  - {key: us, author: We, title: Made, year: 2026}
---

## One {#one}
Resume: at one.

"""


def read(folder: Any, fenced: str) -> tuple[Outline, Ledger]:
    path = folder / "strategy" / "01-t.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(FILE + fenced)
    ledger = Ledger("strategy/01-t.md")
    found = read_unit(folder, path, ledger)
    assert found is not None
    return found.item, ledger  # type: ignore[return-value]


def test_files_may_hold_lines_films_and_decisions(tmp_path: Any) -> None:
    fenced = (
        "```lines\nfinding: F\nmeasure: M\nhead: [Year, A]\nrows:\n"
        '  - ["2014", "74.8"]\n  - ["2017", "82.7"]\nsource: us\n```\n\n'
        "```film\nfilm: opening\n```\n\n```decision\nunit: strategy/choose\nask: Which?\n```\n"
    )
    unit, ledger = read(tmp_path, fenced)
    assert not ledger.faults
    kept = unit_fields(unit)["body"][0]["value"]["content"]
    assert [block["type"] for block in kept] == ["lines", "film", "decision"]
    assert kept[1]["value"] == {"film": "opening"}
    assert kept[2]["value"]["unit"] == "strategy/choose"
    _unit, ledger = read(tmp_path, "```picture\nimage: 1\n```\n")
    assert "image: is not known here" in ledger.faults[0].message


def test_the_stamp_covers_the_blocks_and_their_templates(monkeypatch: Any) -> None:
    names: list[str] = []
    current_stamp.cache_clear()
    monkeypatch.setattr(
        "pathlib.Path.read_bytes", lambda path: names.append(f"{path.parent.name}/{path.name}") or b""
    )
    current_stamp()
    current_stamp.cache_clear()
    assert {"blocks/picture.html", "blocks/stored.py", "content/pictures.py", "charts/lines.py"} <= set(names)


@pytest.mark.usefixtures("course")
class TestExamples:
    def test_every_kind_has_an_example_in_the_chooser(self, sign_in: Callable[..., Client]) -> None:
        author = sign_in(User.objects.create_superuser(email="a@example.org"), second_factor=True)
        for kind, block in KINDS.items():
            assert block.is_previewable
            assert block.get_description()
            answer = author.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
            html = answer.content.decode()
            assert answer.status_code == 200
            assert len(html.split("<main")[1]) > 200, kind
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
            assert "style=" not in html
            assert "<script" not in html

    def test_examples_are_those_of_the_course(self) -> None:
        for kind in ("chart", "figures", "quote", "table"):
            value, sources = sample_of(kind)
            entry = value[0] if isinstance(value, list) else value
            assert entry["source"] in {source["key"] for source in sources}
        assert Film.objects.filter(key=sample_of("film")[0]["film"]).exists()
        figures = [row[1] for row in sample_of("lines")[0]["rows"]]
        unit = Unit.objects.get(key="technology/bigger-then-cleverer")
        words = str(rendering_of(unit).sections)
        assert all(figure in words for figure in figures)
