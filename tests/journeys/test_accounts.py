"""From a device to an account and back: signing up, signing in elsewhere, leaving for good."""

import re

from playwright.sync_api import Page, expect

from accounts.models import User
from courses.models import Bookmark, Completion, Learner, Note, Place
from tests.journeys.people import Visitor, mailed_code, person, sign_in
from tests.journeys.reading import JABIL, read_on

EMAIL = "grace@example.org"


def read_a_little(page: Page) -> None:
    """A place in the case, a note and a bookmark there, and a guide marked as read."""
    page.goto(JABIL)
    page.get_by_role("button", name="Bookmark").click()
    expect(page.get_by_role("button", name="Remove bookmark")).to_be_visible()
    page.get_by_text("Your note", exact=True).click()
    page.get_by_label("On “A check that a machine could learn”").fill("Ask the plant manager.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_role("button", name="Delete it")).to_be_visible()
    read_on(page)
    expect(page).to_have_url(re.compile("/jabil/questions/"))
    page.goto("/learn/strategy/fund-in-stages/")
    page.get_by_role("button", name="Mark the guide as read").click()
    expect(page.get_by_text(re.compile("Marked as read on"))).to_be_visible()


def sign_up(page: Page, email: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Keep it with an account").click()
    page.get_by_role("textbox", name=re.compile("e-?mail", re.IGNORECASE)).fill(email)
    page.get_by_role("button", name="Create the account").click()
    give_code(page)
    expect(page.get_by_role("link", name="Your account").first).to_be_attached()


def give_code(page: Page) -> None:
    field = page.get_by_role("textbox", name=re.compile("code", re.IGNORECASE))
    expect(field).to_be_visible()
    field.fill(mailed_code())
    field.press("Enter")


def facts() -> dict[str, int]:
    return {
        "done": Completion.objects.count(),
        "notes": Note.objects.count(),
        "bookmarks": Bookmark.objects.count(),
    }


def test_what_a_device_kept_becomes_the_new_accounts_nothing_lost_nothing_doubled(visitor: Visitor) -> None:
    page = visitor()
    read_a_little(page)
    before = facts()
    assert before == {"done": 1, "notes": 1, "bookmarks": 1}
    sign_up(page, EMAIL)
    assert facts() == before
    learner = Learner.objects.get()
    assert (learner.user.email, learner.device) == (EMAIL, None)
    assert Place.objects.get(unit__key="strategy/jabil").section == "questions"
    page.goto("/")
    page.get_by_role("link", name="Continue reading").click()
    expect(page).to_have_url(re.compile("/jabil/questions/"))
    page.goto("/me/")
    expect(page.get_by_text("Ask the plant manager.")).to_be_visible()

    # Signing out leaves nothing of it on the device.
    page.get_by_role("button", name="Sign out").click()
    page.goto("/")
    expect(page.get_by_role("link", name="Continue reading")).to_have_count(0)


def test_signing_in_with_a_code_merges_a_second_device(visitor: Visitor) -> None:
    ada = person("learner")
    first = sign_in(visitor(), ada)
    first.goto(JABIL)
    read_on(first)
    expect(first).to_have_url(re.compile("/jabil/questions/"))

    phone = visitor(width=390)
    phone.goto("/learn/strategy/fund-in-stages/")
    read_on(phone)
    expect(phone).to_have_url(re.compile("/fund-in-stages/four-gates/"))
    phone.goto("/accounts/login/")
    phone.get_by_role("link", name="Send me a code by e-mail").click()
    phone.get_by_role("textbox", name=re.compile("e-?mail", re.IGNORECASE)).fill(ada.email)
    phone.locator("main").get_by_role("button", name=re.compile("code", re.IGNORECASE)).click()
    give_code(phone)
    expect(phone.get_by_text("Kept on this device.")).to_have_count(0)
    phone.goto("/")
    phone.get_by_role("link", name="Continue reading").click()
    # The newest place wins, and the older one is still there.
    expect(phone).to_have_url(re.compile("/fund-in-stages/four-gates/"))
    assert Learner.objects.get().user == ada
    assert Place.objects.count() == 2


def test_a_deleted_account_is_gone(visitor: Visitor) -> None:
    ada = person("learner")
    page = sign_in(visitor(), ada)
    read_a_little(page)
    page.goto("/me/")
    page.get_by_role("link", name="Delete my account").click()
    page.get_by_role("textbox").fill("someone@example.org")
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("This is not the address of this account.").first).to_be_visible()
    page.get_by_role("textbox").fill(ada.email)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_attached()
    assert not User.objects.filter(pk=ada.pk).exists()
    assert facts() == {"done": 0, "notes": 0, "bookmarks": 0}
    assert not Place.objects.exists()
    assert not Learner.objects.exists()
    page.goto("/")
    expect(page.get_by_role("link", name="Continue reading")).to_have_count(0)
