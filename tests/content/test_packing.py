"""A module in a signed archive: what goes out comes in, and what is hostile is refused unread."""

import io
import json
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from wagtail.models import Page, PageLogEntry, Revision

from content.exporting.folder import Links, Written, write_module
from content.importing.report import Line
from content.models import Film, Imported, ModulePage, Unit
from content.packing import archive
from content.packing.archive import Refused
from content.packing.coming import brought_in, looked_at
from content.packing.going import key_file, own_fingerprint, packed, sealed
from content.packing.signing import kept_key, signature_of, signer_of
from tests.content import trees
from tests.content.packs import own_module, set_apart

pytestmark = pytest.mark.django_db
FILMS = Path("content/films")


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, settings) -> None:
    set_apart(settings, tmp_path)


@pytest.fixture
def module() -> ModulePage:
    return own_module()


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Page, Revision, Film, Imported, PageLogEntry))


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def files_of(data: bytes) -> dict[str, bytes]:
    return {n: d for n, d in unpacked(data).items() if n not in (archive.MANIFEST, archive.SIGNATURE)}


def test_what_goes_out_comes_in_again_and_changes_nothing(module: ModulePage):
    data = packed(module)
    assert packed(module) == data
    assert sorted(files_of(data)) == ["own/01-first.md", "own/module.md"]
    before = rows()[:3]
    assert {line.act for line in brought_in(io.BytesIO(data), "").lines} == {"same"}
    assert rows()[:3] == before


def test_a_module_arrives_where_it_was_not(module: ModulePage):
    data = packed(module)
    Page.objects.get(pk=module.pk).delete()
    looked = looked_at(io.BytesIO(data))
    assert looked.ours
    assert looked.report.lines == [Line("created", "own"), Line("created", "own/first")]
    assert not Unit.objects.filter(key="own/first").exists()  # it was only looked at
    brought_in(io.BytesIO(data), "")
    arrived = Unit.objects.get(key="own/first")
    assert (arrived.live, arrived.url_path) == (True, "/home/learn/own/first/")


def test_the_films_of_a_module_travel_with_it(course, tmp_path: Path):
    for film in Film.objects.filter(units__key__startswith="strategy/"):
        parts = {"film.mp4": film.file, "poster.jpg": film.thumbnail, "sound.m4a": film.sound}
        for name, file in parts.items():
            if file:
                (tmp_path / "media/films").mkdir(parents=True, exist_ok=True)
                shutil.copy(FILMS / film.key / name, tmp_path / "media" / file.name)
    data = packed(ModulePage.objects.get(slug="strategy"))
    kept = {f"films/strategy-opening/{path.name}" for path in (FILMS / "strategy-opening").iterdir()}
    assert {name for name in files_of(data) if name.startswith("films/strategy-opening/")} == kept
    assert {line.act for line in looked_at(io.BytesIO(data)).report.lines} == {"same"}


def test_looking_leaves_no_film_behind(course, tmp_path: Path):
    files = files_of(packed(trees.module("own", outcomes=["Know"])))
    made = {path.name: path.read_bytes() for path in (FILMS / "prediction").iterdir()}
    manifest = {**json.loads(made["manifest.json"]), "id": "ours"}
    made["manifest.json"] = json.dumps(manifest).encode()
    files |= {f"films/ours/{name}": data for name, data in made.items()}
    files["own/films/ours.yaml"] = b"id: ours\ntitle: Ours\n"
    data = sealed("own", "Own", files)
    assert Line("created", "films/ours") in looked_at(io.BytesIO(data)).report.lines
    assert not list((tmp_path / "media").rglob("*.*"))
    brought_in(io.BytesIO(data), "")
    assert list((tmp_path / "media").rglob("*.mp4"))
    assert Film.objects.get(key="ours").title == "Ours"


def test_another_portals_archive_needs_its_fingerprint(module: ModulePage, tmp_path: Path, settings):
    data, theirs = packed(module), own_fingerprint()
    settings.CURRICULUM_KEY_FILE = tmp_path / "another.pem"
    before = rows()
    assert not looked_at(io.BytesIO(data)).ours
    for trusted in ("", own_fingerprint()):
        with pytest.raises(Refused, match="not the key you trust"):
            brought_in(io.BytesIO(data), trusted)
    assert rows() == before
    assert brought_in(io.BytesIO(data), theirs.upper().replace(" ", "")).lines


def test_a_changed_word_does_not_fit_the_signature(module: ModulePage):
    whole = unpacked(packed(module))
    whole["own/module.md"] = whole["own/module.md"].replace(b"Lead", b"Leed")
    with pytest.raises(Refused, match="not the file that was signed"):
        looked_at(zipped(whole))
    whole["manifest.json"] = archive.manifest_of(
        "own", "Own", {n: d for n, d in whole.items() if n.startswith("own/")}
    )
    with pytest.raises(Refused, match="changed after it was made"):
        looked_at(zipped(whole))


def zipped(files: dict[str, bytes], **changes: object) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            for attribute, value in changes.items():
                setattr(entry, attribute, value)
            made.writestr(entry, data)
    out.seek(0)
    return out


def hostile(files: dict[str, bytes], raw: dict[str, object] | None = None) -> io.BytesIO:
    """Signed by this portal: what is refused is not refused for its signature."""
    manifest = archive.manifest_of("own", "Own", files)
    if raw:
        manifest = json.dumps({**json.loads(manifest), **raw}).encode()
    signature = signature_of(kept_key(key_file()), manifest)
    return zipped({"manifest.json": manifest, "signature.json": signature, **files})


GOOD = {"own/module.md": b"---\ntitle: Own\n---\n"}
HOSTILE = {
    "a way out of the folder": (lambda: hostile({**GOOD, "../own/01-a.md": b"x"}), "not a name"),
    "an absolute path": (lambda: hostile({**GOOD, "/etc/passwd": b"x"}), "not a name"),
    "a drive": (lambda: hostile({**GOOD, "c:\\x.md": b"x"}), "not a name"),
    "a file of another module": (lambda: hostile({**GOOD, "strategy/03-jabil.md": b"x"}), "does not belong"),
    "a page of the site": (lambda: hostile({**GOOD, "pages/privacy.md": b"x"}), "does not belong"),
    "the home page": (lambda: hostile({**GOOD, "home.yaml": b"x"}), "does not belong"),
    "a program": (lambda: hostile({**GOOD, "films/a/film.exe": b"x"}), "does not belong"),
    "a newer format": (lambda: hostile(GOOD, {"format": 2}), "newer version"),
    "another kind": (lambda: hostile(GOOD, {"kind": "backup"}), "something else"),
    "a format that is no number": (lambda: hostile(GOOD, {"format": "1"}), "something else"),
    "files that are no files": (lambda: hostile(GOOD, {"files": {"own/module.md": 3}}), "cannot be read"),
    "a size without end": (
        lambda: hostile(GOOD, {"files": {"own/module.md": ["x", float("inf")]}}),
        "cannot be read",
    ),
    "a size below nothing": (
        lambda: hostile(GOOD, {"files": {"own/module.md": ["x", -1]}}),
        "cannot be read",
    ),
    "a name without end": (lambda: hostile({**GOOD, f"own/01-{'a' * 300}.md": b"x"}), "not a name"),
    "a module that is a path": (lambda: hostile(GOOD, {"module": "../x"}), "does not name a module"),
    "a bomb": (lambda: hostile({**GOOD, "own/01-a.md": b"\0" * 20_000_000}), "times its size"),
    "no ZIP": (lambda: io.BytesIO(b"GIF89a" + b"\0" * 100), "no ZIP"),
    "nothing": (lambda: io.BytesIO(b""), "no ZIP"),
    "half a ZIP": (lambda: io.BytesIO(hostile(GOOD).getvalue()[:-40]), "no ZIP"),
    "no manifest": (lambda: zipped(GOOD), "no manifest.json"),
    "no signature": (lambda: zipped({"manifest.json": b"{}", **GOOD}), "no signature.json"),
    "a manifest of numbers": (
        lambda: zipped({"manifest.json": b"[1]", "signature.json": b"{}", **GOOD}),
        "cannot be read",
    ),
    "a link": (
        lambda: zipped({"manifest.json": b"{}"}, external_attr=(stat.S_IFLNK | 0o777) << 16),
        "a link or a folder",
    ),
    "files without end": (lambda: zipped({f"own/{n:05}-a.md": b"" for n in range(2_001)}), "2001 files"),
    "the same name twice": (
        lambda: zipped({"own/a.md": b"", "own/A.md": b""}),
        "the same name|not a name",
    ),
    "faults in its words": (lambda: hostile(GOOD), "have faults"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_are_refused_and_change_nothing(name: str, module: ModulePage, tmp_path: Path):
    before, (make, reason) = rows(), HOSTILE[name]
    with pytest.raises(Refused, match=reason):
        brought_in(make(), "")
    assert rows() == before
    assert not (tmp_path / "media").exists()


@pytest.mark.parametrize("gone", ["own/nothing", "other/unit"])
def test_links_to_units_that_are_nowhere_are_refused(gone: str, module: ModulePage):
    files = files_of(packed(module))
    text = files["own/01-first.md"].replace(b"unit:own/first#part-1", f"unit:{gone}".encode())
    Page.objects.get(pk=module.pk).delete()
    before = rows()
    with pytest.raises(Refused, match=f"There is no unit {gone}"):
        brought_in(io.BytesIO(sealed("own", "Own", {**files, "own/01-first.md": text})), "")
    assert rows() == before


def test_nothing_is_unpacked_before_the_directory_is_judged(module: ModulePage, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_a, **_k: pytest.fail("unpacked"))
    for name in ("a bomb", "a link", "files without end", "the same name twice", "a way out of the folder"):
        monkeypatch.undo()
        stream = HOSTILE[name][0]()
        monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_a, **_k: pytest.fail("unpacked"))
        with pytest.raises(Refused):
            looked_at(stream)


def test_without_the_cap_the_bomb_would_be_unpacked(module: ModulePage, monkeypatch):
    monkeypatch.setattr(archive, "MOST_RATIO", 10**9)
    with pytest.raises(Refused, match="have faults"):  # read, not refused for its size
        looked_at(HOSTILE["a bomb"][0]())


def test_a_file_larger_than_its_entry_says_is_not_read_on():
    data = bytearray(zipped({"own/module.md": b"x" * 5000}).getvalue())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as found, pytest.raises(Refused, match="larger"):
        archive.content(found, "own/module.md", 100)


def test_damage_anywhere_is_refused_with_a_sentence(module: ModulePage):
    """Whichever byte it is: of a head, of the packed bytes, of a checksum, of the directory."""
    data = zipped({"manifest.json": b"{}" * 40, "signature.json": b"{}"}).getvalue()
    for place in range(len(data)):
        broken = bytearray(data)
        broken[place] ^= 0xFF
        with pytest.raises(Refused):
            looked_at(io.BytesIO(bytes(broken)))


def test_a_film_that_other_modules_show_is_not_replaced(course, tmp_path: Path):
    film = Film.objects.get(key="strategy-opening")
    made = {path.name: path.read_bytes() for path in (FILMS / "prediction").iterdir()}
    manifest = json.loads(made["manifest.json"])
    manifest["id"] = "strategy-opening"
    made["manifest.json"] = json.dumps(manifest).encode()
    own = trees.module("own", outcomes=["Know"])
    files = files_of(packed(own))
    files |= {f"films/strategy-opening/{name}": data for name, data in made.items()}
    files["own/films/strategy-opening.yaml"] = b"id: strategy-opening\ntitle: Another\n"
    with pytest.raises(Refused, match="shows it"):
        brought_in(io.BytesIO(sealed("own", "Own", files)), "")
    film.refresh_from_db()
    assert film.title != "Another"


def test_signatures_of_other_bytes_or_keys_do_not_fit(tmp_path: Path):
    one = kept_key(tmp_path / "one.pem")
    signature = json.loads(signature_of(one, b"words"))
    assert signer_of(b"words", json.dumps(signature).encode()) == signer_of(b"x", signature_of(one, b"x"))
    other = json.loads(signature_of(kept_key(tmp_path / "two.pem"), b"words"))
    for wrong in ({**signature, "key": other["key"]}, {**signature, "key": "AAAA"}, [], {"key": 3}):
        with pytest.raises(Refused):
            signer_of(b"words", json.dumps(wrong).encode())
    assert (tmp_path / "one.pem").stat().st_mode & 0o077 == 0


def test_blocks_that_files_know_are_written(module: ModulePage):
    film = trees.film(key="opening", title="Opening", captions="WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n")
    blocks = [
        {"type": "film", "value": {"film": film.key, "caption": "Why"}},
        {"type": "note", "value": {"term": "A word", "text": "Two\r\nlines"}},
    ]
    trees.unit(module, "second", title="Other", basis="exercise", body=trees.body("Words.", blocks=blocks))
    found = Written()
    write_module(module, 1, Links(), found)
    text = found.texts["own/02-second.md"]
    assert "```film\nfilm: opening\ncaption: Why\n```" in text
    assert "```note\nterm: A word\ntext: |-\n  Two\n  lines\n```" in text
    assert found.left == ["own/films/opening.yaml: The file of “Opening” is missing here."]
