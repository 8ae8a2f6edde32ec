"""The three figures of page 1, each with what it is per and from; and how much is known."""

from .pages import Briefing


def facts(briefing: Briefing) -> list[tuple[str, str]]:
    """Three figures for page 1, each with what it is per and from."""
    here, about = briefing.standing, briefing.about
    found = []
    if briefing.trend and briefing.trend.delta:
        found.append(
            (briefing.trend.delta.text, f"points since {briefing.trend.since}: {briefing.trend.verdict}")
        )
    elif here.evidenced:
        found.append((here.evidenced.index.text, "as evidenced: 4 and 5 without a named document count as 3"))
    short = next((blocker.condition for blocker in briefing.blockers if blocker.condition.short), None)
    if short and short.short:
        what = f"{short.name} must reach {short.need} for level {short.level.number} and is at {short.have}"
        found.append((short.short.text, f"points short: {what}"))
    if about.people is None:
        found.append((here.covered, "questions with a known level, from one person"))
    elif about.invited:
        found.append(
            (
                f"{about.people} of {about.invited}",
                f"people answered; {here.coverage} of what was asked is known",
            )
        )
    else:
        found.append((str(about.people), f"people answered; {here.coverage} of what was asked is known"))
    return found


def known(briefing: Briefing) -> str:
    """How much is known: of a group without an index the share, since some of it may be shown to nobody."""
    standing = briefing.standing
    if briefing.about.people is not None and standing.index is None:
        return f"{standing.coverage} of what was asked is known"
    return f"A level is known for {standing.covered} questions"
