"""Where imported pages go: the site, its home and the learn index, made by the first import."""

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from content.models import HomePage, LearnIndexPage, PathsPage

from .report import ImportRefused


def home_page() -> HomePage | None:
    """The home of the default site, if it is one of ours."""
    found: HomePage | None = HomePage.objects.filter(sites_rooted_here__is_default_site=True).first()
    return found


def first_home(home: HomePage) -> HomePage:
    """Puts a new home page at the root of the default site, in place of Wagtail's page of welcome."""
    root = Page.get_first_root_node()
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    welcome = site.root_page if site else None
    if welcome is not None and not _is_welcome(welcome):
        raise ImportRefused(
            _("The default site has a home already that is not ours: “%(title)s”.") % {"title": welcome.title}
        )
    if welcome is not None:
        welcome.slug = "welcome-to-wagtail"
        welcome.save()
    home.slug = "home"
    root.add_child(instance=home)
    site = site or Site(hostname="localhost", port=80, is_default_site=True)
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
    if welcome is not None:
        Page.objects.get(pk=welcome.pk).delete()
    return home


def learn_index(home: HomePage) -> LearnIndexPage:
    found: LearnIndexPage | None = LearnIndexPage.objects.child_of(home).first()
    if found is None:
        # Its address is part of the product's addresses; editors may change its words only.
        found = LearnIndexPage(title="Learn", slug="learn", live=False)
        home.add_child(instance=found)
        found.save_revision().publish()
    return found


def paths_index(home: HomePage) -> PathsPage:
    found: PathsPage | None = PathsPage.objects.child_of(home).first()
    if found is None:
        lead = "A few units in an order that fits who you are, or the time you have."
        found = PathsPage(title="Paths", slug="paths", lead=lead, live=False)
        home.add_child(instance=found)
        found.save_revision().publish()
    return found


def _is_welcome(page: Page) -> bool:
    return page.specific_class is Page and not page.numchild
