"""What editors see beside the pages: the list of units, the menu, links that survive the editor."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from content import admin_blocks as admin_blocks
from content import beginning as beginning
from content.handbook import pages as pages
from content.menu_items import PagesItem
from content.models import Unit
from content.reports import checks
from content.uploads import pages as film_pages


class UnitsView(IndexView):
    """In the reader's language, which the names of our models and their fields are not."""

    page_title = _("Units")
    verbose_name_plural = _("units")

    @cached_property
    def filterset_class(self) -> Any:
        found = super().filterset_class
        for name, label in (("kind", _("Kind")), ("group", _("Group"))):
            found.base_filters[name].label = label
        return found


class UnitListing(PageListingViewSet):
    """All units of all modules in one table, to see what must be reviewed when."""

    model = Unit
    index_view_class = UnitsView
    icon = "list-ul"
    menu_label = _("Units")
    menu_order = 120
    add_to_admin_menu = True
    menu_item_class = PagesItem
    columns = [
        *(column for column in IndexView.base_columns if column.name != "locale"),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("minutes", label=_("Minutes"), sort_key="minutes"),
        # A day, not how long ago it was: Wagtail's own column says “Just now” of every day to come.
        Column("review_by", label=_("Review by"), sort_key="review_by"),
    ]
    list_filter = ["kind", "group"]


@hooks.register("register_admin_viewset")
def units() -> UnitListing:
    return UnitListing("units")


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("course-checks/", checks, name="course_checks")]


hooks.register("register_admin_urls", film_pages.addresses, order=-1)


@hooks.register("register_reports_menu_item")
def course_checks() -> MenuItem:
    return PagesItem(_("Course checks"), reverse("course_checks"), icon_name="check", order=90)


@hooks.register("insert_global_admin_js")
def in_place_of_inline_code() -> SafeString:
    names = [(static(f"js/admin_{name}.js"),) for name in ("styles", "start", "labels")]
    return format_html_join("\n", '<script src="{}"></script>', names)


@hooks.register("construct_main_menu")
def menu_in_our_words(request: object, items: list[MenuItem]) -> None:
    """The media library holds films, so it is called that."""
    for item in items:
        if item.name == "media":
            item.label = _("Films")


def link(props: dict[str, Any]) -> Any:
    """Wagtail's own, which would drop the address of a link like unit:strategy/jabil#what-they-did."""
    url = props.get("url") or ""
    if props.get("id") is None and url.startswith("unit:"):
        return DOM.create_element("a", {"href": url}, props["children"])
    return link_entity(props)


@hooks.register("register_rich_text_features", order=1000)
def keep_links_to_units(features: Any) -> None:
    rule = features.converter_rules_by_converter["contentstate"]["link"]
    rule["to_database_format"]["entity_decorators"]["LINK"] = link
