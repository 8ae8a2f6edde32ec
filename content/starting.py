"""What a new unit begins with: whatever can be known before a word of it is written."""

import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

from content.importing.values import exercise_fields
from content.models import CasePage, CheckPage, DecisionPage, Unit
from content.parsing.exercises import example

YEAR = timedelta(days=365)
GROUPS: dict[type[Unit], str] = {
    CasePage: Unit.Group.CASES,
    CheckPage: Unit.Group.DECIDE,
    DecisionPage: Unit.Group.DECIDE,
}


def begin(page: Unit, parent: Page, today: date) -> None:
    """Written and checked by whoever begins it, kept by the role that keeps most units of its module."""
    page.by = [name] if (name := _name(page.owner)) else []
    page.minutes = 1  # a draft cannot be kept without; the checks say when it is too few
    if isinstance(page, CheckPage):
        page.draw = page.pass_mark = 1  # of what is written yet; more than the pool holds is refused
    if isinstance(page, DecisionPage):
        _begin_decision(page)
    page.reviewed, page.review_by = today, today + YEAR
    page.group = GROUPS.get(type(page), Unit.Group.GUIDES)
    keepers = Counter(Unit.objects.child_of(parent).exclude(keeper="").values_list("keeper", flat=True))
    page.keeper = keepers.most_common(1)[0][0] if keepers else ""


def _begin_decision(page: DecisionPage) -> None:
    """With a small example that works: it is easier to change a formula than to invent one."""
    for name, part in exercise_fields(example(), "example").items():
        field = page._meta.get_field(name)
        setattr(page, name, field.to_python(json.dumps(part)) if isinstance(field, StreamField) else part)


def begin_new(page: Page, parent: Page, **_kwargs: object) -> None:
    if isinstance(page, Unit):
        begin(page, parent, timezone.localdate())


def _name(owner: Any) -> str:
    return str(owner.name).strip() if owner else ""
