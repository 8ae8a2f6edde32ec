"""Static files as production serves them: one stylesheet, hashed, compressed, nothing changed in meaning."""

import json
import re
from pathlib import Path

import brotli
import pytest
from django.core.management import call_command
from django.test import override_settings

from portal.staticfiles import bundle, minified

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "css/site.css": """/* the order */ @layer a, b;
@import "parts/one.css" layer(a);
@import "two.css" layer(b);
""",
    "css/parts/one.css": '.one { background: url("../../img/x.svg#p"); }',
    "css/two.css": '@font-face { src: url(../fonts/f.woff2) } .two::before { content: "a  /* b */ , {c}" }',
}


def test_imports_become_blocks_of_their_layer_in_order() -> None:
    text = bundle("css/site.css", FILES.__getitem__)
    assert "@import" not in text
    assert text.index("@layer a, b;") < text.index("@layer a {") < text.index("@layer b {")


def test_addresses_stay_right_when_a_stylesheet_moves() -> None:
    text = bundle("css/site.css", FILES.__getitem__)
    assert 'url("../img/x.svg#p")' in text
    assert 'url("../fonts/f.woff2")' in text


@pytest.mark.parametrize("kept", ["data:image/svg+xml,x", "/static/a.svg", "#local", "https://x.example/a"])
def test_other_addresses_are_left_alone(kept: str) -> None:
    files = {"css/site.css": '@import "p/a.css" layer(a);', "css/p/a.css": f".a {{ mask: url({kept}) }}"}
    assert f"url({kept})" in bundle("css/site.css", files.__getitem__)


def test_an_import_without_a_layer_is_refused() -> None:
    with pytest.raises(ValueError, match="layer"):
        bundle("css/site.css", {"css/site.css": '@import "a.css";'}.__getitem__)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a  b { color : red ; }", "a b{color : red;}"),
        ("a /* x */ b{}", "a  b{}".replace("  ", " ")),
        ('a{content:"x  /* y */  { z ;"}', 'a{content:"x  /* y */  { z ;"}'),
        ("a{width:calc(1px + 2px)}", "a{width:calc(1px + 2px)}"),
        ("a :hover{}a:hover{}", "a :hover{}a:hover{}"),
        ("@media (width >= 40em)  and (hover) {a{}}", "@media (width >= 40em) and (hover){a{}}"),
        ("a{background:url( x.svg )}", "a{background:url( x.svg )}"),
        ("a{--empty: ;--x:1}", "a{--empty:;--x:1}"),
    ],
)
def test_minifying_changes_no_meaning(before: str, after: str) -> None:
    assert minified(before) == after


@pytest.mark.slow
def test_the_real_files(tmp_path: Path) -> None:
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "portal.staticfiles.BundledStorage"},
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    paths = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    sheet = (tmp_path / paths["css/site.css"]).read_text()
    assert "@import" not in sheet
    assert sheet.count("{") == sheet.count("}")
    for url in re.findall(r'url\("?([^")]+)"?\)', sheet):
        if not url.startswith(("data:", "#")):
            target = (tmp_path / "css" / url.partition("#")[0]).resolve()
            assert target.exists(), url
            assert re.search(r"\.[0-9a-f]{12}\.", target.name), url
    small = (tmp_path / (paths["css/site.css"] + ".br")).read_bytes()
    assert len(small) <= 12_800  # with its headers 14 KB
    assert brotli.decompress(small).decode() == sheet
    for picture in (ROOT / "docs/pictures").glob("editor-*.png"):
        assert (tmp_path / paths[f"handbook/{picture.name}"]).is_file()
    scripts = [name for name in paths if name.startswith("js/")]
    for name in scripts:
        text = (tmp_path / paths[name]).read_text()
        for url in re.findall(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""", text):
            assert (tmp_path / "js" / url).resolve().exists(), f"{name}: {url}"
            assert re.search(r"\.[0-9a-f]{12}\.js$", url), f"{name}: {url}"
    # Learners fetch none of the editor's own, beside the megabyte of Wagtail's; a film's form has its own.
    scripts.remove("js/admin_film.js")
    for least, most in (("js/", 16), ("js/admin_", 14)):
        mine = [n for n in scripts if n.startswith(least) and ("admin_" in n) == ("admin_" in least)]
        packed = [tmp_path / f"{paths[name]}.br" for name in mine]
        assert sum(path.stat().st_size for path in packed if path.exists()) <= most * 1024, least
