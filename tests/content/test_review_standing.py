"""Whoever edits a page sees where its review stands, and reaches the reviewer while the form is locked."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from content.approving.asking import ask
from content.approving.deciding import decide
from content.approving.standing import next_step
from content.models import Approval, GuidePage, MailReview
from portal.workflow import ship
from tests.content import trees
from tests.content.editing import posted
from tests.content.test_approving import WHO, asked, draft, editors, url, workflow
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db


def seen(page: Any) -> str:
    return (
        client_of(person("superuser"))
        .get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        .content.decode()
    )


def test_a_draft_that_nobody_submitted_says_nothing_of_a_review() -> None:
    page = draft()
    assert reverse("subject_review", args=[page.pk]) not in seen(page)
    assert "It waits for" not in seen(page)


def test_the_form_tells_who_was_asked_and_leads_to_the_link_while_it_is_locked() -> None:
    page = draft()
    workflow(MailReview.objects.create(name="Subject"), editors()).start(page, person("superuser"))
    assert "This draft waits for somebody who knows the subject" in seen(page)
    ask(TaskState.objects.get().specific, person("superuser"), timezone.now(), **WHO)
    assert page.permissions_for_user(person("superuser")).page_locked()
    assert "Grace Hopper (grace@example.org) was asked on" in seen(page)
    assert reverse("subject_review", args=[page.pk]) in seen(page)
    Approval.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "The link to Grace Hopper ended on" in seen(page)


def test_the_link_is_sent_anew_and_withdrawn_where_the_form_is_locked() -> None:
    page = draft()
    first, _ = asked(page, editors())
    client, address = client_of(person("superuser")), reverse("subject_review", args=[page.pk])
    assert "grace@example.org" in client.get(address).content.decode()
    assert client.post(address, {"do": "ask", "name": "X", "address": "none"}).status_code == 422
    assert Client().get(url(first)).status_code == 200
    client.post(address, {"do": "ask", "name": "Alan", "address": "alan@example.org"})
    assert mail.outbox[-1].to == ["alan@example.org"]
    assert Client().get(url(first)).status_code == 410
    client.post(address, {"do": "withdraw"})
    assert not page.permissions_for_user(person("superuser")).page_locked()
    assert Approval.objects.filter(ended_at=None).count() == 0


def test_nobody_asks_about_a_page_that_is_not_theirs_or_does_not_wait() -> None:
    page = draft()
    address = reverse("subject_review", args=[page.pk])
    assert client_of(person("superuser")).get(address).status_code == 302
    asked(page, editors())
    stranger = person("learner", "stranger@example.org")
    assert client_of(stranger).get(address).status_code == 403
    assert client_of(person("superuser")).get(address).status_code == 200, "the control"


@pytest.mark.parametrize(
    ("approved", "said"), [(False, "asked for changes on"), (True, "approved by Grace Hopper")]
)
def test_the_author_reads_in_the_form_what_the_reviewer_said(approved: bool, said: str) -> None:
    page = draft()
    key, _ = asked(page, editors())
    decide(key, approved, "Say <which> year.", timezone.now())
    words = seen(page)
    assert said in words
    assert "Say &lt;which&gt; year." in words
    assert ("It waits for “Editor”" in words) is approved
    assert ("choose “Resubmit”" in words) is not approved


def test_whoever_submits_is_led_back_to_the_draft_which_says_what_comes_next(rf: RequestFactory) -> None:
    page = draft()
    submit, save = rf.post("/", {"action-submit": "y"}), rf.post("/")
    assert next_step(submit, page) is None, "it waits for nobody"
    asked(page, editors())
    led = next_step(submit, page)
    assert led is not None
    assert led["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert next_step(save, page) is None


@pytest.mark.parametrize("live", [True, False], ids=["public", "never published"])
def test_the_press_on_submit_leads_there_whatever_the_page_held_in_memory(live: bool) -> None:
    """Of a public page Wagtail's form remembers, from before the press, that it is on no way at all."""
    module = trees.module()
    ship()
    page = trees.unit(module, "weak", GuidePage, publish=live)
    sent = posted(page, person("superuser")) | {"action-submit": "yes"}
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client_of(person("superuser")).post(edit, sent)["Location"] == edit
