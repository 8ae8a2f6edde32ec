"""A draft goes from its author to a reviewer without an account, to the editor, and is published."""

import os
import re
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from wagtail.models import WorkflowState

from content.models import GuidePage
from portal.roles import Role, group_of
from portal.workflow import ship
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked
from tests.journeys.test_axe import violations

PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def draft(course: None) -> GuidePage:
    """Of an author, with one word changed since it was published."""
    ship()
    author = person("learner", "writer@example.org")
    author.groups.add(group_of(Role.AUTHOR))
    page = GuidePage.objects.get(key="strategy/where-value-comes-from")
    page.unpublish()
    GuidePage.objects.filter(pk=page.pk).update(owner=author)
    page.refresh_from_db()
    page.title = "Where value really comes from"
    page.save_revision(user=author)
    return page


def member(visitor: Visitor, email: str, role: Role | None = None, width: int = 1440) -> Page:
    user = person("learner", email)
    if role:
        user.groups.add(group_of(role))
    page = sign_in(visitor(width=width), user)
    page.add_init_script(BLOCKED)
    return page


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def act(page: Page, name: str) -> None:
    """The first act stands on the button; the others behind it."""
    button = page.get_by_role("button", name=name, exact=True)
    if not button.first.is_visible():
        page.get_by_role("button", name="More actions").click()
    button.first.click()


def sent(page: Page, name: str) -> None:
    """An act that leads to another page, which is there afterwards."""
    with page.expect_event("load"):
        act(page, name)


def link() -> str:
    found = re.search(r"/review/[\w-]+/", mail.outbox[-1].body)
    assert found
    return found[0]


def test_from_draft_to_published(visitor: Visitor, draft: GuidePage) -> None:
    edit = f"/admin/pages/{draft.pk}/edit/"
    write_and_ask(visitor, edit)
    review(visitor)
    edit_and_approve(visitor, draft, edit)
    draft.refresh_from_db()
    assert not draft.live
    publisher = member(visitor, "publisher@example.org", Role.PUBLISHER)
    publisher.goto(edit)
    sent(publisher, "Approve and Publish")
    nothing_else_was_blocked(publisher)
    draft.refresh_from_db()
    assert draft.live
    assert draft.title == "Where value really comes from"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def write_and_ask(visitor: Visitor, edit: str) -> None:
    writer = member(visitor, "writer@example.org")
    writer.goto(edit)
    sent(writer, "Submit to From draft to published")
    expect(writer.get_by_text("has been submitted for moderation")).to_be_visible()
    writer.goto(edit)
    act(writer, "Ask a reviewer by mail")
    picture(writer, "asking-1440")
    writer.get_by_label("Name of the reviewer").fill("Grace Hopper")
    writer.locator(".modal").get_by_label("E-mail address").fill("grace@example.org")
    writer.locator(".modal").get_by_role("button", name="Ask a reviewer by mail").click()
    expect(writer.locator(".modal")).to_have_count(0)
    writer.goto(edit)
    picture(writer, "asked-1440")
    nothing_else_was_blocked(writer)


def review(visitor: Visitor) -> None:
    reviewer = visitor(width=390, scheme="dark")
    reviewer.goto(link())
    expect(reviewer.get_by_role("heading", level=1)).to_have_text("Where value really comes from")
    assert violations(reviewer) == []
    assert reviewer.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(reviewer, "review-390")
    reviewer.get_by_role("link", name="Go to your decision").click()
    reviewer.get_by_role("button", name="Send back with comment").click()
    expect(reviewer.get_by_text("Say what should be changed, then send it back.").first).to_be_visible()
    reviewer.get_by_label("Comment").fill("Well said.")
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.get_by_role("heading", name="Thank you")).to_be_visible()
    assert violations(reviewer) == []


def edit_and_approve(visitor: Visitor, draft: GuidePage, edit: str) -> None:
    editor = member(visitor, "editor@example.org", Role.EDITOR)
    editor.goto(f"/admin/pages/{draft.pk}/history/")
    expect(
        editor.get_by_text("Approved by Grace Hopper <grace@example.org> by a link in a mail")
    ).to_be_visible()
    picture(editor, "history-1440")
    editor.goto(f"/admin/pages/{draft.pk}/revisions/compare/earliest...latest/")
    expect(editor.get_by_text("really").first).to_be_visible()
    picture(editor, "compare-1440")
    nothing_else_was_blocked(editor)
    editor.goto(edit)
    sent(editor, "Approve")
    expect(editor.get_by_text(re.compile("approved|moderation")).first).to_be_visible()
