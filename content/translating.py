"""A page copied into another language: whoever works on the original works on the copy."""

from typing import Any

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission, Page, WorkflowPage

from content.models import HomePage, LearnIndexPage

# What whoever publishes on Learn may do with the home page of another language, and so below it.
HOME_OF_ANOTHER = ("change_page", "publish_page")


def take_over(source_obj: Any, target_obj: Any, **_kwargs: Any) -> None:
    """The rights and the workflow that stand on the original itself; those above it stand above the copy."""
    if not isinstance(target_obj, Page):
        return
    copy = Page.objects.get(pk=target_obj.pk)
    for held in GroupPagePermission.objects.filter(page=source_obj.pk):
        GroupPagePermission.objects.get_or_create(
            group=held.group, page=copy, permission_id=held.permission_id
        )
    if isinstance(copy.specific, HomePage):
        _let_publishers_in(source_obj, copy)
    own = WorkflowPage.objects.filter(page=source_obj.pk).first()
    if own and not WorkflowPage.objects.filter(page=copy.pk).exists():
        WorkflowPage.objects.create(page=copy, workflow=own.workflow)


def _let_publishers_in(home: Page, copy: Page) -> None:
    """The original's home is not theirs to change; but a language begins with its home, and they begin it."""
    learn = LearnIndexPage.objects.child_of(home)
    held = GroupPagePermission.objects.filter(page__in=learn, permission__codename="publish_page")
    rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=HOME_OF_ANOTHER)
    for group in held.values_list("group", flat=True):
        for right in rights:
            GroupPagePermission.objects.get_or_create(group_id=group, page=copy, permission=right)
