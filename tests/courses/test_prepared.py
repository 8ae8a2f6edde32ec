"""A prepared read answers as its queryset does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connections

from accounts.prepared import Prepared
from content.models import Unit
from courses.models import Learner, Note, Place

from .conftest import at_most

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
TIMES = {"started_at": NOON, "updated_at": NOON, "reported_at": NOON}


@pytest.fixture
def learner(school):
    learner = Learner.objects.create(device=uuid4())
    Place.objects.create(learner=learner, unit_id=school.film.pk, played=[[0, 7.5]], second=7.5, **TIMES)
    Place.objects.create(learner=learner, unit_id=school.case.pk, section="{0}", **TIMES)
    return learner


def of_units(units: tuple[int, ...], device: UUID):
    found = Place.objects.filter(unit__in=units, learner__device=device).order_by("pk")
    return found.values("unit_id", "section", "second", "played", "updated_at", "reached_end_at")


def test_rows_are_the_querysets_own(learner, school):
    prepared = Prepared(of_units)
    for units in ((school.film.pk,), (school.film.pk, school.case.pk), (school.case.pk,)):
        given = {"units": units, "device": learner.device}
        assert prepared.named(**given) == list(of_units(**given))
        assert prepared.rows(**given) == [list(row.values()) for row in of_units(**given)]
    assert prepared.named(units=(school.film.pk,), device=uuid4()) == []


def test_one_statement_is_sent_each_time(learner, school):
    prepared = Prepared(of_units)
    for _ in range(2):
        with at_most(1):
            prepared.named(units=(school.film.pk,), device=learner.device)


@pytest.mark.parametrize("text", ["plain", "{0}", "{}", "%s", "100 %", "'; --", "é{1}"])
def test_words_are_values_and_nothing_else(learner, school, text):
    Note.objects.create(learner=learner, unit_id=school.case.pk, text=text, created_at=NOON, updated_at=NOON)
    prepared = Prepared(lambda words, key: Note.objects.filter(text=words, learner_id=key).values("text"))
    prepared.named(words="something else", key=1)
    assert prepared.named(words=text, key=learner.pk) == [{"text": text}]


def test_words_may_be_parts_of_words(school):
    prepared = Prepared(
        lambda slug, root: Unit.objects.filter(url_path=f"{root}strategy/{slug}/").values("pk")
    )
    for unit in (school.case, school.film):
        assert prepared.named(slug=unit.slug, root="/home/learn/") == [{"pk": unit.pk}]


def test_a_value_that_is_lost_on_the_way_is_an_error_and_not_everyones(db):
    prepared = Prepared(lambda key, other: Place.objects.filter(learner=key).values("pk"))
    with pytest.raises(ValueError, match="not one of its parameters"):
        prepared.named(key=1, other=2)


@pytest.mark.django_db(transaction=True)
def test_a_statement_of_one_thread_serves_the_others(learner, school):
    prepared = Prepared(of_units)
    first = prepared.named(units=(school.film.pk,), device=learner.device)

    def ask(_):
        try:
            return prepared.named(units=(school.film.pk,), device=learner.device)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert all(rows == first for rows in pool.map(ask, range(8)))
