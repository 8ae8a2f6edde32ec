"""In German, figures for people carry a comma, and figures for programs a point, on every page."""

from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.utils import translation

from tests.journeys.pages import ROLES, arrive
from tests.portal.device import Device
from tests.portal.numbers_read import DECIMAL_COMMA, numbers_in

# A text keeps the figures that editors wrote; an exercise, and what a choice comes to, those of its text.
AS_WRITTEN = ("/accessibility/", "/learn/strategy/", "/learn/culture/", "/glossary/")


@pytest.mark.parametrize("role", ROLES)
def test_what_programs_read_is_the_same_in_every_language(course: None, role: str) -> None:
    german = arrive(lambda **_: Device("de"), role)
    english = Device("en")
    english.client.cookies = german.client.cookies
    faults = []
    for name, path in ROLES[role].items():
        here = numbers_in(german.read(path))
        there = numbers_in(english.read(path), "en")
        faults += [f"{name} {path}: {fault}" for fault in here.faults]
        if not path.startswith(AS_WRITTEN):
            faults += [f"{name} {path}: shown as {fault}" for fault in [*here.points, *here.days]]
        faults += [f"{name} {path}: drawn {fault}" for fault in sorted(set(here.drawn) ^ set(there.drawn))]
    assert faults == []


def values(held: object) -> Iterator[object]:
    if isinstance(held, dict | list):
        for each in held.values() if isinstance(held, dict) else held:
            yield from values(each)
    else:
        yield held


@pytest.mark.parametrize(
    ("role", "path"), [("measurer", "/me/export.json"), ("certified", "/me/record.json")]
)
def test_a_file_for_programs_holds_the_same_numbers(course: None, role: str, path: str) -> None:
    device = arrive(lambda **_: Device("de"), role)
    german = list(values(device.client.get(path).json()))
    english = list(values(device.client.get(path, headers={"accept-language": "en"}).json()))
    numbers = [value for value in german if isinstance(value, int | float)]
    assert numbers
    assert numbers == [value for value in english if isinstance(value, int | float)]
    assert not [value for value in german if DECIMAL_COMMA.fullmatch(str(value))]


CONTROLS = (
    '<svg><rect width="{{ share }}"/></svg>',
    '<progress value="{{ share }}" max="1"></progress>',
    '<input type="number" step="{{ share }}">',
    '<p data-share="{{ share }}"></p>',
    '<p style="--share: {{ share }}"></p>',
)


@pytest.mark.parametrize("written", CONTROLS)
def test_control_a_localized_attribute_is_found(written: str) -> None:
    with translation.override("de"):
        page = Template(written).render(Context({"share": 0.25}))
        plain = Template("{% load l10n %}{% localize off %}" + written + "{% endlocalize %}")
        assert numbers_in(page).faults
        assert numbers_in(plain.render(Context({"share": 0.25}))).faults == []


def test_control_a_point_where_people_read_is_found() -> None:
    page = (
        '<main lang="de"><p>Index 58.3 von 100</p><p lang="en">58.3</p><p>rf-1.0, S1.1, 3.11.2026</p></main>'
    )
    assert numbers_in(page).points == ["p: Index 58.3 von 100"]


def test_control_a_day_written_the_english_way_is_found() -> None:
    page = '<main lang="de"><p>seit 3 March 2026</p><p lang="en">5 May 2026</p><p>am 3. März 2026</p></main>'
    assert numbers_in(page).days == ["p: seit 3 March 2026"]


def test_control_a_drawing_that_differs_is_found() -> None:
    drawing = '<svg><polygon points="{{ x }},1 2,3"/></svg>'
    drawn = []
    for language in ("en", "de"):
        with translation.override(language):
            drawn.append(numbers_in(Template(drawing).render(Context({"x": 1.5}))).drawn)
    assert drawn[0] != drawn[1]
