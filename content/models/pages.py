"""The pages around the units: home, the learn index, modules, plain text pages."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from content.blocks import FigureBlock, PageText
from content.fields import BlocksField, LinesField
from content.preview_modes import HALF, NEW

from .contexts import ShownInContext

# Wagtail's own title panel fills the slug from the title; these pages have no slug to fill.
FIXED_ADDRESS_TITLE = FieldPanel("title", classname="title")
UNIT_KEY_HELP = _("module/unit, for example strategy/jabil; leave it empty to leave this part out.")
validate_way = RegexValidator(r"^(/|https://)\S*$", _("Write an address like /learn/ or https://…"))
ADDRESS = [FieldPanel("slug"), FieldPanel("search_description")]


class HomePage(ShownInContext, Page):
    """The public home; its words only, since what it lists follows from the modules."""

    lead = models.TextField(help_text=_("Two sentences under the promise."))
    primary_label = models.CharField(_("first button"), max_length=60)
    primary_url = models.CharField(_("it leads to"), max_length=300, validators=[validate_way])
    secondary_label = models.CharField(_("quiet link"), max_length=60, blank=True)
    secondary_url = models.CharField(_("it leads to"), max_length=300, blank=True, validators=[validate_way])
    reassurance = models.CharField(
        max_length=160, blank=True, help_text=_("The small line under the buttons.")
    )
    plate_caption = models.CharField(_("caption of the drawing"), max_length=120, blank=True)
    modules_heading = models.CharField(_("heading"), max_length=120, blank=True)
    modules_lead = models.TextField(_("lead"), blank=True)
    primer_unit_key = models.CharField(_("unit"), max_length=120, blank=True, help_text=UNIT_KEY_HELP)
    primer_heading = models.CharField(_("heading"), max_length=120, blank=True)
    primer_lead = models.CharField(_("lead"), max_length=400, blank=True)
    primer_label = models.CharField(_("words of the link"), max_length=60, blank=True)
    case_unit_key = models.CharField(_("unit"), max_length=120, blank=True, help_text=UNIT_KEY_HELP)
    case_standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("Instead of the case's own, if you like.")
    )
    case_figures = BlocksField([("figure", FigureBlock())], blank=True, max_num=4)
    five_heading = models.CharField(_("heading"), max_length=120, blank=True)
    five_lead = models.TextField(_("lead"), blank=True)
    footer_line = models.CharField(
        max_length=200, blank=True, help_text=_("What this is, at the foot of every page.")
    )

    template = "portal/home_public.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.LearnIndexPage", "content.PathsPage", "content.TextPage"]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    content_panels = [
        FIXED_ADDRESS_TITLE,
        FieldPanel("lead", heading=_("Lead")),
        FieldRowPanel([FieldPanel("primary_label"), FieldPanel("primary_url")]),
        FieldRowPanel([FieldPanel("secondary_label"), FieldPanel("secondary_url")]),
        FieldPanel("reassurance", heading=_("Reassurance")),
        FieldPanel("plate_caption"),
        MultiFieldPanel([FieldPanel("modules_heading"), FieldPanel("modules_lead")], heading=_("Modules")),
        MultiFieldPanel(
            [FieldPanel(f"primer_{name}") for name in ("heading", "lead", "label", "unit_key")],
            heading=_("Primer"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("case_unit_key"),
                FieldPanel("case_standfirst"),
                FieldPanel("case_figures", heading=_("Case figures")),
            ],
            heading=_("A case with its figures"),
        ),
        MultiFieldPanel([FieldPanel("five_heading"), FieldPanel("five_lead")], heading=_("Five minutes")),
        FieldPanel("footer_line", heading=_("Footer line")),
    ]
    promote_panels = [FieldPanel("search_description")]

    @classmethod
    def get_verbose_name(cls) -> str:
        return gettext("Home page")


class LearnIndexPage(ShownInContext, Page):
    """All modules; there is exactly one, and its address does not change."""

    lead = models.TextField(blank=True, help_text=_("One or two sentences under the title."))

    template = "content/learn.html"
    max_count = 1
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.ModulePage"]
    content_panels = [FIXED_ADDRESS_TITLE, FieldPanel("lead", heading=_("Lead"))]
    promote_panels = [FieldPanel("search_description")]

    @classmethod
    def get_verbose_name(cls) -> str:
        return gettext("Learn index page")


class ModulePage(ShownInContext, Page):
    """One module: the question on its cover, what it is for, and its units as children."""

    question = models.CharField(max_length=200, help_text=_("The question on the module's cover."))
    lead = models.TextField(help_text=_("One or two sentences for the cards."))
    outcomes = LinesField(help_text=_("What the reader can do afterwards, one a line."))
    coming = models.TextField(blank=True, help_text=_("What is coming, while units are not written yet."))
    intro = BlocksField(PageText(), blank=True, help_text=_("An introduction, if the module needs one."))
    review_by = models.DateField(null=True, blank=True)
    plate_turn = models.PositiveSmallIntegerField(
        _("drawing"), default=0, help_text=_("Another number draws another picture.")
    )

    template = "content/module.html"
    preview_readers = (NEW, HALF)
    parent_page_types = ["content.LearnIndexPage"]
    subpage_types = [f"content.{kind}Page" for kind in ("Case", "Guide", "Video", "Decision", "Check")]
    search_fields = [*Page.search_fields, index.SearchField("question"), index.SearchField("lead")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("question", heading=_("Question")),
        FieldPanel("lead", heading=_("Lead")),
        FieldPanel("outcomes", heading=_("Outcomes")),
        FieldPanel("coming", heading=_("Coming")),
        FieldPanel("intro", heading=_("Intro")),
        FieldRowPanel([FieldPanel("review_by", heading=_("Review by")), FieldPanel("plate_turn")]),
    ]
    promote_panels = ADDRESS

    @classmethod
    def get_verbose_name(cls) -> str:
        return gettext("Module page")


class TextPage(ShownInContext, Page):
    """A page of plain text: help, privacy, terms, accessibility, how scoring works."""

    lead = models.TextField(blank=True, help_text=_("One or two sentences under the title."))
    body = BlocksField(PageText())

    template = "content/text.html"
    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead", heading=_("Lead")),
        FieldPanel("body", heading=_("Body")),
    ]
    promote_panels = ADDRESS

    @classmethod
    def get_verbose_name(cls) -> str:
        return gettext("Text page")
