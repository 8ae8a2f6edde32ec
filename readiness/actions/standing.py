"""Keeps the scores of a closed round apart, as rows that benchmarks are made of (SPEC 3.12)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from readiness.instrument import Instrument
from readiness.instrument_file import shipped_ids
from readiness.levels import INDEX
from readiness.masking import masked
from readiness.models import AgreedResult, Result, Round, ScoreRow

GRAIN = Decimal("0.000001")


@transaction.atomic
def keep_scores(measured: Round) -> int:
    """Rows for a result that may be compared, none for any other; closed again, the new rows replace the old.

    Whether the organisation lets them enter a benchmark is asked when the benchmark is made, not here.
    """
    ScoreRow.objects.filter(round=measured).delete()
    scores = scores_of(measured)
    if scores is None or why_not(measured, scores):
        return 0
    rows = [
        ScoreRow(
            round=measured,
            organisation_id=measured.organisation_id,
            family=family_of(measured.instrument),
            subject=subject,
            score=Decimal(score).quantize(GRAIN),
            closed_on=(measured.finished_at or measured.closed_at).date(),
        )
        for subject, score in figures(scores).items()
    ]
    return len(ScoreRow.objects.bulk_create(rows))


def scores_of(measured: Round) -> Mapping[str, Any] | None:
    """What may be shown of a round's result, of a session what was agreed on; None before there is one."""
    kind = AgreedResult if measured.kind == Round.Kind.CONSENSUS else Result
    found = kind.objects.filter(round=measured).values_list("scores", "details").first()
    return found and masked(*found)


def figures(scores: Mapping[str, Any]) -> dict[str, float | None]:
    """The index, the pillars and the dimensions of a published result."""
    parts = {**scores["pillars"], **scores["dimensions"]}
    return {INDEX: scores["index"], **{id: part["score"] for id, part in parts.items()}}


def why_not(measured: Round, scores: Mapping[str, Any]) -> str:
    """Why a result is not compared with others, in a sentence; empty where it may be."""
    if measured.personal:
        return _("It is one person's view, not an organisation's result.")
    if measured.form != "full":
        return _("It comes from the quick form; only results of the full form are compared.")
    if not of_the_product(measured.instrument):
        return _("It was measured with this installation's own framework, which others do not use.")
    if measured.excluded:
        return _("A dimension was taken out of its scope; only results of the whole framework are compared.")
    if scores["status"] != "final" or None in figures(scores).values():
        return _("Too much is not known in it; only final results are compared.")
    return ""


def of_the_product(instrument: Instrument) -> bool:
    """A copy with other weights has an id of its own, and no shared benchmark (SPEC 3.2)."""
    return instrument.version[0] in {id.rpartition("-")[0] for id in shipped_ids()}


def family_of(instrument: Instrument) -> str:
    """Framework and major version: within it scores may stand beside each other."""
    framework, numbers = instrument.version
    return f"{framework}-{numbers[0]}"
