"""A language is offered only with what it needs: formats of days and figures of its own, and a catalogue."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import formats

from portal.prepare import ROOT

# The language that the product is written in has no catalogue.
WRITTEN_IN = "en"


def missing() -> list[str]:
    found = []
    for code, _name in settings.LANGUAGES:
        folder = code.replace("-", "_")
        own = ROOT.joinpath("portal", "formats", folder, "formats.py")
        if not own.is_file():
            found.append(f"{code}: no formats")
        for name in formats_used():
            if own.is_file() and f"{name} = " not in own.read_text():
                found.append(f"{code}: {name} is not said")
        if code != WRITTEN_IN and not (ROOT / "locale" / folder / "LC_MESSAGES" / "django.mo").is_file():
            found.append(f"{code}: no catalogue")
    return found


def formats_used() -> list[str]:
    """Those that the written language says: pages ask for them by name, and Django has not all of them."""
    lines = ROOT.joinpath("portal", "formats", WRITTEN_IN, "formats.py").read_text().splitlines()
    return [line.partition(" = ")[0] for line in lines if " = " in line]


def test_every_language_has_its_formats_and_its_catalogue() -> None:
    assert "portal.formats" in settings.FORMAT_MODULE_PATH
    assert len(formats_used()) > 5
    assert missing() == []


def test_a_day_is_written_in_every_language() -> None:
    for code, _name in settings.LANGUAGES:
        for name in formats_used():
            assert formats.get_format(name, code) != name, (code, name)


def test_control_a_language_without_them_is_found() -> None:
    with override_settings(LANGUAGES=[*settings.LANGUAGES, ("it", "Italiano")]):
        assert missing() == ["it: no formats", "it: no catalogue"]


@pytest.mark.parametrize("code", ["it"])
def test_control_a_format_that_nobody_says_is_its_own_name(code: str) -> None:
    assert formats.get_format("MONTH_DAY_TIME_FORMAT", code) == "MONTH_DAY_TIME_FORMAT"
