"""In a browser: set up, invite, join from the mail as somebody new, hand over."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from accounts.models import Membership
from tests.journeys.people import Visitor, mailed_code, person, sign_in

pytestmark = pytest.mark.browser
EVE = "eve@example.org"


def test_an_organisation_is_set_up_joined_and_handed_over(visitor: Visitor) -> None:
    ada = person("learner")
    page = sign_in(visitor(), ada)
    page.goto("/me/")
    page.get_by_role("link", name="Set up an organisation").click()
    page.get_by_label("Name of the organisation").fill("Northwind")
    page.get_by_role("button", name="Set up the organisation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Northwind")

    page.get_by_label("E-mail addresses").fill(f"Eve <{EVE}>\nnobody")
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text("Nobody was invited yet.")
    page.get_by_role("button", name="Invite the one that can be read").click()
    expect(page.get_by_text(f"{EVE} invited by mail.")).to_be_visible()

    # Somebody without an account, on a phone and without script, from the mail to the organisation.
    phone = visitor(width=390, script=False)
    phone.goto(re.search(r"https?://[^/]+(/organisations/accept/\S+)", mail.outbox[-1].body)[1])
    phone.get_by_role("link", name="Create an account").click()
    phone.get_by_role("textbox", name=re.compile("e-?mail", re.IGNORECASE)).fill(EVE)
    phone.get_by_role("button", name="Create the account").click()
    phone.get_by_role("textbox", name=re.compile("code", re.IGNORECASE)).fill(mailed_code())
    phone.get_by_role("button", name="Confirm").click()
    phone.get_by_role("button", name="Join Northwind").click()
    expect(phone.get_by_text("You belong to Northwind now.")).to_be_visible()
    phone.get_by_role("link", name="Northwind").click()
    expect(phone.get_by_text("a second proof that it is you")).to_be_visible()

    page.reload()
    page.get_by_text(f"Change: {EVE}").click()
    page.get_by_text("Hand the organisation over").click()
    page.get_by_role("button", name=f"Hand over to {EVE}").click()
    expect(page.get_by_text(f"{EVE} owns the organisation now")).to_be_visible()
    roles = dict(Membership.objects.values_list("user__email", "role"))
    assert roles == {ada.email: "admin", EVE: "owner"}
    expect(page.get_by_text("Leave the organisation")).to_be_visible()
