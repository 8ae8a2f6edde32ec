"""A consensus session: its order, what stays hidden, what is recorded, and what it comes to."""

import pytest
from django.urls import reverse

from readiness.actions.finishing import finish_session
from readiness.actions.session import NotNow, Proposal, agree, begin_session
from readiness.agreed import agreed_of
from readiness.models import AgreedAnswer, AgreedResult, Answer, Round

from .company import EVERYONE, MAY, answered, close_answers, company, open_round
from .conftest import rows

APART = [1, 5, 1, 5, 1, 5, 1, 5, 1, 5]


@pytest.fixture
def acme(db):
    return company()


@pytest.fixture
def session(acme):
    """Six people, S1.1 far apart, R1.2 a little."""
    made = open_round(acme)
    answered(made, [3] * 6, S1_1=APART[:6], R1_2=[2, 3, 3, 3, 3, 3])
    return close_answers(made)


def at(name: str, session: Round, *more: str) -> str:
    return reverse(f"readiness:{name}", args=[session.public_id, *more])


def record(client, session, item, answer, **more):
    return client.post(at("session_agree", session, item), {"answer": answer, **more})


def test_the_widest_spread_comes_first_and_ties_by_id(acme, session):
    page = acme.client("owner").get(at("session", session))
    order = [row.item for row in page.context["rows"]]
    assert order[:3] == ["S1.1", "R1.2", "C1.1"]
    assert order[2:] == sorted(order[2:])
    assert page.context["done"] == 0


def test_under_ten_people_only_the_order_is_shown(acme, session):
    client = acme.client("facilitator")
    page = client.get(at("session_item", session, "S1.1"))
    assert not page.context["shown"].may
    assert "stays hidden" in page.content.decode()
    assert client.post(at("session_reveal", session, "S1.1")).status_code == 422
    assert not AgreedAnswer.objects.exists()
    assert client.get(at("session", session)).context["near"] == []
    client.post(at("session_accept", session))
    assert not AgreedAnswer.objects.exists()


@pytest.mark.parametrize(
    ("people", "agreed", "may"),
    [
        (9, [True] * 9, True),
        (9, [True] * 8 + [False], False),
        (9, [True] * 8 + [None], False),
        (10, [None] * 10, True),
    ],
)
def test_the_spread_is_shown_from_ten_on_or_if_everybody_agreed(acme, people, agreed, may):
    made = open_round(acme)
    for sheet, said in zip(answered(made, [3] * people), agreed, strict=True):
        sheet.spread_agreed = said
        sheet.save()
    close_answers(made)
    page = acme.client("owner").get(at("session_item", made, "S1.1"))
    assert page.context["shown"].may is may
    revealed = acme.client("owner").post(at("session_reveal", made, "S1.1"))
    assert revealed.status_code == (302 if may else 422)
    shown = acme.client("facilitator").get(at("session_item", made, "S1.1")).context["shown"]
    assert shown.counts == ((0, 0, people, 0, 0) if may else ())


def test_an_item_that_few_were_asked_stays_hidden_among_many_people(acme):
    """Ten answered the round, nine this item: the tenth was not asked."""
    made = open_round(acme)
    sheets = answered(made, [3] * 10)
    alone = next(sheet for sheet in sheets if sheet.role == "tech")
    Answer.objects.filter(sheet=alone, item="S1.1").delete()  # S1.1 asks board, exec, business
    close_answers(made)
    client = acme.client("owner")
    assert not client.get(at("session_item", made, "S1.1")).context["shown"].may
    assert client.get(at("session_item", made, "S2.1")).context["shown"].may


def test_reveal_shows_counts_and_dont_knows(acme):
    made = open_round(acme)
    answered(made, [3] * 12, S1_1=[1, 1, 2, 4, 4, 4, 5, 5, "DK", "skip", 4, 5])
    close_answers(made)
    client = acme.client("owner")
    before = client.get(at("session_item", made, "S1.1")).content.decode()
    assert "people</b>" not in before
    client.post(at("session_reveal", made, "S1.1"))
    page = client.get(at("session_item", made, "S1.1"))
    shown = page.context["shown"]
    assert (shown.counts, shown.most) == ((2, 1, 0, 4, 3), 4)
    # The one who skipped has a role that is asked: that is a don't know.
    assert shown.unknown == 2
    row = AgreedAnswer.objects.get()
    assert (row.item, row.revealed_at is not None, row.agreed_at) == ("S1.1", True, None)


def test_recording_goes_on_to_the_next_open_item_and_can_be_changed(acme, session):
    client = acme.client("owner")
    page = client.get(at("session_item", session, "S1.1"))
    assert not any(choice.checked for choice in page.context["choices"])
    kept = record(client, session, "S1.1", "2", evidence=" Memo,\n May ", note="Pilots only")
    assert kept["Location"].startswith(at("session_item", session, "R1.2"))
    row = AgreedAnswer.objects.get()
    assert (row.level, row.evidence, row.note, row.recorded_by) == (
        2,
        "Memo, May",
        "Pilots only",
        acme.users["owner"],
    )
    page = client.get(at("session_item", session, "S1.1"))
    assert [choice.checked for choice in page.context["choices"]] == [False, True, False, False, False]
    assert page.context["done"] == 1
    record(client, session, "S1.1", "DK", seen=page.context["seen"])
    assert AgreedAnswer.objects.get().mark == "DK"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 422),
        ({"answer": "6"}, 422),
        ({"answer": "0"}, 422),
        ({"answer": "2.5"}, 422),
        ({"answer": "NA"}, 422),
        ({"answer": "3", "note": "x" * 501}, 422),
        ({"answer": "3", "evidence": "x" * 301}, 422),
        ({"answer": "3\x00"}, 422),
    ],
)
def test_what_is_no_answer_stays_on_the_page(acme, session, sent, status):
    answer = acme.client("owner").post(at("session_agree", session, "S1.1"), sent)
    assert answer.status_code == status
    assert answer.context["error"]
    assert not AgreedAnswer.objects.exists()


def test_an_item_that_is_not_in_the_round_is_not_there(acme, session):
    client = acme.client("owner")
    assert client.get(at("session_item", session, "S1.2")).status_code == 404  # not in the quick form
    assert record(client, session, "S9.9", "3").status_code == 404
    assert client.post(at("session_reveal", session, "S9.9")).status_code == 404


def test_items_on_which_all_stand_within_half_a_level_are_accepted_in_one_step(acme):
    made = open_round(acme)
    halves, some = [3, 4] * 5, [3] * 8 + [4, 4]
    answered(made, [3] * 10, S1_1=APART, R1_2=halves, S2_1=some, C1_1=["DK"] * 6 + [2] * 4, F1_1=[5] * 10)
    close_answers(made)
    client = acme.client("owner")
    near = {row.item: level for row, level in client.get(at("session", made)).context["near"]}
    assert not {"S1.1", "R1.2", "C1.1"} & near.keys()
    # Four levels on C1.1 are too few to be worked out from its pillar: one more of C stays hidden with it.
    assert (near["S2.1"], near["F1.1"], len(near)) == (3, 5, 7)
    record(client, made, "F1.1", "4", note="Not everywhere")
    client.post(at("session_accept", made))
    client.post(at("session_accept", made))
    kept = dict(AgreedAnswer.objects.values_list("item", "level"))
    assert kept == {id: level for id, level in near.items() if id != "F1.1"} | {"F1.1": 4}


def test_finishing_scores_the_agreed_sheet_beside_the_blind_answers(acme, session):
    client = acme.client("owner")
    for item in session.part_for("quick").items:
        record(client, session, item, "4" if item[0] in "SC" else "3", evidence="Minutes, May")
    before = list(Answer.objects.order_by("pk").values())
    assert client.post(at("session_finish", session)).status_code == 302
    assert client.post(at("session_finish", session)).status_code == 302
    session.refresh_from_db()
    result = AgreedResult.objects.get()
    assert session.finished_at is not None
    assert result.scores["index"] == pytest.approx(0.3 * 75 + 0.25 * 75 + 0.3 * 50 + 0.15 * 50)
    # G24: one sheet, but five role groups in the session.
    assert (result.scores["confidence"], result.details["session_roles"]) == ("medium", 5)
    assert result.snapshot["id"] == "rf-1.0"
    assert list(Answer.objects.order_by("pk").values()) == before
    page = client.get(at("session", session))
    both = page.context["both"]
    assert (both.agreed.index, both.blind.index, both.change) == ("63.8", "49.6", "+14.2")
    assert [row.item for row in both.moved] == ["C1.1", "C2.1", "C3.1", "S1.1", "S2.1", "S3.1"]
    assert (both.moved[0].before, both.moved[0].after) == ("3.0", 4)
    for late in (record(client, session, "S1.1", "5"), client.post(at("session_accept", session))):
        assert late.status_code == 409
    assert AgreedResult.objects.get().scores == result.scores


def test_what_was_left_open_counts_as_not_known(acme, session):
    record(acme.client("owner"), session, "S1.1", "4")
    finish_session(session, MAY)
    scores = AgreedResult.objects.get().scores
    assert (scores["index"], scores["items"]["S1.1"]["points"], scores["items"]["S2.1"]["coverage"]) == (
        None,
        75.0,
        0.0,
    )
    assert len(agreed_of(session).open) == 10


def test_a_panel_of_three_goes_on_as_a_session_of_its_owner_and_shows_no_blind_result(acme):
    panel = open_round(acme, "panel")
    answered(panel, [2, 3, 4])
    close_answers(panel)
    assert acme.client("facilitator").post(at("session_begin", panel)).status_code == 403
    page = acme.client("facilitator").get(at("session", panel))
    assert "Turn it into" not in page.content.decode()
    client = acme.client("owner")
    assert "Turn it into" in client.get(at("session", panel)).content.decode()
    for _ in range(2):
        assert client.post(at("session_begin", panel)).status_code == 302
    panel.refresh_from_db()
    assert panel.kind == "consensus"
    for item in panel.part_for("quick").items:
        assert not client.get(at("session_item", panel, item)).context["shown"].may
        record(client, panel, item, "3")
    client.post(at("session_finish", panel))
    both = client.get(at("session", panel)).context["both"]
    assert (both.agreed.index, both.blind, both.change, both.moved) == ("50.0", None, None, ())


@pytest.mark.parametrize(("people", "closed"), [(1, True), (3, False)])
def test_no_session_for_one_person_or_an_open_panel(acme, people, closed):
    panel = open_round(acme, "panel")
    answered(panel, [3] * people)
    if closed:
        close_answers(panel)
    client = acme.client("owner")
    assert client.get(at("session", panel)).status_code == 404
    assert client.post(at("session_begin", panel)).status_code == 409
    with pytest.raises(NotNow):
        begin_session(panel)


def test_nothing_is_recorded_before_the_answers_are_closed(acme):
    made = open_round(acme)
    answered(made, [3] * 6)
    client = acme.client("owner")
    assert "still answering" in client.get(at("session", made)).content.decode()
    assert client.get(at("session_item", made, "S1.1")).status_code == 302
    assert record(client, made, "S1.1", "3").status_code == 409
    with pytest.raises(NotNow):
        finish_session(made, MAY)


@pytest.mark.parametrize("who", EVERYONE)
def test_who_opens_a_session(acme, session, who):
    runs, knows = who in ("owner", "facilitator"), who in ("reader", "admin")
    client, before = acme.client(who), rows()
    for name, more in (("session", []), ("session_item", ["S1.1"])):
        expected = 200 if runs else 403 if knows else 404
        assert client.get(at(name, session, *more)).status_code == expected, name
    if not runs:
        for name, more in (
            ("session_agree", ["S1.1"]),
            ("session_reveal", ["S1.1"]),
            ("session_accept", []),
            ("session_finish", []),
            ("session_begin", []),
        ):
            answer = client.post(at(name, session, *more), {"answer": "3"})
            assert answer.status_code == (403 if knows else 404), name
        assert {name: rows()[name] for name in before if name != "Session"} == {
            name: before[name] for name in before if name != "Session"
        }


def test_an_organisation_that_closed_has_no_sessions(acme, session):
    acme.organisation.closed_at = MAY
    acme.organisation.save()
    assert acme.client("owner").get(at("session", session)).status_code == 404


def test_a_session_needs_the_second_factor(acme, session, sign_in):
    owner = sign_in(acme.users["owner"])
    assert owner.get(at("session", session)).status_code == 302
    assert record(owner, session, "S1.1", "3").status_code == 302
    assert not AgreedAnswer.objects.exists()


def test_who_records_over_an_unseen_answer_is_told_and_so_is_the_other(acme, session):
    # By name, or by the address they joined with: never by another address of theirs.
    for who, name in (("owner", "Olga"), ("facilitator", "")):
        type(acme.users[who]).objects.filter(pk=acme.users[who].pk).update(name=name)
        acme.users[who].memberships.update(email="office@acme.example")
    owner, other = acme.client("owner"), acme.client("facilitator")
    seen = other.get(at("session_item", session, "S1.1")).context["seen"]
    first = record(owner, session, "S1.1", "2", seen="")
    second = other.post(at("session_agree", session, "S1.1"), {"answer": "4", "seen": seen}, follow=True)
    assert AgreedAnswer.objects.get().level == 4
    assert "Olga had recorded level 2" in second.content.decode()
    assert (
        "office@acme.example has meanwhile recorded level 4" in owner.get(first["Location"]).content.decode()
    )


def test_changing_what_one_has_seen_tells_nobody_of_a_conflict(acme, session):
    record(acme.client("owner"), session, "S1.1", "2")
    seen = acme.client("facilitator").get(at("session_item", session, "S1.1")).context["seen"]
    recorded = agree(session, "S1.1", Proposal("4", seen=seen), acme.users["facilitator"], MAY)
    assert recorded.replaced is None
