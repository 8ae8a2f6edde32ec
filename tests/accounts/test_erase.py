"""Everything this room holds about a person can be taken away, and is gone afterwards."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from accounts.erase import erase
from accounts.export import facts_of
from accounts.models import User
from jobs.models import OutgoingMail
from tests.accounts.organising import Company, invited, join

pytestmark = pytest.mark.django_db
CANARY = "canary-7f3a"


@pytest.fixture
def person(sign_in) -> User:
    user = User.objects.create_user(
        f"{CANARY}@example.org", "a sentence nobody guesses", name=f"Ada {CANARY}"
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    EmailAddress.objects.create(user=user, email=f"second-{CANARY}@example.org")
    TOTP.activate(user, generate_totp_secret())
    sign_in(user)
    sign_in(user)
    OutgoingMail.objects.create(to=user.email, subject=f"For {CANARY}", text="123456")
    company = Company()
    join(company.organisation, user, "admin")
    invited(company, user.email)
    said = f"Ada {CANARY} ({user.email}) invites you"
    OutgoingMail.objects.create(to="eve@example.org", subject="Join Northwind", text=said)
    log(Page.objects.first(), "wagtail.edit", user=user)
    return user


def rows_with(text: str) -> list[str]:
    """Every table that holds the text in any column."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            found += [
                model._meta.label for row in cursor.fetchall() if any(text in str(value) for value in row)
            ]
    return found


def test_the_export_names_everything_but_no_secret(person: User) -> None:
    held = facts_of(person)
    assert held["sessions"] == 2
    assert {row["email"] for row in held["email_addresses"]} == {person.email, f"second-{CANARY}@example.org"}
    assert held["second_factors"][0]["type"] == "totp"
    assert held["mail_kept_or_on_its_way"][0]["subject"] == f"For {CANARY}"
    assert person.password not in str(held)
    assert Authenticator.objects.get(user=person).data["secret"] not in str(held)


def test_afterwards_no_table_knows_the_person(person: User, sign_in) -> None:
    other = User.objects.create_user("other@example.org")
    sign_in(other)
    number = person.pk
    assert "accounts.User" in rows_with(CANARY)
    erase(person)
    assert rows_with(CANARY) == []
    assert Session.objects.count() == 1
    assert not PageLogEntry.objects.filter(user_id=number).exists()
    assert PageLogEntry.objects.filter(action="wagtail.edit").exists()
