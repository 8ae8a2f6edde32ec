"""The questions of a check: a pool that each attempt draws from."""

from typing import Any

from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RegexBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

from .rules import Faults, judge, twins
from .sources import key_block


class CheckOptionBlock(StructBlock):
    key = key_block("Stays the same when you change the words, so that old attempts stay readable.")
    text = TextBlock()
    right = BooleanBlock(required=False, label="This is a right answer")
    reason = TextBlock(help_text="Why it is right, or why it is not: one sentence.")


class CheckQuestionBlock(StructBlock):
    key = key_block("Stays the same when you change the words, so that old attempts stay readable.")
    type = ChoiceBlock(
        [("single", "One right answer"), ("multiple", "Several right answers")], default="single"
    )
    stem = TextBlock(label="Question", help_text="A situation and what is asked.")
    passage = RegexBlock(
        regex=r"^[a-z0-9-]+/[a-z0-9-]+(#[a-z0-9-]+)?$",
        required=False,
        error_messages={"invalid": "Write module/unit#section, for example strategy/jabil#what-they-did."},
        help_text="Where the answer is taught: module/unit#section.",
    )
    right_verdict = CharBlock(max_length=160, help_text="Heading after a right answer.")
    other_verdict = CharBlock(max_length=160, help_text="Heading after any other answer.")
    because = TextBlock(help_text="The reason in one or two sentences, shown either way.")
    options = ListBlock(CheckOptionBlock(), min_num=2, max_num=6)

    class Meta:
        icon = "help"
        label = "Question"


class QuestionsBlock(StreamBlock):
    question = CheckQuestionBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        return judge(self, cleaned, self._faults(cleaned))

    def _faults(self, children: Any) -> Faults:
        yield from twins(children, lambda question: [question["key"]], "question")
        for place, child in enumerate(children):
            options = child.value["options"]
            right = sum(option["right"] for option in options)
            if child.value["type"] == "single" and right != 1:
                yield place, f"A single choice has one right option, not {right}."
            if child.value["type"] == "multiple" and not 2 <= right < len(options):
                yield place, "A multiple choice has two right options or more, and a wrong one."
            if len({option["key"] for option in options}) < len(options):
                yield place, "Two options have the same key."
