"""Subject review by a link in a mail: one reviewer, one version, one decision; nothing else is opened."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    PageLogEntry,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from content.approving import personal
from content.approving.asking import ask, withdraw
from content.approving.deciding import Ended, decide
from content.models import Approval, GuidePage, MailReview, Unit
from content.tasks import remind_reviews
from tests.content import trees
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db
WHO = {"name": "Grace  Hopper", "address": "grace@example.org"}


def workflow(*tasks: Any) -> Workflow:
    made = Workflow.objects.create(name="A way")
    for number, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=made, task=task, sort_order=number)
    return made


def editors() -> GroupApprovalTask:
    task = GroupApprovalTask.objects.create(name="Editor")
    task.groups.add(Group.objects.get(name="Moderators"))
    return task


def draft(slug: str = "weak", **fields: Any) -> GuidePage:
    return trees.unit(trees.module(), slug, GuidePage, publish=False, **fields)


def asked(page: Any, *more: Any) -> tuple[str, TaskState]:
    """The token of the link in the mail, and the step that it decides."""
    author = person("author")
    step = workflow(MailReview.objects.create(name="Subject"), *more).start(page, author).current_task_state
    ask(step.specific, author, timezone.now(), **WHO)
    return token(), step


def token() -> str:
    return re.findall(r"/review/([\w-]{43})/", mail.outbox[-1].body)[-1]


def url(key: str) -> str:
    return f"/review/{key}/"


def post(key: str, verdict: str = "approve", comment: str = "") -> Any:
    return Client().post(url(key), {"verdict": verdict, "comment": comment})


def test_the_reviewer_gets_one_mail_with_one_link_and_the_database_no_token() -> None:
    key, _ = asked(draft(), editors())
    letter = mail.outbox[-1]
    assert letter.to == ["grace@example.org"]
    assert letter.body.count("http") == 1
    assert "You receive this because" in letter.body
    approval = Approval.objects.get()
    assert approval.name == "Grace Hopper"
    assert key not in str(Approval.objects.values().get())


def test_the_link_shows_the_whole_draft_its_warnings_and_is_kept_by_nobody() -> None:
    page = draft(meeting="What do we count?")
    key, _ = asked(page, editors())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = Client().get(url(key))
    words = answer.content.decode()
    assert answer.status_code == 200
    assert all(f'id="{child.value["anchor"]}"' in words for child in page.body)
    assert "Approve" in words
    assert "Your decision" in words
    assert "data-theme" not in words, "the reader's own light"
    assert words.count("csrfmiddlewaretoken") == 1, "nothing of the draft can be sent"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    written = [q["sql"] for q in queries if re.match(r"INSERT|UPDATE|DELETE", q["sql"])]
    assert written == [], "looking changes nothing"


def test_approval_goes_on_to_the_next_step_and_is_written_down_three_times(caplog) -> None:
    page = draft()
    key, step = asked(page, editors())
    with caplog.at_level("INFO", logger="security"):
        answer = post(key, comment="Well said")
    assert "You approved the draft" in answer.content.decode()
    step.refresh_from_db()
    assert (step.status, step.comment, step.finished_by) == (TaskState.STATUS_APPROVED, "Well said", None)
    assert WorkflowState.objects.get().current_task_state.task.name == "Editor"
    entry = PageLogEntry.objects.get(action="content.reviewed_by_mail")
    assert "Grace Hopper <grace@example.org>" in entry.message
    assert "grace" not in str(entry.data).lower(), "a log that only grows holds no name"
    assert [r.getMessage() for r in caplog.records if r.name == "security"][-1] == "content.reviewed_by_mail"
    told = [letter for letter in mail.outbox if letter.subject == "Approved: Weak"]
    assert [letter.to for letter in told] == [["author@example.org"]]
    assert "Well said" in told[0].body
    assert not Unit.objects.get(pk=page.pk).live


def test_sending_back_needs_a_comment_and_returns_the_draft() -> None:
    key, step = asked(draft(), editors())
    answer = post(key, "send back")
    assert answer.status_code == 422
    assert "Say what should be changed" in answer.content.decode()
    post(key, "send back", "Name the year")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    step.refresh_from_db()
    assert step.comment == "Name the year"


ENDINGS = {
    "used": "the draft was approved",
    "sent back": "the draft was sent back",
    "withdrawn": "has withdrawn it or sent a newer one",
    "renewed": "has withdrawn it or sent a newer one",
    "expired": "It showed a draft for review until",
    "changed": "changed, or taken out of its review",
    "cancelled": "changed, or taken out of its review",
    "deleted": "It was used, withdrawn",
    "unknown": "It was used, withdrawn",
}


@pytest.mark.parametrize("how", ENDINGS)
def test_a_link_that_has_ended_says_why_and_decides_nothing(how: str) -> None:
    page = draft()
    key, step = asked(page, editors())
    match how:
        case "used" | "sent back":
            post(key, "approve" if how == "used" else "send back", "No.")
        case "deleted":
            page.delete()
        case "withdrawn":
            withdraw(step, person("author"), timezone.now())
        case "renewed":
            ask(step, person("author"), timezone.now(), **WHO)
        case "expired":
            Approval.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "changed":
            page.title = "Another"
            page.save_revision()
        case "cancelled":
            WorkflowState.objects.get().cancel()
        case "unknown":
            key = "x" * 43
    before = list(Approval.objects.values()), list(TaskState.objects.values())
    for answer in (Client().get(url(key)), post(key)):
        assert answer.status_code == 410
        words = answer.content.decode()
        assert "This link has ended" in words
        assert {said for said in ENDINGS.values() if said in words} == {ENDINGS[how]}
        assert "no-store" in answer.headers["Cache-Control"]
    assert (list(Approval.objects.values()), list(TaskState.objects.values())) == before


@pytest.mark.parametrize("verdict", ["approve", "send back"])
def test_what_was_written_before_the_link_ended_is_given_back(verdict: str) -> None:
    key, step = asked(draft(), editors())
    withdraw(step, person("author"), timezone.now())
    words = post(key, verdict, "Name the <b>year</b>.").content.decode()
    assert "What you sent just now was not taken." in words
    assert "Name the &lt;b&gt;year&lt;/b&gt;." in words
    assert "not taken" not in Client().get(url(key)).content.decode(), "nothing was sent"


def test_a_second_press_on_the_same_decision_is_no_refusal() -> None:
    key, _ = asked(draft(), editors())
    assert [post(key).status_code, post(key).status_code] == [200, 410]
    assert "not taken" not in post(key).content.decode()
    assert "not taken" in post(key, comment="One more thing").content.decode()


def lapse(key: str) -> None:
    Approval.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(url(key)).status_code == 410
    mail.outbox.clear()


def test_whoever_asked_hears_once_that_the_link_ended_undecided() -> None:
    page = draft()
    key, _ = asked(page, editors())
    remind_reviews()
    assert len(mail.outbox) == 1, "while it is open only the reviewer has a mail"
    lapse(key)
    remind_reviews()
    remind_reviews()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["author@example.org"], "Not reviewed: Weak")
    ]
    assert reverse("subject_review", args=[page.pk]) in mail.outbox[0].body


@pytest.mark.parametrize("how", ["decided", "withdrawn", "renewed", "cancelled", "deleted"])
def test_of_a_link_that_ended_otherwise_nothing_is_said(how: str) -> None:
    page = draft()
    key, step = asked(page, editors())
    match how:
        case "decided":
            post(key)
        case "withdrawn":
            withdraw(step, person("author"), timezone.now())
        case "renewed":
            ask(step, person("author"), timezone.now(), **WHO)
            Approval.objects.filter(ended_at=None).update(told_at=timezone.now())
        case "cancelled":
            WorkflowState.objects.get().cancel()
        case "deleted":
            page.delete()
    lapse(key)
    remind_reviews()
    assert mail.outbox == []


def test_control_an_open_link_of_the_same_kind_decides() -> None:
    key, _ = asked(draft(), editors())
    assert post(key).status_code == 200


def test_the_newer_link_opens_and_two_decisions_are_one() -> None:
    key, step = asked(draft(), editors())
    ask(step, person("author"), timezone.now(), **WHO)
    newer = token()
    assert newer != key
    decide(newer, True, "", timezone.now())
    with pytest.raises(Ended):
        decide(newer, False, "No", timezone.now())
    assert Approval.objects.exclude(decided_at=None).count() == 1


def test_at_the_last_step_approval_publishes() -> None:
    page = draft()
    key, _ = asked(page)
    assert post(key).status_code == 200
    assert Unit.objects.get(pk=page.pk).live


def test_what_is_not_ready_is_refused_in_words_and_the_link_stays_open() -> None:
    page = draft(outcomes=[])
    key, step = asked(page)
    answer = post(key)
    assert answer.status_code == 409
    assert "Say what the reader can do afterwards." in answer.content.decode()
    assert not Unit.objects.get(pk=page.pk).live
    step.refresh_from_db()
    assert step.status == TaskState.STATUS_IN_PROGRESS
    assert Approval.objects.get().decided_at is None
    assert post(key, "send back", "Outcomes").status_code == 200


def test_a_picture_of_the_draft_is_reached_through_the_link_and_only_while_it_is_open() -> None:
    image, other = (
        get_image_model().objects.create(title=name, file=get_test_image_file(f"{name}.png"))
        for name in ("plan", "other")
    )
    picture = {"image": image.pk, "alternative": "A plan", "caption": "", "credit": "", "source": ""}
    body = trees.body("x", blocks=[{"type": "picture", "value": picture}])
    key, step = asked(draft(body=body), editors())
    words = Client().get(url(key)).content.decode()
    own = f"{url(key)}media/{image.file.name}"
    assert own in words
    assert Client().get(own).status_code == 200
    assert Client().get(f"/media/{image.file.name}").status_code == 404, "elsewhere for authors only"
    for wrong in (f"media/{other.file.name}", "media/../secret.key", "films/1/film.mp4", "documents/1/x.pdf"):
        assert Client().get(url(key) + wrong).status_code == 404
    withdraw(step, person("author"), timezone.now())
    assert Client().get(own).status_code == 404


def test_a_document_of_a_private_collection_is_not_handed_on_by_naming_it() -> None:
    within = Collection.get_first_root_node().add_child(name="Board papers")
    papers = [
        get_document_model().objects.create(
            title=name, file=ContentFile(b"x", f"{name}.txt"), collection=where
        )
        for name, where in (("open", Collection.get_first_root_node()), ("closed", within))
    ]
    restriction = CollectionViewRestriction.objects.create(collection=within, restriction_type="login")
    named = " ".join(f"/documents/{each.pk}/{each.filename} ." for each in papers)
    key, _ = asked(draft(body=trees.body(f"See {named} /documents/{papers[0].pk}/other.txt .")), editors())
    own = [f"{url(key)}documents/{each.pk}/{each.filename}" for each in papers]
    assert [Client().get(each).status_code for each in own] == [200, 404]
    assert Client().get(f"{url(key)}documents/{papers[0].pk}/other.txt").status_code == 404
    restriction.delete()  # the control
    assert Client().get(own[1]).status_code == 200


def test_who_asks_to_be_forgotten_is_found_however_the_address_was_typed() -> None:
    page = draft(keeper_mail="Grace@Example.org")
    asked(page, editors())
    Approval.objects.update(address="Grace@example.ORG")
    assert len(personal.facts_of(["grace@example.org"])) == 1
    personal.erase(["grace@example.org"])
    assert Approval.objects.get().address == Approval.objects.get().name == ""
    assert Unit.objects.get(pk=page.pk).keeper_mail == ""
    assert "race@" not in str(list(page.revisions.values_list("content", flat=True)))


def test_only_who_may_change_the_page_asks_and_only_a_true_address_is_asked() -> None:
    page = draft()
    _, step = asked(page, editors())
    task = step.task.specific
    assert task.get_actions(page, person("learner")) == []
    assert "withdraw" in [name for name, *_ in task.get_actions(page, person("superuser"))]
    with pytest.raises(ValidationError):
        ask(step, person("author"), timezone.now(), name="X", address="no address")
    assert page.permissions_for_user(person("author")).page_locked(), "being read, so not changed"


def test_the_author_asks_through_the_editor() -> None:
    page = draft()
    state = workflow(MailReview.objects.create(name="Subject"), editors()).start(page, person("superuser"))
    client = client_of(person("superuser"))
    step = state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "ask", step.pk])
    assert "Name of the reviewer" in client.get(address).json()["html"]
    client.post(address, WHO)
    assert Client().get(url(token())).status_code == 200
