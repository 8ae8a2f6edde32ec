"""The learning record as the database holds it: two statements for any number of learners."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from content.atlas import atlas
from content.models import ModulePage, Unit
from saying.tagged import Tagged

from .models import Completion, Learner
from .record import Asked, Done, Record, Shelved, record

LANGUAGE = "unit__locale__language_code"


def record_of(learner: Learner | None) -> Record:
    """Everything the learner completed, also in units that were withdrawn since."""
    if learner is None:
        return Record()
    return record(_shelved(Completion.objects.filter(learner=learner)).get(learner.pk, ()), _asked())


def completed_by(users: Iterable[int], since: datetime, until: datetime) -> Mapping[int, list[Shelved]]:
    """By the account's number: what it completed from `since` on, before `until`, oldest first."""
    rows = Completion.objects.filter(learner__user__in=list(users), at__gte=since, at__lt=until)
    return _shelved(rows, by="learner__user_id")


def _shelved(completions: object, by: str = "learner_id") -> Mapping[int, list[Shelved]]:
    facts = ("unit__key", "unit__title", "unit__kind", "unit__minutes", "at", "how")
    rows = list(completions.order_by("at", "unit__key").values(by, "unit__path", LANGUAGE, *facts))
    above = {row["unit__path"][: -Unit.steplen] for row in rows}
    modules = {page.path: page for page in ModulePage.objects.filter(path__in=above)} if above else {}
    found: dict[int, list[Shelved]] = {}
    for row in rows:
        if module := modules.get(row["unit__path"][: -Unit.steplen]):
            key, title, *others = (row[name] for name in facts)
            done = Done(key, Tagged(title, row[LANGUAGE]), *others)
            called = Tagged(module.title, row[LANGUAGE])
            found.setdefault(row[by], []).append(Shelved(module.slug, called, done))
    return found


def _asked() -> dict[str, tuple[Asked, ...]]:
    """What each module asks for today: its units that are published and not withdrawn."""
    return {
        module.slug: tuple(Asked(unit.key, unit.title, unit.kind) for unit in module.open_units)
        for module in atlas().modules
    }
