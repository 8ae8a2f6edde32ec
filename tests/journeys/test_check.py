"""A check from start to result and again: every way of pressing twice leads to one attempt and one result."""

import re

from playwright.sync_api import Page, expect

from courses.models import Attempt, AttemptAnswer, Completion
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.reading import CHECK

VERDICT = "#verdict"


def start(page: Page) -> None:
    page.goto(CHECK)
    page.get_by_role("button", name=re.compile("^(Start|Take it again)$")).click()
    expect(page).to_have_url(re.compile(r"/check/1/$"))


def answer(page: Page, *, right: bool) -> None:
    """Chooses by what the author marked as right, as someone would who knows, or who does not."""
    number = int(re.search(r"/check/(\d+)/", page.url)[1])
    attempt = Attempt.objects.get(finished_at=None)
    key = attempt.drawn[number - 1]["question"]
    question = pool()[key]
    wanted = {option["key"] for option in question["options"] if option["right"] is right}
    multiple = question["type"] == "multiple"
    for key in sorted(wanted) if multiple and right else sorted(wanted)[:1]:
        page.locator(f'input[name="option"][value="{key}"]').check()
    page.get_by_role("button", name="Answer").click()


def pool() -> dict[str, dict[str, object]]:
    page = Attempt.objects.select_related("check_page").latest("pk").check_page.specific
    return {block.value["key"]: block.value for block in page.questions}


def finish(page: Page, *, right: int) -> None:
    for number in range(1, 7):
        expect(page).to_have_url(re.compile(rf"/check/{number}/$"))
        answer(page, right=number <= right)
        expect(page.locator(VERDICT)).to_be_focused()
        name = "See the result" if number == 6 else "Next question"
        page.get_by_role("link", name=name).click()
    expect(page).to_have_url(re.compile(r"/check/result/$"))


def test_six_questions_a_verdict_each_a_result_and_a_retake(visitor: Visitor) -> None:
    page = sign_in(visitor(), person("learner"))
    start(page)
    finish(page, right=5)
    expect(page.get_by_text("5 of 6 answers were the best ones.")).to_be_visible()
    expect(page.get_by_role("heading", name="What to reread")).to_be_visible()
    assert Completion.objects.get().how == "passed"

    page.get_by_role("button", name="Take it again").click()
    expect(page).to_have_url(re.compile(r"/check/1/$"))
    finish(page, right=2)
    expect(page.get_by_text("2 of 6 answers were the best ones.")).to_be_visible()
    expect(page.get_by_text("Your best result, 5, stays.")).to_be_visible()
    assert Attempt.objects.count() == 2
    assert Completion.objects.get().evidence["correct"] == 5


def test_a_verdict_shows_every_reason_and_the_way_to_the_passage(visitor: Visitor) -> None:
    page = visitor(width=390)
    start(page)
    answer(page, right=True)
    expect(page.locator(VERDICT)).to_be_focused()
    expect(page.get_by_text("Your answer, and the best one").first).to_be_visible()
    expect(page.locator(".answers .reason")).to_have_count(page.locator(".answers > li").count())
    page.get_by_role("link", name="Go back to this passage").click()
    expect(page).to_have_url(re.compile(r"/learn/strategy/[a-z-]+/[a-z-]*/?$"))
    page.goto(CHECK)
    page.get_by_role("link", name="Continue at question 2").click()
    expect(page).to_have_url(re.compile(r"/check/2/$"))


def test_no_choice_is_asked_for_and_nothing_is_recorded(visitor: Visitor) -> None:
    page = visitor()
    start(page)
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("Choose an answer").first).to_be_visible()
    assert AttemptAnswer.objects.count() == 0
    answer(page, right=False)
    expect(page.locator(VERDICT)).to_be_focused()


def test_double_click_back_button_reload_and_a_second_tab_leave_one_answer(visitor: Visitor) -> None:
    page = visitor()
    page.goto(CHECK)
    page.get_by_role("button", name="Start").dblclick()
    expect(page).to_have_url(re.compile(r"/check/1/$"))
    assert Attempt.objects.count() == 1

    second = page.context.new_page()
    second.goto(CHECK + "1/")
    page.locator('input[name="option"]').first.check()
    page.get_by_role("button", name="Answer").dblclick()
    expect(page.locator(VERDICT)).to_be_focused()
    given = AttemptAnswer.objects.get().chosen

    # The other tab still shows the question: its answer comes too late and changes nothing.
    second.locator('input[name="option"]').nth(1).check()
    second.get_by_role("button", name="Answer").click()
    expect(second.locator(VERDICT)).to_be_visible()
    page.reload()
    expect(page.locator(VERDICT)).to_be_visible()
    page.get_by_role("link", name="Next question").click()
    expect(page).to_have_url(re.compile(r"/check/2/$"))
    page.go_back()
    expect(page.locator(VERDICT)).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("/check/"))
    assert AttemptAnswer.objects.get().chosen == given
    assert Attempt.objects.count() == 1
