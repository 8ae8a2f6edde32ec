"""The report page as its owner and its readers meet it: look, edit, approve, make, fetch."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Organisation
from jobs.models import Job
from readiness.models import Entry, Round
from reports.models import Edition, Report
from tests.readiness.panels import closed_panel, member, name_reader, open_panel, user
from tests.reports.rounds import NOW, board, content, made, own_view, page_of, proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def second() -> Round:
    return board()[1]


@pytest.fixture
def owner(second: Round) -> Client:
    return proof(second.owner)


def test_the_page_shows_what_page_one_will_say(owner: Client, second: Round) -> None:
    html = owner.get(page_of(second)).content.decode()
    for words in (
        "Northgate Group",
        "Decisions asked of the board",
        "24 of 28 people answered",
        "Draft, as made from the result",
    ):
        assert words in html
    assert html.count('name="format"') == 7  # PDF and workbook on two papers, slides, table, data


def loud(html: str) -> list[str]:
    """What stands out among the files: buttons that are not quiet."""
    files = html[html.index('id="files"') : html.index("</section>", html.index('id="files"'))]
    found = re.findall(r'class="button"[^>]*>(?:<svg.*?</svg>)?([^<]+)<', files, re.DOTALL)
    return [words.strip() for words in found]


def test_one_file_is_offered_first_and_the_others_in_a_quiet_list(owner: Client, second: Round) -> None:
    html = owner.get(page_of(second)).content.decode()
    assert loud(html) == ["Make PDF A4"]
    assert re.findall(r'class="linkish"[^>]*aria-label="([^"]+?) *"', html) == [
        "Make PDF Letter", "Make Slides", "Make Workbook A4", "Make Workbook Letter",
        "Make Table", "Make Data",
    ]  # fmt: skip


def test_each_file_says_how_far_it_is_where_it_stands(owner: Client, second: Round) -> None:
    made(owner, second)
    owner.post(page_of(second, "make"), {"format": "pptx"})
    slides = Report.objects.latest("pk")
    html = owner.get(page_of(second)).content.decode()
    assert loud(html) == ["Fetch PDF A4"]
    assert "Waiting for its turn." in html
    assert 'aria-label="Make Slides' not in html
    Job.objects.filter(pk=slides.job_id).update(state=Job.State.FAILED, reason="NoRoom")
    html = owner.get(page_of(second)).content.decode()
    assert "no room left" in html
    assert 'aria-label="Try Slides  again"' in html


def test_a_format_is_made_with_one_click_and_fetched_with_the_next(owner: Client, second: Round) -> None:
    report = made(owner, second)
    assert report.state == Report.State.READY
    assert report.name == "northgate-group-2026-09-14-rf-1.0-draft-1.pdf"
    response = owner.get(page_of(second, str(report.public_id), "file"))
    assert b"".join(response).startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{report.name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert f"/{report.public_id}/file/" in owner.get(page_of(second)).content.decode()


def test_pressed_twice_it_is_one_file(owner: Client, second: Round) -> None:
    assert made(owner, second).pk == made(owner, second).pk
    assert Report.objects.count() == 1


@pytest.mark.parametrize("form", ["pdf", "pptx", "xlsx", "csv", "json"])
def test_every_format_comes_of_the_page(owner: Client, second: Round, form: str) -> None:
    report = made(owner, second, form)
    data = content(owner, report)
    assert len(data) == report.size > 1000
    assert report.code.encode() in data or form != "json"


def test_the_same_version_asked_for_on_another_day_has_the_same_bytes(owner: Client, second: Round) -> None:
    first = made(owner, second)
    data = content(owner, first)
    Report.objects.all().delete()
    again = made(owner, second)
    assert (again.sha256, again.code) == (first.sha256, first.code)
    assert content(owner, again) == data


def test_edits_are_marked_and_can_be_taken_back(owner: Client, second: Round) -> None:
    drafted = owner.get(page_of(second, "edit")).content.decode()
    assert "Strategy is running ahead of responsibility." in drafted
    sent = {
        "seen": "0",
        "finding": "We promise more than we can show.",
        "decision-1-owner": "Chief risk officer",
    }
    assert owner.post(page_of(second, "edit"), sent).status_code == 302
    html = owner.get(page_of(second)).content.decode()
    assert "We promise more than we can show." in html
    assert "Drafted: Strategy is running ahead" in html
    assert "2 places are edited" in html
    assert owner.post(page_of(second, "edit"), {"seen": "1", "do": "drafted"}).status_code == 302
    assert "We promise" not in owner.get(page_of(second)).content.decode()
    assert [edition.words for edition in Edition.objects.order_by("number")][1] == {}


def test_a_field_that_was_emptied_goes_back_to_the_draft(owner: Client, second: Round) -> None:
    owner.post(page_of(second, "edit"), {"seen": "0", "finding": "Mine."})
    owner.post(page_of(second, "edit"), {"seen": "1", "finding": " "})
    assert Edition.objects.get(number=2).words == {}


def test_words_that_are_too_long_are_refused_and_kept(owner: Client, second: Round) -> None:
    response = owner.post(page_of(second, "edit"), {"seen": "0", "finding": "x" * 201})
    assert response.status_code == 422
    assert "At most 200 characters" in response.content.decode()
    assert "x" * 201 in response.content.decode()
    assert not Edition.objects.exists()


def test_a_name_that_is_no_place_changes_nothing(owner: Client, second: Round) -> None:
    owner.post(page_of(second, "edit"), {"seen": "0", "subject": "Somebody else", "plan-XX-action": "x"})
    assert Edition.objects.get().words == {}


def test_approving_takes_the_draft_mark_away_and_an_edit_makes_a_new_draft(
    owner: Client, second: Round
) -> None:
    draft = made(owner, second)
    assert owner.post(page_of(second, "approve"), {"seen": "1"}).status_code == 302
    approved = made(owner, second)
    assert approved.pk != draft.pk
    assert approved.name.endswith("-v1.pdf")
    owner.post(page_of(second, "edit"), {"seen": "1", "finding": "Another."})
    assert "Draft 2" in owner.get(page_of(second)).content.decode()
    assert made(owner, second).name.endswith("-draft-2.pdf")
    assert Edition.objects.get(number=1).approved_at is not None


def test_a_version_stays_what_it_was_when_names_and_promises_change(owner: Client, second: Round) -> None:
    owner.post(page_of(second, "approve"), {"seen": "0"})
    first = made(owner, second)
    due = second.closed_at.date() + timedelta(days=20)
    Entry.objects.create(
        round=second,
        kind="step",
        subject="R2.4",
        level=2,
        owner="Ada",
        due=due,
        created_at=NOW,
        changed_at=NOW,
    )
    Organisation.objects.update(name="Southgate")
    data = content(owner, first)
    Report.objects.all().delete()
    again = made(owner, second)
    assert (again.sha256, content(owner, again)) == (first.sha256, data)
    html = owner.get(page_of(second)).content.decode()
    assert "changed since this version was drafted" in html
    assert "Northgate Group" in html
    owner.post(page_of(second, "edit"), {"seen": "1"})
    assert "Southgate" in owner.get(page_of(second)).content.decode()
    assert "Draft 2" in owner.get(page_of(second)).content.decode()


def test_a_named_reader_reads_and_makes_files_but_does_not_edit(second: Round) -> None:
    reader = member(second.organisation, user("Rita Reader"))
    name_reader(second, reader)
    client = proof(reader)
    html = client.get(page_of(second)).content.decode()
    assert "Edit the words" not in html
    assert "Private links" not in html
    assert content(client, made(client, second)).startswith(b"%PDF")
    for act in ("edit", "approve", "link", "link/end"):
        assert client.post(page_of(second, act), {"seen": "1"}).status_code == 403
    assert client.get(page_of(second, "edit")).status_code == 403


def test_an_open_round_and_one_of_four_say_why_there_is_no_report(db: None) -> None:
    still = open_panel()
    client = proof(still.owner)
    response = client.get(page_of(still))
    assert response.status_code == 409
    assert "still open" in response.content.decode()
    few = closed_panel({"exec": 4}, of=still.organisation)
    assert "4 of 5 answers needed" in client.get(page_of(few)).content.decode()
    assert client.post(page_of(few, "make"), {"format": "pdf"}).status_code == 409
    assert not Report.objects.exists()


def test_one_person_reports_on_their_own_view_without_an_account(db: None) -> None:
    client = Client()
    measured = own_view(client, 3, R1=1, evidence="Minutes of June")
    html = client.get(page_of(measured)).content.decode()
    assert "One person’s view" in html
    client.post(page_of(measured, "edit"), {"seen": "0", "subject": "Ada Ltd"})
    report = made(client, measured)
    assert report.name.startswith("ada-ltd-")
    assert content(client, report).startswith(b"%PDF")
    assert Client().get(page_of(measured)).status_code == 404
    assert Client().get(page_of(measured, str(report.public_id), "file")).status_code == 404


def test_all_dont_know_makes_a_report_that_says_so(db: None) -> None:
    client = Client()
    measured = own_view(client, "DK")
    assert "Too little is known" in client.get(page_of(measured)).content.decode()
    assert content(client, made(client, measured)).startswith(b"%PDF")


def test_a_file_that_the_disk_has_lost_is_not_there(owner: Client, second: Round) -> None:
    report = made(owner, second)
    report.path.unlink()
    assert owner.get(page_of(second, str(report.public_id), "file")).status_code == 404


def test_the_page_asks_as_many_statements_for_eight_as_for_twenty_four(django_assert_max_num_queries) -> None:
    small = closed_panel({"exec": 4, "tech": 4})
    client = proof(small.owner)
    with django_assert_max_num_queries(30) as found:
        client.get(page_of(small))
    large = closed_panel(of=small.organisation)
    with django_assert_max_num_queries(len(found)):
        client.get(page_of(large))


def test_no_word_of_the_page_is_a_script(owner: Client, second: Round) -> None:
    hostile = "<script>alert(1)</script>{{7*7}}"
    owner.post(page_of(second, "edit"), {"seen": "0", "finding": hostile})
    html = owner.get(page_of(second)).content.decode()
    assert "<script>alert" not in html
    assert re.search(r"&lt;script&gt;alert\(1\)&lt;/script&gt;\{\{7\*7\}\}", html)
