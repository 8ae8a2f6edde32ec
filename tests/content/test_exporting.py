"""The course written back as files: they say the same, and an import of them changes nothing."""

import dataclasses
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Revision

from content.exporting import films, outlines
from content.exporting.words import Unwritable, markdown_of
from content.films_maker.places import storyboard_paths
from content.importing.run import import_folder
from content.models import Film, GuidePage, Imported, PathPage, Unit
from content.parsing import read_curriculum
from content.parsing.faults import Ledger
from content.parsing.films import read_film
from content.parsing.text import html_of
from content.sentences import plain

SHIPPED = Path("content/curriculum")
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40
).filter(lambda words: bool(words.split()))


@pytest.fixture(scope="module")
def first_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the course as it is shipped is written, by the first test that asks."""
    return tmp_path_factory.mktemp("exported")


@pytest.fixture
def exported(course, first_export: Path, tmp_path: Path, settings) -> Path:
    """A copy of it with the stored films, which no test writes into."""
    settings.MEDIA_ROOT = first_export / "media"
    if not (first_export / "curriculum").exists():
        _store_films(first_export / "media")
        write(first_export)
    shutil.copytree(first_export, tmp_path, copy_function=_laid, dirs_exist_ok=True)
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


def _store_films(media: Path) -> None:
    for film in Path("content/films").iterdir():
        for row in Film.objects.filter(key=film.name):
            for file, name in (
                (row.file, "film.mp4"),
                (row.thumbnail, "poster.jpg"),
                (row.sound, "sound.m4a"),
            ):
                if file:
                    (media / file.name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(film / name, media / file.name)


def _laid(source: str, target: str) -> None:
    (os.link if Path(source).suffix in (".mp4", ".m4a", ".jpg") else shutil.copy)(source, target)


def write(place: Path) -> None:
    call_command("export_curriculum", place / "curriculum", verbosity=0)


def said(course: Any) -> Any:
    """Everything but where the files of films lie and what bytes they were read from."""
    if dataclasses.is_dataclass(course):
        names = [f.name for f in dataclasses.fields(course) if f.name not in ("folder", "digest")]
        return {name: said(getattr(course, name)) for name in names}
    if isinstance(course, dict):
        return {name: said(value) for name, value in course.items()}
    return [said(entry) for entry in course] if isinstance(course, list | tuple) else course


def test_the_files_say_what_the_shipped_ones_say(exported: Path):
    assert said(read_curriculum(exported / "curriculum")) == said(read_curriculum(SHIPPED))


def test_importing_them_changes_nothing(exported: Path):
    before = Revision.objects.count()
    report = import_folder(exported / "curriculum", exported / "films")
    assert report is not None
    assert not report.to_tell
    assert Revision.objects.count() == before
    assert not report.changed


def test_a_changed_word_changes_one_line(exported: Path):
    name = exported / "curriculum/strategy/02-where-value-comes-from.md"
    before = name.read_text().split("\n")
    page = GuidePage.objects.get(key="strategy/where-value-comes-from")
    page.standfirst = "Another standfirst."
    page.save_revision().publish()
    write(exported)
    after = name.read_text().split("\n")
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        "standfirst: Another standfirst."
    ]


@pytest.mark.parametrize(("in_step", "act"), [(True, "updated"), (False, "left")])
def test_what_an_editor_changed_follows_its_file_again_once_written(exported: Path, in_step: bool, act: str):
    page = GuidePage.objects.get(key="strategy/where-value-comes-from")
    page.standfirst = "Another standfirst."
    page.save_revision().publish()
    write(exported)
    if in_step:
        taken = import_folder(exported / "curriculum", exported / "films")
        assert taken is not None
        assert not taken.to_tell
    file = exported / "curriculum/strategy/02-where-value-comes-from.md"
    file.write_text(file.read_text().replace("Another standfirst.", "A third."))
    report = import_folder(exported / "curriculum", exported / "films")
    assert report is not None
    assert [(line.act, line.key) for line in report.to_tell] == [(act, page.key)]


def test_a_path_that_an_editor_changed_is_left_alone(course, tmp_path: Path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = PathPage.objects.first()
    path.lead = "Ours."
    path.save_revision().publish()
    copy = tmp_path / "curriculum"
    shutil.copytree(SHIPPED, copy)
    file = copy / Imported.objects.get(page=path).source_path
    file.write_text(file.read_text().replace("lead: ", "lead: Theirs. "))
    report = import_folder(copy, Path("content/films"))
    assert report is not None
    assert [(line.act, line.key) for line in report.to_tell] == [("left", f"paths/{path.slug}")]


def test_what_is_not_published_is_not_written(exported: Path):
    Unit.objects.get(key="strategy/jabil").unpublish()
    with pytest.raises(CommandError, match="There is no unit strategy/jabil"):
        write(exported)
    assert not list(exported.glob("curriculum/strategy/*-jabil.md"))


def test_a_folder_that_is_no_curriculum_loses_nothing(course, tmp_path: Path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "curriculum/strategy").mkdir(parents=True)
    mine = tmp_path / "curriculum/strategy/99-mine.md"
    mine.write_text("mine")
    with pytest.raises(CommandError, match="an import would refuse"):
        write(tmp_path)
    assert mine.read_text() == "mine"


def test_links_chosen_in_the_editor_become_links_of_files():
    source = '<p data-block-key="a1">See <a linktype="page" id="7">the <b>case</b></a>.</p>'
    assert markdown_of(source, {"page:7": "unit:strategy/jabil"}.get) == (
        "See [the **case**](unit:strategy/jabil)."
    )


def test_words_that_markdown_cannot_hold_are_refused():
    with pytest.raises(Unwritable, match="“no address x y” cannot"):
        markdown_of('<p><a href="javascript:x">no address</a> <a href="tel:1">x y</a></p>')


# A busy machine is slow to draw words of all scripts, which says nothing about them.
@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(["p", "li", "h3", "b"]))
def test_any_words_come_back_as_they_were(words: list[str], tag: str):
    escaped = [w.replace("&", "&amp;").replace("<", "&lt;") for w in words]
    blocks = [f"<{tag}>{' '.join(each.split())}</{tag}>" for each in escaped]
    source = {"li": f"<ul>{''.join(blocks)}</ul>", "b": f"<p>{' and '.join(blocks)}</p>"}.get(
        tag, "".join(blocks)
    )
    try:
        text = markdown_of(source)
    except Unwritable:
        return  # said openly and never written otherwise
    ledger = Ledger("")
    assert plain(html_of(text, 1, ledger).html) == plain(source)
    assert not ledger.faults


@pytest.mark.parametrize(
    "words",
    [
        "# one",
        "1. two",
        "- three",
        "a | b",
        "R&amp;D &amp;amp;",
        "a_b_c*d*",
        "[x](y)",
        "`code`",
        "5 &lt; 6 &lt;b",
    ],
)
def test_signs_that_mean_something_in_markdown_are_kept(words: str):
    assert plain(html_of(markdown_of(f"<p>{words}</p>"), 1, Ledger("")).html) == f"<p>{words}</p>"


@pytest.mark.parametrize(
    ("had", "given"),
    [
        ([0, 1, 4], [0, 1, 4]),
        ([1, None, 3], [1, 2, 3]),
        ([1, None, 2], [1, 2, 3]),
        ([None, 5], [1, 5]),
        ([9, 5, 7], [1, 5, 7]),
        ([None, None], [1, 2]),
    ],
)
def test_files_keep_their_numbers_where_the_order_allows_it(had: list[int | None], given: list[int]):
    assert outlines.numbers(had) == given


@pytest.mark.django_db
def test_an_uploaded_film_travels_without_a_storyboard(tmp_path: Path):
    film = Film(key="ours", title="Ours", credits="We")
    folder = tmp_path / "strategy/films"
    folder.mkdir(parents=True)
    (folder / "ours.yaml").write_text(films.head_of(film, "ours"))
    shutil.copy(SHIPPED / "strategy/films/strategy-opening.yaml", folder)
    assert [path.stem for path in storyboard_paths(tmp_path)] == ["strategy-opening"]
    assert read_film(tmp_path, folder / "ours.yaml", tmp_path, Ledger("")).title == "Ours"
