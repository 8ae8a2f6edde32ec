"""What the editor's pages write down, whom they never show, and whose accounts they protect."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import finder_classes
from wagtail.log_actions import log
from wagtail.snippets.models import get_snippet_models

from accounts import denials
from accounts.models import User
from content.models import CasePage, TextPage
from courses.models import CaseAnswer, Commitment, Learner, Note
from portal.roles import Role, group_of
from readiness.models import Answer, Version
from tests.addresses import addresses
from tests.content import trees
from tests.journeys.people import client_of, person
from tests.portal.test_role_matrix import user_of
from tests.readiness.conftest import begin
from tests.test_addresses import arguments
from tests.test_addresses import right as right

pytestmark = pytest.mark.django_db
CANARY = "what-only-one-person-wrote"
LISTS = ("csv", "xlsx")


def events(caplog: Any) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "security"]


@pytest.fixture
def answered(course: None) -> None:
    """A learner and a respondent whose words nobody else may read."""
    case, now = CasePage.objects.get(key="strategy/jabil"), timezone.now()
    learner = Learner.objects.create(user=person("learner"))
    CaseAnswer.objects.create(
        learner=learner, unit=case, question="why", text=CANARY, answered_at=now, edited_at=now
    )
    Note.objects.create(learner=learner, unit=case, text=CANARY, created_at=now, updated_at=now)
    Commitment.objects.create(learner=learner, unit=case, text=CANARY, made_at=now, changed_at=now)
    sheet = begin(client_of(person("learner")))
    Answer.objects.create(sheet=sheet, item="S1.1", level=3, evidence=CANARY, acted_at=now, answered_at=now)


def shown(client: Client, right: dict[str, object]) -> Iterator[str]:
    """Addresses of the editor whose answer holds the canary."""
    for address in addresses():
        path = address.path(arguments(address, right)[0])
        if not path.startswith("/admin/"):
            continue
        more = [f"{path}?export={kind}" for kind in LISTS] if "report" in path or "users" in path else []
        for url in (path, *more):
            answer = client.get(url)
            words = answer.content if not answer.streaming else b"".join(answer.streaming_content)
            if CANARY.encode() in words:
                yield url


def test_no_page_of_the_editor_shows_what_a_person_answered(answered: None, right: dict[str, object]) -> None:
    assert list(shown(client_of(person("superuser")), right)) == []


def test_control_the_walk_finds_a_word_that_the_editor_shows(
    answered: None, right: dict[str, object]
) -> None:
    CasePage.objects.filter(key="strategy/jabil").update(title=CANARY, draft_title=CANARY)
    assert "/admin/api/main/pages/" in shown(client_of(person("superuser")), right)


def test_no_model_of_answers_has_pages_of_its_own_in_the_editor() -> None:
    edited = {*get_snippet_models(), *finder_classes.values_by_class} - {Version}
    assert User in edited, "the control: accounts have"
    assert not {
        model
        for label in ("courses", "readiness", "reports")
        for model in apps.get_app_config(label).get_models()
        if model in edited
    }


@pytest.mark.parametrize("role", ["author", "keeper", "administrator"])
def test_the_history_of_the_site_shows_only_what_a_role_may_see(role: str) -> None:
    module = trees.module()
    log(instance=module, action="wagtail.edit")
    help_page = TextPage(title="Help", slug="help")
    module.get_parent().get_parent().add_child(instance=help_page)
    log(instance=help_page, action="wagtail.edit", title="The help page itself")
    log(instance=person("learner"), action="wagtail.edit", title="An account itself")
    words = client_of(user_of(role)).get(reverse("wagtailadmin_reports:site_history")).content.decode()
    seen = {
        "pages": "Strategy" in words,
        "help": "The help page itself" in words,
        "accounts": "An account itself" in words,
    }
    assert seen == {"pages": role == "author", "help": False, "accounts": role == "administrator"}


class TestWrittenDown:
    def test_a_denied_access(self, caplog: Any) -> None:
        client = client_of(user_of("author"))
        with caplog.at_level("INFO", logger="security"):
            answer = client.get("/admin/users/")
        assert (answer.status_code, events(caplog)) == (302, ["denied in the editor"])
        assert caplog.records[-1].facts["path"] == "/admin/users/"

    def test_one_of_a_script_too(self, caplog: Any) -> None:
        client = client_of(user_of("author"))
        with caplog.at_level("INFO", logger="security"):
            answer = client.get("/admin/users/", headers={"x-requested-with": "XMLHttpRequest"})
        assert (answer.status_code, len(events(caplog))) == (403, 1)

    def test_control_without_our_ear_wagtail_says_nothing(self, caplog: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(denials, "record", lambda *_args, **_facts: None)
        with caplog.at_level("INFO", logger="security"):
            client_of(user_of("author")).get("/admin/users/")
        assert events(caplog) == []

    @pytest.mark.parametrize("kind", LISTS)
    def test_a_list_taken_out(self, caplog: Any, kind: str) -> None:
        trees.module()
        with caplog.at_level("INFO", logger="security"):
            client_of(person("superuser")).get(f"/admin/reports/site-history/?export={kind}").getvalue()
        assert events(caplog) == ["exported"]

    def test_a_module_taken_out(self, caplog: Any) -> None:
        trees.unit(trees.module(), "jabil")
        with caplog.at_level("INFO", logger="security"):
            client_of(user_of("editor")).post(reverse("module_download", args=["strategy"]))
        assert events(caplog)[-1] == "exported"

    def test_accounts_put_into_a_group_together(self, caplog: Any) -> None:
        user, group = person("learner"), group_of(Role.PUBLISHER)
        many = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
        with caplog.at_level("INFO", logger="security"):
            client_of(user_of("administrator")).post(f"{many}?id={user.pk}", {"role": group.pk})
        assert user.groups.get() == group
        assert events(caplog) == ["accounts changed together"]
        assert caplog.records[-1].facts["after"] == {user.pk: ["Publishers"]}


class TestSuperusers:
    @pytest.fixture
    def administrator(self) -> Client:
        return client_of(user_of("administrator"))

    def form(self, user: User, **more: str) -> dict[str, str]:
        return {"email": user.email, "first_name": "A", "last_name": "B", "is_active": "on", **more}

    def test_an_administrator_makes_none(self, administrator: Client) -> None:
        user = person("learner")
        administrator.post(
            reverse("wagtailusers_users:edit", args=[user.pk]), self.form(user, is_superuser="on")
        )
        administrator.post(
            reverse("wagtailusers_users:add"), self.form(User(email="new@example.org"), is_superuser="on")
        )
        assert not User.objects.filter(is_superuser=True).exists()

    def test_nor_changes_or_deletes_one(self, administrator: Client) -> None:
        boss = person("superuser")
        administrator.post(reverse("wagtailusers_users:edit", args=[boss.pk]), self.form(boss))
        administrator.post(reverse("wagtailusers_users:delete", args=[boss.pk]))
        for act in ("delete", "set_active_state"):
            many = reverse("wagtail_bulk_action", args=["accounts", "user", act])
            administrator.post(f"{many}?id={boss.pk}", {"mark_as_active": ""})
        boss.refresh_from_db()
        assert boss.is_superuser
        assert boss.is_active

    def test_control_a_superuser_does(self) -> None:
        user = person("learner")
        client_of(person("superuser")).post(
            reverse("wagtailusers_users:edit", args=[user.pk]), self.form(user, is_superuser="on")
        )
        user.refresh_from_db()
        assert user.is_superuser
