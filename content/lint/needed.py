"""What no unit can do without: a file that lacks it is not read, a draft may lack it for long."""

from datetime import date

from content.parsing.outline import Film, Unit
from saying import _

from .unit import Found, rule, takes


@rule
def facts(unit: Unit, film: Film | None, today: date) -> Found:
    if not unit.facts.get("title"):
        yield "title", _("Give the unit a title."), "error"
    if not unit.facts.get("standfirst"):
        yield "standfirst", _("Say in one or two sentences what the unit is about."), "error"
    if not unit.facts.get("minutes"):
        said = _("Say how many minutes it takes: %(n)s by its words, film and questions.")
        yield "minutes", said % {"n": takes(unit, film)}, "error"


@rule
def words_or_questions(unit: Unit, film: Film | None, today: date) -> Found:
    if unit.kind == "check" and not unit.questions:
        yield "questions", _("Write the questions of the check."), "error"
    if unit.kind not in ("check", "video") and not unit.sections:
        yield "body", _("Write the first section."), "error"


@rule
def basis(unit: Unit, film: Film | None, today: date) -> Found:
    if unit.kind in ("case", "decision") and not unit.facts.get("basis"):
        yield "basis", _("Say whether it really happened or is an exercise."), "error"
