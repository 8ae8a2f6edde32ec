"""Questions of a pool as a GIFT file: the same bytes for the same pool."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .gift_signs import NOTE, escaped
from .numbers import read_target, written

# What GIFT has no place for stands in a comment that this portal reads back and others pass over.
NOTED = ("passage", "right_verdict", "other_verdict")
NOTED_OF_NUMBER = ("unit", "tolerance", "too_low", "too_high")


def write_gift(title: str, questions: Iterable[Mapping[str, Any]]) -> str:
    head = f"// {' '.join(title.split())}"
    return "\n".join([head, "", *(_written(question) for question in questions)])


def _written(question: Mapping[str, Any]) -> str:
    answers = {"number": _number, "ordering": _ordering, "multiple": _multiple, "single": _single}
    body = [f"  {line}" for line in answers[question["type"]](question)]
    if question.get("because"):
        body.append(f"  ####{escaped(question['because'])}")
    opening = "{#" if question["type"] == "number" else "{"
    comments = [f"// [id:{question['key']}]", NOTE + _note(question)]
    if question["type"] == "ordering":
        comments.append("// GIFT has no ordering: as a matching question, each line with its place.")
    head = f"::{escaped(question['key'])}::[plain]{_bare(question['stem'])} {opening}"
    return "\n".join([*comments, head, *body, "}", ""])


def _bare(text: str) -> str:
    return escaped(text).removeprefix("[plain]") if not text.startswith("[plain]") else escaped(text)


def _note(question: Mapping[str, Any]) -> str:
    names = NOTED + (NOTED_OF_NUMBER if question["type"] == "number" else ())
    note: dict[str, object] = {name: question[name] for name in names if question.get(name)}
    if options := question.get("options"):
        note["keys"] = [option["key"] for option in options]
    if question["type"] == "ordering":
        note["reasons"] = [option.get("reason") or "" for option in options or ()]
    return json.dumps(note, ensure_ascii=True, sort_keys=True)


def _answer(sign: str, option: Mapping[str, Any]) -> str:
    reason = option.get("reason") or ""
    return f"{sign}{escaped(option['text'])}{'#' + escaped(reason) if reason else ''}"


def _single(question: Mapping[str, Any]) -> list[str]:
    return [_answer("=" if option.get("right") else "~", option) for option in question["options"]]


def _multiple(question: Mapping[str, Any]) -> list[str]:
    """The weights that Moodle takes: right ones share a hundred, a wrong one takes all of it."""
    right = sum(bool(option.get("right")) for option in question["options"]) or 1
    share = f"{100 / right:.5f}".rstrip("0").rstrip(".")
    return [
        _answer(f"~%{share}%" if option.get("right") else "~%-100%", option) for option in question["options"]
    ]


def _ordering(question: Mapping[str, Any]) -> list[str]:
    return [
        f"={escaped(option['text'].replace('->', '→'))} -> {place}"
        for place, option in enumerate(question["options"], start=1)
    ]


def _number(question: Mapping[str, Any]) -> list[str]:
    target = read_target(question["answer"], question.get("tolerance") or "")
    off = f":{written(target.off)}" if target.off else ""
    right = question.get("just_right") or ""
    lines = [f"={written(target.value)}{off}{'#' + escaped(right) if right else ''}"]
    other = " / ".join(filter(None, (question.get("too_low"), question.get("too_high"))))
    return [*lines, f"~#{escaped(other)}"] if other else lines
