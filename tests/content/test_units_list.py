"""The list of units names the day of the next review; menus lead nobody to a page with nothing on it."""

import re
from datetime import date

import pytest
from django.urls import reverse

from portal.roles import Role, group_of
from tests.content import trees
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db


def test_the_day_of_the_next_review_is_named() -> None:
    trees.unit(trees.module(), "sound", review_by=date(2031, 5, 9))
    page = client_of(person("superuser")).get("/admin/units/").content.decode()
    assert "9 May 2031" in page


def test_the_list_speaks_the_language_of_its_reader() -> None:
    trees.unit(trees.module(), "sound")
    boss = person("superuser")
    boss.language = "de"
    boss.save()
    page = client_of(boss).get("/admin/units/").content.decode()
    found = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "Einheiten" in found
    for english in (" Units ", " units ", " Kind ", " Group "):
        assert english not in found


@pytest.mark.parametrize(("role", "offered"), [(Role.AUTHOR, False), (Role.EDITOR, True)])
def test_modules_are_offered_to_whoever_may_take_one_out(role: Role, offered: bool) -> None:
    trees.module()
    member = person("learner", f"{role}@example.org")
    member.groups.add(group_of(role))
    page = client_of(member).get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("modules_out_and_in") in page) is offered


@pytest.mark.parametrize(
    ("role", "door"), [(Role.KEEPER, "/admin/instruments/"), (Role.ADMINISTRATOR, "/admin/users/")]
)
def test_the_first_page_of_those_who_do_not_write_leads_to_what_they_do(role: Role, door: str) -> None:
    trees.module()
    member = person("learner", f"{role}@example.org")
    member.groups.add(group_of(role))
    page = client_of(member).get(reverse("wagtailadmin_home")).content.decode()
    assert f'<a class="button button-secondary" href="{door}">' in page
    author = person("learner", "writer@example.org")
    author.groups.add(group_of(Role.AUTHOR))
    assert "What you do here" not in client_of(author).get(reverse("wagtailadmin_home")).content.decode()
