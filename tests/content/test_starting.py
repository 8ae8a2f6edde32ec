"""A new unit begins with what can be known before a word of it is written."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from content.models import CasePage, CheckPage, ModulePage, Unit
from content.starting import begin
from tests.content import trees
from tests.content.editing import posted
from tests.journeys.people import client_of, person

TODAY = date(2026, 3, 2)


def begun(kind: type[Unit], module: ModulePage) -> Unit:
    page = kind(owner=person("superuser"))
    begin(page, module, TODAY)
    return page


@pytest.mark.django_db
def test_dates_author_group_and_owner_are_there(course: None) -> None:
    page = begun(CasePage, ModulePage.objects.get(slug="strategy"))
    assert (page.reviewed, page.review_by) == (TODAY, date(2027, 3, 2))
    assert page.minutes == 1
    assert page.by == ["Superuser Example"]
    assert page.keeper
    assert page.group == Unit.Group.CASES
    assert page.basis == "", "nobody but its author can say whether it happened"
    assert begun(CheckPage, ModulePage.objects.get(slug="strategy")).group == Unit.Group.DECIDE


@pytest.mark.django_db
def test_the_form_of_a_new_unit_shows_them_and_offers_the_topics(course: None) -> None:
    client: Client = client_of(person("superuser"))
    module = ModulePage.objects.get(slug="strategy").pk
    html = client.get(
        reverse("wagtailadmin_pages:add", args=["content", "casepage", module])
    ).content.decode()
    assert "Superuser Example</textarea>" in html
    assert 'data-topics="' in html
    assert "strategy/pilot-to-scale" in html
    assert "Write from top to bottom" in html
    kinds = client.get(reverse("wagtailadmin_pages:add_subpage", args=[module])).content.decode()
    assert "ending in three acts for Monday" in kinds


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [CasePage, CheckPage])
def test_a_title_is_enough_for_a_draft_to_be_kept(course: None, kind: type[Unit]) -> None:
    page = begun(kind, ModulePage.objects.get(slug="strategy"))
    page.title, page.slug = "New", "new"
    model_form = kind.get_edit_handler().get_form_class()
    kept = model_form(posted(page, page.owner), instance=page, for_user=page.owner)
    kept.defer_required_fields()
    assert kept.is_valid(), kept.errors


@pytest.mark.django_db
def test_an_unnamed_author_and_an_empty_module_begin_empty() -> None:
    page = CasePage()
    begin(page, trees.module(), TODAY)
    assert (page.by, page.keeper) == ([], "")
