"""Your own page: progress, notes, theme, and everything held about you to take away or to delete."""

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import recent_sign_in_required
from accounts.actions import invitations_for
from accounts.device import asker_of
from accounts.models import User
from accounts.organisation_views.lines import organisation_lines
from courses import home as learning
from courses.commitments import commitments_of, days_of
from courses.export import notes_markdown, notes_of
from courses.learner import learner_of
from jobs.icalendar import calendar
from portal import privacy
from portal.forms import DeleteForm, PreferencesForm
from portal.listening import podcast_of
from portal.on_device import keep_on_device


@require_safe
@never_cache
def me(request: HttpRequest) -> HttpResponse:
    """Works without an account too: it then shows what this device keeps, and how to keep it for good."""
    learner = learner_of(request)
    user = request.user if request.user.is_authenticated else None
    return render(
        request,
        "portal/me.html",
        {
            "modules": learning.module_progress(learner),
            "commitments": commitments_of(learner, timezone.localdate()),
            "notes": notes_of(learner) if learner else [],
            "form": PreferencesForm(instance=user) if user else None,
            "themes": User.Theme.choices,
            "organisations": organisation_lines(user.pk) if user else [],
            "invited": len(invitations_for(user, timezone.now())) if user else 0,
            "podcast": podcast_of(learner),
            "me_current": True,
            "until_closed": user is not None and request.session.get_expire_at_browser_close(),
        },
    )


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the system: kept with the account, else in a cookie of this device."""
    choice = request.POST.get("theme", "")
    if choice not in User.Theme.values:
        return render(request, "400.html", {"reason": _("Choose System, Light or Dark.")}, status=400)
    back = HttpResponseRedirect(reverse("me"))
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(theme=choice)
    else:
        keep_on_device(back, settings.THEME_COOKIE_NAME, choice)
    return back


@login_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    form = PreferencesForm(request.POST, instance=request.user)
    if not form.is_valid():
        return render(request, "portal/me.html", {"form": form, "themes": User.Theme.choices}, status=400)
    form.save()
    messages.success(request, _("Saved."))
    return redirect("me")


@require_safe
@never_cache
def notes(request: HttpRequest) -> HttpResponse:
    """Every note and bookmark as one Markdown file; an empty file says that there is nothing yet."""
    learner = learner_of(request)
    return _download(notes_markdown(learner), "notes.md", "text/markdown")


@require_safe
@never_cache
def commitments(request: HttpRequest) -> HttpResponse:
    """The dates of what is still to be done, for a calendar program."""
    lines = commitments_of(learner_of(request), timezone.localdate())
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    text = calendar(
        days_of(lines),
        _("%(product)s: commitments") % {"product": settings.PRODUCT_NAME},
        host,
        timezone.now(),
    )
    return _download(text, "commitments.ics", "text/calendar")


@require_safe
@never_cache
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Everything held about the person, or about this device's anonymous learner."""
    asker = asker_of(request)
    held = privacy.held_about(request.user) if asker.user_id else privacy.held_about_asker(asker)
    day = timezone.now().date().isoformat()
    if form == "md":
        return _download(privacy.as_markdown(held), f"soundings-{day}.md", "text/markdown")
    text = json.dumps(held, indent=2, ensure_ascii=False, default=str)
    return _download(text, f"soundings-{day}.json", "application/json")


@recent_sign_in_required
def delete(request: HttpRequest) -> HttpResponse:
    """Asks once, in words; then the account is gone from every table before the answer leaves."""
    form = DeleteForm(request.POST or None, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "portal/delete.html", {"form": form}, status=400 if form.errors else 200)
    with transaction.atomic():
        # Locked, so that a save in flight in another tab waits, then finds nobody, instead of failing this.
        privacy.erase(User.objects.select_for_update().get(pk=request.user.pk))
    logout(request)
    messages.success(request, _("Your account and everything kept with it are deleted."))
    gone = redirect("home")
    gone.delete_cookie(settings.DEVICE_COOKIE_NAME)
    return gone


@require_POST
def forget_device(request: HttpRequest) -> HttpResponse:
    """What this device keeps for someone without an account is deleted, and the cookie with it."""
    if request.user.is_authenticated:
        return redirect("delete")
    with transaction.atomic():
        privacy.erase_asker(asker_of(request))
    messages.success(request, _("Everything this device kept is deleted."))
    gone = redirect("home")
    gone.delete_cookie(settings.DEVICE_COOKIE_NAME)
    return gone


def _download(text: str, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
