"""What a section is made of: words first, then the blocks that carry figures, charts, questions and acts."""

from typing import Any

from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DecimalBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

from content.parsing.outline import TAKEN_ANCHORS

from .rules import Faults, judge, twins
from .sources import key_block

WORDS = ["h3", "bold", "italic", "ol", "ul", "link"]
SOURCE_HELP = "The key of an entry in this unit's list of sources."


class FigureBlock(StructBlock):
    value = CharBlock(max_length=24, help_text="The number with its unit, for example 37 %.")
    caption = CharBlock(max_length=140, help_text="Of what, per what, when.")
    source = key_block(SOURCE_HELP, required=False)


class FiguresBlock(ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(FigureBlock(), min_num=1, max_num=4, **kwargs)

    class Meta:
        icon = "order"
        label = "Key figures"
        template = "blocks/figures.html"


class QuoteBlock(StructBlock):
    text = TextBlock()
    name = CharBlock(max_length=120, help_text="Who said it.")
    role = CharBlock(max_length=160, required=False)
    source = key_block(SOURCE_HELP, required=False)

    class Meta:
        icon = "openquote"
        label = "Quotation"
        template = "blocks/quote.html"


class NoteBlock(StructBlock):
    term = CharBlock(max_length=80, help_text="The word or name that this note explains.")
    text = TextBlock()

    class Meta:
        icon = "help"
        label = "Side note"
        template = "blocks/note.html"


class ChartRowBlock(StructBlock):
    label = CharBlock(max_length=80)
    value = DecimalBlock()
    before = DecimalBlock(required=False, help_text="The earlier value, if there is one.")


class ChartBlock(StructBlock):
    kind = ChoiceBlock([("bars", "Ranked bars"), ("dots", "Dots, now and before")], default="bars")
    finding = CharBlock(max_length=160, help_text="What the chart shows, as a sentence; it is the title.")
    measure = CharBlock(max_length=160, help_text="What is counted, of whom, when, in which order.")
    unit = CharBlock(max_length=30, required=False, help_text="For example: %, minutes, US dollars.")
    rows = ListBlock(ChartRowBlock(), min_num=1)
    source = key_block(SOURCE_HELP, required=False)

    class Meta:
        icon = "table"
        label = "Chart"
        template = "blocks/chart.html"


class TableBlock(StructBlock):
    caption = CharBlock(max_length=200)
    head = ListBlock(CharBlock(max_length=80, required=False), min_num=1)
    rows = ListBlock(ListBlock(CharBlock(max_length=200, required=False), label="Row"), min_num=1)
    source = key_block(SOURCE_HELP, required=False)

    class Meta:
        icon = "table"
        label = "Table"
        template = "blocks/table.html"


class AnswerOptionBlock(StructBlock):
    key = key_block("Stays the same when you change the words, so that earlier answers keep their meaning.")
    text = CharBlock(max_length=160, help_text="The short answer.")
    line = CharBlock(max_length=240, required=False, help_text="One line that describes it.")


class QuestionBlock(StructBlock):
    key = key_block("Stays the same when you change the words, so that earlier answers keep their place.")
    ask = TextBlock(help_text="The question that the reader answers before reading on.")
    kind = ChoiceBlock([("choice", "Choose one"), ("text", "Write a few words")], default="choice")
    options = ListBlock(AnswerOptionBlock(), min_num=0, default=[])

    class Meta:
        icon = "help"
        label = "Question to the reader"


class MondayActBlock(StructBlock):
    act = TextBlock()
    minutes = IntegerBlock(min_value=1, max_value=59)


class MondayBlock(ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(MondayActBlock(), min_num=3, max_num=3, **kwargs)

    class Meta:
        icon = "tick-inverse"
        label = "On Monday"
        template = "blocks/monday.html"


class TemplateRowBlock(StructBlock):
    label = CharBlock(max_length=120)
    hint = CharBlock(max_length=240, required=False)


class OnePageTemplateBlock(StructBlock):
    title = CharBlock(max_length=120)
    lead = TextBlock(required=False)
    rows = ListBlock(TemplateRowBlock(), min_num=1)

    class Meta:
        icon = "doc-full"
        label = "One-page template"
        template = "blocks/template.html"


class PageText(StreamBlock):
    """Everything but a question: what a plain page may hold."""

    text = RichTextBlock(features=["h2", *WORDS])
    figures = FiguresBlock()
    quote = QuoteBlock()
    note = NoteBlock()
    chart = ChartBlock()
    table = TableBlock()


class SectionContent(StreamBlock):
    text = RichTextBlock(features=WORDS)
    figures = FiguresBlock()
    quote = QuoteBlock()
    note = NoteBlock()
    chart = ChartBlock()
    table = TableBlock()
    question = QuestionBlock()
    monday = MondayBlock()
    template = OnePageTemplateBlock()

    class Meta:
        block_counts = {"question": {"max_num": 1}}


class SectionBlock(StructBlock):
    title = CharBlock(max_length=120)
    anchor = key_block(
        "The last part of this section's address; keep it, so that links and places stay good."
    )
    resume = CharBlock(
        max_length=200,
        required=False,
        help_text="Where the reader stopped; home shows it as “You stopped …”.",
    )
    content = SectionContent()

    class Meta:
        icon = "pilcrow"
        label = "Section"


class SectionsBlock(StreamBlock):
    section = SectionBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        return judge(self, cleaned, self._faults(cleaned))

    def _faults(self, children: Any) -> Faults:
        yield from twins(children, lambda section: [section["anchor"]], "section")
        yield from twins(children, _question_keys, "question")
        for place, child in enumerate(children):
            if child.value["anchor"] in TAKEN_ANCHORS:
                yield place, "This address belongs to the page itself; choose another."
            kinds = [block.block_type for block in child.value["content"]]
            if "question" in kinds[:-1]:
                yield place, "A question is the last block of its section."


def _question_keys(section: Any) -> list[str]:
    return [block.value["key"] for block in section["content"] if block.block_type == "question"]
