"""Units: what a module is made of. Case, guide, video, check and decision share one table of facts."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from content.blocks import QuestionsBlock, SectionsBlock, SourcesBlock
from content.fields import BlocksField, LinesField, TopicsInput, validate_topics
from content.handbook.panels import How
from content.preview_modes import HALF, NEW, look_of

from .contexts import ShownInContext
from .guarded import GuardedPublishing
from .keeping import Kept
from .queries import UnitQuerySet

NUMBER = re.compile(r"\d[\d.,]*\d")
# What a key takes of the two addresses, which may be longer than it; room is left for a number.
OF_MODULE, OF_UNIT = 50, 60


class Unit(GuardedPublishing, ShownInContext, Kept, Page):
    """The common facts of every unit; one of its five kinds is what an author makes."""

    class Kind(models.TextChoices):
        CASE = "case", _("Case study")
        GUIDE = "guide", _("Guide")
        VIDEO = "video", _("Video")
        CHECK = "check", _("Check")
        DECISION = "decision", _("Decision")

    class Group(models.TextChoices):
        START = "Start here", _("Start here")
        GUIDES = "Guides", _("Guides")
        CASES = "Case studies", _("Case studies")
        DECIDE = "Decide and check", _("Decide and check")

    class Basis(models.TextChoices):
        REAL = "real", _("Real case with sources")
        EXERCISE = "exercise", _("Exercise: the figures are made for it")

    KIND = Kind.GUIDE
    key = models.CharField(
        max_length=120, blank=True, db_index=True, help_text="Made once; survives a changed address."
    )
    kind = models.CharField(max_length=8, choices=Kind.choices, editable=False)
    standfirst = models.TextField(help_text=_("One or two sentences under the title."))
    minutes = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("To read or watch it all; about 230 words a minute."),
    )
    group = models.CharField(max_length=20, choices=Group.choices, default=Group.GUIDES)
    outcomes = LinesField(help_text=_("What the reader can do afterwards, one a line."))
    topics = LinesField(
        validators=[validate_topics],
        help_text=_("One to three, one a line, such as strategy/pilot-to-scale."),
    )
    basis = models.CharField(max_length=8, choices=Basis.choices, blank=True)
    as_of = models.CharField(
        max_length=160, blank=True, help_text=_("For example: Facts as published in March 2019.")
    )
    sector = models.CharField(max_length=80, blank=True)
    by = LinesField(help_text=_("Who wrote it, one a line."))
    reviewed = models.DateField(null=True, blank=True, help_text=_("When someone last checked the facts."))
    review_by = models.DateField(null=True, blank=True, help_text=_("When they must be checked again."))
    # Page has an `owner` already: the account that made the page.
    keeper = models.CharField(
        _("owner"), max_length=120, blank=True, help_text=_("The role that keeps it true.")
    )
    meeting = models.TextField(blank=True, help_text=_("A question to take into a meeting, in one line."))
    sources = BlocksField(SourcesBlock(), blank=True)
    film = models.ForeignKey(
        "content.Film", null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    body = BlocksField(SectionsBlock(required=False), verbose_name="sections", blank=True)
    plate_turn = models.PositiveSmallIntegerField(
        _("drawing"), default=0, help_text=_("Another number draws another picture.")
    )
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces",
        help_text=_("Where a reader is led once this unit is withdrawn."),
    )  # fmt: skip

    objects = PageManager.from_queryset(UnitQuerySet)()
    is_creatable = False
    template = "content/unit.html"
    parent_page_types = ["content.ModulePage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["key"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst", boost=2),
        index.SearchField("body"),
        index.SearchField("sector"),
        index.SearchField("topics_in_words"),
        index.SearchField("spoken"),
        index.SearchField("figures"),
        index.FilterField("kind"),
    ]
    sections_panel = FieldPanel(
        "body",
        heading=_("Sections"),
        help_text=_("The plus begins a section: its title, a line for those who return, its content."),
    )
    about_panels = [
        FieldPanel("standfirst", heading=_("Standfirst")),
        FieldRowPanel([FieldPanel("minutes", heading=_("Minutes")), FieldPanel("group", heading=_("Group"))]),
        FieldPanel("outcomes", heading=_("Outcomes")),
        FieldPanel("topics", heading=_("Topics"), widget=TopicsInput),
    ]
    case_panels = [
        FieldRowPanel(
            [FieldPanel("basis", heading=_("Did it happen")), FieldPanel("sector", heading=_("Sector"))]
        ),
        FieldPanel("as_of", heading=_("As of")),
    ]
    care_panels = [
        FieldPanel(
            "sources",
            heading=_("Sources"),
            help_text=_("One entry each; figures, charts and quotations name its key."),
        ),
        FieldPanel("meeting", heading=_("Take it into a meeting")),
        MultiFieldPanel(
            [
                How("from-draft-to-published", _("Who keeps it true")),
                FieldPanel("by", heading=_("Written by")),
                FieldRowPanel(
                    [
                        FieldPanel("reviewed", heading=_("Reviewed")),
                        FieldPanel("review_by", heading=_("Review by")),
                    ]
                ),
                FieldRowPanel([FieldPanel("keeper"), FieldPanel("keeper_mail")]),
            ],
            heading=_("Who keeps it true"),
        ),
    ]
    promote_panels = [
        FieldPanel("slug"),
        FieldPanel("search_description"),
        FieldPanel("plate_turn"),
        PageChooserPanel("replaced_by", "content.Unit", heading=_("Replaced by")),
    ]

    def clean_whole(self) -> None:
        """What a draft may break while it is being written, and a publication may not."""

    def topics_in_words(self) -> str:
        """For search: strategy/pilot-to-scale is found by pilot and by scale."""
        return " ".join(re.sub(r"[/-]", " ", topic) for topic in self.topics)

    def spoken(self) -> str:
        """For search: the words of the film."""
        return " ".join(cue.text for cue in self.film.cues) if self.film else ""

    def figures(self) -> str:
        """For search: numbers as their groups of digits, since each database reads 88.04 its own way."""
        words = " ".join(self.body.stream_block.get_searchable_content(self.body))
        return " ".join(" ".join(re.findall(r"\d+", number)) for number in NUMBER.findall(words))

    preview_readers = (NEW, HALF)

    @property
    def preview_parts(self) -> list[tuple[str, str]]:
        """Where a reader comes in, each section's page, and the whole text."""
        sections = [(child.value["anchor"], child.value["title"]) for child in self.body]
        return [("", _("Where the reader comes in")), *sections, ("print", _("Whole text, to print"))]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        printed = look_of(mode_name).part == "print"
        return "content/unit_print.html" if printed else str(self.template)

    def save(self, *args: object, **kwargs: object) -> object:
        self.kind = self.KIND
        if not self.key and self.path:
            self.key = self._free_key()
        return super().save(*args, **kwargs)

    def _free_key(self) -> str:
        """The original's key; of an original module/unit as they are called now, numbered if taken."""
        original = Unit.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        if key := original.order_by("pk").values_list("key", flat=True).first():
            return str(key)
        parent = self.get_parent()
        wanted = key = f"{parent.slug[:OF_MODULE]}/{self.slug[:OF_UNIT]}"
        number = 2
        while Unit.objects.filter(key=key, locale=parent.locale_id).exclude(pk=self.pk).exists():
            key, number = f"{wanted}-{number}", number + 1
        return key


class CasePage(Unit):
    KIND = Unit.Kind.CASE
    is_creatable = True
    page_description = _("What one organisation did, with figures and sources; five to nine minutes.")
    content_panels = [
        *Page.content_panels, *Unit.about_panels, *Unit.case_panels,
        Unit.sections_panel, *Unit.care_panels,
    ]  # fmt: skip
    template = "content/unit.html"

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")


class GuidePage(Unit):
    KIND = Unit.Kind.GUIDE
    is_creatable = True
    page_description = _("How something is done, ending in three acts for Monday.")
    content_panels = [
        *Page.content_panels, *Unit.about_panels,
        Unit.sections_panel, *Unit.care_panels,
    ]  # fmt: skip
    template = "content/unit.html"

    class Meta:
        verbose_name = _("guide")


class VideoPage(Unit):
    KIND = Unit.Kind.VIDEO
    is_creatable = True
    page_description = _("A film with captions and transcript, and a few words beside it.")
    content_panels = [
        *Page.content_panels, *Unit.about_panels,
        MediaChooserPanel("film", media_type="video"),
        Unit.sections_panel, *Unit.care_panels,
    ]  # fmt: skip
    template = "content/unit.html"

    class Meta:
        verbose_name = _("video")


class CheckPage(Unit):
    KIND = Unit.Kind.CHECK
    draw = models.PositiveSmallIntegerField(default=6, help_text=_("How many questions an attempt draws."))
    pass_mark = models.PositiveSmallIntegerField(default=4, help_text=_("How many right answers pass."))
    questions = BlocksField(QuestionsBlock(), help_text=_("The pool, better twice as many as are drawn."))

    is_creatable = True
    page_description = _("Questions with right answers and reasons; each attempt draws some of them.")
    content_panels = [
        *Page.content_panels, *Unit.about_panels,
        FieldRowPanel([
            FieldPanel("draw", heading=_("Draw")), FieldPanel("pass_mark", heading=_("Pass mark")),
        ]),
        How("checks", _("Questions"), alone=True),
        FieldPanel("questions", heading=_("Questions")), *Unit.care_panels,
    ]  # fmt: skip
    template = "courses/check_start.html"
    preview_parts = [
        ("", _("Start page")),
        ("run", _("A run, with its verdicts")),
        ("run-2", _("Another run")),
        ("run-3", _("A third run")),
        ("questions", _("All questions, with their reasons")),
    ]

    class Meta:
        verbose_name = _("check")

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        part = look_of(mode_name).part
        if part.startswith("run"):
            return "courses/check_run.html"
        return "content/check_questions.html" if part == "questions" else str(self.template)

    def clean_whole(self) -> None:
        super().clean_whole()
        if self.pass_mark > self.draw:
            raise ValidationError(
                {
                    "pass_mark": _("%(n)s right answers of %(draw)s cannot be had.")
                    % {"n": self.pass_mark, "draw": self.draw}
                }
            )
        if self.questions and self.draw > len(self.questions):
            raise ValidationError({"draw": _("The pool has %(n)s questions.") % {"n": len(self.questions)}})
