"""Organisations that take part in benchmarks, each with the score rows of one closed round."""

from datetime import date, datetime

from accounts.models import Organisation, User
from readiness.actions.refreshing import refresh_benchmarks
from readiness.actions.standing import keep_scores
from readiness.models import Consent, Round, ScoreRow

from .building import FULL
from .panels import SEPTEMBER, closed_panel

SUBJECTS = ["index", *(pillar.id for pillar in FULL.pillars), *FULL.dimensions]


def taking_part(
    how_many: int, *, sector: str = "finance", score: int = 40, at: datetime = SEPTEMBER, **more: object
) -> list[Organisation]:
    """Organisations that consent, each with the rows of one round, in a few statements."""
    start = Organisation.objects.count()
    made = Organisation.objects.bulk_create(
        Organisation(name=f"Company {start + n}", sector=sector, created_at=at, **more)
        for n in range(how_many)
    )
    Consent.objects.bulk_create(Consent(organisation=one, given_at=at) for one in made)
    rounds = Round.objects.bulk_create(
        Round(
            kind="panel",
            organisation=one,
            instrument_id=FULL.id,
            instrument_hash=FULL.fingerprint,
            opened_at=at,
            closed_at=at,
            retention_until=at.date(),
        )
        for one in made
    )
    ScoreRow.objects.bulk_create(
        ScoreRow(
            round=one,
            organisation_id=one.organisation_id,
            family="rf-1",
            subject=subject,
            score=score + n % 20,
            closed_on=at.date(),
        )
        for n, one in enumerate(rounds)
        for subject in SUBJECTS
    )
    return made


def among_others(round_id: str, organisation_id: str) -> User:
    """The owner of a closed panel that stands among forty others, under addresses known beforehand."""
    measured = closed_panel()
    ours = Organisation.objects.filter(pk=measured.organisation_id)
    ours.update(public_id=organisation_id, region="europe")
    keep_scores(measured)
    Consent.objects.create(organisation=ours.get(), given_by=measured.owner, given_at=SEPTEMBER)
    taking_part(40)
    refresh_benchmarks(date(2026, 10, 15))
    Round.objects.filter(pk=measured.pk).update(public_id=round_id)
    return measured.owner
