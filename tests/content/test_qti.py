"""QTI 3.0: well-formed, in its namespace, every reference to something declared, the same bytes each time."""

import io
import zipfile
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from content.quizzes.qti import ITEMS, PACKAGE, item, package

Q = f"{{{ITEMS}}}"
WORDS = {
    "stem": 'Which <b>& "why"?\x0b', "right_verdict": "Yes.", "other_verdict": "No.",
    "because": "Taught so.", "passage": "",
}  # fmt: skip
OPTIONS = [
    {"key": key, "text": f"Text {key} ]]>", "right": number < 1, "reason": f"Why {key}."}
    for number, key in enumerate(["1st", "b", "c"])
]
BOTH = [{**option, "right": number < 2} for number, option in enumerate(OPTIONS)]
QUESTIONS = {
    "single": {**WORDS, "key": "one", "type": "single", "options": OPTIONS},
    "multiple": {**WORDS, "key": "2-many", "type": "multiple", "options": BOTH},
    "ordering": {**WORDS, "key": "steps", "type": "ordering", "options": OPTIONS},
    "number": {
        **WORDS, "key": "hours", "type": "number", "options": [], "answer": "1000", "unit": "€{}",
        "tolerance": "5%", "too_low": "More.", "just_right": "There.", "too_high": "Less.",
    },
}  # fmt: skip


def parsed(kind: str, **changed: object) -> Element:
    return fromstring(item({**QUESTIONS[kind], **changed}))


@pytest.mark.parametrize("kind", QUESTIONS)
def test_an_item_is_in_the_namespace_and_refers_only_to_what_it_declares(kind: str) -> None:
    root = parsed(kind)
    assert root.tag == f"{Q}qti-assessment-item"
    assert all(element.tag.startswith(Q) for element in root.iter())
    declared = {
        element.get("identifier")
        for element in root
        if element.tag in (f"{Q}qti-response-declaration", f"{Q}qti-outcome-declaration")
    }
    used = {element.get("identifier") for element in root.iter(f"{Q}qti-set-outcome-value")}
    used |= {
        element.get("outcome-identifier") for element in root.iter() if element.get("outcome-identifier")
    }
    used |= {
        element.get("response-identifier") for element in root.iter() if element.get("response-identifier")
    }
    assert used <= declared
    identifiers = [root.get("identifier"), *(e.get("identifier") for e in root.iter(f"{Q}qti-simple-choice"))]
    assert not any(identifier[0].isdigit() for identifier in identifiers)


@pytest.mark.parametrize(
    ("kind", "interaction", "cardinality", "right"),
    [
        ("single", "qti-choice-interaction", "single", ["o-1st"]),
        ("multiple", "qti-choice-interaction", "multiple", ["o-1st", "o-b"]),
        ("ordering", "qti-order-interaction", "ordered", ["o-1st", "o-b", "o-c"]),
        ("number", "qti-text-entry-interaction", "single", ["1000"]),
    ],
)
def test_each_type_has_its_interaction_and_its_right_answer(
    kind: str, interaction: str, cardinality: str, right: list[str]
) -> None:
    root = parsed(kind)
    assert len(list(root.iter(Q + interaction))) == 1
    declaration = root.find(f"{Q}qti-response-declaration")
    assert declaration.get("cardinality") == cardinality
    assert [value.text for value in declaration.iter(f"{Q}qti-value")] == right


@pytest.mark.parametrize(
    ("tolerance", "expected"),
    [("5%", ("absolute", "50 50")), ("0.5", ("absolute", "0.5 0.5")), ("", ("exact", None))],
)
def test_a_number_is_equal_within_its_tolerance(tolerance: str, expected: tuple[str, str | None]) -> None:
    equal = next(parsed("number", tolerance=tolerance).iter(f"{Q}qti-equal"))
    assert (equal.get("tolerance-mode"), equal.get("tolerance")) == expected


def test_words_arrive_as_they_are_written_but_for_signs_that_xml_does_not_know() -> None:
    root = parsed("single")
    assert next(root.iter(f"{Q}qti-prompt")).text == 'Which <b>& "why"?'
    assert next(root.iter(f"{Q}qti-simple-choice")).text == "Text 1st ]]>"
    assert [e.text.strip() for e in root.iter(f"{Q}qti-feedback-inline")] == ["Why 1st.", "Why b.", "Why c."]


def test_a_package_names_every_item_and_is_the_same_each_time() -> None:
    made = package("A check", list(QUESTIONS.values()))
    assert made == package("A check", list(QUESTIONS.values()))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        manifest = fromstring(archive.read("imsmanifest.xml"))
        names = archive.namelist()
        assert all(fromstring(archive.read(name)) is not None for name in names)
    resources = list(manifest.iter(f"{{{PACKAGE}}}resource"))
    assert {resource.get("type") for resource in resources} == {"imsqti_item_xmlv3p0"}
    assert ["imsmanifest.xml", *(resource.get("href") for resource in resources)] == names
