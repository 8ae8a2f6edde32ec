"""A page copied into another language: whoever works on the original works on the copy."""

from typing import Any

from wagtail.models import GroupPagePermission, Page, WorkflowPage


def take_over(source_obj: Any, target_obj: Any, **_kwargs: Any) -> None:
    """The rights and the workflow that stand on the original itself; those above it stand above the copy."""
    if not isinstance(target_obj, Page):
        return
    copy = Page.objects.get(pk=target_obj.pk)
    for held in GroupPagePermission.objects.filter(page=source_obj.pk):
        GroupPagePermission.objects.get_or_create(
            group=held.group, page=copy, permission_id=held.permission_id
        )
    own = WorkflowPage.objects.filter(page=source_obj.pk).first()
    if own and not WorkflowPage.objects.filter(page=copy.pk).exists():
        WorkflowPage.objects.create(page=copy, workflow=own.workflow)
