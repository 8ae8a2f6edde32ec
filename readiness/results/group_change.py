"""What changed since the round before: verdict, slope of the pillars, radar (SPEC 3.11; DESIGN 7)."""

from dataclasses import dataclass
from fractions import Fraction

from charts import Lines, Series, lines, radar
from charts.geometry import Markup
from readiness.finding import Finding
from saying import _, ngettext
from saying.inside import inside

from . import page
from .comparison import Comparison
from .figures import tenth, text
from .group_parts import signed
from .measured import LevelName, Measured
from .trend import sentence


@dataclass(frozen=True, slots=True)
class ChangePart:
    """`slope` of the pillars is None where the line is broken; `before` is the index of the earlier round."""

    name: str
    title: str
    sentence: str
    delta: str | None
    before: str | None
    before_at: float | None
    level_before: LevelName | None
    slope: Lines | None
    radar: Markup | None
    axes: tuple[str, ...]


def change_part(of: Comparison) -> ChangePart:
    before = of.before.of.index
    told = of.linked is not None and before is not None
    found = of.index
    return ChangePart(
        name=of.before.name,
        title=_title(of),
        sentence=sentence(of),
        delta=signed(found.delta) if found else None,
        before=text(before) if told and before is not None else None,
        before_at=float(before) if told and before is not None else None,
        level_before=of.before.of.claimed,
        slope=_slope(of) if of.same else None,
        radar=_radar(of) if of.same else None,
        axes=tuple(f"{id} {dimension.name}" for id, dimension in of.now.of.scope.dimensions.items()),
    )


def counted(n: int) -> str:
    """As a word, up to eleven."""
    words = (
        *(_("no"), _("one"), _("two"), _("three"), _("four"), _("five")),
        *(_("six"), _("seven"), _("eight"), _("nine"), _("ten"), _("eleven")),
    )
    return words[n] if n < len(words) else str(n)


def _fell(n: int) -> str:
    """One pillar is named, in a sentence of its own: the forms of a plural hold the same placeholders."""
    if n == 1:
        return _("%(pillar)s has fallen since %(name)s")
    return ngettext(
        "%(count)s of %(all)s pillars has fallen since %(name)s",
        "%(count)s of %(all)s pillars have fallen since %(name)s",
        n,
    )


def _rose(n: int) -> str:
    if n == 1:
        return _("%(pillar)s has risen since %(name)s")
    return ngettext(
        "%(count)s of %(all)s pillars has risen since %(name)s",
        "%(count)s of %(all)s pillars have risen since %(name)s",
        n,
    )


def _title(of: Comparison) -> str:
    """The finding of the slope: a pillar that fell or rose reliably, or that none did."""
    names = {pillar.id: pillar.name for pillar in of.now.of.scope.pillars}
    moved = {id: found for id in names if (found := of.pillar(id)) is not None}
    for fell in (True, False):
        ids = [id for id, found in moved.items() if found.verdict == ("declined" if fell else "improved")]
        said = {"name": of.before.name, "count": counted(len(ids)).capitalize(), "all": counted(len(names))}
        if ids and len(ids) == len(names):
            return (
                _("Every pillar has fallen since %(name)s")
                if fell
                else _("Every pillar has risen since %(name)s")
            ) % said
        if ids:
            return (_fell if fell else _rose)(len(ids)) % {**said, "pillar": names[ids[0]]}
    return _("No pillar has reliably moved since %(name)s") % {"name": of.before.name}


def _slope(of: Comparison) -> Lines | None:
    series, declined = [], of.declined
    for pillar in of.now.of.scope.pillars:
        values = [of.before.of.score_of(pillar.id), of.now.of.score_of(pillar.id)]
        told = [None if value is None else tenth(value) for value in values]
        series.append(Series(pillar.name, told, marked=pillar.id in declined))
    if not any(value is not None for one in series for value in one.values):
        return None
    return lines([of.before.name, of.now.name], series, span=(16, 56))


def _radar(of: Comparison) -> Markup:
    ids = list(of.now.of.scope.dimensions)
    now, before = ([_tenth(m.of.score_of(id)) for id in ids] for m in (of.now, of.before))
    return radar(ids, now, before)


def _tenth(value: Fraction | None) -> float | None:
    return None if value is None else float(tenth(value))


def chart_title(of: Measured, found: Finding, since: Comparison | None) -> str:
    """How many dimensions rose or fell reliably; without an earlier round, what stands out."""
    if since is None or not since.same or found.rule in ("held back", "unknown"):
        return page.chart_title(of, found)
    rose = sum(since.rose(id) for id in of.scope.dimensions)
    fell = [dimension.name for id, dimension in of.scope.dimensions.items() if since.fell(id)]
    all = counted(len(of.scope.dimensions))
    first = ngettext(
        "%(count)s of %(all)s dimensions has risen since %(name)s",
        "%(count)s of %(all)s dimensions have risen since %(name)s",
        rose,
    ) % {"count": counted(rose).capitalize(), "all": all, "name": since.before.name}
    if not fell:
        return first
    return (
        _("%(first)s; %(lower)s has fallen") % {"first": first, "lower": inside(fell[0])}
        if len(fell) == 1
        else _("%(first)s; %(n)s have fallen") % {"first": first, "n": len(fell)}
    )
