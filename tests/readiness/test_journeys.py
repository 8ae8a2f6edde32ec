"""What people do, from the first page to the result, without script and with it."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.actions.submitting import year_after
from readiness.models import Answer, Respondent, Result, Round, Sheet

from .conftest import (
    address,
    at_most,
    begin,
    fill,
    number_of,
    post,
    result_address,
    rows,
    save,
    submit,
)


@pytest.fixture
def finished(visitor):
    sheet = begin(visitor)
    fill(visitor, sheet)
    submit(visitor, sheet)
    return visitor, sheet


def test_the_quick_form_without_an_account_ends_in_an_indicative_result(visitor):
    sheet = begin(visitor)
    page = visitor.get(address("run", sheet), follow=True)
    for number in range(1, 12):
        assert page.context["number"] == number
        assert page.context["total"] == 11
        page = visitor.post(page.context["here"], {"answer": "3", "do": "next"}, follow=True)
    assert page.context["unanswered"] == []
    page = visitor.post(page.context["run"].submit_url, follow=True)
    result = page.context["result"]
    assert (result.indicative, result.index, result.claimed.number) == (True, "50.0", 3)
    assert page.context["claim"]
    assert result.confidence.label == "low"
    assert result.chart.rows
    assert len(result.heatmap) == 11


def test_signing_up_claims_the_result(visitor, person):
    sheet = begin(visitor)
    fill(visitor, sheet)
    submit(visitor, sheet)
    stranger = Client()
    assert stranger.get(result_address(sheet)).status_code == 404
    visitor.force_login(person)
    # Any act of the account adopts; signing in does so by itself (tests/readiness/test_merge.py).
    visitor.post("/assess/start/", {"form": "quick"})
    page = visitor.get(result_address(sheet))
    assert page.status_code == 200
    assert not page.context["claim"]
    assert Sheet.objects.get(pk=sheet.pk).respondent.user == person


def test_the_full_form_keeps_dont_know_not_applicable_and_evidence_apart(reader):
    sheet = begin(reader, "full", "risk")
    fill(reader, sheet, 4, S2_3="DK", R2_4="NA")
    assert post(reader, sheet, "S1.1", "4", evidence=" AI direction,\n  May 2026 ").status_code == 302
    assert submit(reader, sheet).status_code == 302
    scores = Result.objects.get().scores
    assert scores["items"]["S2.3"] == {"points": None, "coverage": 0.0, "n": 0}
    assert scores["items"]["R2.4"]["coverage"] is None
    assert scores["index"] == 75
    page = reader.get(result_address(sheet)).context["result"]
    assert page.coverage == "34 of 35"
    assert page.unsure == ("Funding and stopping",)
    assert page.evidenced.differs
    assert page.range.low < page.range.high
    marks = {row.item: row for group in page.heatmap for row in group.rows}
    assert (marks["S2.3"].mark, marks["R2.4"].mark, marks["S1.1"].evidence) == ("DK", "NA", True)
    receipt = reader.get(result_address(sheet, "receipt", "S1.1")).context["receipt"]
    assert receipt.answer.evidence == "AI direction, May 2026"


def test_no_answer_is_a_sentence_on_the_page_and_a_skip_goes_on(visitor):
    sheet = begin(visitor)
    first = visitor.get(address("question", sheet, 1))
    refused = visitor.post(first.context["here"], {"do": "next"})
    assert refused.status_code == 422
    assert refused.context["error"]
    skipped = visitor.post(first.context["here"], {"do": "skip"})
    assert skipped["Location"] == address("question", sheet, 2)
    assert Answer.objects.get().mark == "skip"
    rows_ = visitor.get(address("check", sheet)).context["unanswered"]
    assert [row.number for row in rows_] == list(range(1, 12))


def test_change_from_the_check_page_returns_there(visitor):
    sheet = begin(visitor)
    fill(visitor, sheet)
    row = visitor.get(address("check", sheet)).context["groups"][0]["dimensions"][0]["rows"][0]
    page = visitor.get(row.change_url)
    assert page.context["back"] == "check"
    assert [option["value"] for option in page.context["options"] if option["checked"]] == ["3"]
    changed = visitor.post(
        page.context["here"], {"answer": "5", "back": "check", "seen": page.context["seen"]}
    )
    assert changed["Location"] == address("check", sheet)
    assert Answer.objects.get(item=row.item).level == 5


def test_leaving_saves_what_is_chosen_and_resuming_goes_to_what_is_open(visitor):
    sheet = begin(visitor)
    left = visitor.post(address("question", sheet, 1), {"answer": "2", "do": "leave"})
    assert left["Location"] == "/assess/"
    assert visitor.post(address("question", sheet, 2), {"do": "leave"})["Location"] == "/assess/"
    run = visitor.get("/assess/").context["runs"][0]
    assert (run.answered, run.total) == (1, 11)
    assert visitor.get(run.url)["Location"] == address("question", sheet, 2)


def test_starting_twice_is_one_assessment_and_starting_again_is_another(visitor):
    first = begin(visitor)
    fill(visitor, first, None, S1=4)
    assert begin(visitor).pk == first.pk
    assert begin(visitor, "full", "tech").pk != first.pk
    again = begin(visitor, again="1")
    assert again.pk != first.pk
    assert Sheet.objects.filter(form="quick").get() == again
    assert Round.objects.count() == 2
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"form": "huge"},
        {"form": "full"},
        {"form": "full", "role": "king"},
        {"form": "quick", "role": "\x00"},
    ],
)
def test_a_start_that_says_too_little_is_asked_again(visitor, data):
    before = rows()
    response = visitor.post("/assess/start/", data)
    assert response.status_code == 422
    assert {"Sheet": rows()["Sheet"], "Round": rows()["Round"]} == {"Sheet": before["Sheet"], "Round": []}


def test_a_blank_sheet_is_not_assessable_and_says_so(visitor):
    sheet = begin(visitor, role="")
    assert submit(visitor, sheet).status_code == 302
    page = visitor.get(result_address(sheet))
    result = page.context["result"]
    assert (result.status, result.index, result.claimed, result.chart) == ("not assessable", None, None, None)
    assert (result.range.low, result.range.high) == ("0.0", "100.0")
    for what in ("index", "level", "S", "S1", "S1.1"):
        assert visitor.get(result_address(sheet, "receipt", what)).status_code == 200
    assert visitor.get(result_address(sheet, "plan")).status_code == 200


def test_what_was_not_asked_of_the_role_is_no_dont_know(reader):
    sheet = begin(reader, "full", "tech")
    fill(reader, sheet, 3, R1_4=None, S1_1=None, F1_1=None)
    page = reader.get(address("question", sheet, number_of(sheet, "R1.4")))
    assert page.context["others"]
    assert page.context["asked"] == "Risk"
    submit(reader, sheet)
    frozen = Result.objects.get().scores
    assert frozen["items"]["F1.1"]["coverage"] == 0
    assert frozen["index"] == 50


def test_the_order_of_dimensions_differs_from_sheet_to_sheet_and_stays(visitor, reader):
    firsts = set()
    for number in range(12):
        client = Client()
        sheet = begin(client)
        firsts.add(client.get(address("question", sheet, 1)).context["item"].id)
        assert client.get(address("question", sheet, 1)).context["item"].id in firsts, number
    assert len(firsts) > 1


def test_a_result_is_frozen_with_its_instrument_and_a_retention_date(reader):
    sheet = begin(reader)
    fill(reader, sheet)
    submit(reader, sheet)
    result = Result.objects.select_related("round").get()
    assert result.round.retention_until == year_after(result.computed_at.date())
    assert len(result.snapshot["pillars"]) == 4
    again = submit(reader, sheet)
    assert again["Location"] == result_address(sheet)
    assert Result.objects.get().computed_at == result.computed_at


def test_every_page_of_somebody_elses_assessment_is_not_there(reader):
    sheet = begin(reader)
    fill(reader, sheet)
    stranger = Client()
    begin(stranger)
    before = rows()
    for name, more in (("run", ()), ("question", (1,)), ("check", ())):
        assert stranger.get(address(name, sheet, *more)).status_code == 404
    for name, more in (("question", (1,)), ("submit", ()), ("mail", ()), ("remove", ())):
        data = {"answer": "5", "email": "eve@example.org"}
        assert stranger.post(address(name, sheet, *more), data).status_code == 404, name
    assert save(stranger, sheet, "S1.1", 5).status_code == 404
    submit(reader, sheet)
    for name, more in (("result", ()), ("receipt", ("index",)), ("plan", ())):
        assert stranger.get(result_address(sheet, name, *more)).status_code == 404
    now = rows()
    assert {k: v for k, v in now.items() if k == "Answer"} == {
        k: v for k, v in before.items() if k == "Answer"
    }


@pytest.mark.parametrize("client", ["visitor", "reader"])
def test_reading_writes_nothing(request, db, client):
    client = request.getfixturevalue(client)
    open_sheet = begin(client, "full", "exec")
    save(client, open_sheet, "S1.1", 3)
    done = begin(client)
    fill(client, done)
    submit(client, done)
    urls = ["/assess/", "/results/", "/assess/resume/nothing/"]
    urls += [address("run", open_sheet), address("question", open_sheet, 1), address("check", open_sheet)]
    urls += [address("question", open_sheet, 99), address("question", done, 1), address("check", done)]
    urls += [result_address(done), result_address(done, "plan") + "?step=S1.1&step=none&step=S1.1"]
    urls += [result_address(done, "receipt", what) for what in ("index", "level", "R", "R1", "R1.2", "none")]
    before = rows()
    for url in urls:
        assert client.get(url).status_code in (200, 302, 404, 410), url
    assert rows() == before


@settings(max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), min_size=1, max_size=4))
def test_no_address_is_an_error_of_ours(finished, words):
    client, sheet = finished
    what = quote(words[0], safe="")
    urls = [result_address(sheet).removesuffix("/") + f"/receipt/{what}/", f"/assess/resume/{what}/"]
    urls += [result_address(sheet, "plan") + "?" + urlencode({"step": words}, doseq=True)]
    urls += [f"/assess/?{what}", address("check", sheet) + f"?mailed={what}&back={what}"]
    for url in urls:
        assert client.get(url).status_code in (200, 302, 404, 410), url


def test_statements_are_few(reader):
    sheet = begin(reader, "full", "exec")
    fill(reader, sheet)
    with at_most(6):
        assert save(reader, sheet, "S1.1", 5).status_code == 200
    with at_most(6):
        assert post(reader, sheet, "S1.2", "2").status_code == 302
    with at_most(6):
        assert reader.get(address("question", sheet, 1)).status_code == 200
    submit(reader, sheet)
    for name, more in (("result", ()), ("plan", ()), ("receipt", ("index",))):
        with at_most(8):
            assert reader.get(result_address(sheet, name, *more)).status_code == 200


def test_removing_takes_answers_and_result(reader, visitor):
    sheet = begin(reader)
    fill(reader, sheet)
    submit(reader, sheet)
    assert reader.post(address("remove", sheet)).status_code == 302
    assert reader.get(result_address(sheet)).status_code == 404
    assert not any(model.objects.exists() for model in (Round, Sheet, Answer, Result))
    assert Respondent.objects.count() == 1
