"""Decisions: figures that a reader sets, a choice between rows, and what follows by stated formulas."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from content.blocks import ColumnsBlock, FindingsBlock, InputsBlock, LimitsBlock, ResultsBlock
from content.blocks.grids import RowsInput
from content.exercises.rows import with_keys
from content.fields import BlocksField
from content.handbook.panels import How
from content.parsing.exercises import example

from .units import Unit


class DecisionPage(Unit):
    """The debrief stands in the sections; it opens once a choice is committed."""

    KIND = Unit.Kind.DECISION
    role = models.TextField(_("who the reader is"))
    limit = models.TextField(_("what is to be decided"))
    inputs = BlocksField(InputsBlock(), blank=True, verbose_name=_("what the reader sets"))
    rows_title = models.CharField(_("what a row is"), max_length=80, blank=True)
    picks = models.CharField(_("the question"), max_length=120, blank=True)
    columns = BlocksField(ColumnsBlock(), blank=True, verbose_name=_("columns"))
    rows = models.TextField(_("table"), blank=True)
    results = BlocksField(ResultsBlock(), blank=True, verbose_name=_("what it comes to"))
    limits = BlocksField(LimitsBlock(), blank=True, verbose_name=_("what must hold"))
    findings = BlocksField(FindingsBlock(), blank=True, verbose_name=_("what happened"))

    is_creatable = True
    page_description = _("Something to decide with figures of the reader's own, and what follows from it.")
    content_panels = [
        *Page.content_panels, *Unit.about_panels, *Unit.case_panels,
        MultiFieldPanel(
            [
                How("decisions", _("The situation")),
                FieldPanel(
                    "role", help_text=_("Begin with “You”: what they answer for, and what they know.")
                ),
                FieldPanel(
                    "limit",
                    help_text=_("Said right behind it: what they choose, and what they must keep to."),
                ),
            ],
            heading=_("The situation"),
        ),
        FieldPanel(
            "inputs", help_text=_("Figures of the reader's own, up to six. Leave it empty if there are none.")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("rows_title", help_text=_("One word or two, such as Machine.")),
                        FieldPanel(
                            "picks",
                            help_text=_("Such as: Which machine do you choose? Empty: no row is chosen."),
                        ),
                    ]
                ),
                FieldPanel(
                    "columns",
                    help_text=_("One entry for each column of figures in the table below, in its order."),
                ),
                FieldPanel(
                    "rows",
                    widget=RowsInput,
                    help_text=_("A name, one line about it, its figures. The key is made for you and stays."),
                ),
            ],
            heading=_("What there is to choose from"),
        ),
        FieldPanel(
            "results",
            help_text=_("The figures that follow the reader's choice, in the order in which they are shown."),
        ),
        FieldPanel("limits", help_text=_("A choice that breaks one of these cannot be committed.")),
        FieldPanel(
            "findings", help_text=_("Told after the choice: the first of these whose condition holds.")
        ),
        FieldPanel("body", heading=_("Debrief")), *Unit.care_panels,
    ]  # fmt: skip
    template = "courses/decision.html"
    preview_parts = [("", _("Before a choice")), ("committed", _("After a choice"))]

    class Meta:
        verbose_name = "decision"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return str(self.template)

    def clean(self) -> None:
        super().clean()
        # Once readers may have chosen, every key stays.
        borrowed = {} if self.first_published_at else {row["key"]: row["label"] for row in example()["rows"]}
        self.rows = with_keys(self.rows, borrowed)
