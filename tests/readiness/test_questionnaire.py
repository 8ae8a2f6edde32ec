"""How long a form is: of the version in use, and never a fixed sentence."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from readiness.questionnaire import Length, length

from .building import FULL, MINI


def said(of: Length) -> str:
    return render_to_string("readiness/_length.html", {"length": of}).strip()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [("quick", "11 questions, about 4 minutes."), ("full", "36 questions, 15 to 20 minutes.")],
)
def test_the_shipped_forms_take_what_the_specification_says(form: str, sentence: str) -> None:
    assert said(length(FULL, form)) == sentence


def test_another_instrument_says_its_own_length() -> None:
    pillar, *_rest = FULL.pillars
    short = replace(FULL, id="short-1.0", pillars=(pillar,))
    found = length(short, "full")
    assert found.questions == len(short.items) < 36
    assert (found.least, found.most) < (15, 20)
    assert length(MINI, "full").questions == len(MINI.items)
