"""Questions of a pool as QTI 3.0 items, and a package of them: the same bytes for the same pool.

Elements and namespaces: 1EdTech, Question and Test Interoperability 3.0, final specification of 1 May 2022.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from .numbers import Target, read_target, written
from .xml_writing import Node, node, written_xml

ITEMS = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
SCHEMAS = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can name
CARDINALITY = {"single": "single", "multiple": "multiple", "ordering": "ordered", "number": "single"}
Question = Mapping[str, Any]


def package(title: str, questions: Sequence[Question], language: str = "en") -> bytes:
    """A ZIP archive with imsmanifest.xml and one file for each question."""
    parts = {"imsmanifest.xml": written_xml(_manifest(title, questions))}
    parts |= {_path(question): item(question, language) for question in questions}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            part = zipfile.ZipInfo(name, EARLIEST)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(part, text)
    return data.getvalue()


def item(question: Question, language: str = "en") -> str:
    """One qti-assessment-item; keys may begin with a digit and identifiers may not, hence q- and o-."""
    kind = question["type"]
    return written_xml(
        node(
            "qti-assessment-item",
            _response(question),
            _outcome("SCORE", "float", node("qti-default-value", node("qti-value", "0"))),
            _outcome("VERDICT", "identifier"),
            *([_outcome("BAND", "identifier")] if kind == "number" else ()),
            *(
                [_outcome("CHOSEN", "identifier", to=CARDINALITY[kind])]
                if kind in ("single", "multiple")
                else ()
            ),
            node("qti-item-body", *(_entry(question) if kind == "number" else [_interaction(question)])),
            _processing(question),
            *_feedback(question),
            **{
                "xmlns": ITEMS,
                "xmlns:xsi": XSI,
                "xsi:schemaLocation": f"{ITEMS} {SCHEMAS}/imsqti_asiv3p0_v1p0.xsd",
                "identifier": f"q-{question['key']}",
                "title": " ".join(question["stem"].split())[:120],
                "adaptive": "false",
                "time-dependent": "false",
                "xml:lang": language,
            },
        )
    )


def _path(question: Question) -> str:
    return f"items/{question['key']}.xml"


def _manifest(title: str, questions: Sequence[Question]) -> Node:
    resources = [
        node(
            "resource",
            node("file", href=_path(question)),
            identifier=f"q-{question['key']}",
            type="imsqti_item_xmlv3p0",
            href=_path(question),
        )
        for question in questions
    ]
    return node(
        "manifest",
        node("metadata", node("schema", "QTI Package"), node("schemaversion", "3.0.0")),
        node("organizations"),
        node("resources", *resources),
        **{
            "xmlns": PACKAGE,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{PACKAGE} {SCHEMAS}/imsqtiv3p0_imscpv1p2_v1p0.xsd",
            "identifier": "questions",
        },
    )


def _target(question: Question) -> Target:
    return read_target(question["answer"], question.get("tolerance") or "")


def _response(question: Question) -> Node:
    kind = question["type"]
    if kind == "number":
        right = [written(_target(question).value)]
    else:
        options = question["options"]
        right = [f"o-{option['key']}" for option in options if option.get("right") or kind == "ordering"]
    return node(
        "qti-response-declaration",
        node("qti-correct-response", *(node("qti-value", value) for value in right)),
        **{
            "identifier": "RESPONSE",
            "cardinality": CARDINALITY[kind],
            "base-type": "float" if kind == "number" else "identifier",
        },
    )


def _outcome(name: str, base: str, *inner: Node, to: str = "single") -> Node:
    return node("qti-outcome-declaration", *inner, identifier=name, cardinality=to, **{"base-type": base})


def _interaction(question: Question) -> Node:
    kind, options = question["type"], question["options"]
    choices = [_option(option, told=kind != "ordering") for option in options]
    limits = {"single": {"max-choices": "1"}, "multiple": {"max-choices": "0"}, "ordering": {}}[kind]
    return node(
        "qti-order-interaction" if kind == "ordering" else "qti-choice-interaction",
        node("qti-prompt", question["stem"]),
        *choices,
        **{"response-identifier": "RESPONSE", "shuffle": "true", **limits},
    )


def _option(option: Mapping[str, Any], *, told: bool) -> Node:
    """An ordering's reasons stand together in the feedback, since every line is chosen."""
    key = f"o-{option['key']}"
    reason = option.get("reason") if told else ""
    inline = {"outcome-identifier": "CHOSEN", "identifier": key, "show-hide": "show"}
    said = [node("qti-feedback-inline", f" {reason}", **inline)] if reason else []
    return node("qti-simple-choice", option["text"], *said, identifier=key)


def _entry(question: Question) -> list[Node]:
    unit = question.get("unit") or ""
    before, mark, after = unit.partition("{}")
    words = (before, after) if mark else ("", f" {unit}")
    entry = node("qti-text-entry-interaction", **{"response-identifier": "RESPONSE", "expected-length": "15"})
    return [node("p", question["stem"]), node("p", words[0], entry, words[1])]


def _processing(question: Question) -> Node:
    right = [_set("SCORE", _value("float", "1")), _set("VERDICT", _value("identifier", "right"))]
    other = [_set("VERDICT", _value("identifier", "other"))]
    response = node("qti-variable", identifier="RESPONSE")
    if question["type"] == "number":
        return node("qti-response-processing", _number_condition(_target(question), response, right, other))
    match = node("qti-match", response, node("qti-correct", identifier="RESPONSE"))
    condition = node(
        "qti-response-condition",
        node("qti-response-if", match, *right),
        node("qti-response-else", *other),
    )
    told = [] if question["type"] == "ordering" else [_set("CHOSEN", response)]
    return node("qti-response-processing", condition, *told)


def _number_condition(target: Target, response: Node, right: list[Node], other: list[Node]) -> Node:
    off = written(target.off)
    near = (
        {"tolerance-mode": "absolute", "tolerance": f"{off} {off}"}
        if target.off
        else {"tolerance-mode": "exact"}
    )
    equal = node("qti-equal", node("qti-correct", identifier="RESPONSE"), response, **near)
    low = node("qti-lt", response, _value("float", written(Decimal(target.value))))
    return node(
        "qti-response-condition",
        node("qti-response-if", equal, *right, _set("BAND", _value("identifier", "just_right"))),
        node("qti-response-else-if", low, *other, _set("BAND", _value("identifier", "too_low"))),
        node("qti-response-else", *other, _set("BAND", _value("identifier", "too_high"))),
    )


def _set(name: str, value: Node) -> Node:
    return node("qti-set-outcome-value", value, identifier=name)


def _value(base: str, text: str) -> Node:
    return node("qti-base-value", text, **{"base-type": base})


def _feedback(question: Question) -> list[Node]:
    """The verdict with its reason, either way; what is said of an order or of a number."""
    because = node("p", question.get("because") or "")
    lines = [
        node("li", f"{option['text']} {option.get('reason') or ''}".strip()) for option in question["options"]
    ]
    order = [node("ol", *lines)] if question["type"] == "ordering" else []
    said = [
        _modal("VERDICT", name, node("p", question[f"{name}_verdict"]), because, *order)
        for name in ("right", "other")
    ]
    if question["type"] == "number":
        names = [name for name in ("too_low", "just_right", "too_high") if question.get(name)]
        said += [_modal("BAND", name, node("p", question[name])) for name in names]
    return said


def _modal(outcome: str, name: str, *inner: Node) -> Node:
    shown = {"outcome-identifier": outcome, "identifier": name, "show-hide": "show"}
    return node("qti-modal-feedback", node("qti-content-body", *inner), **shown)
