"""What Wagtail is told of this room: accounts for the security log, organisations for their history."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .audit import record
from .models import User


@hooks.register("register_log_actions")
def name_what_happens_to_organisations(actions: LogActionRegistry) -> None:
    actions.register_action("accounts.found", "Found", "Organisation founded")
    actions.register_action("accounts.change", "Change", "Organisation renamed or described anew")
    actions.register_action("accounts.hand_over", "Hand over", "Ownership of the organisation passed on")
    actions.register_action("accounts.close", "Close", "Organisation closed")


def roles(user: User) -> list[str]:
    held = sorted(user.groups.values_list("name", flat=True))
    return [*held, "administrator"] if user.is_superuser else held


def only_superusers_touch_superusers(request: HttpRequest, users: Iterable[User]) -> None:
    """Else an administrator of accounts could make one, and be everything."""
    asked = request.method == "POST" and request.POST.get("is_superuser")
    if not request.user.is_superuser and (asked or any(user.is_superuser for user in users)):
        raise PermissionDenied


@hooks.register("before_create_user")
def nobody_makes_a_superuser(request: HttpRequest) -> None:
    only_superusers_touch_superusers(request, [])


@hooks.register("before_delete_user")
def nobody_deletes_a_superuser(request: HttpRequest, user: User) -> None:
    only_superusers_touch_superusers(request, [user])


@hooks.register("before_bulk_action")
def nobody_changes_superusers(request: HttpRequest, kind: str, users: Iterable[Any], action: Any) -> None:
    if User in action.models:
        only_superusers_touch_superusers(request, users)


@hooks.register("after_bulk_action")
def note_what_happened_to_many(request: HttpRequest, kind: str, users: Iterable[Any], action: Any) -> None:
    if User in action.models:
        held = {user.pk: roles(user) for user in users if user.pk}
        record("accounts changed together", request, act=kind, after=held)


@hooks.register("before_edit_user", order=-1)
def nobody_changes_a_superuser(request: HttpRequest, user: User) -> None:
    only_superusers_touch_superusers(request, [User.objects.get(pk=user.pk)])


@hooks.register("before_edit_user")
def remember_roles(request: HttpRequest, user: User) -> None:
    request.roles_before = roles(User.objects.get(pk=user.pk))


@hooks.register("after_edit_user")
def note_changed_roles(request: HttpRequest, user: User) -> None:
    before, after = request.roles_before, roles(user)
    if before != after:
        record("roles changed", request, of=user.pk, before=before, after=after)


@hooks.register("after_create_user")
def note_new_account(request: HttpRequest, user: User) -> None:
    record("account created", request, of=user.pk, roles=roles(user))


@hooks.register("after_delete_user")
def note_deleted_account(request: HttpRequest, user: User) -> None:
    record("account deleted", request)
