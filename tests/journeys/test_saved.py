"""Where the form says Saved, it is saved: after a refused Publish, and what was typed meanwhile."""

import pytest
from playwright.sync_api import Page, expect

from content.models import CasePage
from tests.journeys import writing
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_away import SAVE_ITSELF

# What the draft saved last.
NOTED = """const seen = document.documentElement.dataset;
let sent = '';
window.addEventListener('w-autosave:save', (event) => { sent = event.detail.formData.get('outcomes'); });
window.addEventListener('w-autosave:success', () => { seen.saved = sent; });"""
# At the last moment before Wagtail makes itself a picture of what is saved.
MEANWHILE = """() => document.addEventListener('w-autosave:success', () => {
  const field = document.getElementById('id_outcomes');
  if (field.value === 'The first words') field.value = 'The last words';
}, {capture: true})"""


@pytest.fixture
def case(course: None) -> CasePage:
    found: CasePage = CasePage.objects.all()[0]
    return found


def opened(visitor: Visitor, case: CasePage) -> Page:
    page = sign_in(visitor(), person("superuser"))
    page.add_init_script(f"document.addEventListener('DOMContentLoaded', () => {{{NOTED}}})")
    page.goto(f"/admin/pages/{case.pk}/edit/")
    return page


def draft(case: CasePage) -> list[str]:
    return list(CasePage.objects.get(pk=case.pk).get_latest_revision_as_object().outcomes)


def test_after_a_refused_publish_the_draft_goes_on_saving_itself(visitor: Visitor, case: CasePage) -> None:
    page = opened(visitor, case)
    page.locator("#id_outcomes").fill("")
    writing.send(page, "Publish")
    expect(page.get_by_text("Not published.")).to_be_visible()
    # What came back with the refusal is saved by then; what follows is a change to it.
    expect(page.locator("form[data-w-unsaved-force-value=false]")).to_be_attached()
    page.locator("#id_outcomes").fill("Know what is asked")
    expect(page.locator("html")).to_have_attribute("data-saved", "Know what is asked")
    assert draft(case) == ["Know what is asked"]


def test_what_is_typed_while_it_saves_itself_is_saved_next(visitor: Visitor, case: CasePage) -> None:
    page = opened(visitor, case)
    page.evaluate(MEANWHILE)
    page.locator("#id_outcomes").fill("The first words")
    page.evaluate(SAVE_ITSELF)
    expect(page.locator("html")).to_have_attribute("data-saved", "The last words")
    expect(page.locator(".footer__save-warning")).to_be_empty()
    assert draft(case) == ["The last words"]


def test_what_is_typed_before_wagtail_looks_is_saved(visitor: Visitor, case: CasePage) -> None:
    page = opened(visitor, case)
    page.locator("#id_outcomes").fill("Quick words")
    expect(page.locator("html")).to_have_attribute("data-saved", "Quick words")
    assert draft(case) == ["Quick words"]
