"""Puts the page about languages into the editor, and its acts into the log."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from content.languages import named

from . import acts, views


def addresses() -> list[URLPattern]:
    return [
        path("languages/", views.listing, name="languages_begun"),
        path("languages/<slug:language>/begin/", views.begin, name="language_begin"),
        path("languages/<slug:language>/take-back/", views.take_back, name="language_take_back"),
    ]


class LanguagesItem(MenuItem):
    """For those who translate."""

    def is_shown(self, request: HttpRequest) -> bool:
        return acts.may_translate(request.user)


def languages() -> MenuItem:
    return LanguagesItem(_("Languages"), reverse("languages_begun"), icon_name="globe", order=940)


class Named(LogFormatter):
    """Which language it was stands in the entry."""

    said: Any

    def format_message(self, entry: Any) -> str:
        return str(self.said) % {"language": named(entry.data.get("language", ""))}


def entries(actions: Any) -> None:
    for action, label, said in (
        ("language_begun", _("Begin a language"), _("%(language)s begun")),
        ("language_taken_back", _("Take a language back"), _("%(language)s taken back")),
    ):
        formatter = type("Formatter", (Named,), {"label": label, "said": said})
        actions.register_action(f"content.{action}")(formatter)


def install() -> None:
    hooks.register("register_admin_urls", addresses)
    hooks.register("register_settings_menu_item", languages)
    hooks.register("register_log_actions", entries)
