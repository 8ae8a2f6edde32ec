"""An author and an editor talk beside the text: in a block, through saving, moving and publishing."""

from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Comment

from content.models import GuidePage, ModulePage
from portal.roles import Role, group_of
from tests.content import trees
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked
from tests.journeys.writing import send

FIGURES, ITEM = (f"00000000-0000-4000-8000-00000000000{last}" for last in "ab")
PRESS_IF_SHOWN = """found => found.filter((one) => one.checkVisibility()).map((one) => one.click()).length"""
# Wagtail sets its trap for the focus a quarter of a second after a comment opened, also when that is gone.
TRAP = "focus-trap must have at least one"
pytestmark = pytest.mark.provokes(TRAP)
ASKED, ANSWERED, OPEN = "Is 15 % what they say?", "15.2, in table 2.", "Which year?"


@pytest.fixture
def draft(course: None) -> Any:
    """Of an author: one text, and a key figure below it."""
    value = {"value": "15 %", "caption": "more, on average", "source": "us"}
    # Comments are kept by the ids of blocks, which the editor gives them.
    figures = {"type": "figures", "id": FIGURES, "value": [{"type": "item", "id": ITEM, "value": value}]}
    module = ModulePage.objects.get(slug="strategy")
    body = trees.body("Words.", blocks=[figures])
    page = trees.unit(module, "small", GuidePage, publish=False, body=body)
    GuidePage.objects.filter(pk=page.pk).update(owner=member("writer", "Wil Writer", Role.AUTHOR))
    return page


def member(who: str, name: str, role: Role) -> Any:
    user = person("learner", f"{who}@example.org")
    user.name = name
    user.save()
    user.groups.add(group_of(role))
    return user


def opened(visitor: Visitor, user: Any, page: Any) -> Page:
    desk = sign_in(visitor(), user)
    desk.add_init_script(BLOCKED)
    desk.goto(f"/admin/pages/{page.pk}/edit/")
    return desk


def comment_on(desk: Page, field: str, words: str) -> None:
    place = desk.locator(f'[data-contentpath="{field}"]').first
    place.hover()
    place.locator("[data-comment-add]").click()
    writing = desk.locator(".comment--mode-creating")
    writing.get_by_placeholder("Enter your comments").fill(words)
    press_at_once(writing.get_by_role("button", name="Comment", exact=True))
    expect(writing).to_have_count(0)


def thread(desk: Page, words: str) -> Locator:
    return desk.locator(".comment").filter(has_text=words)


def save(desk: Page) -> None:
    send(desk, "Save draft")
    expect(desk.get_by_text("has been updated")).to_be_visible()


def test_a_conversation_beside_a_block(visitor: Visitor, draft: Any) -> None:
    writer = opened(visitor, person("learner", "writer@example.org"), draft)
    comment_on(writer, "caption", ASKED)
    comment_on(writer, "standfirst", OPEN)
    save(writer)
    editor = opened(visitor, member("editor", "Edda Editor", Role.EDITOR), draft)
    answer(editor)
    told(["writer@example.org"], "Edda Editor has updated comments", ANSWERED)
    move_and_publish(editor, draft)
    resolve(writer, draft)
    told(["editor@example.org"], "Wil Writer has updated comments", "Resolved comments")
    assert [one.text for one in Comment.objects.filter(resolved_at=None)] == [OPEN]
    for desk in (writer, editor):
        nothing_else_was_blocked(desk)


def answer(editor: Page) -> None:
    editor.get_by_role("button", name="Toggle comments").click()
    asked = thread(editor, ASKED)
    asked.click()
    asked.get_by_placeholder("Enter your reply").fill(ANSWERED)
    press_at_once(asked.get_by_role("button", name="Reply"))
    expect(asked.locator(".comment-reply").filter(has_text=ANSWERED)).to_be_visible()
    save(editor)


def told(to: list[str], subject: str, words: str) -> None:
    letter = mail.outbox[-1]
    assert letter.to == to
    assert subject in letter.subject
    assert words in letter.body
    assert "/admin/pages/" in letter.body


def move_and_publish(editor: Page, draft: Any) -> None:
    """The block goes above the text; the comment stays with its field, also in what is published."""
    block = editor.locator(f'[data-contentpath="{FIGURES}"]')
    block.get_by_role("button", name="Move up").first.click()
    save(editor)
    draft.refresh_from_db()
    draft.latest_revision.publish()
    content = GuidePage.objects.get(pk=draft.pk).body[0].value["content"]
    assert [block.block_type for block in content] == ["figures", "text"]
    editor.reload()
    place = editor.locator('[data-contentpath="caption"]').first
    expect(place.locator("[data-annotation]")).to_be_attached()
    assert Comment.objects.get(text=ASKED).contentpath.endswith(f".content.{FIGURES}.{ITEM}.caption")


def resolve(writer: Page, draft: Any) -> None:
    writer.reload()
    asked = thread(writer, ASKED)
    asked.click()
    expect(asked).to_contain_text("Edda Editor")
    expect(asked).to_contain_text(ANSWERED)
    chosen_from(asked.get_by_label("More actions").first, asked.get_by_role("menuitem", name="Resolve"))
    save(writer)


def press_at_once(button: Locator) -> None:
    """Between press and release a draft that saves itself may draw the conversations anew."""
    for _drawn_anew in range(20):
        button.wait_for()
        if button.evaluate_all(PRESS_IF_SHOWN):
            return
    raise AssertionError("The button never stays.")


def chosen_from(menu: Locator, entry: Locator) -> None:
    """The conversations are drawn anew, with their menus closed, whenever the draft saves itself."""
    for _drawn_anew in range(20):
        menu.click()
        if entry.evaluate_all(PRESS_IF_SHOWN):
            return
    raise AssertionError("The menu never stays open.")
