"""Takes the figures: a look at the answers, the statements, then load with the bare view in between."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.aims import Scenario
from bench.cpu import seconds_of
from bench.load import Ask, Burst, OwnClient, Wrk, answer, status_of

BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK")
BARE = Ask("/bare/")
LOOKS = 10
Say = Callable[[str], None]


@dataclass(frozen=True)
class Statements:
    """`sql` without what opens and ends a transaction, which `brackets` counts."""

    sql: int
    brackets: int
    texts: list[str]


@dataclass(frozen=True)
class Figures:
    """Medians over the rounds; `shares` is each round's ratio to the bare view just before and after it."""

    name: str
    rate: float
    p50: float
    p95: float
    cpu: list[float]
    share: float
    shares: list[float]
    errors: int
    requests: int
    document_bytes: int
    statements: Statements


class Wrong(Exception):
    """The portal did not answer what the scenario measures."""


def look(scenario: Scenario, port: int) -> int:
    """The size of an answer's body; raises Wrong when an answer is a refusal or a redirect elsewhere."""
    if scenario.prepare:
        scenario.prepare()
    sizes = []
    for ask in scenario.asks[:LOOKS]:
        raw = answer(ask, port)
        if status_of(raw) != ask.expects:
            raise Wrong(f"{scenario.name}: {ask.method} {ask.path} answered {raw[:300].decode('latin-1')}")
        sizes.append(len(raw.partition(b"\r\n\r\n")[2]))
    return round(median(sizes))


def statements(scenario: Scenario) -> Statements:
    """The SQL of one request by a warm process; of several different ones, the request with the most."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=True)
    for _ in ("to warm it up", "to count"):
        if scenario.prepare:
            scenario.prepare()
        counted = [one_request(client, ask) for ask in scenario.asks[:LOOKS]]
    return max(counted, key=lambda one: one.sql)


def one_request(client: Client, ask: Ask) -> Statements:
    with CaptureQueriesContext(connection) as queries:
        send(client, ask)
    texts = [query["sql"] for query in queries.captured_queries]
    brackets = sum(text.split()[0] in BRACKETS for text in texts)
    return Statements(len(texts) - brackets, brackets, texts)


def send(client: Client, ask: Ask) -> None:
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in ask.headers.items()}
    kind = named.pop("HTTP_CONTENT_TYPE", "text/html")
    host = named.get("HTTP_ORIGIN", "https://127.0.0.1").removeprefix("https://")
    response = client.generic(ask.method, ask.path, ask.body, content_type=kind, HTTP_HOST=host, **named)
    if response.status_code != ask.expects:
        raise Wrong(f"{ask.method} {ask.path} answered {response.status_code} in process")


@dataclass(frozen=True)
class Rounds:
    """How the load is made: by which client, against which processes, how often and how long."""

    client: Wrk | OwnClient
    servers: tuple[int, ...]
    number: int
    seconds: float

    def burst(self, asks: list[Ask]) -> Burst:
        before = list(map(seconds_of, self.servers))
        burst = self.client.burst(asks, self.seconds)
        spent = [now - then for now, then in zip(map(seconds_of, self.servers), before, strict=True)]
        return replace(burst, cpu=[1000 * seconds / max(1, burst.requests) for seconds in spent])


def measure(scenarios: list[Scenario], rounds: Rounds, say: Say) -> tuple[list[Figures], list[Burst]]:
    """Bare view, scenario, bare view, next scenario …, as many rounds as asked."""
    counted = {one.name: (look(one, rounds.client.port), statements(one)) for one in scenarios}
    bursts: dict[str, list[Burst]] = {one.name: [] for one in scenarios}
    shares: dict[str, list[float]] = {one.name: [] for one in scenarios}
    for asks in ([BARE], *(one.asks for one in scenarios)):
        rounds.burst(asks)  # not counted: templates, the atlas and the database become warm
    bares = [rounds.burst([BARE])]
    for number in range(1, rounds.number + 1):
        for one in scenarios:
            if one.prepare:
                one.prepare()
            burst = rounds.burst(one.asks)
            bares.append(rounds.burst([BARE]))
            bursts[one.name].append(burst)
            shares[one.name].append(burst.rate / ((bares[-2].rate + bares[-1].rate) / 2))
        say(f"round {number} of {rounds.number}")
    return [summed(one.name, bursts, shares, *counted[one.name]) for one in scenarios], bares


def cpu_of(bursts: list[Burst]) -> list[float]:
    """Milliseconds of gunicorn, and of PostgreSQL if it is our own, for one request."""
    return [median(values) for values in zip(*(burst.cpu for burst in bursts), strict=True)]


def summed(
    name: str, bursts: dict[str, list[Burst]], shares: dict[str, list[float]], size: int, sql: Statements
) -> Figures:
    mine = bursts[name]
    return Figures(
        name,
        rate=median(burst.rate for burst in mine),
        p50=median(burst.p50 for burst in mine),
        p95=median(burst.p95 for burst in mine),
        cpu=cpu_of(mine),
        share=median(shares[name]),
        shares=shares[name],
        errors=sum(burst.errors for burst in mine),
        requests=sum(burst.requests for burst in mine),
        document_bytes=size,
        statements=sql,
    )
