"""Opening a round: what is measured, what is left out and why; pressed twice it is one round."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from readiness.actions.closing import close_round
from readiness.actions.opening import Plan, following, open_round
from readiness.actions.refusals import Refused
from readiness.models import Round

from .building import FULL
from .conftest import at_most, rows
from .rounds import answered, asked, member, new_id, northgate, opened, proven

pytestmark = pytest.mark.django_db
GATES = [d.id for d in FULL.dimensions.values() if d.gate is not None]


@pytest.fixture
def house():
    return northgate()


def sent(**more: object) -> dict[str, object]:
    """What the form sends."""
    told = {"id": new_id(), "title": "Spring 2026", "kind": "panel", "form": "full", "keep_months": "12"}
    return {**told, **more}


def url(name: str, of) -> str:
    return reverse(f"readiness:{name}", args=[of.public_id])


def test_a_round_is_opened_as_its_owner_chose(house):
    of, owner = house
    client, until = proven(owner), (timezone.now() + timedelta(days=20)).date()
    more = {"out_F2": "on", "why_F2": "  Fully\n outsourced ", "balanced": "on", "keep_months": "3"}
    told = sent(kind="consensus", answers_until=until.isoformat(), **more)
    response = client.post(url("round_new", of), told)
    made = Round.objects.get()
    assert response["Location"] == reverse("readiness:round", args=[made.public_id])
    assert (made.kind, made.form, made.owner, made.organisation) == ("consensus", "full", owner, of)
    assert made.excluded == {"F2": "Fully outsourced"}
    assert (made.balanced, made.answers_until, made.keep_months) == (True, until, 3)
    assert made.instrument_hash == FULL.fingerprint
    page = client.get(response["Location"])
    assert page.context["scope"] == [("Technology and delivery", "Fully outsourced")]


def test_pressed_twice_it_is_one_round(house):
    of, owner = house
    client, told = proven(owner), sent()
    assert {client.post(url("round_new", of), told)["Location"] for _ in range(3)}
    assert Round.objects.count() == 1
    assert client.post(url("round_new", of), sent()).status_code == 302
    assert Round.objects.count() == 2, "the control: another form opens another round"


def test_the_id_of_somebody_elses_round_opens_nothing(house):
    of, owner = house
    made = opened(owner, of)
    colleague = member(of, "adam", Membership.Role.ADMIN)
    response = proven(colleague).post(url("round_new", of), sent(id=made.public_id))
    assert response.status_code == 422
    assert Round.objects.get().owner == owner


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"kind": "individual"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"form": "huge"}, "form"),
        ({"answers_until": "soon"}, "answers_until"),
        ({"answers_until": "2020-01-01"}, "__all__"),
        ({"keep_months": "24"}, "keep_months"),
        ({"previous": "00000000-0000-4000-8000-000000000000"}, "previous"),
        ({"out_F2": "on", "why_F2": " "}, "why_F2"),
        ({"out_F2": "on", "why_F2": "x" * 201}, "why_F2"),
        ({f"out_{d}": "on" for d in ("F2", "S3", "C1")}, "out_F2"),
        ({"id": "x"}, "id"),
    ],
)
def test_a_fault_is_said_beside_its_field(house, told, field):
    of, owner = house
    for dimension in ("F2", "S3", "C1"):
        told = {f"why_{dimension}": "Done elsewhere", **told}
    response = proven(owner).post(url("round_new", of), sent(**told))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Round.objects.exists()


@pytest.mark.parametrize("dimension", GATES)
def test_what_decides_a_level_cannot_be_left_out(house, dimension):
    of, owner = house
    page = proven(owner).get(url("round_new", of))
    assert f"out_{dimension}" not in page.context["form"].fields
    plan = Plan("panel", "Spring", "full", excluded={dimension: "Not now"})
    with pytest.raises(Refused, match="cannot be left out"):
        open_round(owner, of, plan, new_id(), timezone.now())


def test_it_follows_only_closed_rounds_of_the_organisation_whose_result_one_sees(house):
    of, owner = house
    colleague = member(of, "adam", Membership.Role.ADMIN)
    mine, theirs, still_open = opened(owner, of), opened(colleague, of), opened(owner, of)
    for done in (mine, theirs):
        close_round(done, timezone.now())
    assert following(owner, of) == [mine]
    assert opened(owner, of, previous=mine.public_id).previous == mine
    for other in (theirs, still_open):
        with pytest.raises(Refused):
            opened(owner, of, previous=other.public_id)


def test_the_list_shows_each_state_and_costs_the_same_for_one_and_for_many(house):
    of, owner = house
    client = proven(owner)
    empty = client.get(url("rounds", of))
    assert (empty.status_code, empty.context["rounds"]) == (200, [])
    opened(owner, of)
    client.get(url("rounds", of))
    with at_most(7):
        client.get(url("rounds", of))
    few = opened(owner, of)
    answered(next(iter(asked(few).values())), 3)
    close_round(few, timezone.now())
    for _ in range(5):
        opened(owner, of)
    with at_most(7):
        page = client.get(url("rounds", of))
    states = [line.state for line in page.context["rounds"]]
    assert sorted(states) == ["few"] + ["open"] * 6


def test_looking_writes_nothing(house):
    of, owner = house
    client, made = proven(owner), opened(owner, of)
    asked(made)
    urls = [url("rounds", of), url("round_new", of)]
    urls += [reverse(f"readiness:{name}", args=[made.public_id]) for name in ("round", "round_close")]
    client.get(urls[0])
    before = rows()
    for one in urls:
        assert client.get(one).status_code == 200
    assert rows() == before
