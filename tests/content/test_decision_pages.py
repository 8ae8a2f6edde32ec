"""A decision written in the form: it says what a file says, and every fault stands at its field."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from content.exercise_pages import exercise, values
from content.exercises.authored import fields_of, values_of
from content.parsing.folder import read_curriculum
from tests.content import deciding
from tests.content.test_checks_panel import saved, send

pytestmark = pytest.mark.django_db
SHIPPED = {
    unit.key: unit.facts["exercise"]
    for module in read_curriculum(Path("content/curriculum")).modules
    for unit in module.units
    if unit.kind == "decision"
}


@pytest.fixture
def boss(admin_user: User, settings: Any) -> Client:
    """Past the second factor, which is the business of another room."""
    settings.PRIVILEGED_PATHS = ("/nothing-here/",)
    client = Client()
    client.force_login(admin_user)
    return client


@pytest.mark.parametrize("key", SHIPPED)
def test_form_and_file_say_the_same_to_the_last_sign(key: str) -> None:
    again = values_of(fields_of(SHIPPED[key]))
    assert json.dumps(again, default=str) == json.dumps(SHIPPED[key], default=str)


def test_what_is_posted_unchanged_says_what_it_said(boss: Client) -> None:
    for text in (deciding.SMALL,):
        page = deciding.decision(text=text)
        assert send(boss, page).status_code == 302
        assert values(saved(page)) == deciding.read(text)
        assert exercise(saved(page)).results[0].key == "bill"
