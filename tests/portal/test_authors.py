"""An author's account: made by one command, right for what it may and may not do."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from wagtail.models import Page, Task, Workflow

from accounts.models import User
from content.models import CasePage, HomePage, LearnIndexPage, ModulePage
from portal import workflow

pytestmark = pytest.mark.django_db


def made(capsys, *arguments: str) -> tuple[User, str]:
    call_command("create_author", "Ada@Example.org", *arguments)
    return User.objects.get(email="ada@example.org"), capsys.readouterr().out


def may(user: User, page: Page) -> set[str]:
    rights = page.permissions_for_user(User.objects.get(pk=user.pk))
    asked = {"edit": rights.can_edit(), "add": rights.can_add_subpage(), "publish": rights.can_publish()}
    return {name for name, answer in asked.items() if answer}


@pytest.mark.parametrize(
    ("role", "on_learn"),
    [
        ("author", {"add"}),
        ("editor", {"add", "edit"}),
        ("publisher", {"add", "edit", "publish"}),
        ("keeper", set()),
        ("administrator", set()),
    ],
)
def test_each_role_is_a_group_with_its_rights_and_no_others(course, capsys, role, on_learn) -> None:
    module, case, home = (
        Page.objects.get(pk=page.pk)
        for page in (ModulePage.objects.first(), CasePage.objects.first(), HomePage.objects.first())
    )
    user, _ = made(capsys, "--role", role)
    assert user.has_perm("wagtailadmin.access_admin")
    assert (may(user, module), may(user, case) - {"add"}) == (on_learn, on_learn - {"add"})
    assert may(user, home) == set()
    assert not user.is_superuser
    group = user.groups.get()
    extra = Permission.objects.get(content_type__app_label="accounts", codename="delete_user")
    held = set(group.permissions.all())
    group.permissions.add(extra)
    made(capsys, "--role", role)
    assert set(group.permissions.all()) == held, "exactly its rights, again"


def test_publish_is_the_role_of_a_publisher(course, capsys) -> None:
    user, said = made(capsys, "--publish")
    assert user.groups.get().name == "Publishers"
    assert "may now write, approve and publish under Learn" in said


class TestWorkflow:
    def test_it_is_made_once_on_learn(self, course) -> None:
        assert [workflow.ship(), workflow.ship()] == [True, False]
        made = LearnIndexPage.objects.get().get_workflow()
        assert [type(task.specific).__name__ for task in made.tasks] == [
            "MailReview",
            "GroupApprovalTask",
            "GroupApprovalTask",
        ]
        assert CasePage.objects.first().get_workflow() == made

    @pytest.mark.parametrize("active", [True, False])
    def test_an_installation_with_its_own_is_left_alone(self, course, active: bool) -> None:
        Workflow.objects.create(name="Ours", active=active)
        assert not workflow.ship()
        assert not Task.objects.filter(name="Subject review").exists()


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
