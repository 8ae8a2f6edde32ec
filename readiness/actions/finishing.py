"""Finishes a consensus session: the one agreed sheet is scored once and frozen beside the blind result."""

from datetime import datetime

from django.db import transaction

from readiness.models import AgreedAnswer, AgreedResult, Round
from readiness.published import published
from readiness.results.marking import Given, as_round
from readiness.results.snapshot import digest, frozen
from readiness.round_data import read_round
from readiness.rounds import score

from .carrying import carry_over
from .session import hold, running
from .standing import keep_scores


@transaction.atomic
def finish_session(session: Round, now: datetime) -> AgreedResult:
    """The agreed result, made by the first of any number of calls; what was left open counts as not known."""
    if hold(session).finished_at is not None:
        return AgreedResult.objects.get(round=session)
    held = running(session)
    said = held.sheets.submitted().exclude(role="").order_by()
    roles = said.values("role").distinct().count()
    result = _frozen(held, agreed_answers(held), roles, now)
    held.finished_at = now
    held.save(update_fields=["finished_at"])
    keep_scores(held)
    carry_over(held, now)
    return result


def agreed_answers(session: Round) -> dict[str, Given]:
    """By item, as scoring takes them."""
    rows = AgreedAnswer.objects.filter(round=session, agreed_at__isnull=False)
    return {
        item: Given(level, mark, evidence)
        for item, level, mark, evidence in rows.values_list("item", "level", "mark", "evidence")
    }


def _frozen(session: Round, given: dict[str, Given], roles: int, now: datetime) -> AgreedResult:
    scope, instrument = session.part_for(session.form), session.instrument
    scores = published(scope, score(scope, read_round(scope, as_round(scope, "", given)), roles))
    details = {"session_roles": roles}
    return AgreedResult.objects.create(
        round=session,
        scores=scores,
        details=details,
        snapshot=frozen(instrument),
        hash=digest({"scores": scores, "details": details, "instrument": instrument.fingerprint}),
        computed_at=now,
    )
