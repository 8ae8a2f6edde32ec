"""Dates are written by named formats, which every language fills in: no template or module spells one out."""

import importlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

ROOT = Path(settings.BASE_DIR)
ROOMS = ("accounts", "charts", "content", "courses", "jobs", "portal", "readiness", "reports", "saying")
FOR_PROGRAMS = {"c", "Y-m-d"}
# Records are English whole, whoever makes them (docs/decisions.md): the file says "5 March 2026" to everyone.
RECORDS = {
    "reports/briefing/figures.py",
    "reports/briefing/of_round.py",
    "reports/briefing/planning.py",
    "reports/evidence/quarters.py",
    "reports/learning.py",
    "reports/pdf/inputs.py",
    "reports/slides/method.py",
    "reports/slides/plan.py",
}
FILTER = re.compile(r"""(?:\|\s*(?:date|time)\s*:\s*|{%\s*now\s+)(["'])(.*?)\1""")
CALLED = re.compile(r"""(?:date_format|time_format)\([^"'()]*(?:\([^()]*\)[^"'()]*)*,\s*(["'])(.*?)\1""")
SPELLED = re.compile(r"""\{[^{}"'\n]*:[^{}"'\n]*%-?[aAbBhcxXp][^{}\n]*\}|\.strftime\(""")
MOMENT = datetime(2026, 3, 5, 9, 7, tzinfo=UTC)


def names_of(language: str) -> set[str]:
    formats = importlib.import_module(f"portal.formats.{language}.formats")
    return {name for name in vars(formats) if name.endswith("_FORMAT")}


def in_template(source: str) -> Iterator[str]:
    for _quote, given in FILTER.findall(source):
        if given not in names_of("en") | FOR_PROGRAMS:
            yield given


def in_module(source: str) -> Iterator[str]:
    yield from SPELLED.findall(source)
    for _quote, given in CALLED.findall(source):
        if given not in names_of("en"):
            yield given


def test_every_language_has_every_name() -> None:
    assert all(names_of(code) == names_of("en") for code, _name in settings.LANGUAGES)


def test_no_template_spells_a_date_out() -> None:
    paths = [path for folder in ("templates", "content/templates") for path in (ROOT / folder).rglob("*.*")]
    texts = [path for path in paths if path.suffix in (".html", ".txt")]
    assert len(texts) > 200
    assert [(path.name, one) for path in texts for one in in_template(path.read_text())] == []


def test_no_module_spells_a_date_out() -> None:
    found = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and list(in_module(path.read_text())):
                found.add(name)
    assert found == RECORDS


@pytest.mark.parametrize(
    "planted",
    [
        '{{ day|date:"j F Y" }}',
        "{% now 'F Y' %}",
        '{% blocktranslate with d=at|time:"g a" %}',
        '{{ d | date: "M" }}',
    ],
)
def test_control_a_date_spelled_out_in_a_template_is_found(planted: str) -> None:
    assert list(in_template(planted))


@pytest.mark.parametrize(
    "planted",
    [
        'f"{at:%B %Y}"',
        'f"{at:%-d %b}"',
        'at.strftime("%d %B")',
        'date_format(day, "j F")',
        "date_format(a(b), 'F')",
    ],
)
def test_control_a_date_spelled_out_in_a_module_is_found(planted: str) -> None:
    assert list(in_module(planted))


@pytest.mark.parametrize(
    ("name", "english", "german"),
    [
        ("DATE_FORMAT", "5 March 2026", "5.\u00a0März 2026"),
        ("SHORT_DATE_FORMAT", "5 Mar 2026", "5.3.2026"),
        ("MONTH_DAY_FORMAT", "5 March", "5.\u00a0März"),
        ("YEAR_MONTH_FORMAT", "March 2026", "März 2026"),
        ("MONTH_FORMAT", "March", "März"),
        ("WEEKDAY_FORMAT", "Thursday", "Donnerstag"),
        ("MONTH_DAY_TIME_FORMAT", "5 March, 09:07", "5.\u00a0März, 09:07"),
        ("DATETIME_FORMAT", "5 March 2026, 09:07", "5.\u00a0März 2026, 09:07"),
        ("TIME_FORMAT", "09:07", "09:07"),
    ],
)
def test_a_day_reads_as_people_write_it(name: str, english: str, german: str) -> None:
    for language, said in (("en", english), ("de", german)):
        with translation.override(language):
            assert date_format(MOMENT, name) == said
