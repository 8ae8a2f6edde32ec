"""The import: once, twice, after changes in the files, after changes by editors; all of it or nothing."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision, Site

from content.importing import run
from content.importing.run import import_folder
from content.importing.stamps import FILMS, folder_digest
from content.models import (
    CasePage,
    CheckPage,
    Film,
    GuidePage,
    HomePage,
    Imported,
    ModulePage,
    Rendering,
    TextPage,
    Unit,
    VideoPage,
)
from tests.content import trees

pytestmark = pytest.mark.django_db
SHIPPED = Path("content/curriculum")
GUIDE = "strategy/02-where-value-comes-from.md"
KEY = "strategy/where-value-comes-from"


@pytest.fixture
def files(tmp_path: Path, settings) -> Path:
    """A copy of the shipped files that a test may change."""
    settings.MEDIA_ROOT = tmp_path / "media"
    copy = tmp_path / "curriculum"
    shutil.copytree(SHIPPED, copy)
    shutil.copytree("content/films", tmp_path / "films")
    return copy


@pytest.fixture
def folder(course, files: Path) -> Path:
    """The same, imported already."""
    return files


def bring(folder: Path, **options):
    return import_folder(folder, folder.parent / "films", **options)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def state() -> dict[str, object]:
    """Everything an import could change, to compare."""
    return {
        "pages": list(
            Page.objects.order_by("pk").values_list("pk", "path", "latest_revision_id", "live", "title")
        ),
        "revisions": Revision.objects.count(),
        "imported": list(
            Imported.objects.order_by("pk").values_list("key", "page", "source_digest", "digest")
        ),
        "films": list(Film.objects.values_list("key", "file")),
        "rendered": list(Rendering.objects.order_by("pk").values_list("pk", "sections")),
    }


def did(report, act: str) -> list[str]:
    return [line.key for line in report.lines if line.act == act]


def test_the_first_import_makes_a_whole_published_site(files: Path) -> None:
    bring(files)
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    slugs = list(ModulePage.objects.order_by("path").values_list("slug", flat=True))
    assert slugs == ["strategy", "culture", "responsibility", "technology"]
    strategy = ModulePage.objects.get(slug="strategy")
    units = list(Unit.objects.child_of(strategy).order_by("path"))
    assert [type(unit.specific) for unit in units[:4]] == [VideoPage, GuidePage, CasePage, CasePage]
    assert isinstance(units[-1].specific, CheckPage)
    assert all(unit.live and unit.rendering.stamp for unit in Unit.objects.all())
    check = CheckPage.objects.get(key="strategy/check")
    assert (check.draw, check.pass_mark) == (6, 4)
    assert len(check.questions) >= 12
    film = VideoPage.objects.get(key="strategy/what-changes").film
    assert film.duration > 30
    assert film.cues
    assert film.file.size > 100_000
    assert TextPage.objects.filter(live=True).count() >= 5
    assert HomePage.objects.get().case_figures[0].value["value"]


def test_twice_changes_nothing_and_says_so(folder: Path, capsys) -> None:
    before = state()
    assert not bring(folder).changed
    assert state() == before
    call_command("import_curriculum", folder, films=folder.parent / "films")
    assert capsys.readouterr().out.strip() == "Nothing changed."


def test_block_ids_are_the_same_on_every_installation(folder: Path) -> None:
    """Another process made what is there."""
    jabil = "strategy/jabil"
    first = list(Unit.objects.get(key=jabil).body.raw_data)
    Unit.objects.get(key=jabil).delete()
    bring(folder, overwrite=[jabil])
    assert list(Unit.objects.get(key=jabil).body.raw_data) == first


def test_an_unchanged_folder_is_not_even_read(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(run.parsing, "read_curriculum", lambda *given: pytest.fail("the folder was read"))
    assert bring(folder, if_changed=True) is None
    (folder / "home.yaml").touch()
    assert bring(folder, if_changed=True) is None
    change(folder / "home.yaml", "title: ", "title: A new ")
    with pytest.raises(pytest.fail.Exception):
        bring(folder, if_changed=True)


@pytest.mark.parametrize("above", ["aa", "zz"])
def test_where_a_folder_stands_does_not_matter(files: Path, tmp_path: Path, above: str) -> None:
    """Its place must not decide in which order its files are hashed."""
    elsewhere = tmp_path / above
    shutil.copytree(files, elsewhere / "curriculum")
    shutil.copytree(files.parent / "films", elsewhere / "films")
    assert folder_digest(elsewhere / "curriculum", elsewhere / "films") == folder_digest(SHIPPED, FILMS)


def test_a_changed_file_becomes_a_new_revision_of_an_untouched_page(folder: Path) -> None:
    unit = Unit.objects.get(key=KEY)
    change(folder / GUIDE, "title: Where value comes from", "title: Where value really comes from")
    report = bring(folder)
    assert did(report, "updated") == [KEY]
    again = Unit.objects.get(pk=unit.pk)
    assert (again.title, again.slug) == ("Where value really comes from", unit.slug)
    assert again.revisions.count() == 2
    assert again.latest_revision_id == again.live_revision_id


class TestEditorsChangesStay:
    """The source changes as well; the import leaves the page, says which and why, until told otherwise."""

    @pytest.fixture(autouse=True)
    def _changed_source(self, folder: Path) -> None:
        self.folder = folder
        self.unit = Unit.objects.get(key=KEY).specific
        change(folder / GUIDE, "title: Where value comes from", "title: From the file")

    def left(self, why: str) -> None:
        report = bring(self.folder)
        assert did(report, "left") == [KEY]
        assert why in next(str(line) for line in report.lines if line.act == "left")
        assert not Unit.objects.filter(title="From the file").exists()

    def test_published_change(self) -> None:
        self.unit.body[0].value["title"] = "An editors heading"
        self.unit.save_revision().publish()
        self.left("an editor changed it")
        assert "An editors heading" in str(Unit.objects.get(key=KEY).body)

    def test_draft(self) -> None:
        self.unit.title = "An editor's draft"
        self.unit.save_revision()
        self.left("an editor has a draft")
        assert Unit.objects.get(key=KEY).get_latest_revision_as_object().title == "An editor's draft"

    def test_unpublished(self) -> None:
        self.unit.unpublish()
        self.left("it was unpublished here")
        assert not Unit.objects.get(key=KEY).live

    def test_deleted(self) -> None:
        self.unit.delete()
        self.left("it was deleted here")

    def test_locked(self) -> None:
        Page.objects.filter(pk=self.unit.pk).update(locked=True)
        self.left("it is locked")

    def test_opened_and_saved_without_a_change_is_no_change(self) -> None:
        self.unit.save_revision().publish()
        assert did(bring(self.folder), "updated") == [KEY]

    def test_moved_and_renamed_pages_are_found_and_stay_where_they_are(self) -> None:
        self.unit.slug = "value"
        self.unit.save_revision().publish()
        culture = ModulePage.objects.get(slug="culture")
        Page.objects.get(pk=self.unit.pk).move(culture, pos="last-child")
        assert did(bring(self.folder), "updated") == [KEY]
        moved = Unit.objects.get(key=KEY)
        assert (moved.title, moved.url_path) == ("From the file", "/home/learn/culture/value/")

    def test_overwrite_replaces_as_a_new_revision(self) -> None:
        self.unit.title = "An editor's title"
        self.unit.save_revision().publish()
        revisions = self.unit.revisions.count()
        report = bring(self.folder, overwrite=[KEY])
        assert did(report, "updated") == [KEY]
        unit = Unit.objects.get(key=KEY)
        assert unit.title == "From the file"
        assert unit.revisions.count() == revisions + 1
        assert not did(bring(self.folder), "left")

    def test_overwrite_brings_a_deleted_page_back_to_its_place(self) -> None:
        self.unit.delete()
        bring(self.folder, overwrite=[KEY])
        units = Unit.objects.child_of(ModulePage.objects.get(slug="strategy")).order_by("path")
        assert [unit.key for unit in units][:3] == ["strategy/what-changes", KEY, "strategy/jabil"]

    def test_the_control_without_the_comparison_the_change_is_lost(self, monkeypatch) -> None:
        self.unit.title = "An editor's title"
        self.unit.save_revision().publish()
        monkeypatch.setattr("content.importing.pages._why_leave", lambda kept, page: "")
        bring(self.folder)
        assert Unit.objects.get(key=KEY).title == "From the file"


def test_an_editors_film_stays_too(folder: Path) -> None:
    Film.objects.filter(key="prediction").update(credits="By an editor")
    board = next(folder.glob("*/films/prediction.yaml"))
    board.write_text(board.read_text().replace("title:", "# changed\ntitle:", 1))
    assert did(bring(folder), "left") == ["films/prediction"]
    bring(folder, overwrite=["films/prediction"])
    assert Film.objects.get(key="prediction").credits != "By an editor"


def test_a_removed_file_leaves_its_page_and_is_named(folder: Path) -> None:
    (folder / "strategy/60-check.yaml").unlink()
    (folder / "paths/03-chief-executive.yaml").unlink()  # which leads to it
    report = bring(folder)
    assert set(did(report, "gone")) == {"strategy/check", "paths/chief-executive"}
    assert CheckPage.objects.get(key="strategy/check").live


def test_a_new_file_lands_between_its_neighbours(folder: Path) -> None:
    source = (folder / GUIDE).read_text()
    (folder / "strategy/02-where-value-comes-from.md").rename(
        folder / "strategy/30-where-value-comes-from.md"
    )
    (folder / "strategy/02-new-one.md").write_text(
        source.replace("title: Where value comes from", "title: New")
    )
    assert did(bring(folder), "created") == ["strategy/new-one"]
    units = Unit.objects.child_of(ModulePage.objects.get(slug="strategy")).order_by("path")
    slugs = [unit.slug for unit in units]
    assert slugs.index("new-one") < slugs.index("jabil")


def test_the_sound_alone_is_kept_once_it_was_made(folder: Path) -> None:
    made = folder.parent / "films/prediction"
    manifest = json.loads((made / "manifest.json").read_text())
    (made / "sound.m4a").write_bytes(b"sound")
    with pytest.raises(CommandError, match=r"Not the files .* names: sound\.m4a"):
        call_command("import_curriculum", folder, films=folder.parent / "films")
    manifest["outputs"]["sound.m4a"] = {"sha256": hashlib.sha256(b"sound").hexdigest(), "size": 5}
    (made / "manifest.json").write_text(json.dumps(manifest))
    assert did(bring(folder), "updated") == ["films/prediction"]
    assert Film.objects.get(key="prediction").sound.read() == b"sound"
    assert did(bring(folder), "left") == []


def test_a_film_that_is_not_made_yet_waits_and_joins_later(folder: Path) -> None:
    films = folder.parent / "films"
    VideoPage.objects.get(key="technology/prediction").delete()
    Film.objects.get(key="prediction").delete()
    Imported.objects.filter(key__in=["films/prediction", "technology/prediction"]).delete()
    (films / "prediction").rename(folder.parent / "put aside")
    report = bring(folder)
    assert did(report, "waiting") == ["films/prediction", "technology/prediction"]
    assert not VideoPage.objects.filter(key="technology/prediction").exists()
    (folder.parent / "put aside").rename(films / "prediction")
    report = bring(folder)
    assert did(report, "created") == ["films/prediction", "technology/prediction"]
    assert VideoPage.objects.get(key="technology/prediction").film.key == "prediction"


def test_a_film_that_is_not_what_its_manifest_says_is_a_fault(folder: Path) -> None:
    with (folder.parent / "films/prediction/film.mp4").open("ab") as file:
        file.write(b"more")
    before = state()
    with pytest.raises(
        CommandError, match=r"prediction\.yaml:1: Not the files that the film's manifest names"
    ):
        call_command("import_curriculum", folder, films=folder.parent / "films")
    assert state() == before


def test_a_folder_with_faults_changes_nothing_and_names_them_all(folder: Path) -> None:
    before = state()
    shutil.copytree("tests/content/faults", folder, dirs_exist_ok=True)
    change(folder / GUIDE, "title: Where value comes from", "title: Otherwise fine")
    with pytest.raises(CommandError) as caught:
        call_command("import_curriculum", folder, films=folder.parent / "films")
    words = str(caught.value)
    assert "nothing was changed" in words
    for place in (
        "home.yaml:5:",
        "pages/help.md:1:",
        "strategy/02-case.md:25:",
        "strategy/03-check.yaml:12:",
    ):
        assert place in words
    assert state() == before


def test_a_failure_halfway_changes_nothing(folder: Path, monkeypatch) -> None:
    before = state()
    change(folder / "strategy/module.md", "title: Strategy", "title: Direction")
    change(folder / "pages/help.md", "title: Help", "title: More help")
    put = run._put_text

    def fail(source, *given):
        put(source, *given)
        if source.slug == "help":
            raise RuntimeError("power cut")

    monkeypatch.setattr(run, "_put_text", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        bring(folder)
    assert state() == before


def test_a_page_in_the_way_is_named_and_nothing_changes(folder: Path) -> None:
    strategy = ModulePage.objects.get(slug="strategy")
    trees.unit(strategy, "squatter", key="strategy/another")
    source = (folder / GUIDE).read_text()
    (folder / "strategy/30-squatter.md").write_text(source)
    before = state()
    with pytest.raises(CommandError, match=r"strategy/30-squatter.md: slug: .* Nothing was changed"):
        call_command("import_curriculum", folder, films=folder.parent / "films")
    assert state() == before


def test_a_page_of_the_same_name_that_was_made_here_is_left(folder: Path) -> None:
    home = HomePage.objects.get()
    home.add_child(instance=TextPage(title="Made here", slug="imprint", body="[]"))
    shutil.copy(folder / "pages/help.md", folder / "pages/imprint.md")
    report = bring(folder)
    assert did(report, "left") == ["pages/imprint"]
    bring(folder, overwrite=["pages/imprint"])
    assert TextPage.objects.get(slug="imprint").title == "Help"


def test_a_file_that_became_another_kind_leaves_the_page(folder: Path) -> None:
    change(folder / GUIDE, "kind: guide", "kind: case\nbasis: exercise")
    for chosen in ([], [KEY]):
        report = bring(folder, overwrite=chosen)
        assert did(report, "left") == [KEY]
    assert type(Unit.objects.get(key=KEY).specific) is GuidePage


def test_a_home_of_another_make_is_not_replaced(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    welcome = Site.objects.get().root_page
    welcome.add_child(instance=Page(title="Someone's page", slug="someone"))
    with pytest.raises(CommandError, match="has a home already that is not ours"):
        call_command("import_curriculum")
    assert not HomePage.objects.exists()


def test_an_unknown_key_to_overwrite_is_refused(folder: Path) -> None:
    with pytest.raises(CommandError, match="Nothing is called strategy/nothing"):
        call_command(
            "import_curriculum", folder, films=folder.parent / "films", overwrite=["strategy/nothing"]
        )


def test_words_are_found_by_search(folder: Path) -> None:
    found = {unit.key for unit in Unit.objects.live().search("overhead")}
    assert "strategy/jabil" in found
    assert {unit.key for unit in Unit.objects.live().search("xylophone")} == set()
