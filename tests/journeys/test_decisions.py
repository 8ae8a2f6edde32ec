"""Decisions in a real browser: page and server work out the same, and a choice is committed."""

import random
import re
from dataclasses import asdict

import pytest
from playwright.sync_api import expect

from content.exercise_pages import exercise as exercise_of_page
from content.exercises.working import Choice, turns, work
from content.models import DecisionPage
from courses.ledger import for_script
from tests.journeys.people import Visitor

SERVER = "/learn/strategy/choose-the-server/"
PILOT = "/learn/strategy/fund-the-pilot/"
BOTH = """async ([exercise, choices]) => {
  const path = document.querySelector('script[src*="decide"]').src;
  const { work, turns } = await import(path);
  return choices.map((choice) => ({ ...work(exercise, choice), turns: turns(exercise, choice) }));
}"""


def choices(exercise, rng: random.Random, n: int) -> list[Choice]:
    def number(of) -> float:
        if of.options:
            return rng.choice(of.options)[0]
        return rng.choice([of.least, of.most, of.default, round(rng.uniform(of.least, of.most), 2)])

    return [
        Choice(
            {each.key: number(each) for each in exercise.inputs},
            rng.choice([None, *range(len(exercise.rows))]) if exercise.picks else None,
            tuple(number(exercise.given) for _ in exercise.rows) if exercise.given else (),
        )
        for _ in range(n)
    ]


def test_the_script_works_out_what_the_server_does(visitor: Visitor) -> None:
    page = visitor()
    page.goto(SERVER)
    pages = list(DecisionPage.objects.order_by("key"))
    assert len(pages) == 4
    for written in pages:
        exercise = exercise_of_page(written)
        tried = choices(exercise, random.Random(written.key), 25)
        theirs = page.evaluate(BOTH, [for_script(exercise), [asdict(choice) for choice in tried]])
        for choice, found in zip(tried, theirs, strict=True):
            ours = work(exercise, choice)
            assert [line["shown"] for line in found["lines"]] == [line.shown for line in ours.lines]
            assert [line["low"] for line in found["lines"]] == [line.low for line in ours.lines]
            assert found["broken"] == [limit.say for limit in ours.broken]
            for line, our in zip(found["lines"], ours.lines, strict=True):
                assert (line["value"] is None) == (our.value is None)
                assert (line["value"] or 0) == pytest.approx(our.value or 0, rel=1e-9)
            turning = [(turn.label, turn.value, turn.row) for turn in turns(exercise, choice)]
            assert [(turn["input"], turn["value"], turn["row"]) for turn in found["turns"]] == turning


def test_the_ledger_follows_and_what_is_over_the_limit_cannot_be_committed(visitor: Visitor) -> None:
    page = visitor(width=390)
    page.goto(PILOT)
    for _ in range(7):
        page.get_by_role("button", name="More: Give: Claims triage pilot").click()
    page.get_by_role("textbox", name="Give: Repair claims and policy records").fill("700")
    ledger = page.locator("#ledger")
    expect(ledger).to_contain_text("€1,400k")
    expect(ledger).to_contain_text("You have €1,200k. Take some back.")
    expect(ledger.locator("p[data-say]")).to_contain_text("Given: €1,400k.")
    page.get_by_role("button", name="Commit and see what happened").click()
    expect(page.locator(".error-summary")).to_contain_text("Nobody can use more than they ask for.")
    page.get_by_role("textbox", name="Give: Claims triage pilot").fill("500")
    page.get_by_role("button", name="Commit and see what happened").click()
    expect(page).to_have_url(re.compile("#happened$"))
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        "You pay for the condition as well as for the promise"
    )


def test_without_script_the_same_form_leads_to_the_same_decision(visitor: Visitor) -> None:
    page = visitor(script=False)
    page.goto(SERVER)
    page.get_by_role("textbox", name="Pictures a month").fill("30")
    page.locator("label", has_text="eia1.medium").click()
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator("#ledger")).to_contain_text("$99")
    page.get_by_role("button", name="Commit and see what happened").click()
    expect(page.locator("#happened h2")).to_have_text("Nothing that is fast enough costs less")
    page.goto("/learn/strategy/")
    expect(page.locator("main")).to_contain_text("Choose the server")


def test_who_goes_back_after_a_refusal_finds_the_choice_with_its_figures(visitor: Visitor) -> None:
    page = visitor()
    page.goto(SERVER)
    dear = page.get_by_role("radio", name="m5.large, set for a short wait")
    dear.check()
    page.get_by_role("button", name="Commit and see what happened").click()
    page.wait_for_url("**refused=1*")
    page.go_back()
    expect(dear).to_be_checked()
    expect(page.locator("[data-limits]")).not_to_contain_text("Choose a machine first")
    expect(page.locator("[data-line] [data-value]").first).to_have_text("$0.65")
