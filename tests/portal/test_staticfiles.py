"""Stylesheets with imports become one file each; what they import is not served on its own."""

import pytest

from portal.staticfiles import bundle, bundles

FILES = {
    "css/site.css": '@layer a, b;\n@import "base.css" layer(a);\n@import "components/bar.css" layer(b);',
    "css/assess.css": '@layer a, b;\n/* @import "gone.css" */\n@import "components/scale.css" layer(b);',
    "css/base.css": '@font-face { src: url("../fonts/one.woff2"); }',
    "css/components/bar.css": ".bar { background: url(../../img/bar.svg); }",
    "css/components/scale.css": ".scale { color: red; }",
    "css/alone.css": "/* names @import in words only */ p { color: red; }",
    "vendor/css/theirs.css": '@import "more.css";',
}


def bundled() -> tuple[dict[str, str], set[str]]:
    return bundles(FILES, FILES.__getitem__)


def test_each_entry_becomes_one_text_without_imports() -> None:
    texts, _parts = bundled()
    assert set(texts) == {"css/site.css", "css/assess.css"}
    assert not [name for name, text in texts.items() if "@import" in text]
    assert ".scale" in texts["css/assess.css"]
    assert ".scale" not in texts["css/site.css"]


def test_what_went_into_an_entry_is_not_served_on_its_own() -> None:
    _texts, parts = bundled()
    assert parts == {"css/base.css", "css/components/bar.css", "css/components/scale.css"}


def test_rules_stay_in_their_layer_and_addresses_stay_right() -> None:
    site = bundled()[0]["css/site.css"]
    assert site.startswith("@layer a,b;@layer a{")
    assert 'url("../fonts/one.woff2")' in site
    assert 'url("../img/bar.svg")' in site


def test_control_an_import_without_a_layer_is_refused() -> None:
    files = {"css/bad.css": '@import "base.css";', "css/base.css": ""}
    with pytest.raises(ValueError, match=r"css/bad\.css"):
        bundle("css/bad.css", files.__getitem__)
