"""A check's questions in and out and how they behave, for its authors alone."""

import io
import zipfile
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import PageLogEntry

from content.models import CheckPage
from courses.models import Attempt, AttemptAnswer, Learner
from tests.journeys.people import client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
GIFT = "::Lunch:: When? {=At noon#Yes. ~At one#Later.\n####It is so.}\n\nWhy? {}"


@pytest.fixture
def check() -> CheckPage:
    return CheckPage.objects.get(key="technology/check")


@pytest.fixture
def author():
    return client_of(person("author"))


def address(name: str, check: CheckPage, *rest: str) -> str:
    return reverse(f"courses_checks:{name}", args=[check.pk, *rest])


def every_address(check: CheckPage) -> list[str]:
    return [
        address("exchange", check), address("statistics", check),
        address("export", check, "gift"), address("export", check, "qti"),
    ]  # fmt: skip


def test_a_look_changes_nothing_and_says_what_would_be_made(author, check) -> None:
    page = author.post(address("exchange", check), {"text": GIFT})
    html = page.content.decode()
    assert "One question can be added" in html
    assert "It is an essay" in html
    assert "At noon" in html
    check.refresh_from_db()
    assert len(check.get_latest_revision_as_object().questions) == 18


def test_what_is_confirmed_joins_the_draft_and_readers_see_nothing_yet(author, check) -> None:
    look = author.post(address("exchange", check), {"file": SimpleUploadedFile("q.gift", GIFT.encode())})
    sent = {"text": look.context["gift"], "do": "add", "seen": look.context["seen"]}
    assert author.post(address("exchange", check), sent).status_code == 302
    check.refresh_from_db()
    draft = check.get_latest_revision_as_object()
    added = draft.questions[18].value
    assert (added["key"], added["type"], added["because"]) == ("lunch", "single", "It is so.")
    assert [option["reason"] for option in added["options"]] == ["Yes.", "Later."]
    assert len(check.questions) == 18
    assert check.has_unpublished_changes
    assert PageLogEntry.objects.filter(page=check.pk, action="courses.import_questions").exists()
    again = author.post(address("exchange", check), sent)
    assert again.status_code == 409, "pressed twice, it is added once"
    assert len(check.get_latest_revision_as_object().questions) == 19


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose a file"),
        ({"text": "x\x00"}, "Null characters"),
        ({"text": "one \x1b two"}, "control character"),
        ({"text": "x" * 600_000}, "at most"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(author, check, sent, says) -> None:
    page = author.post(address("exchange", check), sent)
    assert page.status_code == 422
    assert says in page.content.decode()


def test_a_file_of_ten_megabytes_is_refused(author, check) -> None:
    file = SimpleUploadedFile("q.gift", b"x" * 10_000_000)
    assert "at most" in author.post(address("exchange", check), {"file": file}).content.decode()


def test_a_locked_page_takes_nothing(author, check) -> None:
    CheckPage.objects.filter(pk=check.pk).update(locked=True)
    sent = {"text": GIFT, "do": "add", "seen": check.latest_revision_id}
    assert author.post(address("exchange", check), sent).status_code == 409


def test_both_files_hold_the_draft_and_are_the_same_each_time(author, check) -> None:
    gift, again = (author.get(address("export", check, "gift")) for _ in range(2))
    assert gift.content == again.content
    assert 'filename="technology-check.gift"' in gift["Content-Disposition"]
    assert "::before-a-change::" in gift.content.decode()
    qti = author.get(address("export", check, "qti"))
    with zipfile.ZipFile(io.BytesIO(qti.content)) as archive:
        assert "items/machines-ready.xml" in archive.namelist()
        assert len(archive.namelist()) == 19


def test_a_question_without_an_answer_keeps_the_file_back_by_its_words(author, check) -> None:
    question = check.questions[0].value
    question["options"] = []
    check.save_revision()
    page = author.get(address("export", check, "gift"), follow=True)
    first_words = " ".join(question["stem"].split()[:8])
    said = [str(message) for message in page.context["messages"]]
    assert said == [f"Finish these questions first: “{first_words} …”."]


def test_what_goes_out_comes_in_again_unchanged(author, check) -> None:
    text = author.get(address("export", check, "gift")).content.decode()
    reading = author.post(address("exchange", check), {"text": text}).context["reading"]
    assert len(reading.taken) == 18
    kept = reading.taken[0].question
    assert kept["key"].endswith("-2")
    assert kept["stem"] == check.questions[0].value["stem"]


@pytest.mark.parametrize("role", ["anonymous", "learner"])
def test_nobody_but_authors_gets_there(role, check) -> None:
    client = client_of(None if role == "anonymous" else person(role))
    assert {client.get(url).status_code for url in every_address(check)} <= {302, 403}
    assert client.post(address("exchange", check), {"text": GIFT}).status_code in (302, 403)


def test_an_author_who_may_not_edit_this_check_is_sent_back(check) -> None:
    other = person("author", "other@example.org")
    for group in other.groups.all():
        group.page_permissions.all().delete()
    client = client_of(other)
    assert {client.get(url).status_code for url in every_address(check)} == {302}
    assert check.title not in client.get(reverse("courses_checks:listing")).content.decode()


def answered(check: CheckPage, people: int) -> None:
    """Each has a first attempt, right in half of the cases, and a second one that does not count."""
    for number in range(people):
        learner = Learner.objects.create(device=uuid4())
        for again in (False, True):
            attempt = Attempt.objects.create(
                learner=learner, check_page=check, seed=1, drawn=[], pass_mark=4, started_at=NOON,
                finished_at=NOON, correct=1, of=2, passed=False,
            )  # fmt: skip
            right = number % 2 == 0 or again
            for question, chosen in (
                ("held-back-place", ["gdansk" if right else "more"]),
                ("machines-ready", ["672" if right else "500"]),
                ("before-a-change", ["reason", "fixed-cases", "few-users", "watch"][:: 1 if right else -1]),
            ):
                AttemptAnswer.objects.create(
                    attempt=attempt, question=question, chosen=chosen, right=right, at=NOON
                )


def test_shares_are_of_first_attempts_and_nobody_is_named(author, check) -> None:
    answered(check, 20)
    page = author.get(address("statistics", check))
    rows = {row.question.key: row for row in page.context["rows"]}
    assert rows["held-back-place"].item.share_right == 50
    assert rows["held-back-place"].item.discrimination == 1.0
    assert {o.text: o.percent for o in rows["machines-ready"].options}["More than $677"] == 0
    assert [option.percent for option in rows["before-a-change"].options] == [50, 50, 50, 50]
    assert not rows["labels"].item.enough
    assert "@example.org" not in page.content.decode().split("<main")[-1].replace("author@example.org", "")


def test_nineteen_are_too_few(author, check) -> None:
    answered(check, 19)
    html = author.get(address("statistics", check)).content.decode()
    assert "15 answers or a few more: too few" in html
    assert "50 %" not in html


def test_the_ways_lead_from_the_edit_page_and_the_reports(author, check) -> None:
    edit = author.get(reverse("wagtailadmin_pages:edit", args=[check.pk])).content.decode()
    assert address("exchange", check) in edit
    assert address("statistics", check) in edit
    listing = author.get(reverse("courses_checks:listing")).content.decode()
    assert address("statistics", check) in listing
    other = author.get(reverse("wagtailadmin_pages:edit", args=[check.get_parent().pk])).content.decode()
    assert "/statistics/" not in other
