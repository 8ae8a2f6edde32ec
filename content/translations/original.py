"""Above the form of a translation: whose it is, what is still in the original's words, what changed there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import Locale, Page, PanelPlaceholder, Revision

from content.changing import sentences
from content.models import KINDS, HomePage, LearnIndexPage, ModulePage, PathPage, PathsPage, Unit

# Names, quotations and figures stay as they are in every language.
MUCH = 20
KINDS_IN_LANGUAGES = (*KINDS, HomePage, LearnIndexPage, ModulePage, PathsPage, PathPage)


@dataclass(frozen=True, slots=True)
class Original:
    """`changed`: published with other words since; `before`: its revision that was translated."""

    page: Page
    published: bool
    changed: datetime | None
    before: int | None
    same: int

    @property
    def untranslated(self) -> bool:
        return self.same >= MUCH

    @property
    def comparison(self) -> str:
        """The way to both versions of the original side by side; empty where the earlier one is not kept."""
        if not (self.changed and self.before):
            return ""
        versions = (self.before, self.page.live_revision_id)
        return reverse("wagtailadmin_pages:revisions_compare", args=[self.page.pk, *versions])


def original_of(copy: Page) -> Original | None:
    """None for a page that is an original itself, or that is shown as its original anyway."""
    first = _first(copy)
    if first is None or copy.alias_of_id:
        return None
    changed, before = _changed(first, copy.last_published_at or _begun_at(copy))
    published = copy.last_published_at is not None
    return Original(first, published, changed, before, same_words(copy, first))


def behind(code: str) -> list[Page]:
    """Translations whose originals were published with other words since, in the order of the tree."""
    copies = Page.objects.filter(locale__language_code=code, alias_of=None, depth__gt=1).order_by("path")
    firsts = {page.translation_key: page for page in Page.objects.filter(locale=Locale.get_default())}
    return [
        copy
        for copy in copies
        if (first := firsts.get(copy.translation_key))
        and _changed(first, copy.last_published_at or _begun_at(copy))[0]
    ]


def _first(copy: Page) -> Page | None:
    default = Locale.get_default()
    if not copy.pk or copy.locale_id == default.pk:
        return None
    return Page.objects.filter(translation_key=copy.translation_key, locale=default).first()


def _begun_at(copy: Page) -> datetime | None:
    """Its first revision is the copy itself."""
    return (
        Revision.objects.for_instance(copy)
        .order_by("created_at", "pk")
        .values_list("created_at", flat=True)
        .first()
    )


def _changed(first: Page, since: datetime | None) -> tuple[datetime | None, int | None]:
    published = first.last_published_at
    if not first.live or published is None or since is None or published <= since:
        return None, None
    earlier = (
        Revision.objects.for_instance(first).filter(created_at__lte=since).order_by("-created_at", "-pk")
    )
    before = earlier.values_list("pk", flat=True).first()
    return (None, None) if before == first.live_revision_id else (published, before)


def same_words(copy: Page, first: Page) -> int:
    """How many percent of a unit's words stand in sentences of the original; other pages count by title."""
    if not isinstance(copy, Unit):
        return 100 if copy.title == first.title else 0
    theirs = set(sentences(first.specific))
    ours = [(each in theirs, len(each.split())) for each in sentences(copy)]
    return round(100 * sum(n for same, n in ours if same) / max(1, sum(n for _same, n in ours)))


class OriginalPanel(Panel):
    """Holds no field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/admin/original.html"

        def __init__(self, **given: Any) -> None:
            super().__init__(**given)
            self.original = original_of(self.instance)

        def is_shown(self) -> bool:
            return super().is_shown() and self.original is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            may = self.original and self.original.page.permissions_for_user(self.request.user).can_edit()
            return context | {"original": self.original, "may_edit": may}


def install() -> None:
    for model in KINDS_IN_LANGUAGES:
        # Below the title: a third panel above it would take its large letters (Wagtail's stylesheet).
        panels = list(model.content_panels)
        place = next((n for n, each in enumerate(panels, 1) if _is_title(each)), 0)
        panels.insert(place, OriginalPanel(heading=_("Translation"), icon="globe"))
        model.content_panels = panels


def _is_title(panel: Any) -> bool:
    """Wagtail's own stands for itself until the forms are made."""
    return isinstance(panel, PanelPlaceholder) or getattr(panel, "field_name", "") == "title"
