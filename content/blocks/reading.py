"""What a section is made of: words first, then the blocks that carry figures, charts, questions and acts."""

import re
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

from content.parsing.outline import TAKEN_ANCHORS

from .grids import RowsBlock
from .plots import SOURCE_HELP, ChartBlock, LinesBlock, TableBlock
from .previews import Shown
from .rules import TWO_QUESTIONS, Faults, judge, twins
from .sources import key_block
from .stored import DecisionBlock, DownloadBlock, FilmBlock, PictureBlock

TWO_SECTIONS = _("The key “%(key)s” is used for more than one section.")
WORDS = ["h3", "bold", "italic", "ol", "ul", "link"]
FIGURES, BESIDE, ACTS = _("Figures"), _("Beside the words"), _("For the reader to do")


class WordsBlock(Shown, RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Words: headings, bold, italic, lists, links.")


class FigureBlock(StructBlock):
    value = CharBlock(
        max_length=24, label=_("Figure"), help_text=_("The number with its unit, for example 37 %.")
    )
    caption = CharBlock(max_length=140, help_text=_("Of what, per what, when."))
    source = key_block(SOURCE_HELP, required=False)

    class Meta:
        label_format = "{value}"


class FiguresBlock(Shown, ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(FigureBlock(), min_num=1, max_num=4, **kwargs)

    class Meta:
        icon = "order"
        label = _("Key figures")
        description = _("One to four numbers, each with what it counts and its source.")
        template = "blocks/figures.html"


MARKED = re.compile(r"[“”„«»\"]([^“”„«»\"]+)[“”«»\"]")


class QuoteBlock(Shown, StructBlock):
    text = TextBlock(max_length=800, label=_("Words"), help_text=_("Without quotation marks."))
    name = CharBlock(max_length=120, help_text=_("Who said it."))
    role = CharBlock(max_length=160, required=False, help_text=_("What they were then, where, and when."))
    source = key_block(SOURCE_HELP, required=False)

    def clean(self, value: Any) -> Any:
        """The page sets marks around the words: those that came along would stand there twice."""
        cleaned = super().clean(value)
        if cleaned["text"] and (bare := MARKED.fullmatch(cleaned["text"].strip())):
            cleaned["text"] = bare[1].strip()
        return cleaned

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("What somebody really said, with name, role and source. At most one a case.")
        template = "blocks/quote.html"
        label_format = "{name}"


class NoteBlock(Shown, StructBlock):
    term = CharBlock(max_length=80, help_text=_("The word or name that this note explains."))
    text = TextBlock(max_length=600, help_text=_("What it means, in one or two sentences."))

    class Meta:
        icon = "info-circle"
        label = _("Side note")
        description = _("A term and what it means, in the margin beside the text.")
        template = "blocks/note.html"
        label_format = "{term}"


class AnswerOptionBlock(StructBlock):
    key = key_block(
        _("Stays the same when you change the words, so that earlier answers keep their meaning.")
    )
    text = CharBlock(max_length=160, help_text=_("The short answer."))
    line = CharBlock(max_length=240, required=False, help_text=_("One line that describes it."))

    class Meta:
        label_format = "{text}"
        form_layout = ["text", "line", "key"]


class QuestionBlock(Shown, StructBlock):
    key = key_block(_("Stays the same when you change the words, so that earlier answers keep their place."))
    ask = TextBlock(
        max_length=600,
        label=_("Question"),
        help_text=_("The question that the reader answers before reading on."),
    )
    kind = ChoiceBlock(
        [("choice", _("Choose one")), ("text", _("Write a few words"))],
        default="choice",
        label=_("Answered by"),
    )
    options = ListBlock(
        AnswerOptionBlock(),
        min_num=0,
        max_num=7,
        default=[],
        help_text=_("For a choice: two to seven. None has to be the right one."),
    )

    class Meta:
        icon = "help"
        label = _("Question to the reader")
        description = _("Asked before the next section opens; last in its section. Not graded.")
        label_format = "{ask}"
        form_layout = ["ask", "kind", "options", "key"]


class MondayActBlock(StructBlock):
    act = TextBlock(max_length=400, help_text=_("What to do, so that it can be begun at once."))
    minutes = IntegerBlock(min_value=1, max_value=59)

    class Meta:
        label_format = "{act}"


class MondayBlock(Shown, ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(MondayActBlock(), min_num=3, max_num=3, **kwargs)

    class Meta:
        icon = "tick-inverse"
        label = _("On Monday")
        description = _("Three acts with minutes, each under an hour: the end of a guide.")
        template = "blocks/monday.html"


class TemplateRowBlock(StructBlock):
    label = CharBlock(max_length=120)
    hint = CharBlock(max_length=240, required=False)


class OnePageTemplateBlock(Shown, StructBlock):
    title = CharBlock(max_length=120)
    lead = TextBlock(max_length=400, required=False, help_text=_("How to fill it in, in one sentence."))
    rows = RowsBlock(
        TemplateRowBlock(),
        columns=[_("What to write"), _("Hint, in grey")],
        names=["label", "hint"],
        figures=False,
        min_num=1,
        max_num=12,
        label=_("Rows"),
    )

    class Meta:
        icon = "doc-full"
        label = _("One-page template")
        description = _("A page to print and write on, with a title and rows.")
        template = "blocks/template.html"
        label_format = "{title}"


class PageText(StreamBlock):
    """What a plain page may hold: nothing that asks, counts or is made in sizes when a unit is published."""

    text = WordsBlock(features=["h2", *WORDS])
    figures = FiguresBlock()
    quote = QuoteBlock()
    note = NoteBlock()
    chart = ChartBlock()
    lines = LinesBlock()
    table = TableBlock()
    download = DownloadBlock()


class SectionContent(StreamBlock):
    text = WordsBlock(features=WORDS)
    figures = FiguresBlock(group=FIGURES)
    chart = ChartBlock(group=FIGURES)
    lines = LinesBlock(group=FIGURES)
    table = TableBlock(group=FIGURES)
    quote = QuoteBlock(group=BESIDE)
    note = NoteBlock(group=BESIDE)
    picture = PictureBlock(group=BESIDE)
    film = FilmBlock(group=BESIDE)
    question = QuestionBlock(group=ACTS)
    decision = DecisionBlock(group=ACTS)
    monday = MondayBlock(group=ACTS)
    template = OnePageTemplateBlock(group=ACTS)
    download = DownloadBlock(group=ACTS)

    class Meta:
        block_counts = {"question": {"max_num": 1}}


class SectionBlock(StructBlock):
    title = CharBlock(max_length=120)
    anchor = key_block(
        _("The last part of this section's address, made of its title. Keep it: links and places lead by it.")
    )
    resume = CharBlock(
        max_length=200,
        required=False,
        label=_("Resume line"),
        help_text=_("Where the reader stopped; home shows it as “You stopped …”."),
    )
    content = SectionContent()

    class Meta:
        icon = "pilcrow"
        label = _("Section")
        label_format = "{title}"


class SectionsBlock(StreamBlock):
    section = SectionBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        return judge(self, cleaned, self.faults(cleaned))

    def faults(self, children: Any) -> Faults:
        """What is wrong between sections, of children as they are."""
        yield from twins(children, lambda section: [section["anchor"]], TWO_SECTIONS)
        yield from twins(children, _question_keys, TWO_QUESTIONS)
        for place, child in enumerate(children):
            if child.value["anchor"] in TAKEN_ANCHORS:
                yield place, gettext("This address belongs to the page itself; choose another.")
            kinds = [block.block_type for block in child.value["content"]]
            if "question" in kinds[:-1]:
                yield place, gettext("A question is the last block of its section.")


def _question_keys(section: Any) -> list[str]:
    return [block.value["key"] for block in section["content"] if block.block_type == "question"]
