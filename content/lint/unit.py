"""What is wrong or weak in one unit; each rule is a function with its name (docs/editors.md lists them)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from content.captions import cues_of
from content.minutes import WORDS_A_MINUTE
from content.parsing.outline import Block, Film, Unit
from saying import _, figure, gettext_noop

from .remarks import Remark, Weight
from .words import count, grade, headings, paragraphs, strings

LONGEST_MINUTES = 9
# Words and film may take this much longer than the minutes say.
SLACK = 1.5
HARDEST = 11.0
# A sum of money, a share, or a number of two digits and more that is not a year or a time of day.
FIGURE = re.compile(r"(?:[€$£]\s?\d|\d[\d.,]*\s?%|(?<![\d.,:])(?!(?:19|20)\d\d\b)\d{2,}(?![\d:]))")
SHOWS_FIGURES = ("figures", "quote", "chart", "lines", "table")
# Fewer questions than these say nothing about a habit.
ENOUGH_QUESTIONS = 6
HABIT = 0.6
FEWEST_DRAWN = 3
PARTS_OF_SOURCE = {
    "author": gettext_noop("The source “%(source)s” has no author."),
    "title": gettext_noop("The source “%(source)s” has no title."),
    "year": gettext_noop("The source “%(source)s” has no year."),
}
# The last is the way inside that place, where the rule knows one.
Found = Iterator[tuple[str, str, Weight] | tuple[str, str, Weight, str]]
RULES: list[Callable[[Unit, Film | None, date], Found]] = []


def rule(function: Callable[[Unit, Film | None, date], Found]) -> Callable[[Unit, Film | None, date], Found]:
    RULES.append(function)
    return function


def remarks_on_unit(unit: Unit, film: Film | None, today: date) -> list[Remark]:
    """Every remark, in the order of the unit. `film` is the unit's, if it names one that is made."""
    return [
        Remark(unit.key, place, check.__name__.replace("_", "-"), weight, message, "".join(inside))
        for check in RULES
        for place, message, weight, *inside in check(unit, film, today)
    ]


@rule
def outcomes(unit: Unit, film: Film | None, today: date) -> Found:
    if unit.kind != "check" and not unit.facts.get("outcomes"):
        yield "outcomes", _("Say what the reader can do afterwards."), "error"


@rule
def topics(unit: Unit, film: Film | None, today: date) -> Found:
    named = len(unit.facts.get("topics", ()))
    if not 1 <= named <= 3:
        said = _("Name one to three topics; there are %(n)s.") if named else _("Name one to three topics.")
        yield "topics", said % {"n": named} if named else said, "error"


@rule
def sources(unit: Unit, film: Film | None, today: date) -> Found:
    listed = unit.facts.get("sources", ())
    if not listed and unit.kind != "check":
        yield "sources", _("List the sources of this unit."), "error"
    for source in listed:
        for part, said in PARTS_OF_SOURCE.items():
            if not source.get(part):
                yield "sources", _(said) % {"source": source.get("key")}, "error"


@rule
def sourced_figures(unit: Unit, film: Film | None, today: date) -> Found:
    """Figures in blocks point to their source; figures in the text need a list of sources at least."""
    for section in unit.sections:
        for at, block in enumerate(section.blocks):
            for part, message in _unsourced(block) if block.kind in SHOWS_FIGURES else ():
                yield section.anchor, message, "error", f"content.{at}.{part}"
    if not unit.facts.get("sources"):
        for anchor, text in paragraphs(unit):
            if found := FIGURE.search(text):
                said = _("The figure %(figure)s has no source: the list is empty.")
                yield anchor, said % {"figure": found[0].strip()}, "error"


def _unsourced(block: Block) -> Iterator[tuple[str, str]]:
    several = block.kind == "figures"
    for at, entry in enumerate(block.value if several else [block.value]):
        numbers = block.kind != "table" or any(FIGURE.search(text) for text in strings(entry.get("rows")))
        if numbers and not entry.get("source"):
            name = entry.get("value") or entry.get("caption") or entry.get("finding") or entry.get("name")
            said = _("“%(name)s” does not name its source.") % {"name": name}
            yield f"{at}.source" if several else "source", said


@rule
def review(unit: Unit, film: Film | None, today: date) -> Found:
    for part in ("reviewed", "review_by"):
        if not unit.facts.get(part):
            yield part, _("Say when the facts were checked, and when they must be checked again."), "error"
    if (due := unit.facts.get("review_by")) and due < today:
        said = _("The facts had to be checked again by %(day)s.") % {"day": due}
        yield "review_by", said, "warning"
    if not unit.facts.get("owner"):
        yield "owner", _("Name the role that keeps this unit true."), "error"


@rule
def length(unit: Unit, film: Film | None, today: date) -> Found:
    stated = unit.facts.get("minutes") or 0
    if stated > LONGEST_MINUTES:
        said = _("%(n)s minutes; nobody has more than %(most)s. Make two units of it.")
        yield "minutes", said % {"n": stated, "most": LONGEST_MINUTES}, "error"
    needed = _needed(unit, film)
    if stated and needed > max(stated * SLACK, stated + 1):
        said = _("%(needed)s minutes by its words, film and questions, %(stated)s are stated.")
        yield "minutes", said % {"needed": f"{needed:.0f}", "stated": stated}, "warning"


def takes(unit: Unit, film: Film | None) -> int:
    """The minutes to propose: whole, and never none."""
    return max(1, round(_needed(unit, film)))


def _needed(unit: Unit, film: Film | None) -> float:
    """The words beside a film are its transcript and what is read instead; a question takes a minute."""
    played = film.made.duration / 60 if film and film.made else 0
    asked = min(unit.facts.get("draw") or 0, len(unit.questions))
    return max(count(unit) / WORDS_A_MINUTE, played) + asked


@rule
def repeated_headings(unit: Unit, film: Film | None, today: date) -> Found:
    seen: set[str] = set()
    for anchor, title in headings(unit):
        if title.casefold() in seen:
            said = _("The heading “%(title)s” stands here for the second time.") % {"title": title}
            yield anchor, said, "error"
        seen.add(title.casefold())


@rule
def resume_lines(unit: Unit, film: Film | None, today: date) -> Found:
    for section in unit.sections:
        if not (section.resume or "").strip():
            yield section.anchor, _("Say where the reader stopped: the resume line is empty."), "error"


@rule
def reading_grade(unit: Unit, film: Film | None, today: date) -> Found:
    found = grade([text for _, text in paragraphs(unit)])
    if found is not None and found > HARDEST:
        said = _("Reading grade %(found)s; write shorter sentences, down to %(most)s.")
        yield "body", said % {"found": figure(f"{found:.1f}"), "most": f"{HARDEST:.0f}"}, "warning"


@rule
def alternative_text(unit: Unit, film: Film | None, today: date) -> Found:
    for section in unit.sections:
        for at, block in enumerate(section.blocks):
            if block.kind == "text" and re.search(r"<img(?![^>]*\balt=\"[^\"]+\")", block.value):
                yield section.anchor, _("A picture has no alternative text."), "error", f"content.{at}"
            said = block.kind != "picture" or block.value.get("alt") or block.value.get("decorative")
            if not said:
                yield section.anchor, _("A picture has no alternative text."), "error", f"content.{at}.alt"


@rule
def captions(unit: Unit, film: Film | None, today: date) -> Found:
    if unit.kind != "video":
        return
    if film is None or film.made is None:
        yield "film", _("A video unit needs its film."), "error"
    elif not cues_of(film.made.captions):
        yield "film", _("The film has no captions."), "error"


@rule
def film_ready(unit: Unit, film: Film | None, today: date) -> Found:
    for fault in film.faults if film else ():
        yield "film", fault, "error"


@rule
def transcript(unit: Unit, film: Film | None, today: date) -> Found:
    """Made of the captions, so it is missing where they end long before the film."""
    if film is not None and film.made is not None and (cues := cues_of(film.made.captions)):
        spoken = cues[-1].end
        if spoken < film.made.duration * 0.5:
            said = _("The transcript ends at %(end)s of %(all)s seconds.")
            yield "film", said % {"end": f"{spoken:.0f}", "all": f"{film.made.duration:.0f}"}, "error"


@rule
def reasons(unit: Unit, film: Film | None, today: date) -> Found:
    for question in unit.questions:
        # A number is typed and not chosen.
        options = question.value.get("options", ()) if question.value.get("type") != "number" else ()
        for at, option in enumerate(options):
            if not str(option.get("reason") or "").strip():
                said = _("The option “%(option)s” has no reason.") % {"option": option.get("text")}
                yield question.key, said, "error", f"options.{at}.reason"


@rule
def passages(unit: Unit, film: Film | None, today: date) -> Found:
    for question in unit.questions:
        if not question.value.get("passage"):
            yield question.key, _("Link the question to the passage that teaches it."), "warning"


@rule
def longest_is_right(unit: Unit, film: Film | None, today: date) -> Found:
    single = [question.value for question in unit.questions if question.value.get("type") == "single"]
    single = [question for question in single if question.get("options")]
    if len(single) >= ENOUGH_QUESTIONS:
        hit = sum(_longest(question)["right"] for question in single)
        if hit / len(single) > HABIT:
            said = _("The longest option is the right one in %(n)s of %(all)s questions.")
            yield "questions", said % {"n": hit, "all": len(single)}, "error"


def _longest(question: Any) -> Any:
    return max(question["options"], key=lambda option: len(option.get("text") or ""))


@rule
def right_by_position(unit: Unit, film: Film | None, today: date) -> Found:
    """Options are shown in an order of their own for everybody; in print and in export they are not."""
    places = Counter(
        next((n for n, option in enumerate(question.value["options"], 1) if option["right"]), 0)
        for question in unit.questions
        if question.value.get("type") == "single"
    )
    total = sum(places.values())
    if total >= ENOUGH_QUESTIONS:
        place, hit = places.most_common(1)[0]
        if hit / total > HABIT:
            said = _("Option %(option)s is the right one in %(n)s of %(all)s questions.")
            yield "questions", said % {"option": place, "n": hit, "all": total}, "error"


@rule
def lasting_questions(unit: Unit, film: Film | None, today: date) -> Found:
    pool, draw = len(unit.questions), unit.facts.get("draw", 0)
    if unit.kind == "check" and draw < FEWEST_DRAWN <= pool:
        said = _(
            "An attempt draws %(draw)s of %(pool)s questions, which a guess may pass; draw three or more."
        )
        yield "draw", said % {"draw": draw, "pool": pool}, "warning"
    if unit.kind == "check" and pool < 2 * draw:
        said = _("A pool of %(pool)s for %(draw)s drawn; twice as many make a second try worth it.")
        yield "questions", said % {"pool": pool, "draw": draw}, "warning"


@rule
def monday(unit: Unit, film: Film | None, today: date) -> Found:
    if unit.kind == "guide" and not any(block.kind == "monday" for s in unit.sections for block in s.blocks):
        yield "body", _("A guide ends with “On Monday”: three acts, each under an hour."), "warning"
