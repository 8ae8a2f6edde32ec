"""Receipts of a panel: sums of many answers, never one; your own answer only to you (SPEC 3.1, 3.8, 3.9)."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from readiness.instrument import Item
from readiness.levels import INDEX
from readiness.scoring import points as points_at
from readiness.student import t_quantile
from saying import _, figure
from saying.tagged import Tagged

from .figures import fine, hundredth, kept, text
from .group_parts import percent
from .panel import Panel
from .receipts import TOO_FEW, AnswerFacts, Receipt, ReceiptRow, Sum, receipt

CONFIDENCE = 0.975


def group_receipt(of: Panel, what: str) -> Receipt:
    """KeyError for something that this result does not have."""
    made = _item(of, of.scope.items[what]) if what in of.scope.items else receipt(of, what)
    return replace(made, notes=(*made.notes, *_interval(of, what), *_groups(of, what)))


def _item(of: Panel, item: Item) -> Receipt:
    """The mean of everyone who gave a level; people at each level from ten people on."""
    found, points = of.details["items"][item.id], of.points_of(item.id)
    made = replace(receipt(of, item.id), answer=_own(of, item), formula="", notes=())
    if points is None:
        why = _(TOO_FEW) if not of.shows(item.id) else _("Nobody gave a level.")
        return replace(made, value=None, notes=(why,))
    notes = [_("Levels 1 to 5 are worth 0, 25, 50, 75 and 100 points."), *_counts(found)]
    total = kept(found["sum"]) or Fraction(0)
    if total / found["n"] != points:
        notes.insert(0, _("Every role group counts alike here: the figure is the mean of the groups’ means."))
        return replace(made, notes=tuple(notes))
    formula = f"{fine(total)} ÷ {found['n']} = {fine(points)}"
    rows = tuple(_levels(of, item, found["levels"])) if found["levels"] else ()
    if not rows:
        notes.append(_("How many people chose which level is shown from ten answers on."))
        return replace(made, formula=formula, notes=tuple(notes))
    sums = (
        Sum(_("Sum of the points"), str(total), fine(total)),
        Sum(_("People who gave a level"), str(found["n"]), str(found["n"])),
        Sum(_("Points ÷ people"), str(points), text(points)),
    )
    return replace(made, formula=formula, rows=rows, sums=sums, notes=tuple(notes))


def _levels(of: Panel, item: Item, counts: list[int]) -> Iterator[ReceiptRow]:
    for level, count in enumerate(counts, start=1):
        worth = points_at(level)
        yield ReceiptRow(
            Tagged(f"{level}. {item.anchors[level - 1]}", of.scope.language),
            "",
            str(count),
            fine(worth),
            None,
            fine(worth * count),
            None,
        )


def _counts(found: dict[str, Any]) -> Iterator[str]:
    asked = found["n"] + found["unknown"]
    if found["unknown"]:
        share = percent(Fraction(found["unknown"], asked))
        yield _(
            "%(share)s of the %(asked)s who were asked did not know: that lowers coverage, never the score."
        ) % {"share": share, "asked": asked}
    if found["ad"] is not None:
        yield _("Answers lie %(hundredth)s level from their mean, on average.") % {
            "hundredth": hundredth(kept(found["ad"]) or Fraction(0))
        }
    if found["divided"]:
        yield _("Opinions are divided: mean and median lie at least half a level apart.")


def _own(of: Panel, item: Item) -> AnswerFacts | None:
    """What the person who looks answered; None for somebody who did not answer."""
    given = of.given.get(item.id)
    if given is None:
        return None
    words = {"DK": _("Don't know"), "NA": _("Not applicable"), "skip": _("Skipped")}
    text_of = item.anchors[given.level - 1] if given.level else words.get(given.mark, _("Left blank"))
    return AnswerFacts(given.level, text_of, given.proof, item.anchors)


def _interval(of: Panel, what: str) -> Iterator[str]:
    found = of.details["dimensions"].get(what)
    score = of.score_of(what) if found else None
    if found is None or score is None:
        return
    low, high, se = (text(kept(found[end]) or Fraction(0)) for end in ("low", "high", "se"))
    t = figure(f"{t_quantile(CONFIDENCE, of.people - 1):.3f}")
    subject = _("the index") if what == INDEX else _("it")
    yield (
        _(
            "Interval: leaving out each of the %(people)s people once moves %(subject)s by a "
            "standard error of %(se)s. %(value)s ± %(t)s × %(se)s, kept within 0 and 100: "
            "%(low)s to %(high)s."
        )
        % {
            "people": of.people,
            "subject": subject,
            "se": se,
            "value": text(score),
            "t": t,
            "low": low,
            "high": high,
        }
    )


def _groups(of: Panel, what: str) -> Iterator[str]:
    """A dimension by groups: means of people's own scores, so they need not average to its score."""
    if what not in of.scope.dimensions:
        return
    means = [
        f"{of.group_name(group['roles'])} {text(kept(value) or Fraction(0))}"
        for group in of.details["groups"]
        if (value := group["dimensions"][what]) is not None
    ]
    if len(means) > 1:
        yield _("By group, each the mean of its people’s own scores: %(value)s.") % {
            "value": "; ".join(means)
        }
    sides = of.details["alignment"]
    gap = sides["dimensions"].get(what) if sides else None
    if gap:
        one, other, low, high = (text(kept(gap[key]) or Fraction(0)) for key in ("a", "b", "low", "high"))
        yield (
            _(
                "Leaders %(one)s, everyone else %(other)s: the gap is %(value)s, with an interval by "
                "Welch of %(low)s to %(high)s."
            )
            % {
                "one": one,
                "other": other,
                "value": text(kept(gap["gap"]) or Fraction(0)),
                "low": low,
                "high": high,
            }
        )
