"""QTI 3.0 against the names, orders and attributes that its specification publishes, for what we write.

The schema itself may not be handed on; that whole export was held against it is in docs/decisions.md.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from content.parsing import read_curriculum
from content.quizzes.qti import ITEMS, PACKAGE, item, package
from tests.content.test_qti import QUESTIONS

XSI = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
VALUE = "qti-(variable|correct|base-value) "
CARDINALITIES = ("single", "multiple", "ordered", "record")


@dataclass(frozen=True)
class Model:
    """`inside`: a pattern of the children's names; `words`: whether text may stand among them."""

    inside: str = ""
    needed: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    words: bool = False


INTERACTION = Model(
    "(qti-prompt )?(qti-simple-choice )+", ("response-identifier",), ("shuffle", "max-choices", "min-choices")
)
ACTS = "(qti-set-outcome-value |qti-response-condition )*"
# Assessment, Section and Item information model 3.0, final of 1 May 2022: of each class what we use.
MODELS = {
    "qti-assessment-item": Model(
        "(qti-response-declaration )*(qti-outcome-declaration )*(qti-item-body )?(qti-response-processing )?"
        "(qti-modal-feedback )*",
        ("identifier", "title", "time-dependent"),
        ("adaptive", LANG, XSI),
    ),
    "qti-response-declaration": Model(
        "(qti-default-value )?(qti-correct-response )?", ("identifier", "cardinality"), ("base-type",)
    ),
    "qti-outcome-declaration": Model("(qti-default-value )?", ("identifier", "cardinality"), ("base-type",)),
    "qti-correct-response": Model("(qti-value )+"),
    "qti-default-value": Model("(qti-value )+"),
    "qti-value": Model(words=True),
    "qti-item-body": Model("((qti-choice-interaction|qti-order-interaction|p) )*"),
    "qti-choice-interaction": INTERACTION,
    "qti-order-interaction": INTERACTION,
    "qti-prompt": Model(words=True),
    "qti-simple-choice": Model("(qti-feedback-inline )*", ("identifier",), words=True),
    "qti-feedback-inline": Model("", ("outcome-identifier", "identifier"), ("show-hide",), words=True),
    "p": Model("(qti-text-entry-interaction )*", words=True),
    "qti-text-entry-interaction": Model("", ("response-identifier",), ("expected-length",)),
    "qti-response-processing": Model(ACTS),
    "qti-response-condition": Model("qti-response-if (qti-response-else-if )*(qti-response-else )?"),
    "qti-response-if": Model(f"qti-(match|equal|lt) {ACTS}"),
    "qti-response-else-if": Model(f"qti-(match|equal|lt) {ACTS}"),
    "qti-response-else": Model(ACTS),
    "qti-match": Model(f"({VALUE}){{2}}"),
    "qti-lt": Model(f"({VALUE}){{2}}"),
    "qti-equal": Model(f"({VALUE}){{2}}", allowed=("tolerance-mode", "tolerance")),
    "qti-variable": Model(needed=("identifier",)),
    "qti-correct": Model(needed=("identifier",)),
    "qti-base-value": Model(needed=("base-type",), words=True),
    "qti-set-outcome-value": Model(VALUE, ("identifier",)),
    "qti-modal-feedback": Model("qti-content-body ", ("outcome-identifier", "show-hide", "identifier")),
    "qti-content-body": Model("((p|ol) )*"),
    "ol": Model("(li )*"),
    "li": Model(words=True),
}
# Of IMS Content Packaging 1.2, as QTI 3.0 uses it.
PACKAGE_MODELS = {
    "manifest": Model("metadata organizations resources ", ("identifier",), (XSI,)),
    "metadata": Model("schema schemaversion "),
    "schema": Model(words=True),
    "schemaversion": Model(words=True),
    "organizations": Model(),
    "resources": Model("(resource )*"),
    "resource": Model("(file )+", ("identifier", "type", "href")),
    "file": Model(needed=("href",)),
}
VALUES = {
    "cardinality": CARDINALITIES,
    "base-type": ("identifier", "float"),
    "show-hide": ("show", "hide"),
    "shuffle": ("true", "false"),
    "adaptive": ("true", "false"),
    "time-dependent": ("true", "false"),
    "tolerance-mode": ("exact", "absolute"),
}


def faults(root: Element, space: str = ITEMS, models: dict[str, Model] = MODELS) -> list[str]:
    """What the specification does not know, by the element where it stands."""
    found = []
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{space}}}")
        model = models.get(name)
        if model is None:
            found.append(f"{name}: no such element")
            continue
        inside = "".join(f"{child.tag.removeprefix(f'{{{space}}}')} " for child in element)
        if not re.fullmatch(model.inside, inside):
            found.append(f"{name}: may not hold {inside}")
        if not set(model.needed) <= set(element.keys()) <= {*model.needed, *model.allowed}:
            found.append(f"{name}: not these attributes: {sorted(element.keys())}")
        if (
            not model.words
            and "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
        ):
            found.append(f"{name}: may not hold words")
        found += [
            f"{name}: {key}={said}" for key, said in element.items() if said not in VALUES.get(key, (said,))
        ]
    return found


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("tolerance", ["5%", ""])
def test_every_type_is_written_as_specified(kind: str, tolerance: str) -> None:
    assert faults(fromstring(item({**QUESTIONS[kind], "tolerance": tolerance}))) == []


def test_every_question_of_the_course_and_its_package_are_written_as_specified() -> None:
    course = read_curriculum(Path("content/curriculum"))
    units = [unit for module in course.modules for unit in module.units]
    questions = [{"options": [], **question.value} for unit in units for question in unit.questions]
    assert len(questions) > 50
    with zipfile.ZipFile(io.BytesIO(package("All", questions))) as archive:
        manifest, *items = [fromstring(archive.read(name)) for name in archive.namelist()]
    assert faults(manifest, PACKAGE, PACKAGE_MODELS) == []
    assert [fault for root in items for fault in faults(root)] == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("qti-simple-choice", "qti-simple-choise", "no such element"),
        ('cardinality="single"', 'cardinality="one"', "cardinality=one"),
        (' cardinality="single"', "", "not these attributes"),
        ("<qti-item-body>", "<qti-item-body>Words", "may not hold words"),
        ("<qti-match>", '<qti-match><qti-variable identifier="RESPONSE"/>', "may not hold qti-variable"),
        ("<qti-response-processing>", "<qti-response-processing><p/>", "may not hold p"),
        ('show-hide="show"', 'show="show"', "not these attributes"),
    ],
)
def test_what_is_not_as_specified_is_found(old: str, new: str, fault: str) -> None:
    text = item(QUESTIONS["single"])
    assert old in text
    assert any(fault in each for each in faults(fromstring(text.replace(old, new))))
