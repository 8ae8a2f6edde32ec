"""Two facilitators at the same moment: the newest act stands, and the other is told; with its control."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections

from readiness.actions import session as acts
from readiness.actions.finishing import finish_session
from readiness.actions.session import Proposal, agree
from readiness.models import AgreedAnswer, AgreedResult, Round

from .company import MAY, answered, close_answers, company, open_round

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY_HAD = None


@pytest.fixture
def acme(transactional_db):
    return company()


@pytest.fixture
def session(acme) -> Round:
    made = open_round(acme)
    answered(made, [3] * 6)
    return close_answers(made)


def together(*acts_: Callable[[], object]) -> list[object]:
    """Each in a thread with a connection of its own; they start at once."""
    barrier = Barrier(len(acts_), timeout=60)

    def run(act: Callable[[], object]) -> object:
        try:
            barrier.wait()
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts_)) as pool:
        return [done.result() for done in [pool.submit(run, act) for act in acts_]]


def record_both(acme, session: Round) -> list[acts.Recorded]:
    owner, other = acme.users["owner"], acme.users["facilitator"]
    return together(
        lambda: agree(session, "S1.1", Proposal("2"), owner, MAY),
        lambda: agree(session, "S1.1", Proposal("4"), other, MAY),
    )


def test_of_two_records_at_once_the_newest_stands_and_one_is_told(acme, session):
    both = record_both(acme, session)
    kept = AgreedAnswer.objects.get()
    first, second = sorted(both, key=lambda recorded: recorded.answer.agreed_at)
    assert (first.replaced, kept.level) == (NOBODY_HAD, second.answer.level)
    assert second.replaced.said == f"level {first.answer.level}"
    assert {first.answer.recorded_by_id, second.answer.recorded_by_id} == {
        acme.users["owner"].pk,
        acme.users["facilitator"].pk,
    }
    assert second.replaced.by == first.answer.recorded_by_id
    assert second.answer.agreed_at > first.answer.agreed_at


def test_without_holding_the_round_neither_would_be_told(acme, session, monkeypatch):
    """The control: both look before either writes."""
    looked = Barrier(2, timeout=60)
    given = acts._given

    def slow(*args: object) -> dict[str, object]:
        looked.wait()
        return given(*args)

    overwritten = acts._overwritten

    def both_looked(*args: object) -> str:
        told = overwritten(*args)
        looked.wait()
        return told

    monkeypatch.setattr(acts, "_given", slow)
    monkeypatch.setattr(acts, "_overwritten", both_looked)
    monkeypatch.setattr(acts, "hold", lambda session: Round.objects.get(pk=session.pk))
    monkeypatch.setitem(globals(), "agree", _fails_quietly(agree.__wrapped__))
    told = record_both(acme, session)
    assert {recorded.replaced for recorded in told if recorded} == {NOBODY_HAD}


def _fails_quietly(act: Callable[..., object]) -> Callable[..., object]:
    """Where the last guard is the constraint, one of two first records fails on it."""

    def go(*args: object) -> object:
        try:
            return act(*args)
        except IntegrityError:
            return None

    return go


def test_finishing_many_times_at_once_is_one_result(acme, session):
    agree(session, "S1.1", Proposal("3"), acme.users["owner"], MAY)
    results = together(*[lambda: finish_session(session, MAY).pk] * 10)
    assert len(set(results)) == 1
    assert AgreedResult.objects.count() == 1
