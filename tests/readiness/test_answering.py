"""Answers: the newest act wins, an older one overwrites nothing, what is no answer is refused in words."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.device import Asker
from readiness.actions import Act, Stale, save_answer, start_sheet
from readiness.models import Answer, Respondent, Result

from .conftest import address, begin, fill, number_of, post, result_address, rows, save, submit

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = 3600


def stored() -> tuple[object, ...]:
    answer = Answer.objects.get()
    return answer.value, answer.evidence


@pytest.mark.parametrize(
    ("answer", "value"), [(1, "1"), (5, "5"), ("3", "3"), ("DK", "DK"), ("skip", "skip")]
)
def test_an_answer_is_kept(visitor, answer, value):
    sheet = begin(visitor)
    response = save(visitor, sheet, "S1.1", answer, evidence="Plan")
    assert response.status_code == 200
    assert response.json()["answer"]["value"] == value
    assert stored() == (value, "Plan")


@pytest.mark.parametrize(
    "answer",
    [0, 6, 2.5, 3.0, -1, True, None, [], {}, "", "0", "6", "2.5", "３", "dk", "NA", "x", 10**30, "x" * 999],
)
def test_what_is_no_answer_is_refused_in_words(visitor, answer):
    """Not applicable is offered on four items, and S1.1 is none of them."""
    sheet = begin(visitor)
    response = save(visitor, sheet, "S1.1", answer)
    assert response.status_code == 422
    assert response.json()["error"].endswith(".")
    assert post(visitor, sheet, "S1.1", "9").status_code == 422
    assert post(visitor, sheet, "S1.1", "NA").status_code == 422
    assert not Answer.objects.exists()


def test_not_applicable_is_kept_where_it_is_offered(visitor):
    sheet = begin(visitor, "full", "board")
    page = visitor.get(address("question", sheet, number_of(sheet, "S1.3")))
    assert page.context["not_applicable"]["text"] == "no governing body separate from management"
    assert save(visitor, sheet, "S1.3", "NA").status_code == 200


@pytest.mark.parametrize("number", [0, 12, 37, 999999])
def test_there_is_no_question_beyond_the_form(visitor, number):
    sheet = begin(visitor)
    url = address("question", sheet, number)
    assert visitor.get(url).status_code == 404
    assert visitor.post(url, {"answer": "3"}).status_code == 404
    assert visitor.post(f"{url}save/", "{}", content_type="application/json").status_code in (404, 422)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b" ", 400),
        (b"[]", 400),
        (b'{"answer": NaN}', 400),
        (b'{"answer": 3, "age": Infinity}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 5000, 400),
        (b'{"answer": 3, "evidence": "' + b"x" * 9000 + b'"}', 413),
        (b'{"answer": 3, "evidence": "' + b"x" * 301 + b'"}', 422),
        (b'{"answer": 3, "evidence": 7}', 422),
        (b'{"answer": 3, "evidence": "a\\u0000b"}', 422),
        (b'{"answer": 3, "evidence": "\\ud800"}', 422),
        (b'{"answer": "\\ud800"}', 422),
        (b'{"answer": 3, "age": -1}', 422),
        (b'{"answer": 3, "age": 1e400}', 422),
        (b'{"answer": 3, "age": "soon"}', 422),
        (b'{"answer": 3, "sequence": 1.5}', 422),
        (b'{"answer": 3, "sequence": 1' + b"0" * 400 + b"}", 422),
        (b'{"answer": 3, "tab": "A-B"}', 422),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_in_words(visitor, body, status):
    sheet = begin(visitor)
    response = visitor.post(address("save", sheet, 1), body, content_type="application/json")
    assert (response.status_code, response.json()["error"][-1]) == (status, ".")
    assert not Answer.objects.exists()


def test_a_form_is_no_json(visitor):
    sheet = begin(visitor)
    assert visitor.post(address("save", sheet, 1), {"answer": "3"}).status_code == 415


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
FIELDS = ("answer", "evidence", "tab", "sequence", "age", "seen")


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.fixed_dictionaries({}, optional={name: JSON | st.sampled_from([3, "DK", 0.5]) for name in FIELDS})
)
def test_no_body_is_an_error_of_ours(visitor, body):
    sheet = begin(visitor)
    response = visitor.post(address("save", sheet, 1), json.dumps(body), content_type="application/json")
    assert response.status_code in (200, 400, 409, 413, 422)
    assert response.status_code == 200 or response.json()["error"]


@settings(max_examples=100, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.fixed_dictionaries(
        {},
        optional={
            name: st.text(max_size=40) | st.sampled_from(["3", "skip", "leave", "1e9"])
            for name in ("answer", "evidence", "seen", "tab", "sequence", "back", "do")
        },
    )
)
def test_no_form_is_an_error_of_ours(visitor, data):
    sheet = begin(visitor)
    encodable = {name: value.encode(errors="replace").decode() for name, value in data.items()}
    assert visitor.post(address("question", sheet, 1), encodable).status_code in (302, 409, 422)


def test_an_answer_sent_twice_is_one_answer(visitor):
    sheet = begin(visitor)
    for _ in range(3):
        assert save(visitor, sheet, "S1.1", 4, tab="a", sequence=1).status_code == 200
    assert stored() == ("4", "")
    save(visitor, sheet, "S1.1", 2, tab="a", sequence=2)
    assert stored() == ("2", "")


def test_an_act_overtaken_on_the_way_changes_nothing(visitor):
    sheet = begin(visitor)
    save(visitor, sheet, "S1.1", 4, tab="a", sequence=2)
    late = save(visitor, sheet, "S1.1", 2, tab="a", sequence=1)
    assert late.status_code == 409
    assert late.json()["answer"]["value"] == "4"
    assert not late.json()["closed"]
    assert stored() == ("4", "")


def test_a_stale_tab_is_told_what_was_kept(visitor):
    """It answered offline an hour ago; meanwhile another page did."""
    sheet = begin(visitor)
    save(visitor, sheet, "S1.1", 4, tab="b", sequence=1, evidence="Minutes")
    late = save(visitor, sheet, "S1.1", 2, tab="a", sequence=9, age=HOUR)
    assert late.status_code == 409
    assert late.json()["answer"]["evidence"] == "Minutes"
    assert (
        save(visitor, sheet, "S1.1", 4, tab="a", sequence=9, age=HOUR, evidence="Minutes").status_code == 200
    )
    assert save(visitor, sheet, "S1.1", 1, tab="a", sequence=10).status_code == 200
    assert stored() == ("1", "")


def test_a_page_without_script_never_overwrites_what_it_did_not_show(visitor):
    sheet = begin(visitor)
    number = number_of(sheet, "S1.1")
    old = visitor.get(address("question", sheet, number)).context["seen"]
    post(visitor, sheet, "S1.1", "4", seen=old)
    refused = post(visitor, sheet, "S1.1", "2", seen=old)
    assert refused.status_code == 409
    assert refused.context["conflict"]["value"] == "4"
    assert refused.context["conflict"]["mine"] == "2"
    assert [option["value"] for option in refused.context["options"] if option["checked"]] == ["4"]
    assert stored() == ("4", "")
    assert post(visitor, sheet, "S1.1", "2", seen=refused.context["seen"]).status_code == 302
    assert post(visitor, sheet, "S1.1", "2", seen=old).status_code == 302, "the same answer is no conflict"
    assert stored() == ("2", "")


def test_without_the_mark_of_what_was_seen_it_would(visitor):
    """The control."""
    sheet = begin(visitor)
    post(visitor, sheet, "S1.1", "4")
    assert post(visitor, sheet, "S1.1", "2").status_code == 302
    assert stored() == ("2", "")


ACTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 5), st.integers(0, 300), st.integers(0, 50)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, shuffled=st.randoms(use_true_random=False))
def test_in_any_order_of_arrival_the_newest_act_stands(db, acts, shuffled):
    """Every page counts its own acts; all arrive late, in any order."""
    Respondent.objects.all().delete()
    respondent = Respondent.objects.create(device="00000000-0000-4000-8000-000000000001")
    sheet, asker = start_sheet(respondent, "quick", "exec", NOON), Asker(device=respondent.device)
    moments = sorted({second for *_, second, _ in acts})
    happened = [(tab, level, moments.index(second)) for tab, level, second, _ in acts]
    happened = list({second: (tab, level, second) for tab, level, second in happened}.values())
    newest = max(happened, key=lambda act: act[2])
    sent = happened[:]
    shuffled.shuffle(sent)
    for step, (tab, level, second) in enumerate(sent):
        now = NOON + timedelta(seconds=1000 + step)
        act = Act(str(level), age=1000 + step - second, tab=tab, sequence=second + 1)
        try:
            save_answer(asker, sheet.public_id, 1, act, now)
        except Stale:
            continue
    assert Answer.objects.get(sheet=sheet).level == newest[1]


def test_after_submitting_nothing_changes(visitor):
    sheet = begin(visitor)
    fill(visitor, sheet)
    submit(visitor, sheet)
    before = rows()
    refused = save(visitor, sheet, "S1.1", 5, tab="a", sequence=99)
    assert refused.status_code == 409
    assert refused.json()["closed"]
    assert refused.json()["result_url"] == result_address(sheet)
    for data in ({"answer": "5"}, {"do": "skip"}, {"do": "next"}, {"answer": "99"}):
        response = visitor.post(address("question", sheet, 1), data)
        assert response.status_code in (409, 422), data
    assert rows() == before
    assert Result.objects.get().scores["index"] == 50


def test_every_door_asks_for_a_token_and_for_post(reader, person):
    sheet = begin(reader)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    before = rows()["Answer"], rows()["Sheet"]
    doors = [address(name, sheet) for name in ("submit", "mail", "remove")]
    for url in [*doors, address("question", sheet, 1), address("save", sheet, 1), "/assess/start/"]:
        assert client.post(url, {"answer": "3"}).status_code == 403, url
    for url in [*doors, address("save", sheet, 1), "/assess/start/"]:
        assert client.get(url).status_code == 405, url
    assert (rows()["Answer"], rows()["Sheet"]) == before
