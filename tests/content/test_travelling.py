"""Pictures, documents and uploaded films travel with the texts that show them, and arrive once."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition
from wagtail.models import Page, Revision

from content.importing import run
from content.importing.run import import_folder
from content.models import Film, HomePage, Imported, ModulePage, TextPage, Unit
from content.packing import archive, coming, going
from content.packing.archive import Refused
from content.packing.coming import brought_in, looked_at
from content.packing.going import Unpackable, packed, sealed
from content.parsing import FaultsFound
from tests.content import trees
from tests.content.hostile import SVG, webm
from tests.content.test_packing import files_of

pytestmark = pytest.mark.django_db
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"
HTML = b"<!doctype html><script>alert(1)</script>"
PNG = "own/pictures/the-plan-"


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.INCOMING = tmp_path / "incoming"
    settings.CURRICULUM_KEY_FILE = tmp_path / "key.pem"


def drawn(colour: str = "teal", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Drawing.new("RGB", (600, 300), colour).save(out, kind)
    return out.getvalue()


def picture(title: str = "The plan", colour: str = "teal") -> Image:
    return Image.objects.create(title=title, file=ContentFile(drawn(colour), "Uploaded name.PNG"))


def document(title: str = "Terms") -> Document:
    return Document.objects.create(title=title, file=ContentFile(b"who,what\nwe,this\n", "terms of use.csv"))


@pytest.fixture
def module() -> ModulePage:
    """A module whose words, and those of its case, show what lies in the libraries."""
    terms = document()
    download = {"type": "download", "value": {"document": terms.pk, "line": ""}}
    made = trees.module("own", outcomes=["Know"], intro=[("download", {"document": terms, "line": "First."})])
    said = {
        "alt": "A plan",
        "decorative": False,
        "caption": "Plan: of all",
        "credit": "We, CC0",
        "source": "us",
    }
    blocks = [
        {"type": "picture", "value": {"image": picture().pk, **said}},
        {"type": "picture", "value": {"image": picture("Band", "red").pk, "alt": "", "decorative": True}},
        download,
    ]
    trees.unit(made, "first", basis="exercise", body=trees.body("One.", "Two.", blocks=blocks))
    return made


def rows() -> tuple[int, ...]:
    return tuple(m.objects.count() for m in (Page, Revision, Image, Document, Rendition, Film))


def stored(tmp_path: Path) -> set[str]:
    media = tmp_path / "media"
    return {path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file()}


def forgotten(module: ModulePage) -> None:
    """As in a portal where nothing of it was before."""
    Page.objects.get(pk=module.pk).delete()
    Imported.objects.all().delete()
    for model in (Image, Document, Film):
        for row in model.objects.all():
            row.file.delete(save=False)
            row.delete()


def stream(files: dict[str, bytes]) -> io.BytesIO:
    return io.BytesIO(sealed("own", "Own", files))


def test_what_goes_out_comes_in_again_and_nothing_is_there_twice(module: ModulePage, tmp_path: Path):
    data = packed(module)
    names = sorted(files_of(data))
    assert [name.rpartition("-")[0] for name in names if "/pictures/" in name] == [
        "own/pictures/band",
        "own/pictures/the-plan",
    ]
    before, files = rows(), stored(tmp_path)
    assert {line.act for line in brought_in(io.BytesIO(data), "").lines} == {"same"}
    assert (rows(), stored(tmp_path)) == (before, files)
    assert packed(module) == data


def test_they_arrive_where_they_were_not_with_their_words(module: ModulePage):
    data = packed(module)
    forgotten(module)
    report = brought_in(io.BytesIO(data), "")
    assert {line.act for line in report.lines} == {"created"}
    blocks = Unit.objects.get(key="own/first").specific.body[1].value["content"]
    plan, band, terms = (block.value for block in list(blocks)[1:])
    assert (plan["image"].title, plan["image"].collection.name) == ("The plan", "Course files")
    assert (plan["alt"], plan["caption"], plan["credit"], plan["source"]) == (
        "A plan", "Plan: of all", "We, CC0", "us",
    )  # fmt: skip
    assert band["decorative"] is True
    assert plan["image"].file.read() == drawn()
    assert Path(plan["image"].file.name).name == "the-plan.png"
    assert (terms["document"].title, terms["document"].filename) == ("Terms", "terms.csv")
    assert Document.objects.count() == 1
    assert ModulePage.objects.get(slug="own").intro[0].value["document"] == terms["document"]
    html = Unit.objects.get(key="own/first").rendering.sections[1]["html"]
    sizes = [size.file.name for size in plan["image"].renditions.all()]
    assert sizes
    assert all(default_storage.exists(name) and f"/media/{name}" in html for name in sizes)
    assert packed(ModulePage.objects.get(slug="own")) == data


def test_looking_leaves_nothing_behind(module: ModulePage, tmp_path: Path):
    data = packed(module)
    forgotten(module)
    before, files = rows(), stored(tmp_path)
    assert any(line.key.startswith(PNG) for line in looked_at(io.BytesIO(data)).report.lines)
    assert (rows(), stored(tmp_path)) == (before, files)
    brought_in(io.BytesIO(data), "")
    made = [size.file.name for size in Rendition.objects.all()]
    assert made
    assert all(default_storage.exists(name) for name in made), "not those remembered from the look"


def test_a_module_is_not_packed_without_what_it_shows(module: ModulePage):
    default_storage.delete(Image.objects.get(title="The plan").file.name)
    with pytest.raises(Unpackable, match=r"own/01-first\.md: The file of “The plan” is missing here\."):
        packed(module)


def test_no_archive_is_made_that_nobody_would_take(module: ModulePage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(going, "MOST_FILES", 5)
    with pytest.raises(Unpackable, match="at most 5 files"):
        packed(module)
    monkeypatch.setattr(going, "MOST_FILES", 100)
    monkeypatch.setattr(going, "MOST_BYTES", 1000)
    with pytest.raises(Unpackable, match="an archive holds at most"):
        packed(module)


PLANTED = {
    "a page": (HTML, "Upload a valid image"),
    "a drawing": (SVG, "extension does not match the file format"),
    "another kind": (drawn(kind="GIF"), "extension does not match the file format"),
    "half a picture": (drawn()[: len(drawn()) // 2], "breaks off"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_as_a_picture_is_refused_before_anything_is_changed(
    name: str, module: ModulePage, tmp_path: Path
):
    data, sentence = PLANTED[name]
    files = files_of(packed(module))
    plan = next(path for path in files if path.startswith(PNG))
    forgotten(module)
    before, kept = rows(), stored(tmp_path)
    with pytest.raises(Refused, match=rf"{plan}:1: .*{sentence}"):
        brought_in(stream({**files, plan: data}), "")
    assert (rows(), stored(tmp_path)) == (before, kept)


def test_without_the_gate_what_is_planted_would_lie_in_the_libraries(
    module: ModulePage, monkeypatch: pytest.MonkeyPatch
):
    files = files_of(packed(module))
    csv = next(path for path in files if "/documents/" in path)
    png = next(path for path in files if path.startswith(PNG))
    forgotten(module)
    with pytest.raises(Refused, match=rf"{csv}:1: This is a web page"):
        brought_in(stream({**files, csv: HTML}), "")
    monkeypatch.setattr(run, "judge", lambda kept: None)
    brought_in(stream({**files, csv: HTML, png: PLANTED["another kind"][0]}), "")
    assert Document.objects.get().file.read() == HTML
    assert Image.objects.get(title="The plan").file.read().startswith(b"GIF")


def test_files_that_no_text_names_and_names_without_a_file_are_refused(module: ModulePage):
    files = files_of(packed(module))
    plan = next(path for path in files if path.startswith(PNG))
    before = rows()
    with pytest.raises(Refused, match=r"own/pictures/more\.png:1: No text names this file"):
        brought_in(stream({**files, "own/pictures/more.png": drawn()}), "")
    without = {name: data for name, data in files.items() if name != plan}
    with pytest.raises(Refused, match=rf"own/01-first\.md:\d+: file: there is no {plan}"):
        brought_in(stream(without), "")
    svg = {**files, "own/01-first.md": files["own/01-first.md"].replace(b".png", b".svg", 1)}
    with pytest.raises(Refused, match="is not the name of a picture"):
        brought_in(stream(svg), "")
    assert rows() == before


def test_the_caps_hold_for_pictures_too(module: ModulePage, monkeypatch: pytest.MonkeyPatch):
    files = files_of(packed(module))
    many = {f"own/pictures/p-{n}.png": b"" for n in range(archive.MOST_FILES)}
    with pytest.raises(Refused, match="at most 2000"):
        looked_at(stream({**files, **many}))
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    with pytest.raises(Refused, match="at most 0 MiB"):
        looked_at(stream(files))


@pytest.fixture
def folder(module: ModulePage, tmp_path: Path) -> Path:
    written(tmp_path)
    return tmp_path / "out/curriculum"


def written(tmp_path: Path) -> None:
    call_command("export_curriculum", tmp_path / "out/curriculum", verbosity=0)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


class TestAFolder:
    def test_is_the_same_after_it_was_imported(self, folder: Path, tmp_path: Path) -> None:
        text = (folder / "own/01-first.md").read_text()
        assert "```picture\nfile: the-plan-" in text
        assert (
            "title: The plan\nalt: A plan\ncaption: 'Plan: of all'\ncredit: We, CC0\nsource: us\n```" in text
        )
        before, files = rows(), tree(folder)
        for _ in range(2):
            report = import_folder(folder, tmp_path / "none")
            assert report is not None
            assert not report.to_tell
            written(tmp_path)
            assert (rows(), tree(folder)) == (before, files)

    def test_loses_a_picture_that_no_text_shows_any_more(self, folder: Path, tmp_path: Path) -> None:
        unit = Unit.objects.get(key="own/first").specific
        unit.body = trees.body("One.", "Two.")
        unit.save_revision().publish()
        written(tmp_path)
        assert not list(folder.glob("own/pictures/*"))
        assert list(folder.glob("own/documents/*"))

    def test_with_another_picture_of_the_same_name_changes_its_unit(
        self, folder: Path, tmp_path: Path
    ) -> None:
        import_folder(folder, tmp_path / "none")
        path = next(folder.glob("own/pictures/the-plan-*"))
        path.write_bytes(drawn("gold"))
        report = import_folder(folder, tmp_path / "none")
        assert report is not None
        assert [(line.act, line.key) for line in report.to_tell] == [
            ("created", f"own/pictures/{path.name}"),
            ("updated", "own/first"),
        ]

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (lambda path: path.unlink(), "there is no own/pictures/the-plan"),
            (lambda path: path.write_bytes(b""), "has 0 bytes"),
            (lambda path: path.write_bytes(HTML), "Upload a valid image"),
            (
                lambda path: (path.rename(path.with_name("x")), os.symlink("x", path)),
                "a link to another place",
            ),
        ],
    )
    def test_with_a_fault_changes_nothing(
        self, change: Any, sentence: str, folder: Path, tmp_path: Path
    ) -> None:
        before, kept = rows(), stored(tmp_path)
        change(next(folder.glob("own/pictures/the-plan-*")))
        with pytest.raises(FaultsFound, match=sentence):
            import_folder(folder, tmp_path / "none")
        with pytest.raises(CommandError, match=sentence):
            call_command("lint_curriculum", folder)
        assert (rows(), stored(tmp_path)) == (before, kept)

    @pytest.mark.parametrize("words", ["alt: A plan\n", ""])
    def test_says_what_a_picture_shows_or_that_it_shows_nothing(
        self, words: str, folder: Path, tmp_path: Path
    ) -> None:
        file = folder / "own/01-first.md"
        wrong = "decorative: true\nalt: Too\n" if words else ""
        file.write_text(file.read_text().replace("alt: A plan\n", wrong))
        with pytest.raises(FaultsFound, match="say what the picture shows"):
            import_folder(folder, tmp_path / "none")


def text_page(slug: str, **fields: Any) -> TextPage:
    page = TextPage(title=slug.title(), slug=slug, live=False, **fields)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_page_brings_its_documents(module: ModulePage, tmp_path: Path) -> None:
    page = text_page("rules", body=[("download", {"document": document("Rules"), "line": ""})])
    written(tmp_path)
    assert len(list((tmp_path / "out/curriculum/pages/documents").glob("rules-*.csv"))) == 1
    before = rows()
    report = import_folder(tmp_path / "out/curriculum", tmp_path / "none")
    assert report is not None
    assert not report.to_tell
    assert rows() == before
    page.body = []
    page.save_revision().publish()
    import_folder(tmp_path / "out/curriculum", tmp_path / "none", overwrite=["pages/rules"])
    page.refresh_from_db()
    assert page.body[0].value["document"].title == "Rules"


@pytest.fixture
def film() -> Film:
    files = {"file": ContentFile(webm(), "a.webm"), "thumbnail": ContentFile(drawn(kind="JPEG"), "a.jpg")}
    words = {"captions": VTT, "described": "A map:\nits edge", "credits": "We"}
    return Film.objects.create(title="Ours", type="video", duration=3.0, **files, **words)


def shown(film: Film) -> ModulePage:
    made = trees.module("own", outcomes=["Know"])
    block = {"type": "film", "value": {"film": film.pk, "caption": "Why"}}
    trees.unit(made, "first", basis="exercise", film=film, body=trees.body("One.", "Two.", blocks=[block]))
    return made


def test_an_uploaded_film_travels_and_arrives_once(film: Film):
    module = shown(film)
    data = packed(module)
    name = next(name for name in files_of(data) if name.endswith("/film.webm"))
    before = rows()
    assert {line.act for line in brought_in(io.BytesIO(data), "").lines} == {"same"}
    assert rows() == before
    assert Film.objects.get().key is None, "what an author uploaded stays as it is"
    forgotten(module)
    brought_in(io.BytesIO(data), "")
    arrived = Film.objects.get()
    assert (arrived.key, arrived.title, arrived.described) == (name.split("/")[1], "Ours", "A map:\nits edge")
    assert (arrived.captions, arrived.chapters, arrived.file.read()) == (VTT, "", webm())
    unit = Unit.objects.get(key="own/first").specific
    assert unit.film == arrived
    assert list(unit.body[1].value["content"])[1].value["film"] == arrived
    assert packed(ModulePage.objects.get(slug="own")) == data


@pytest.mark.parametrize(
    ("part", "data", "sentence"),
    [
        ("film.webm", b"#EXTM3U\n/etc/passwd\n", "a list that names other files"),
        ("poster.jpg", HTML, "Upload a valid image"),
    ],
)
def test_a_film_is_read_where_it_arrives(
    part: str, data: bytes, sentence: str, film: Film, monkeypatch: pytest.MonkeyPatch
):
    module = shown(film)
    default_storage.delete((film.file if part == "film.webm" else film.thumbnail).name)
    default_storage.save((film.file if part == "film.webm" else film.thumbnail).name, ContentFile(data))
    archived = packed(module)
    forgotten(module)
    before = rows()
    with pytest.raises(Refused, match=rf"{part}:1: .*{sentence}"):
        brought_in(io.BytesIO(archived), "")
    assert rows() == before
    monkeypatch.setattr(coming, "faults_of_films", lambda films: {})
    assert brought_in(io.BytesIO(archived), "").changed
