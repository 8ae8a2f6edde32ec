"""What stands in the braces of a GIFT question: its type, and its options or its number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saying import _

from .gift_notes import Note
from .gift_signs import plain
from .keys import free_key
from .numbers import MOST_DIGITS, read_target, written

ANSWER = re.compile(r"([=~])([^=~]*)")
WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,8})?)%")
TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#(?P<wrong>[^#]*))?(?:#(?P<right>[^#]*))?", re.IGNORECASE)
NUMBER = r"[-+]?\d+(?:\.\d+)?"
NEAR = re.compile(rf"(?P<value>{NUMBER})(?:\s*:\s*(?P<off>{NUMBER}))?")
BETWEEN = re.compile(rf"(?P<least>{NUMBER})\s*\.\.\s*(?P<most>{NUMBER})")
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
Parts = tuple[str, dict[str, Any], list[str]]
NO_NUMBER = {"answer": "", "unit": "", "tolerance": "", "too_low": "", "just_right": "", "too_high": ""}


@dataclass(frozen=True, slots=True)
class Answer:
    sign: str
    weight: float | None
    text: str
    reason: str

    @property
    def right(self) -> bool:
        return self.sign == "=" if self.weight is None else self.weight > 0


def answered(body: str, note: Note) -> Parts:
    """Type, parts and notes; ValueError with the reason for what has no place in a check."""
    body = body.strip()
    if not body:
        raise ValueError(_("It is an essay: it asks for words that nobody here could grade."))
    if body.startswith("#"):
        return _number(body[1:].strip(), note)
    if truth := TRUTH.fullmatch(body):
        return _truth(truth)
    answers = [_answer(sign, rest) for sign, rest in ANSWER.findall(body)]
    if not answers or not body.startswith(("=", "~")):
        raise ValueError(_("Its answers do not begin with = or ~."))
    if all(answer.sign == "=" for answer in answers):
        return _matching(answers, note)
    return _choice(answers, note)


def _answer(sign: str, rest: str) -> Answer:
    weight = WEIGHT.match(rest.strip())
    rest = rest.strip()[weight.end() :] if weight else rest
    text, _mark, reason = rest.partition("#")
    return Answer(sign, float(weight[1]) if weight else None, plain(text), plain(reason))


def _options(answers: Sequence[Answer], keys: Sequence[str], kind: str) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = []
    for answer, key in zip(answers, keys, strict=True):
        taken = {option["key"] for option in options}
        words = key if KEY.fullmatch(key) else answer.text
        right = answer.right and kind != "ordering"
        key = free_key(words, taken, "option")
        options.append({"key": key, "text": answer.text, "right": right, "reason": answer.reason})
    if not all(option["text"] for option in options):
        raise ValueError(_("One of its options has no words."))
    return options


def _choice(answers: Sequence[Answer], note: Note) -> Parts:
    sure = sum(answer.sign == "=" for answer in answers)
    right = sum(answer.right for answer in answers)
    if sure > 1:
        fault = _("It takes any one of %(n)s answers as right. Here a single choice has one right option.")
        raise ValueError(fault % {"n": sure})
    if not right:
        raise ValueError(_("None of its options is right."))
    kind = "single" if sure == 1 or right == 1 else "multiple"
    parts = [answer for answer in answers if answer.weight not in (None, 100, -100, 0)]
    said = (
        [_("Weights are not kept: all right options and none other are right.")] if kind == "multiple" else []
    )
    if kind == "single" and parts:
        said = [_("Part marks are not kept: only the best option is right.")]
        answers = [
            Answer(a.sign, None if a.sign == "=" else 0, a.text, a.reason) if sure else a for a in answers
        ]
    keys = note.list_of("keys", len(answers))
    return kind, {"options": _options(answers, keys, kind), **NO_NUMBER}, said


def _truth(found: re.Match[str]) -> Parts:
    """GIFT gives first what is said after a wrong answer, then what is said after the right one."""
    true = found[1][0].upper() == "T"
    wrong, right = plain(found["wrong"] or ""), plain(found["right"] or "")
    options = [
        {"key": "true", "text": _("True"), "right": true, "reason": right if true else wrong},
        {"key": "false", "text": _("False"), "right": not true, "reason": wrong if true else right},
    ]
    return "single", {"options": options, **NO_NUMBER}, [_("True or false becomes a choice of two.")]


def _matching(answers: Sequence[Answer], note: Note) -> Parts:
    """Lines matched with 1, 2, 3 are an ordering; other pairs have no type here, and typed words neither."""
    pairs = [answer.text.rpartition("->") for answer in answers]
    if not all(mark for _line, mark, _place in pairs):
        raise ValueError(_("It asks for typed words. A check offers options, an order, or a number."))
    numbers = [str(number) for number in range(1, len(pairs) + 1)]
    if sorted(line.strip() for line, _mark, _place in pairs) == numbers:  # the number may stand first as well
        pairs = [(place, mark, line) for line, mark, place in pairs]
    places = [place.strip() for _line, _mark, place in pairs]
    if sorted(places) != numbers:
        raise ValueError(
            _("It matches pairs, which is no type here. Pairs with 1, 2, 3 would be an ordering.")
        )
    lines = sorted(zip(places, pairs, strict=True), key=lambda each: int(each[0]))
    reasons = note.list_of("reasons", len(lines))
    ordered = [
        Answer("=", None, pair[0].strip(), reason.strip())
        for (_place, pair), reason in zip(lines, reasons, strict=True)
    ]
    options = _options(ordered, note.list_of("keys", len(lines)), "ordering")
    return "ordering", {"options": options, **NO_NUMBER}, [_("Matched with 1, 2, 3, it becomes an ordering.")]


def _number(body: str, note: Note) -> Parts:
    answers = (
        [(sign, rest) for sign, rest in ANSWER.findall(body)] if body[:1] in ("=", "~") else [("=", body)]
    )
    right = [_unweighted(rest) for sign, rest in answers if sign == "="]
    if not right:
        raise ValueError(_("None of its numbers is right."))
    said = [_("Only its first right number is taken.")] if len(right) > 1 else []
    spec, _mark, reason = right[0].partition("#")
    value, off = _target(spec.strip())
    other = next((plain(rest.partition("#")[2]) for sign, rest in answers if sign == "~"), "")
    tolerance = written(off) if off else ""
    share = note.word("tolerance")
    if share and _off(written(value), share) == off:
        tolerance = share
    parts = {
        "options": [],
        "answer": written(value),
        "unit": note.word("unit")[:30],
        "tolerance": tolerance,
        "too_low": note.word("too_low") or other,
        "just_right": plain(reason),
        "too_high": note.word("too_high") or other,
    }
    return "number", parts, said


def _unweighted(rest: str) -> str:
    weight = WEIGHT.match(rest.strip())
    return rest.strip()[weight.end() :] if weight else rest


def _off(value: str, share: str) -> Decimal | None:
    try:
        return read_target(value, share).off
    except ValueError:
        return None


def _target(spec: str) -> tuple[Decimal, Decimal]:
    """The number and how far off is right, of 3, 3:0.5 or 2.5..3.5."""
    if sum(c.isdigit() for c in spec) > 2 * MOST_DIGITS:
        raise ValueError(_("Its number has more digits than can be kept."))
    if (near := NEAR.fullmatch(spec)) and Decimal(near["off"] or 0) >= 0:
        return Decimal(near["value"]), Decimal(near["off"] or 0)
    if (between := BETWEEN.fullmatch(spec)) and Decimal(between["least"]) <= Decimal(between["most"]):
        least, most = Decimal(between["least"]), Decimal(between["most"])
        return (least + most) / 2, (most - least) / 2
    raise ValueError(_("Its number is not written like 3, 3:0.5 or 2.5..3.5."))
