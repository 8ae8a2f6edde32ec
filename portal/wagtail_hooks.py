"""An account that an administrator deletes leaves every table, as when its owner deletes it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail import hooks

from accounts.audit import record
from accounts.models import User
from portal import privacy

# After those that ask whether it may be done at all (accounts/wagtail_hooks.py).
LATER = 10


@hooks.register("before_delete_user", order=LATER)
def erase_one(request: HttpRequest, user: User) -> HttpResponse | None:
    return _erased(request, [user]) if request.method == "POST" else None


@hooks.register("before_bulk_action", order=LATER)
def erase_many(request: HttpRequest, kind: str, users: Iterable[Any], action: Any) -> HttpResponse | None:
    return _erased(request, users) if kind == "delete" and User in action.models else None


def _erased(request: HttpRequest, users: Iterable[User]) -> HttpResponse:
    numbers = sorted(user.pk for user in users)
    with transaction.atomic():
        for user in User.objects.select_for_update().filter(pk__in=numbers).order_by("pk"):
            privacy.erase(user)
    for number in numbers:
        record("account deleted", request, of=number)
    said = ngettext(
        "The account and everything kept with it are deleted.",
        "The %(n)s accounts and everything kept with them are deleted.",
        len(numbers),
    )
    messages.success(request, said % {"n": len(numbers)})
    return redirect("wagtailusers_users:index")
