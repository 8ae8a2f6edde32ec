"""A draft that saves itself while somebody publishes it does not take it down again."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from content import unit_form
from content.models import GuidePage
from content.unit_form import UnitForm
from tests.content import trees
from tests.content.editing import posted
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db
checked = UnitForm.is_valid


@pytest.fixture
def draft() -> GuidePage:
    page = trees.unit(trees.module(), "small", GuidePage, publish=False)
    page.save_revision(user=person("superuser"))
    return page


def saved_by_itself(draft: GuidePage, monkeypatch: pytest.MonkeyPatch) -> Page:
    """With another title; published by somebody else after it was read and before it is written."""

    def publish_meanwhile(form: Any) -> bool:
        GuidePage.objects.get(pk=draft.pk).latest_revision.publish()
        return bool(checked(form))

    monkeypatch.setattr(UnitForm, "is_valid", publish_meanwhile)
    sent = posted(draft, person("superuser")) | {"title": "Meanwhile"}
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    answer = client_of(person("superuser")).post(address, sent, headers={"accept": "application/json"})
    assert answer.json()["success"], answer.json()
    return Page.objects.get(pk=draft.pk)


def test_it_stays_published_and_the_words_are_a_draft(
    draft: GuidePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = saved_by_itself(draft, monkeypatch)
    assert page.live
    assert page.live_revision_id != page.latest_revision_id
    assert (page.title, page.draft_title) == ("Small", "Meanwhile")
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().live


def test_control_without_the_look_it_would_be_down(draft: GuidePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_form, "_published_meanwhile", lambda page: False)
    assert not saved_by_itself(draft, monkeypatch).live
