"""The learning record: what was done, in which module, and when a module counts as completed."""

from datetime import UTC, datetime, timedelta

import pytest

from courses.history import completed_by, record_of
from courses.models import Completion, Learner
from courses.record import Asked, Done, ModuleRecord, Record, Shelved, record

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


def done(unit: str, how: str = "read", day: int = 0, minutes: int = 5) -> Done:
    kind = "check" if how == "passed" else "guide"
    return Done(unit, unit.title(), kind, minutes, MARCH + timedelta(days=day), how)


ASKED = (Asked("a", "A", "guide"), Asked("b", "B", "case"), Asked("c", "C", "check"))
DONE = (done("a"), done("b", "marked", 3), done("c", "passed", 2))


@pytest.mark.parametrize(
    ("asked", "found", "missing", "completed"),
    [
        (ASKED, DONE, [], 3),
        (ASKED, DONE[:2], ["c"], None),
        (ASKED, DONE[1:], ["a"], None),
        # A check that was only opened, or marked by hand, was not passed.
        (ASKED, (*DONE[:2], done("c", "marked")), ["c"], None),
        # What was withdrawn since is neither asked for nor counted in the date.
        (ASKED[1:], (done("a", day=9), *DONE[1:]), [], 3),
        # Without a check nobody looked whether anything was understood.
        (ASKED[:2], DONE[:2], [], None),
        ((), DONE, [], None),
    ],
)
def test_a_module_is_completed_when_all_of_today_is_done_and_its_checks_are_passed(
    asked: tuple[Asked, ...], found: tuple[Done, ...], missing: list[str], completed: int | None
) -> None:
    module = ModuleRecord("strategy", "Strategy", found, asked)
    assert [each.unit for each in module.missing] == missing
    assert module.completed_at == (None if completed is None else MARCH + timedelta(days=completed))


def test_sums_are_of_stated_minutes_and_of_checks_passed() -> None:
    found = record((Shelved("strategy", "Strategy", each) for each in DONE), {"strategy": ASKED})
    assert (found.minutes, found.checks_passed, len(found.done)) == (15, 1, 3)
    assert Record().minutes == 0


def test_modules_stand_in_course_order_and_units_in_the_order_they_were_done() -> None:
    rows = [
        Shelved("old", "Old", done("z")),
        Shelved("culture", "Culture", done("y", day=5)),
        Shelved("culture", "Culture", done("x", day=1)),
        Shelved("strategy", "Strategy", done("a")),
    ]
    found = record(rows, {"strategy": ASKED, "responsibility": (), "culture": ()})
    assert [module.slug for module in found.modules] == ["strategy", "culture", "old"]
    assert [each.unit for each in found.modules[1].done] == ["x", "y"]


@pytest.fixture
def learner(school: object, person: object) -> Learner:
    learner = Learner.objects.create(user=person)
    for name, how, day in (("case", "read", 0), ("guide", "marked", 1), ("film", "watched", 2)):
        unit = getattr(school, name)
        Completion.objects.create(learner=learner, unit=unit, at=MARCH + timedelta(days=day), how=how)
    return learner


def test_the_record_is_read_from_the_completions(school: object, learner: Learner) -> None:
    strategy = record_of(learner).module("strategy")
    assert [(each.title, each.minutes, each.how) for each in strategy.done] == [
        ("Jabil", 6, "read"),
        ("Guide 0", 3, "marked"),
        ("Opening", 2, "watched"),
    ]
    assert [each.title for each in strategy.missing] == ["Check"]
    Completion.objects.create(learner=learner, unit=school.check, at=MARCH + timedelta(days=9), how="passed")
    assert record_of(learner).module("strategy").completed_at == MARCH + timedelta(days=9)


def test_what_was_withdrawn_stays_in_the_record(school: object, learner: Learner) -> None:
    school.case.unpublish()
    strategy = record_of(learner).module("strategy")
    assert [each.title for each in strategy.done] == ["Jabil", "Guide 0", "Opening"]
    assert "strategy/jabil" not in {each.unit for each in strategy.asked}


def test_of_somebody_who_did_nothing_there_is_nothing() -> None:
    assert record_of(None) == Record()


def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(learner: Learner) -> None:
    found = completed_by([learner.user_id], MARCH + timedelta(days=1), MARCH + timedelta(days=2))
    assert [row.done.title for row in found[learner.user_id]] == ["Guide 0"]
    assert completed_by([], MARCH, MARCH + timedelta(days=9)) == {}
