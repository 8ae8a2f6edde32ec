"""Rules between the parts of one file: facts of a unit, answers of a check, keys that stand once."""

from collections.abc import Iterable
from typing import Any

from content.quizzes.rules import faults
from saying import _, gettext_noop

from .faults import Ledger

# What may not share a key.
SECTION_WORD, QUESTION = gettext_noop("section"), gettext_noop("question")
OPTION, SOURCE = gettext_noop("option"), gettext_noop("source")


def judge_answers(question: dict[str, Any], line: int, text: str, ledger: Ledger) -> None:
    options, key = question.get("options", []), question.get("key")
    if question.get("type") in ("single", "multiple") and any("right" not in option for option in options):
        ledger.add(line, _("Question %(key)s: every option says “right: true” or “right: false”."), key=key)
    if question.get("type"):
        for name, sentence in faults(question):
            ledger.add(
                line_of(text, f" {name}:", line) if name else line,
                _("Question %(key)s: %(sentence)s"),
                key=key,
                sentence=sentence,
            )
    refuse_twins(ledger, line, (option.get("key") for option in options), OPTION)


def judge_facts(facts: dict[str, Any], ledger: Ledger) -> None:
    kind = facts.get("kind")
    if kind == "case" and not facts.get("basis"):
        ledger.add(1, _("basis: a case says whether it is real or an exercise."))
    if facts.get("basis") == "real" and not facts.get("sources"):
        ledger.add(1, _("sources: a real case has sources."))
    if (kind == "decision") != ("exercise" in facts):
        ledger.add(1, _("exercise: a decision has one, and nothing else has."))
    if kind == "video" and not facts.get("film"):
        ledger.add(1, _("film: a video names its film."))
    reviewed, review_by = facts.get("reviewed"), facts.get("review_by")
    if reviewed and review_by and review_by <= reviewed:
        ledger.add(
            1,
            _("review_by: %(review_by)s is not after reviewed: %(reviewed)s."),
            review_by=review_by,
            reviewed=reviewed,
        )
    refuse_twins(ledger, 1, (source.get("key") for source in facts.get("sources", ())), SOURCE)


def line_of(text: str, words: str, least: int = 1) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, 1) if n >= least and words in line), least)


def refuse_twins(ledger: Ledger, line: int, keys: Iterable[str | None], what: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key and key in seen:
            ledger.add(
                line, _("The key “%(key)s” is used for more than one %(what)s."), key=key, what=_(what)
            )
        seen.add(key or "")
