"""Learning paths: short ordered lists of units across modules, for somebody in particular."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock
from wagtail.models import Page
from wagtail.search import index

from content.fields import BlocksField

from .contexts import ShownInContext
from .pages import ADDRESS, FIXED_ADDRESS_TITLE


class StepBlock(StructBlock):
    unit = PageChooserBlock(page_type="content.Unit")
    why = CharBlock(
        max_length=160, required=False, help_text=_("Why this one, for this reader, in one line.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Unit")


class PathsPage(ShownInContext, Page):
    """All paths; there is exactly one, and its address does not change."""

    lead = models.TextField(blank=True, help_text=_("One or two sentences under the title."))

    template = "content/paths.html"
    max_count = 1
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.PathPage"]
    content_panels = [FIXED_ADDRESS_TITLE, FieldPanel("lead", heading=_("Lead"))]
    promote_panels = [FieldPanel("search_description")]


class PathPage(ShownInContext, Page):
    whom = models.CharField(_("for whom"), max_length=120, help_text=_("For example: Board members."))
    lead = models.TextField(help_text=_("What the reader can do at its end, in one or two sentences."))
    steps = BlocksField([("step", StepBlock())], min_num=2, max_num=14, help_text=_("In reading order."))

    template = "content/path.html"
    parent_page_types = ["content.PathsPage"]
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("whom"), index.SearchField("lead")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("whom"),
        FieldPanel("lead", heading=_("Lead")),
        FieldPanel("steps", heading=_("Steps")),
    ]
    promote_panels = ADDRESS

    class Meta:
        verbose_name = _("learning path")
