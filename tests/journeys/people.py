"""The people of the tests: who they are, and how they are signed in without walking through the forms."""

import re
import time
from collections.abc import Callable

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from playwright.sync_api import Page
from wagtail.admin.menu import DismissibleMenuItem, help_menu
from wagtail.users.models import UserProfile

from accounts.models import User

Visitor = Callable[..., Page]
ADDRESSES = {
    "learner": "ada@example.org",
    "author": "author@example.org",
    "superuser": "root@example.org",
}


def person(role: str, email: str = "") -> User:
    """learner, author (may edit pages) or superuser; the second time the same one."""
    email = email or ADDRESSES[role]
    found = User.objects.filter(email=email).first()
    if found:
        return found
    boss = role == "superuser"
    make = User.objects.create_superuser if boss else User.objects.create_user
    user = make(email, None, name=f"{role.title()} Example")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if role == "author":
        user.groups.add(Group.objects.get(name="Editors"))
    return user


def client_of(user: User | None, **options: bool) -> Client:
    """A signed-in client that has proved a second factor just now; None is anonymous."""
    client = Client(raise_request_exception=False, **options)
    if user is not None:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        now = time.time()
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": now},
            {"method": "mfa", "at": now, "type": "totp"},
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def sign_in(page: Page, user: User) -> Page:
    """Puts the person's session into the browser; who may enter the editor has been there before."""
    if user.has_perm("wagtailadmin.access_admin"):
        seen_all(user)
    session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": "127.0.0.1", "path": "/"}]
    )
    return page


def seen_all(user: User) -> None:
    """Wagtail's news: the badge on them pulses on every page, which draws it sixty times a second."""
    profile = UserProfile.get_for_user(user)
    news = [item.name for item in help_menu.registered_menu_items if isinstance(item, DismissibleMenuItem)]
    profile.dismissibles = dict.fromkeys(news, True)
    profile.save()


def mailed_code() -> str:
    """The code in the last mail."""
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]
