"""The finding of each slide, from the briefing's figures by fixed rules; the first is the briefing's own."""

from reports.briefing.pages import Briefing
from reports.briefing.shape import Condition
from saying.inside import inside

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def counted(number: int, singular: str, plural: str) -> str:
    """ "One condition", "Two conditions", "12 conditions"."""
    name = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{name} {singular if number == 1 else plural}"


def profile(briefing: Briefing) -> str:
    scored = [part for part in briefing.profile if part.score]
    if not scored:
        return "Too little is known to place a dimension"
    first, last = scored[0], scored[-1]
    if first.score and last.score and first.score.text == last.score.text:
        return f"Every dimension that is known stands at {first.score.text}"
    marked = next((part for part in scored if part.marked), None)
    if marked and briefing.standing.rule == "held back":
        return f"{marked.name} is where the level is decided"
    return f"{first.name} is furthest, {inside(last.name)} has the longest way to go"


def unmet(briefing: Briefing) -> list[Condition]:
    """The conditions of the next level that are missed or lack data."""
    following = briefing.standing.next_level
    if following is None:
        return []
    cells = [cell for line in briefing.gates for cell in line.cells]
    return [cell for cell in cells if cell.level.number == following.number and cell.state != "met"]


def gates(briefing: Briefing) -> str:
    following = briefing.standing.next_level
    if briefing.standing.claimed is None:
        return "Too little is known to claim a level"
    if following is None:
        return "Every condition of the highest level is met"
    conditions = counted(len(unmet(briefing)), "condition keeps", "conditions keep")
    return f"{conditions} us from level {following.number}, {inside(following.name)}"


def blockers(briefing: Briefing) -> str:
    names = [blocker.condition.name for blocker in briefing.blockers]
    following = briefing.standing.next_level
    if briefing.standing.claimed is None:
        return "Too little is known to say what holds us back"
    if not names or following is None:
        beside = "; these risks stand beside it" if briefing.risks else ""
        return f"Nothing holds the level back{beside}"
    rest = len(names) - 2
    shown = names[0] if len(names) == 1 else f"{names[0]} and {inside(names[1])}"
    more = ""
    if rest > 0:
        shown = f"{names[0]}, {inside(names[1])}"
        more = f" and {(NUMBERS[rest] if rest < len(NUMBERS) else str(rest)).lower()} more"
    verb = "holds" if len(names) == 1 else "hold"
    return f"{shown}{more} {verb} level {following.number} back"


def alignment(briefing: Briefing) -> str:
    notable = briefing.alignment.notable
    return notable[0].rstrip(".") if notable else "Nobody sees it notably higher or lower than the others"


def plan(briefing: Briefing) -> str:
    actions = sum(len(period.lines) for period in briefing.plan if period.days)
    target = briefing.path.target
    led = f" towards level {target.number}" if target and briefing.path.state == "plan" else ""
    return f"{counted(actions, 'action', 'actions')} in 90 days{led}"


def method(briefing: Briefing) -> str:
    return f"{briefing.standing.confidence.label.capitalize()} confidence: {briefing.about.sample.lower()}"
