"""An author's account: made by one command, right for what it may and may not do."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from accounts.models import User
from content.models import CasePage, HomePage

pytestmark = pytest.mark.django_db


def made(capsys, *arguments: str) -> tuple[User, str]:
    call_command("create_author", "Ada@Example.org", *arguments)
    return User.objects.get(email="ada@example.org"), capsys.readouterr().out


def may(user: User, page: Page) -> set[str]:
    rights = page.permissions_for_user(User.objects.get(pk=user.pk))
    asked = {"edit": rights.can_edit(), "add": rights.can_add_subpage(), "publish": rights.can_publish()}
    return {name for name, answer in asked.items() if answer}


def test_an_author_writes_and_a_publisher_publishes(course, capsys) -> None:
    case, home = (
        Page.objects.get(pk=CasePage.objects.first().pk),
        Page.objects.get(pk=HomePage.objects.first().pk),
    )
    user, _ = made(capsys)
    assert user.has_perm("wagtailadmin.access_admin")
    assert "edit" in may(user, case)
    assert "publish" not in may(user, case)
    assert may(user, home) == set()
    user, _ = made(capsys, "--publish")
    assert "publish" in may(user, case)
    assert not user.is_superuser


def test_twice_is_once(course, capsys) -> None:
    first, _ = made(capsys)
    second, _ = made(capsys, "--administrator")
    assert first.pk == second.pk
    assert second.is_superuser
    assert second.emailaddress_set.get().verified


def test_it_says_what_to_do_next(course, capsys, settings) -> None:
    user, said = made(capsys, "--publish")
    assert f"{settings.BASE_URL}/accounts/login/?next=/admin/" in said
    assert "asks for a second factor" in said
    assert not user.has_usable_password()


def test_something_else_than_an_address_is_refused() -> None:
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create_author", "ada")
