"""The glossary holds what units explain and what the assessment means, and follows what is published."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.glossary import entries
from content.models import Unit
from readiness.versions import current

pytestmark = pytest.mark.django_db


def test_terms_of_units_and_of_the_assessment_stand_in_it_with_their_places(course):
    page = Client().get("/glossary/").content.decode()
    assert "Overhead" in page
    assert "/learn/strategy/jabil/situation/" in page
    assert all(term.term in page for term in current().terms)
    assert all(entry.places for entry in entries())


def test_a_withdrawn_unit_takes_its_terms_along(course):
    assert any(entry.term == "Overhead" for entry in entries())
    Unit.objects.get(key="strategy/jabil").specific.unpublish()
    assert not any(entry.term == "Overhead" for entry in entries())


def test_it_is_read_once_while_nothing_is_published(course):
    client = Client()
    client.get("/glossary/")
    with CaptureQueriesContext(connection) as seen:
        client.get("/glossary/")
    assert len(seen) <= 2
