"""The questions of a check: a pool that each attempt draws from."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BlockGroup,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RegexBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

from content.quizzes.rules import MOST, faults

from .rules import TWO_QUESTIONS, Faults, judge, twins
from .sources import key_block

KEEP = _("Stays the same when you change the words, so that old attempts stay readable.")
TYPES = [
    ("single", _("One right answer")),
    ("multiple", _("Several right answers")),
    ("ordering", _("Ordering: put things in order")),
    ("number", _("Number, with a tolerance")),
]


class CheckOptionBlock(StructBlock):
    key = key_block(KEEP)
    text = TextBlock(label=_("Text"))
    right = BooleanBlock(required=False, label=_("This is a right answer"))
    reason = TextBlock(
        label=_("Feedback"),
        help_text=_("Why it is right, or not, or why it stands here: one sentence."),
    )

    class Meta:
        label_format = "{text}"
        form_layout = ["text", "right", "reason", "key"]


class CheckQuestionBlock(StructBlock):
    key = key_block(KEEP)
    type = ChoiceBlock(TYPES, default="single", label=_("Type"))
    stem = TextBlock(label=_("Question"), help_text=_("A situation and what is asked."))
    passage = RegexBlock(
        regex=r"^[a-z0-9-]+/[a-z0-9-]+(#[a-z0-9-]+)?$",
        required=False,
        label=_("Passage"),
        error_messages={"invalid": _("Write module/unit#section, for example strategy/jabil#what-they-did.")},
        help_text=_("Where the answer is taught. Begin to type a title and choose its section."),
    )
    right_verdict = CharBlock(
        max_length=160, label=_("Verdict when right"), help_text=_("Heading after a right answer.")
    )
    other_verdict = CharBlock(
        max_length=160, label=_("Verdict otherwise"), help_text=_("Heading after any other answer.")
    )
    because = TextBlock(
        label=_("Because"), help_text=_("The reason in one or two sentences, shown either way.")
    )
    options = ListBlock(
        CheckOptionBlock(),
        default=[],  # a number has none
        max_num=MOST,
        label=_("Options"),
        help_text=_(
            "Choices: two to six, each with its feedback. Ordering: three to six, written in the right order"
            " and shuffled for readers. Number: none."
        ),
    )
    answer = CharBlock(
        required=False, max_length=40, label=_("Right number"), help_text=_("In digits: 1000 or 12.5.")
    )
    unit = CharBlock(
        required=False, max_length=30, label=_("Unit"), help_text=_("hours, %, or with its place: €{}.")
    )
    tolerance = CharBlock(
        required=False,
        max_length=40,
        label=_("Tolerance"),
        help_text=_("How far off is still right: 50 in the same unit, or 5% of it. Empty: exact."),
    )
    too_low = TextBlock(required=False, label=_("Feedback when too low"))
    just_right = TextBlock(required=False, label=_("Feedback when right"))
    too_high = TextBlock(required=False, label=_("Feedback when too high"))

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{stem}"
        form_layout = BlockGroup(
            children=[
                "type", "stem", "options",
                BlockGroup(
                    children=["answer", "unit", "tolerance", "too_low", "just_right", "too_high"],
                    heading=_("For a number"),
                    icon="decimal",
                    classname="collapsed",
                    label_format="{answer} {unit}",
                ),
                "right_verdict", "other_verdict", "because", "passage", "key",
            ]
        )  # fmt: skip


class QuestionsBlock(StreamBlock):
    question = CheckQuestionBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        return judge(self, cleaned, self.faults(cleaned))

    def faults(self, children: Any) -> Faults:
        """What is wrong between the parts of a question, of children as they are."""
        yield from twins(children, lambda question: [question["key"]], TWO_QUESTIONS)
        for place, child in enumerate(children):
            options = child.value["options"]
            for _field, sentence in faults(child.value):
                yield place, f"{sentence[0].upper()}{sentence[1:]}"
            if len({option["key"] for option in options}) < len(options):
                yield place, gettext("Two options have the same key.")
