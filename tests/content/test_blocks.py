"""Rules that the editor's form enforces: keys used once, answers that can be right."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.blocks import StreamBlockValidationError

from content.blocks import QuestionsBlock, SectionsBlock
from content.fields import BlocksField, LinesField
from content.models import CheckPage, ModulePage, Unit
from content.models.units import validate_topics
from tests.content import trees


def option(key: str, right: bool) -> dict[str, object]:
    return {"key": key, "text": key, "right": right, "reason": "Because."}


def question(
    key: str = "one", kind: str = "single", rights: tuple[bool, ...] = (True, False)
) -> dict[str, object]:
    options = [{"type": "item", "id": str(n), "value": option(f"o{n}", r)} for n, r in enumerate(rights)]
    value = {"key": key, "type": kind, "stem": "?", "passage": "", "options": options}
    return {"type": "question", "value": value | {"right_verdict": "R", "other_verdict": "O", "because": "B"}}


def faults(block, raw) -> list[str]:
    try:
        block.clean(block.to_python(raw))
    except StreamBlockValidationError as error:
        return [str(message) for message in error.non_block_errors]
    return []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([question()], []),
        ([question(kind="multiple", rights=(True, True, False))], []),
        ([question(), question()], ["2: The key “one” is used for more than one question."]),
        ([question(rights=(False, False))], ["1: A single choice has one right option, not 0."]),
        ([question(rights=(True, True))], ["1: A single choice has one right option, not 2."]),
        ([question(kind="multiple", rights=(True, True))], ["1: A multiple choice has two right options"]),
    ],
)
def test_a_question_can_be_answered_rightly_and_its_key_is_its_own(given, words) -> None:
    found = faults(QuestionsBlock(), given)
    assert len(found) == len(words)
    assert all(message.startswith(start) for message, start in zip(found, words, strict=True))


def test_sections_have_addresses_of_their_own_and_questions_stand_last() -> None:
    asked = {"type": "question", "value": {"key": "q", "ask": "?", "kind": "text", "options": []}}
    text = {"type": "text", "value": "<p>x</p>"}

    def section(anchor: str, *content) -> dict[str, object]:
        return {
            "type": "section",
            "value": {"title": "T", "anchor": anchor, "resume": "", "content": list(content)},
        }

    block = SectionsBlock()
    assert faults(block, [section("a", text, asked), section("b", text)]) == []
    assert faults(block, [section("a", text), section("a", text)]) == [
        "2: The key “a” is used for more than one section."
    ]
    assert faults(block, [section("a", text, asked), section("b", text, asked)]) == [
        "2: The key “q” is used for more than one question."
    ]
    assert faults(block, [section("a", asked, text)]) == ["1: A question is the last block of its section."]


@pytest.mark.parametrize("anchor", ["do", "print", "result"])
def test_a_section_cannot_take_an_address_of_the_page_itself(anchor) -> None:
    content = [{"type": "text", "value": "<p>x</p>"}]
    value = {"title": "T", "anchor": anchor, "resume": "", "content": content}
    raw = [{"type": "section", "value": value}]
    assert faults(SectionsBlock(), raw) == ["1: This address belongs to the page itself; choose another."]


def test_faults_are_told_in_the_language_of_the_author() -> None:
    value = {"title": "T", "anchor": "do", "resume": "", "content": [{"type": "text", "value": "<p>x</p>"}]}
    with translation.override("de"):
        told = faults(SectionsBlock(), [{"type": "section", "value": value}] * 2)
    assert told == [
        "1: Diese Adresse gehört der Seite selbst; wählen Sie eine andere.",
        "2: Der Schlüssel „do“ wird für mehr als einen Abschnitt verwendet.",
        "2: Diese Adresse gehört der Seite selbst; wählen Sie eine andere.",
    ]


def test_topics_are_shaped_like_topics() -> None:
    validate_topics(["strategy/pilot-to-scale"])
    for bad in (
        ["marketing/x"],
        ["strategy/"],
        ["Strategy/x"],
        ["strategy/a", "culture/b", "culture/c", "culture/d"],
    ):
        with pytest.raises(ValidationError):
            validate_topics(bad)


def test_lines_are_edited_as_text_and_kept_as_a_list() -> None:
    field = LinesField(validators=[validate_topics]).formfield()
    assert field.prepare_value(["a", "b"]) == "a\nb"
    assert field.clean(" strategy/a \n\n culture/b\r\n") == ["strategy/a", "culture/b"]
    assert field.clean("") == []
    assert not field.has_changed(["a", "b"], "a\r\nb\r\n")
    assert field.has_changed(["a"], "b")
    with pytest.raises(ValidationError):
        field.clean("nonsense")


@pytest.mark.django_db
@pytest.mark.usefixtures("course")
def test_every_shipped_page_passes_the_rules_of_the_form() -> None:
    pages = [unit.specific for unit in Unit.objects.all()] + list(ModulePage.objects.all())
    for page in pages:
        page.full_clean()
        if isinstance(page, Unit):
            page.clean_whole()
        for field in page._meta.get_fields():
            if isinstance(field, BlocksField):
                value = getattr(page, field.name)
                field.stream_block.clean(value) if value else None


@pytest.mark.django_db
def test_a_check_asks_no_more_than_it_has() -> None:
    module = trees.module()
    with pytest.raises(ValidationError, match="cannot be had"):
        trees.unit(module, "check", model=CheckPage, body="[]", questions="[]", draw=0, pass_mark=1)
    with pytest.raises(ValidationError, match="Write the questions of the check"):
        trees.unit(module, "check-2", model=CheckPage, body="[]", questions="[]", draw=2, pass_mark=1)
