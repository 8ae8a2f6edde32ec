"""A case you answer: it opens afterwards, the answer is kept, private and can be changed; notes too."""

import re

from playwright.sync_api import expect

from content.models import CasePage
from courses.models import CaseAnswer, Learner, Note
from tests.journeys.people import Visitor
from tests.journeys.reading import JABIL, read_on, skip


def test_the_resolution_opens_after_an_answer_which_can_be_changed(visitor: Visitor) -> None:
    page = visitor()
    page.goto(JABIL + "what-they-did/")
    expect(page.get_by_text("This section opens after the question")).to_be_visible()
    page.goto(JABIL + "questions/")
    expect(page.get_by_role("button", name=re.compile("^Continue: "))).to_have_count(0)
    page.get_by_role("button", name="Answer and read on").click()
    expect(page.get_by_text("Choose one of the answers, or skip the question.")).to_be_visible()
    page.get_by_role("radio", name=re.compile("The aim, and which tasks will change")).check()
    page.get_by_role("button", name="Answer and read on").click()
    expect(page).to_have_url(re.compile("/what-they-did/"))
    expect(page.get_by_role("heading", name="What they did")).to_be_visible()

    page.goto(JABIL + "questions/")
    expect(page.locator(".given")).to_contain_text("The aim, and which tasks will change")
    page.get_by_text("Change your answer").click()
    page.get_by_role("radio", name=re.compile("Nothing, until it works on one line")).check()
    page.get_by_role("button", name="Save the change").click()
    expect(page.locator(".given")).to_contain_text("Nothing, until it works on one line")
    assert CaseAnswer.objects.get().choice == "after-proof"


def test_skipping_opens_it_too_and_the_written_question_keeps_its_words(visitor: Visitor) -> None:
    page = visitor(width=390)
    page.goto(JABIL + "questions/")
    skip(page)
    expect(page).to_have_url(re.compile("/what-they-did/"))
    page.get_by_role("textbox", name=re.compile("Think of one routine check")).fill(
        "The second look at labels."
    )
    page.get_by_role("button", name="Answer and read on").click()
    expect(page).to_have_url(re.compile("/five-tests/"))
    page.get_by_role("link", name="Previous section").click()
    expect(page.locator(".given")).to_contain_text("The second look at labels.")


def test_what_others_chose_shows_from_ten_answers_on(visitor: Visitor) -> None:
    case = CasePage.objects.get(key="strategy/jabil")
    page = visitor()
    for already, shown in ((8, 0), (9, 1)):
        CaseAnswer.objects.all().delete()
        answered_by(already, case)
        page.context.clear_cookies()
        page.goto(JABIL + "questions/")
        page.get_by_role("radio", name=re.compile("The aim, and which tasks")).check()
        page.get_by_role("button", name="Answer and read on").click()
        expect(page).to_have_url(re.compile("/what-they-did/"))
        page.goto(JABIL + "questions/")
        expect(page.locator(".given")).to_be_visible()
        expect(page.locator(".others")).to_have_count(shown)


def answered_by(how_many: int, case: CasePage) -> None:
    moment = case.last_published_at
    for number in range(how_many):
        learner = Learner.objects.create(device=f"00000000-0000-0000-0000-{Learner.objects.count():012d}")
        CaseAnswer.objects.create(
            learner=learner,
            unit_id=case.pk,
            question="first-message",
            choice=("aim", "figures")[number % 2],
            answered_at=moment,
            edited_at=moment,
        )


def test_notes_and_bookmarks_are_kept_and_taken_away_as_markdown(visitor: Visitor) -> None:
    page = visitor()
    page.goto(JABIL)
    page.get_by_text("Your note", exact=True).click()
    page.get_by_label("On “A check that a machine could learn”").fill("Ask *who* decides <today>.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    page.get_by_role("button", name="Bookmark").click()
    expect(page.get_by_role("button", name="Remove bookmark")).to_be_focused()
    page.reload()
    expect(page.get_by_label("On “A check that a machine could learn”")).to_have_value(
        "Ask *who* decides <today>."
    )
    page.goto("/me/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Take the notes away as Markdown").click()
    words = waiting.value.path().read_text()
    assert waiting.value.suggested_filename.endswith(".md")
    assert "Ask *who* decides" in words or "Ask \\*who\\* decides" in words
    assert "What Jabil told the line" in words

    page.goto(JABIL)
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("button", name="Delete it")).to_have_count(0)
    expect(page.get_by_role("button", name="Save the note")).to_be_attached()
    assert not Note.objects.exists()


def test_reading_to_the_end_and_taking_the_mark_back(visitor: Visitor) -> None:
    page = visitor()
    page.goto(JABIL + "questions/")
    skip(page)
    expect(page).to_have_url(re.compile("/what-they-did/"))
    skip(page)
    for section in ("since", "take-away"):
        read_on(page)
        expect(page).to_have_url(re.compile(f"/{section}/"))
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_text(re.compile("Marked as read on"))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Mark as read")).to_be_visible()
