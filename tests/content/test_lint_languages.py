"""The lint speaks to an author in the author's language, and on the command line as the portal is set."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from content.lint import remarks_on_course, remarks_on_unit
from content.models import CasePage
from content.parsing import read_curriculum
from tests.content.test_lint import ONE_FOR_EACH, PLANTED, TODAY
from tests.journeys.people import client_of, person

FILM_SAYS = "film-ready"  # what stands in the film's own words


def said(language: str) -> dict[str, str]:
    """A sentence of every rule, planted in a unit and in a course."""
    course = read_curriculum(PLANTED)
    units = [unit for module in course.modules for unit in module.units]
    with translation.override(language):
        found = remarks_on_course(units, {}, {"strategy/ai-direction", "culture/talent"}, TODAY)
        for outline, film in (plant() for rule, plant in ONE_FOR_EACH.items() if rule != FILM_SAYS):
            found += remarks_on_unit(outline, film, TODAY)
    return {remark.rule: remark.message for remark in found}


def test_every_remark_is_said_in_german() -> None:
    english, german = said("en"), said("de")
    assert english.keys() >= set(ONE_FOR_EACH) - {FILM_SAYS}
    assert german.keys() == english.keys()
    assert [rule for rule in english if german[rule] == english[rule]] == []
    assert german["untaught-topic"] == "Keine Einheit behandelt culture/talent."


def test_control_what_no_catalogue_holds_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.lint.course._", str)
    assert said("de")["untaught-topic"] == said("en")["untaught-topic"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Say what the reader can do afterwards."),
        ("de", "Sagen Sie, was Lesende danach können."),
    ],
)
def test_the_panel_speaks_the_editors_language(course: None, language: str, sentence: str) -> None:
    page = CasePage.objects.live().first()
    page.outcomes = []
    page.save_revision()
    boss = person("superuser")
    boss.language = language
    boss.save()
    panel = client_of(boss).get(reverse("unit_checks", args=[page.pk])).content.decode()
    assert sentence in panel


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "“37%” does not name its source."), ("de", "„37%“ nennt keine Quelle.")],
)
def test_the_command_line_speaks_as_the_portal_is_set(
    db: None, capsys: pytest.CaptureFixture[str], settings: object, language: str, sentence: str
) -> None:
    settings.LANGUAGE_CODE = language  # type: ignore[attr-defined]
    with pytest.raises(CommandError):
        call_command("lint_curriculum", str(PLANTED))
    assert sentence in capsys.readouterr().out
