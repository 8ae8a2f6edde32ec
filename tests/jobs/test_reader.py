"""In which language an address is written to: its account's, else the one given, else the one spoken."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import translation

from accounts.models import User
from jobs.reader import language_of, read_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada@example.org", language="de")


def test_the_language_of_the_account(ada: User) -> None:
    assert language_of("Ada@Example.org", "en") == "de"
    with read_by("ada@example.org"):
        assert translation.get_language() == "de"
    assert translation.get_language() == "en"


def test_a_second_address_counts_once_it_is_confirmed(ada: User) -> None:
    second = EmailAddress.objects.create(user=ada, email="ada@home.example")
    assert language_of(second.email) == "en"
    EmailAddress.objects.update(verified=True)
    assert language_of(second.email) == "de"


@pytest.mark.parametrize(
    ("otherwise", "spoken", "expected"),
    [("de", "en", "de"), ("", "de", "de"), ("", "en", "en"), ("tlh", "de", "de"), ("", None, "en")],
)
def test_without_an_account_the_sender_decides(otherwise: str, spoken: str | None, expected: str) -> None:
    with translation.override(spoken):
        assert language_of("grace@example.org", otherwise) == expected


def test_an_account_that_chose_nothing_counts_as_none(ada: User) -> None:
    User.objects.update(language="")
    assert language_of("ada@example.org", "de") == "de"


def test_a_language_that_is_no_longer_offered_is_not_spoken(ada: User) -> None:
    User.objects.update(language="fr")
    assert language_of("ada@example.org") == "en"
