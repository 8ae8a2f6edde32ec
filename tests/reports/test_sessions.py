"""The report of a consensus session: what the group agreed on, and nothing of what anybody answered alone."""

import pytest

from readiness.actions.finishing import finish_session
from readiness.models import AgreedAnswer, Round
from reports.briefing.of_round import NotReady, briefing_for
from reports.models import Report
from tests.readiness.company import MAY, answered, close_answers, company, open_round
from tests.reports.rounds import content, made, page_of, proof

pytestmark = pytest.mark.django_db


def finished(people: int) -> Round:
    """A session that agreed on level 4 in strategy and culture, on 3 elsewhere; everybody had answered 2."""
    session = open_round(company())
    answered(session, [2] * people)
    close_answers(session)
    for item in session.part_for(session.form).items:
        level = 4 if item[0] in "SC" else 3
        AgreedAnswer.objects.create(
            round=session, item=item, level=level, evidence="Minutes, May", agreed_at=MAY, revealed_at=MAY
        )
    finish_session(session, MAY)
    return Round.objects.get(pk=session.pk)


@pytest.mark.parametrize("people", [3, 6])
def test_it_is_about_what_was_agreed(people: int) -> None:
    brief = briefing_for(finished(people))
    assert brief.standing.index
    assert brief.standing.index.text == "63.8"
    assert brief.standing.span is None
    assert brief.alignment.reason.startswith("The group agreed on one answer")
    assert brief.standing.confidence.reasons[-1] == "one sheet was agreed on, in a session"
    assert {line.level.text for group in brief.heatmap for line in group.lines if line.level} == {"3", "4"}
    assert all(line.counts is None for group in brief.heatmap for line in group.lines)
    assert "agreed on in a session" in " ".join(brief.method.rules)


def test_its_files_are_made_like_any_other() -> None:
    session = finished(6)
    client = proof(session.owner)
    assert client.get(page_of(session)).status_code == 200
    report = made(client, session)
    assert report.state == Report.State.READY
    assert content(client, report).startswith(b"%PDF")


def test_before_it_is_finished_there_is_nothing_to_report() -> None:
    session = open_round(company())
    answered(session, [3] * 6)
    close_answers(session)
    with pytest.raises(NotReady, match="not finished"):
        briefing_for(Round.objects.get(pk=session.pk))
