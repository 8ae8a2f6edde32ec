"""A briefing as the template takes it: JSON of cleaned words, figures as printed, drawings as SVG."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from reports.briefing.figures import day, sentence
from reports.briefing.headline import facts
from reports.briefing.pages import Briefing
from reports.briefing.shape import Figure, Words
from reports.formats import Paper
from saying.inside import inside

from . import drawings
from .printable import Press

PAPERS: Mapping[Paper, str] = {"a4": "a4", "letter": "us-letter"}
ROWS: Mapping[Paper, float] = {"a4": 27, "letter": 24}  # points: what fits on a page of each height
MOST = 200  # characters of a name; the page cuts what goes over its line
LOW = Fraction(75, 2)  # below the threshold of level 3


def inputs(briefing: Briefing, paper: Paper) -> dict[str, str]:
    """What Typst gets: one JSON text. Nothing in it is ever markup."""
    press, row = Press(), ROWS[paper]
    values = _values(briefing, press)
    values["page"] = _page(briefing, paper, press)
    before = _before(briefing)
    values["drawings"] = {
        "plate": drawings.plate(),
        "scale": drawings.scale(briefing.standing, before),
        "profile": drawings.profile(briefing, row),
        "alignment": drawings.alignment(briefing, row),
        "trend": drawings.trend(briefing, row),
    }
    values["words"] = {
        "scale": drawings.scale_words(briefing.standing, before),
        "under": press.text(_under(briefing)),
        "profile": press.text(drawings.profile_words(briefing)),
        "alignment": press.text(drawings.alignment_words(briefing.alignment.gaps)),
        "trend": press.text(drawings.trend_words(briefing.trend.points if briefing.trend else ())),
    }
    values["sample"] = press.text(briefing.about.sample)
    values["titles"] = {name: press.text(said) for name, said in titles(briefing).items()}
    for band, of in zip(values["standing"]["scale"], briefing.standing.scale, strict=True):
        band["width"] = of.end.number - of.start.number
    values["facts"] = [[press.text(word) for word in fact] for fact in facts(briefing)]
    values["edited"] = _edited(briefing, press)
    values["before"] = _earlier(briefing, before)
    values["at"] = briefing.standing.index.number if briefing.standing.index else 0
    values["replaced"] = [f"U+{ord(character):04X}" for character in sorted(press.replaced)]
    return {"data": json.dumps(values, ensure_ascii=False)}


def _page(briefing: Briefing, paper: Paper, press: Press) -> dict[str, object]:
    """What stands around every page."""
    return {
        "paper": PAPERS[paper],
        "row": ROWS[paper],
        "title": press.text(f"{briefing.standing.finding} {briefing.about.subject}"),
        "header": press.text(briefing.about.subject.text[:MOST]),
        "month": f"{briefing.about.closed_on:%B %Y}",
        "footer": press.text(briefing.about.title[:MOST]),
        "date": _date(briefing.stamp.dated),
        "approved": day(briefing.stamp.approved_on) if briefing.stamp.approved_on else "",
        "label": briefing.stamp.label,
        "draft": briefing.stamp.draft,
    }


def _before(briefing: Briefing) -> Figure | None:
    """The index of the round before, where the two compare."""
    if briefing.trend is None or briefing.trend.delta is None:
        return None
    point = briefing.trend.points[-2]
    return point.linked or point.index


def _earlier(briefing: Briefing, before: Figure | None) -> dict[str, object]:
    """The round before, for labels: "Mar 2026"."""
    points = briefing.trend.points if briefing.trend else ()
    label = f"{points[-2].closed_on:%b %Y}" if len(points) > 1 else ""
    return {"label": label, "text": before.text if before else "", "at": before.number if before else 0}


def _under(briefing: Briefing) -> str:
    """What the marks of the level scale mean."""
    here, parts = briefing.standing, []
    if here.index:
        parts.append(f"Index {here.index} of 100")
    if here.span:
        parts.append(f"95 % interval {here.span.low} to {here.span.high}")
    elif here.unknown:
        parts.append(f"what is not known leaves {here.unknown.low} to {here.unknown.high}")
    return sentence(", ".join(parts)) + "." if parts else "Too little is known for an index."


def _date(of: date) -> list[int]:
    return [of.year, of.month, of.day]


def titles(briefing: Briefing) -> dict[str, str]:
    """Each chart's title is its finding."""
    scored = [line for line in briefing.profile if line.score]
    held = [line for line in scored if line.missed]
    profile = "Too little is known to place a dimension"
    if scored and scored[0].score == scored[-1].score:
        profile = f"Every dimension that is known stands at {scored[0].score}"
    elif scored and held:
        profile = f"{scored[0].name} is furthest; {inside(held[-1].name)} holds the next level back most"
    elif scored:
        profile = f"{scored[0].name} is furthest, {inside(scored[-1].name)} has the longest way to go"
    known = [line for group in briefing.heatmap for line in group.lines if line.points]
    low = sum(line.points.value < LOW for line in known if line.points)
    here = briefing.standing.claimed
    gates = "No level can be claimed" if here is None else f"Every condition of level {here.number} holds"
    if here and briefing.blockers:
        count = len(briefing.blockers)
        gates += f"; {count} of level {here.number + 1} {'does' if count == 1 else 'do'} not"
    wide = [gap for gap in briefing.alignment.gaps if gap.notable]
    return {
        "finding": briefing.standing.finding.text.removesuffix("."),
        "profile": profile,
        "heatmap": _below(low, len(known)),
        "gates": gates,
        "alignment": f"Leaders differ most on {inside(wide[0].name)}"
        if wide
        else "No notable gap between leaders and others",
    }


def _below(low: int, known: int) -> str:
    if not known:
        return "No question has a level"
    if known == 1:
        return f"The one question that has a level stands {'below level 3' if low else 'at level 3 or above'}"
    if not low:
        return f"None of {known} questions stands below level 3"
    return f"{low} of {known} questions {'stands' if low == 1 else 'stand'} below level 3"


def _edited(briefing: Briefing, press: Press) -> list[list[str]]:
    """Every place whose words the owner changed: where, as printed, as drafted."""
    places: list[tuple[str, Words]] = [
        ("Subject", briefing.about.subject),
        ("Finding", briefing.standing.finding),
    ]
    for number, decision in enumerate(briefing.decisions, start=1):
        for name, words in (("", decision.ask), (", owner", decision.owner), (", date", decision.by)):
            places.append((f"Decision {number}{name}", words))
    for period in briefing.plan:
        for line in period.lines:
            for name, words in (("action", line.action), ("owner", line.owner), ("proof", line.proof)):
                places.append((f"{period.title}, {line.item or line.key}, {name}", words))
    return [
        [press.text(place), press.text(words.text), press.text(words.drafted)]
        for place, words in places
        if words.edited
    ]


def _values(value: Any, press: Press) -> Any:
    """Plain values: figures as their text, words with whether they were edited, dates in words."""
    if isinstance(value, Figure):
        return value.text
    if isinstance(value, Words):
        return {"text": press.text(value.text), "edited": value.edited}
    if isinstance(value, str):
        return press.text(value)
    if isinstance(value, date):
        return day(value)
    if is_dataclass(value):
        return {field.name: _values(getattr(value, field.name), press) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_values(one, press) for one in value]
    return value
