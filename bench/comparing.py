"""Fills a database with the answers of 100,000 people, and times the figures of one benchmark page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from statistics import median
from time import perf_counter
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from accounts.models import Organisation
from bench.stage import say
from readiness.actions.refreshing import refresh_benchmarks
from readiness.levels import INDEX
from readiness.models import Entrant, Round, ScoreRow, Sheet
from readiness.versions import newest_shipped
from readiness.views.benchmarks import standing_of

INSTRUMENT = newest_shipped()
SUBJECTS = [INDEX, *(pillar.id for pillar in INSTRUMENT.pillars), *INSTRUMENT.dimensions]


ORGANISATIONS, PEOPLE = 2_000, 50
REPEATS = 25
AIM = 10.0  # milliseconds
FILL = """
SET session_replication_role = replica;
SET statement_timeout = 0;
INSERT INTO accounts_organisation
    (public_id, name, sector, size, region, created_at, joining_domain, joining_turn)
    SELECT gen_random_uuid(), 'Company ' || n, (ARRAY['finance', 'health', 'public', 'energy'])[1 + n % 4],
        '250-999', 'europe', now(), '', 0 FROM generate_series(1, {organisations}) n;
INSERT INTO readiness_consent (organisation_id, given_at) SELECT id, now() FROM accounts_organisation;
"""
ANSWERS = """
INSERT INTO readiness_answer
    (sheet_id, item, level, mark, evidence, acted_at, answered_at, tab, sequence)
    SELECT s.id, i.item, 1 + mod(s.id * 7 + i.n * 13 + s.round_id, 5), '', '', now(), now(), '', 0
    FROM readiness_sheet s CROSS JOIN unnest(%s) WITH ORDINALITY AS i (item, n);
"""
NAIVE = """
SELECT organisation_id, i.dimension, avg((a.level - 1) * 25.0)
    FROM readiness_answer a
    JOIN readiness_sheet s ON s.id = a.sheet_id
    JOIN readiness_round r ON r.id = s.round_id
    JOIN readiness_consent c USING (organisation_id)
    CROSS JOIN LATERAL (SELECT split_part(a.item, '.', 1) AS dimension) i
    WHERE c.withdrawn_at IS NULL AND a.level IS NOT NULL
    GROUP BY organisation_id, i.dimension
"""


def milliseconds(act: Callable[[], object], repeats: int) -> float:
    """The median, after one time that does not count."""
    act()
    taken = []
    for _ in range(repeats):
        start = perf_counter()
        act()
        taken.append(1000 * (perf_counter() - start))
    return median(taken)


def compare() -> None:
    """Prints the figures of docs/benchmarks.md."""
    say(f"filling in {ORGANISATIONS * PEOPLE} people")
    rounds = filled()
    start = perf_counter()
    changed = refresh_benchmarks(date.today())
    made = perf_counter() - start
    own = rounds[0]
    scores = dict.fromkeys(SUBJECTS, 50.0)
    with connection.cursor() as cursor:
        slow = milliseconds(lambda: (cursor.execute(NAIVE), cursor.fetchall()), 3)
    spent: list[float] = []

    def page() -> None:
        with noted() as statements:
            standing_of(own, scores, "all")
        spent.append(sum(statements))

    whole = milliseconds(page, REPEATS)
    fast = median(spent)
    say(f"{changed} cells of {Entrant.objects.count()} places made anew in {made:.1f} s")
    met = "met" if fast <= AIM else "not met"
    print(f"Adding up {ORGANISATIONS * PEOPLE} people's answers anew: {slow:.0f} ms of SQL")
    print(f"One page's figures from the cells: {fast:.2f} ms of SQL (≤ {AIM:g} {met}), {whole:.1f} ms in all")
    print(f"{slow / fast:.0f} times less")


def filled() -> list[Round]:
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(organisations=ORGANISATIONS))
        rounds = closed_rounds()
        say("their answers")
        cursor.execute(ANSWERS, [list(INSTRUMENT.items)])
        keep_rows(rounds)
        cursor.execute("VACUUM ANALYZE")
    return rounds


def closed_rounds() -> list[Round]:
    """One for each organisation, with a sheet a person."""
    now = timezone.now()
    rounds = Round.objects.bulk_create(
        Round(
            public_id=uuid4(),
            kind=Round.Kind.PANEL,
            organisation=organisation,
            instrument_id=INSTRUMENT.id,
            instrument_hash=INSTRUMENT.fingerprint,
            opened_at=now - timedelta(days=9),
            closed_at=now,
            retention_until=now.date() + timedelta(days=365),
        )
        for organisation in Organisation.objects.order_by("pk")
    )
    sheets = (
        Sheet(round=one, role="exec", form="full", personal=False, started_at=now, submitted_at=now)
        for one in rounds
        for _ in range(PEOPLE)
    )
    Sheet.objects.bulk_create(sheets, batch_size=5_000)
    return rounds


def keep_rows(rounds: list[Round]) -> None:
    """Scores that hardly ever meet, so that histograms are as long as they can be."""
    rows = (
        ScoreRow(
            round=one,
            organisation_id=one.organisation_id,
            family="rf-1",
            subject=subject,
            score=(number * 7919 + place * 104_729) % 100_000 / 1000,
            closed_on=date.today(),
        )
        for number, one in enumerate(rounds)
        for place, subject in enumerate(SUBJECTS)
    )
    ScoreRow.objects.bulk_create(rows, batch_size=5_000)


@contextmanager
def noted() -> Iterator[list[float]]:
    """Milliseconds of each statement meanwhile, with what it takes to fetch the first rows."""
    taken: list[float] = []

    def note(execute: Callable[..., object], *arguments: object) -> object:
        start = perf_counter()
        try:
            return execute(*arguments)
        finally:
            taken.append(1000 * (perf_counter() - start))

    with connection.execute_wrapper(note):
        yield taken
