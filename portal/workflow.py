"""From draft to published: the workflow that ships, for an installation that has none of its own."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage, WorkflowTask

from content.models import LearnIndexPage, MailReview, PathsPage
from portal.roles import Role, group_of

# What Wagtail itself brings: one step for whoever is in this group.
WAGTAILS = "Moderators"


@transaction.atomic
def ship() -> bool:
    """Subject review, editor, publisher on Learn and below, a publisher on Paths. Whether it was made."""
    learn = LearnIndexPage.objects.first()
    if learn is None or _has_its_own():
        return False
    steps: list[Task] = [
        MailReview.objects.create(name=_("Subject review")),
        _approval(_("Editor"), group_of(Role.EDITOR), group_of(Role.PUBLISHER)),
        _approval(_("Publishing"), group_of(Role.PUBLISHER)),
    ]
    _workflow(_("From draft to published"), steps, learn)
    for paths in PathsPage.objects.all()[:1]:
        _workflow(_("Learning paths"), steps[-1:], paths)
    return True


def _workflow(name: str, steps: list[Task], top: Page) -> None:
    workflow = Workflow.objects.create(name=name)
    for number, step in enumerate(steps):
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=number)
    WorkflowPage.objects.create(page=Page.objects.get(pk=top.pk), workflow=workflow)


def _approval(name: str, *groups: Group) -> GroupApprovalTask:
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.set(groups)
    return task


def _has_its_own() -> bool:
    """Any workflow beside Wagtail's first one, in use or put away, is somebody's decision."""
    for workflow in Workflow.objects.all():
        steps = [step.specific for step in workflow.tasks]
        one = len(steps) == 1 and isinstance(steps[0], GroupApprovalTask)
        if not one or [group.name for group in steps[0].groups.all()] != [WAGTAILS]:
            return True
    return False
