"""Published pages as the plain values of the curriculum's files."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from content.exercise_pages import values
from content.models import DecisionPage, HomePage, ModulePage, PathPage, TextPage, Unit
from content.outlining import plain_blocks, unit_outline
from content.parsing import outline
from content.parsing.outline import File

MODULE_FACTS = ("title", "question", "lead", "outcomes", "coming", "review_by")


def unit(page: Unit, number: int) -> outline.Unit:
    """`number` is the file's place in its module, 1 to 99."""
    found = unit_outline(page)
    facts = {**found.facts, "by": page.by, "sector": page.sector, "kind": page.kind}
    if isinstance(page, DecisionPage):
        facts["exercise"] = values(page)
    path = f"{found.module}/{number:02}-{found.slug}.{'yaml' if page.kind == Unit.Kind.CHECK else 'md'}"
    return outline.Unit(
        File(path, ""), found.module, found.slug, number, page.kind, facts, found.sections, found.questions
    )


def module(page: ModulePage, order: int, units: Iterable[outline.Unit]) -> outline.Module:
    facts = {name: getattr(page, name) for name in MODULE_FACTS} | {"order": order}
    intro = plain_blocks(page.intro)
    return outline.Module(File(f"{page.slug}/module.md", ""), page.slug, facts, intro, tuple(units))


def text_page(page: TextPage) -> outline.TextPage:
    facts = {"title": page.title, "lead": page.lead}
    return outline.TextPage(File(f"pages/{page.slug}.md", ""), page.slug, facts, plain_blocks(page.body))


def path(page: PathPage, order: int, keys: Mapping[int, str]) -> outline.LearningPath:
    """`keys`: of published units by primary key; a step to any other is left out."""
    steps = [
        {"unit": keys[step.value["unit"].pk], "why": step.value["why"] or ""}
        for step in page.steps
        if step.value["unit"] and step.value["unit"].pk in keys
    ]
    facts = {"title": page.title, "whom": page.whom, "lead": page.lead, "steps": steps}
    return outline.LearningPath(File(f"paths/{order:02}-{page.slug}.yaml", ""), page.slug, order, facts)


def home(page: HomePage) -> outline.Home:
    facts: dict[str, Any] = {
        "title": page.title,
        "lead": page.lead,
        "primary": _way(page.primary_label, page.primary_url),
        "secondary": _way(page.secondary_label, page.secondary_url),
        "small": page.reassurance,
        "plate_caption": page.plate_caption,
        "modules_title": page.modules_heading,
        "modules_lead": page.modules_lead,
        "five_title": page.five_heading,
        "five_lead": page.five_lead,
        "footer_line": page.footer_line,
    }
    if page.primer_unit_key:
        facts["primer"] = {
            "title": page.primer_heading,
            "unit": page.primer_unit_key,
            "line": page.primer_lead,
            "link_label": page.primer_label,
        }
    if page.case_unit_key:
        figures = [dict(child.value) for child in page.case_figures]
        facts["case"] = {
            "unit": page.case_unit_key,
            "standfirst": page.case_standfirst,
            "figures": figures,
        }
    return outline.Home(File("home.yaml", ""), facts)


def _way(label: str, url: str) -> dict[str, str]:
    return {"label": label, "url": url} if label else {}


def numbers(wanted: Iterable[int | None]) -> list[int]:
    """Increasing numbers for files in their order: those they had where that is possible, else anew."""
    had = list(wanted)
    given: list[int] = []
    for place, number in enumerate(had):
        before = given[-1] if given else -1
        later = [n for n in had[place + 1 :] if n is not None and n > before + 1]
        room = min(later, default=100)
        given.append(number if number is not None and before < number < room else max(before + 1, 1))
    tidy = all(a < b for a, b in pairwise(given)) and (not given or given[-1] < 100)
    return given if tidy else list(range(1, len(had) + 1))
