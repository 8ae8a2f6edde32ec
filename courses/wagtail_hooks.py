"""What the editor's pages hold of this room: a check's exchange and statistics, and the ways to them."""

from collections.abc import Iterator

from django.urls import URLResolver, include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from accounts.models import User
from content.menu_items import PagesItem
from content.models import CheckPage, Unit

from .actions.adding import IMPORTED
from .admin_views import exchange, readings, statistics

urls = [
    path("", statistics.listing, name="listing"),
    path("<int:pk>/questions/", exchange.exchange, name="exchange"),
    re_path(r"^(?P<pk>\d+)/questions/(?P<form>gift|qti)/$", exchange.export, name="export"),
    path("<int:pk>/statistics/", statistics.statistics, name="statistics"),
]


reading_urls = [
    path("", readings.listing, name="listing"),
    path("<int:pk>/", readings.reading, name="reading"),
    path("remarks/<int:pk>/dealt/", readings.dealt, name="dealt"),
]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [
        path("checks/", include((urls, "courses_checks"))),
        path("readings/", include((reading_urls, "courses_readings"))),
    ]


@hooks.register("register_reports_menu_item")
def readings_report() -> MenuItem:
    return PagesItem(_("How units are read"), reverse("courses_readings:listing"), icon_name="view", order=92)


@hooks.register("register_page_header_buttons")
def way_from_a_unit(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if (
        page.pk
        and issubclass(page.specific_class or Page, Unit)
        and page.permissions_for_user(user).can_edit()
    ):
        url = reverse("courses_readings:reading", args=[page.pk])
        yield Button(_("How it is read"), url=url, icon_name="view", priority=85)


@hooks.register("register_reports_menu_item")
def report() -> MenuItem:
    return PagesItem(
        _("Question statistics"), reverse("courses_checks:listing"), icon_name="decimal", order=95
    )


@hooks.register("register_page_header_buttons")
def ways_from_a_check(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if page.specific_class is CheckPage and page.pk and page.permissions_for_user(user).can_edit():
        for label, name, icon in (
            (_("Questions in and out"), "exchange", "download"),
            (_("Question statistics"), "statistics", "decimal"),
        ):
            url = reverse(f"courses_checks:{name}", args=[page.pk])
            yield Button(label, url=url, icon_name=icon, priority=80)


@hooks.register("register_log_actions")
def name_what_happens_to_checks(actions: LogActionRegistry) -> None:
    actions.register_action(IMPORTED, _("Import questions"), _("Questions imported into the draft"))
