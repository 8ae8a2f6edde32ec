"""The plan of a report knows what was promised, by whom and until when; nothing private goes to a group."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.models import Unit
from courses.models import Commitment, Learner
from readiness.models import Entry
from reports.briefing.making import briefing
from reports.briefing.of_round import briefing_for
from reports.briefing.pages import Briefing
from reports.briefing.source import Promised
from tests.journeys.people import client_of, person
from tests.reports.rounds import board, own_view
from tests.reports.sources import board as board_source


def lines_of(brief: Briefing) -> dict[str, tuple[int, str, str, str]]:
    return {
        line.key: (period.days, line.action.text, line.owner.text, line.proof.text)
        for period in brief.plan
        for line in period.lines
    }


def test_a_step_of_the_plan_takes_its_owner_and_date_from_the_register() -> None:
    source = board_source()
    before = lines_of(briefing(source))
    key = next(key for key in before if "." in key)
    due = source.closed_on + timedelta(days=20)
    after = lines_of(
        briefing(replace(source, promised=(Promised("step", key, "", "Ada Example", due, True),)))
    )
    assert set(after) == set(before)
    assert after[key][2] == "Ada Example"
    assert after[key][3].startswith(before[key][3].rstrip("."))
    assert "promised by" in after[key][3]
    assert "(begun)" in after[key][3]


@pytest.mark.parametrize(("days", "period"), [(-5, 30), (30, 30), (31, 60), (90, 90), (91, 0)])
def test_what_else_has_a_date_stands_in_its_period(days: int, period: int) -> None:
    source = board_source()
    each = Promised(
        "commitment-1", "", "Map the label check", "", source.closed_on + timedelta(days=days), False
    )
    line = lines_of(briefing(replace(source, promised=(each,))))["commitment-1"]
    assert line[:2] == (period, "Map the label check")


def test_what_has_no_date_and_more_than_six_stay_in_the_register() -> None:
    source = board_source()
    day = source.closed_on + timedelta(days=5)
    many = tuple(Promised(f"do-{n}", "", f"Do {n}", "", day, False) for n in range(9))
    undated = Promised("later", "", "Later", "", None, False)
    found = lines_of(briefing(replace(source, promised=(*many, undated))))
    assert len([key for key in found if key.startswith("do-")]) == 6
    assert "later" not in found


def commit_to(client: Client, text: str) -> None:
    learner = Learner.objects.get_or_create(user=person("learner"))[0]
    now = timezone.now()
    day = date.today() + timedelta(days=10)
    unit = Unit.objects.get(key="strategy/jabil")
    Commitment.objects.create(learner=learner, unit=unit, text=text, due=day, made_at=now, changed_at=now)


@pytest.mark.django_db
def test_ones_own_report_holds_ones_own_commitments_and_register(course: None) -> None:
    client = client_of(person("learner"))
    measured = own_view(client, level=2)
    commit_to(client, "Map the label check")
    now = timezone.now()
    Entry.objects.create(
        round=measured, kind="blocker", subject="S1", level=3, owner="Chair", note="Write the page",
        due=date.today() + timedelta(days=40), created_at=now, changed_at=now,
    )  # fmt: skip
    done = {"kind": "step", "subject": "S1.1", "level": 3, "created_at": now, "changed_at": now}
    Entry.objects.create(round=measured, state="done", owner="Nobody", due=date.today(), **done)
    found = lines_of(briefing_for(measured))
    assert any(line[1] == "Map the label check" for line in found.values())
    assert found["blocker-S1"][0] == 60
    assert found["blocker-S1"][1].endswith("Write the page")
    assert not any(line[2] == "Nobody" for line in found.values())


@pytest.mark.django_db
def test_a_groups_report_never_holds_somebodys_commitments(course: None) -> None:
    _, measured = board()
    client = client_of(person("learner"))
    own_view(client, level=2)
    commit_to(client, "Private matter")
    measured.owner = person("learner")
    measured.save(update_fields=["owner"])
    assert "Private matter" not in str(lines_of(briefing_for(measured)))
