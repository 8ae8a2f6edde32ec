"""Schedule and workflow: what is not ready by then stays a draft, the others go out, one mail is sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, TaskState, Workflow, WorkflowState, WorkflowTask

from accounts.models import User
from content.models import GuidePage, ModulePage, Unit
from content.publishing import PublishRefused
from tests.content import trees
from tests.journeys.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def module() -> ModulePage:
    return trees.module()


def scheduled(module: ModulePage, slug: str, **fields: Any) -> Any:
    """Sound when the author chose the day; the day has come."""
    page = trees.unit(module, slug, GuidePage, publish=False, **fields)
    page.owner = person("superuser")
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save()
    revision = page.save_revision(user=person("author"))
    revision.publish()
    then = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = then.isoformat()
    revision.approved_go_live_at = then
    revision.save()
    return page


def is_live(page: Any) -> bool:
    return Unit.objects.get(pk=page.pk).live


def test_one_that_is_not_ready_any_more_stops_no_other(module: ModulePage) -> None:
    taught = trees.unit(module, "taught")
    link = '<a href="unit:strategy/taught">the case</a>'
    weak = scheduled(module, "weak", body=trees.body(link))
    sound = scheduled(module, "sound")
    taught.delete()
    call_command("publish_scheduled")
    assert is_live(sound)
    assert not is_live(weak)
    assert weak.get_latest_revision_as_object().title == "Weak", "the draft is as it was"
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert sorted(letter.to for letter in mail.outbox) == [["author@example.org"], ["root@example.org"]]
    letter = mail.outbox[0]
    assert letter.subject == "Not published today: Weak"
    assert "There is no unit strategy/taught." in letter.body
    assert reverse("wagtailadmin_pages:edit", args=[weak.pk]) in letter.body
    call_command("publish_scheduled")
    assert len(mail.outbox) == 2, "one mail for each date"


def test_control_what_stayed_sound_is_published_without_a_mail(module: ModulePage) -> None:
    trees.unit(module, "taught")
    page = scheduled(module, "weak", body=trees.body('<a href="unit:strategy/taught">the case</a>'))
    call_command("publish_scheduled")
    assert is_live(page)
    assert mail.outbox == []


def test_two_that_link_to_each_other_come_out_together(module: ModulePage) -> None:
    one = trees.unit(module, "one", GuidePage, publish=False)
    two = scheduled(module, "two", body=trees.body('<a href="unit:strategy/one">one</a>'))
    one.delete()
    one = scheduled(module, "one", body=trees.body('<a href="unit:strategy/two">two</a>'))
    call_command("publish_scheduled")
    assert is_live(one)
    assert is_live(two)


def test_a_day_is_not_given_to_what_is_not_ready(module: ModulePage) -> None:
    page = trees.unit(module, "weak", GuidePage, publish=False, outcomes=[])
    page.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(PublishRefused):
        page.save_revision().publish()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_dry_run_changes_nothing(module: ModulePage) -> None:
    page = scheduled(module, "sound")
    call_command("publish_scheduled", "--dryrun", verbosity=0)
    assert not is_live(page)


class TestWorkflow:
    @pytest.fixture
    def boss(self, admin_user: User, settings: Any) -> Client:
        settings.PRIVILEGED_PATHS = ("/nothing-here/",)
        client = Client()
        client.force_login(admin_user)
        return client

    def under_review(self, module: ModulePage, **fields: Any) -> tuple[Any, TaskState]:
        task = GroupApprovalTask.objects.create(name="Last look")
        task.groups.add(Group.objects.get(name="Moderators"))
        workflow = Workflow.objects.create(name="One step")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        page = trees.unit(module, "weak", GuidePage, publish=False, **fields)
        state = workflow.start(page, person("author"))
        return page, state.current_task_state

    def test_the_last_approval_is_refused_and_the_step_stays_open(self, module: ModulePage, boss) -> None:
        page, step = self.under_review(module, outcomes=[])
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
        answer = boss.post(address, {"comment": "Fine"}, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.json() == {
            "step": "success",
            "redirect": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        }
        assert not is_live(page)
        step.refresh_from_db()
        assert step.status == TaskState.STATUS_IN_PROGRESS
        assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
        words = boss.get(answer.json()["redirect"]).content.decode()
        assert "Nothing was published: “Weak” is not ready." in words

    def test_control_a_sound_one_is_published_by_it(self, module: ModulePage, boss) -> None:
        page, step = self.under_review(module)
        boss.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk]))
        assert is_live(page)
        assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
