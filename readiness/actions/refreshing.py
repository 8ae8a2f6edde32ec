"""Makes the cells of the benchmarks anew, a month after the last time and for five newcomers (SPEC 3.12)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db import transaction
from django.db.models import Q

from readiness.benchmark import Candidate, Stay, eligible, hides, histogram, refreshed
from readiness.levels import INDEX
from readiness.models import Cell, Consent, Entrant, ScoreRow

Key = tuple[str, str]  # by what, and which: ("sector", "finance")
Members = Mapping[str, int]  # the round that counts, by organisation
EVERYONE: Key = ("all", "")
BY = ("sector", "size", "region")
LONGEST = timedelta(days=24 * 31)


@dataclass(frozen=True, slots=True)
class Entering:
    """A result that may enter, and the cells that its organisation belongs to."""

    candidate: Candidate
    cells: frozenset[Key]


def refresh_benchmarks(today: date) -> int:
    """How many cells changed. Asked every hour; a cell is refreshed once a month at most."""
    entering = _entering(today)
    families = {*entering, *Entrant.objects.values_list("family", flat=True).distinct()}
    return sum(_refresh(family, entering.get(family, {}), today) for family in sorted(families))


def _entering(today: date) -> dict[str, dict[str, Entering]]:
    """By family and organisation: the latest results of those that consent."""
    consenting = Consent.objects.standing().values("organisation_id")
    rows = ScoreRow.objects.filter(
        Q(subject=INDEX), Q(organisation__in=consenting), Q(closed_on__gte=today - LONGEST)
    ).values(
        "family", "round_id", "organisation_id", "score", "closed_on", *(f"organisation__{by}" for by in BY)
    )
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    cells: dict[str, frozenset[Key]] = {}
    for row in rows.order_by("closed_on", "round_id"):
        id = str(row["organisation_id"])
        said = {(by, row[f"organisation__{by}"]) for by in BY if row[f"organisation__{by}"]}
        cells[id] = frozenset({EVERYONE, *said})
        candidates[row["family"]].append(
            Candidate(
                id, Fraction(row["score"]), row["closed_on"], "final", "full",
                consented=True, altered=False, whole=True, round=row["round_id"],
            )
        )  # fmt: skip
    return {
        family: {one.organisation: Entering(one, cells[one.organisation]) for one in eligible(found, today)}
        for family, found in candidates.items()
    }


@transaction.atomic
def _refresh(family: str, entering: Mapping[str, Entering], today: date) -> int:
    """The cells of one family that changed."""
    stays: dict[Key, dict[str, list[Stay]]] = defaultdict(lambda: defaultdict(list))
    for row in Entrant.objects.select_for_update().filter(family=family).order_by("entered_on", "pk"):
        stays[row.by, row.value][str(row.organisation_id)].append(
            Stay(row.entered_on, row.left_on, row.round_id)
        )
    index = Cell.objects.filter(family=family, subject=INDEX)
    last = {(by, value): day for by, value, day in index.values_list("by", "value", "refreshed_on")}
    keys = {*stays, *(key for one in entering.values() for key in one.cells)}
    before = {key: _inside(stays[key]) for key in keys}
    after: dict[Key, Members] = {}
    for key in keys:
        candidates = {id: one.candidate.round for id, one in entering.items() if key in one.cells}
        members = refreshed(stays[key], candidates, last.get(key), today)
        if members is not None:
            after[key] = members
    if after:
        now = {**before, **after}
        hidden = {key for key in keys if hides(now[key], now.get(EVERYONE, {}))}
        for key, members in after.items():
            _keep_members(family, key, before[key], members, today)
            _keep_cell(family, key, members, today, hidden=key in hidden)
        for by, value in hidden - after.keys():
            Cell.objects.filter(family=family, by=by, value=value).update(histogram=[])
    return len(after)


def _inside(stays: Mapping[str, Sequence[Stay]]) -> dict[str, int]:
    """The round that counts, by organisation."""
    return {id: own[-1].round for id, own in stays.items() if own[-1].left is None}


def _keep_members(family: str, key: Key, before: Members, after: Members, today: date) -> None:
    cell = {"family": family, "by": key[0], "value": key[1]}
    open_stays = Entrant.objects.filter(**cell, left_on=None)
    open_stays.filter(organisation__in=before.keys() - after.keys()).update(left_on=today, round=None)
    moved = {int(id): round for id, round in after.items() if id in before and before[id] != round}
    changed = list(open_stays.filter(organisation__in=moved))
    for row in changed:
        row.round_id = moved[row.organisation_id]
    Entrant.objects.bulk_update(changed, ["round"], batch_size=500)
    Entrant.objects.bulk_create(
        Entrant(**cell, organisation_id=int(id), round_id=round, entered_on=today)
        for id, round in after.items()
        if id not in before
    )


def _keep_cell(family: str, key: Key, inside: Mapping[str, int], today: date, *, hidden: bool) -> None:
    """A row a subject; of a hidden cell, or one under ten, only how many are in it."""
    scores: dict[str, list[Fraction]] = defaultdict(list)
    days = [today]
    for subject, score, day in ScoreRow.objects.filter(family=family, round__in=inside.values()).values_list(
        "subject", "score", "closed_on"
    ):
        scores[subject].append(Fraction(score))
        days.append(day)
    held = Cell.objects.filter(family=family, by=key[0], value=key[1])
    subjects = {INDEX, *scores, *held.values_list("subject", flat=True)}
    rows = [
        Cell(
            family=family,
            subject=subject,
            by=key[0],
            value=key[1],
            n=len(inside),
            histogram=[] if hidden else histogram(scores[subject]),
            since=min(days),
            refreshed_on=today,
        )
        for subject in sorted(subjects)
    ]
    Cell.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["family", "subject", "by", "value"],
        update_fields=["n", "histogram", "since", "refreshed_on"],
    )
