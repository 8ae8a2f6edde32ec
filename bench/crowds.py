"""Rounds with many answers, filled in by the database, closed one after another against the clock."""

from time import perf_counter

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from accounts.models import Organisation
from bench.report import table
from bench.stage import say
from jobs.models import Job
from readiness.actions.closing import close_round, compute_later
from readiness.actions.opening import Plan, open_round
from readiness.gathered import gathered
from readiness.models import Invitee, Result, Round
from readiness.rounds import score

SIZES = (200, 1_250, 2_500, 5_000, 10_000)
PANEL, PANEL_AIM = 200, 1.0
CROWD, CROWD_AIM = 10_000, 30.0
ROLES = ("board", "exec", "business", "tech", "risk", "people", "staff")
FILL = """
WITH person AS (
    INSERT INTO readiness_respondent (device, created_at)
        SELECT gen_random_uuid(), now() FROM generate_series(1, {people}) RETURNING id
), sheet AS (
    INSERT INTO readiness_sheet
        (public_id, round_id, respondent_id, role, form, personal, started_at, submitted_at)
        SELECT gen_random_uuid(), {round}, id, (%(roles)s::text[])[1 + id %% 7], 'full', false,
            now() - interval '20 minutes', now() + id * interval '1 microsecond'
        FROM person RETURNING id, respondent_id
), invitee AS (
    INSERT INTO readiness_invitee
        (round_id, email, role, by_link, respondent_id, answered, invited_at, confirmed_at, mail_due)
        SELECT {round}, 'p' || respondent_id || '@example.org', '', false, respondent_id, true,
            now(), now(), '' FROM sheet
)
INSERT INTO readiness_answer (sheet_id, item, level, mark, evidence, acted_at, answered_at, tab, sequence)
    SELECT s.id, i.item, NULLIF(g.level, 0), CASE g.level WHEN 0 THEN 'DK' ELSE '' END,
        CASE WHEN s.id %% 9 = 0 THEN 'Minutes, June' ELSE '' END, now(), now(), '', 0
    FROM sheet s CROSS JOIN unnest(%(items)s) AS i (item)
    CROSS JOIN LATERAL (SELECT mod(('x' || substr(md5(s.id || i.item), 1, 7))::bit(28)::int, 6) AS level) g
"""


def time_closing() -> None:
    """Prints the table of docs/benchmarks.md."""
    owner = get_user_model().objects.create_user("owner@example.org", None)
    of = Organisation.objects.create(name="Northgate Group", created_at=timezone.now())
    rows, spent = [], {}
    for people in SIZES:
        measured = filled(owner, of, people)
        say(f"closing {people} answers")
        spent[people] = closed(measured)
        rows.append([f"{people:,}", f"{spent[people]:.2f}", f"{1000 * spent[people] / people:.2f}"])
    print(table(["answers of 36 questions", "seconds to close and freeze", "ms for each"], rows))
    scoring = scored(filled(owner, of, PANEL))
    print(f"Scoring {PANEL} × 36 with intervals: {scoring:.2f} s ({verdict(scoring, PANEL_AIM)})")
    print(f"Closing {CROWD:,}: {spent[CROWD]:.1f} s ({verdict(spent[CROWD], CROWD_AIM)})")
    ratio = (spent[CROWD] / CROWD) / (spent[2_500] / 2_500)
    print(f"For each answer {ratio:.2f} times as long as in a round of 2,500 (1 is linear)")


def verdict(seconds: float, aim: float) -> str:
    return f"≤ {aim:g} {'met' if seconds <= aim else 'not met'}"


def filled(owner: object, of: Organisation, people: int) -> Round:
    title = f"{people} people, {Round.objects.count()}"
    made = open_round(owner, of, Plan("panel", title, "full"), new_id(), timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        names = {"roles": list(ROLES), "items": list(made.instrument.items)}
        cursor.execute(FILL.format(people=people, round=made.pk), names)
        cursor.execute("ANALYZE")
    return made


def new_id() -> object:
    return Round._meta.get_field("public_id").get_default()


def closed(measured: Round) -> float:
    """Seconds from the button to the frozen result, the job's part included."""
    start = perf_counter()
    close_round(measured, timezone.now())
    for job in Job.objects.filter(kind="close_round", payload__round=measured.pk):
        keep = compute_later(job)
        if keep:
            keep()
    took = perf_counter() - start
    if not Result.objects.filter(round=measured).exists() or not Invitee.objects.exists():
        raise RuntimeError("Nothing was frozen.")
    return took


def scored(measured: Round) -> float:
    found = gathered(measured)
    start = perf_counter()
    score(found.asked, found.data)
    return perf_counter() - start
