"""Two versions beside each other: what an author reads is what the form says, never what is stored."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.blocks import CharBlock, FieldBlock

from content.models import DecisionPage
from tests.content import deciding, trees
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db


def changes(page: Any) -> list[str]:
    """The cells of the comparison, what went in […], what came in {…}."""
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    html = client_of(person("superuser")).get(address).content.decode()
    html = re.sub(r'(?s)<span class="deletion">(.*?)</span>', r"[\1]", html)
    html = re.sub(r'(?s)<span class="addition">(.*?)</span>', r"{\1}", html)
    cells = re.findall(r"(?s)<(?:dd|td)[^>]*>(.*?)</(?:dd|td)>", html)
    return [" ".join(strip_tags(cell).split()) for cell in cells]


def test_fields_of_a_page_are_told_by_label_and_a_dash_for_nothing() -> None:
    page = trees.unit(trees.module(), "first", basis="", publish=False, review_by=None, reviewed=None)
    page.basis, page.minutes, page.review_by = "exercise", 7, dt.date(2027, 1, 2)
    page.outcomes = ["Know", "<b>Do"]
    page.save_revision()
    told = changes(page)
    assert {"[–]{Exercise: the figures are made for it}", "[6]{7}", "[–]{2 January 2027}"} <= set(told)
    assert "Know, {&lt;b&gt;Do}" in told
    assert not {"None", "exercise", "[exercise]", "{exercise}"} & set(" ".join(told).split())


def test_parts_of_blocks_are_told_by_label_and_a_dash_for_nothing() -> None:
    deciding.decision(publish=True)
    page = DecisionPage.objects.get()
    inputs, results = page.inputs.get_prep_value(), page.results.get_prep_value()
    inputs[0]["value"] |= {"asked": "each", "step": None, "label": "Most & best"}
    results[1]["value"] |= {"which": "least", "turns": False}
    page.inputs, page.results = json.dumps(inputs), json.dumps(results)
    page.save_revision()
    told = changes(page)
    assert {"[Once]{For every row of the table}", "[the most]{the least}", "[Yes]{No}"} <= set(told)
    assert "[10]{–}" in told
    assert "Label Most{ &amp; best}" in told
    assert not {"None", "True", "each", "least"} & set(" ".join(told).split())


def test_control_wagtail_alone_tells_what_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(FieldBlock, "get_comparison_class")
    assert not hasattr(CharBlock(), "get_comparison_class")
    deciding.decision(publish=True)
    page = DecisionPage.objects.get()
    inputs = page.inputs.get_prep_value()
    inputs[0]["value"] |= {"asked": "each", "step": None}
    page.inputs = json.dumps(inputs)
    page.save_revision()
    assert {"[once]{each}", "[10]{None}"} <= set(changes(page))
