"""Who may do what with a round: everyone by every address, and what each gets to see."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, User
from readiness.actions.naming import name_reader
from readiness.models import Reader, Round, Sheet
from tests.journeys.people import person

from .conftest import address, rows
from .panels import open_panel
from .rounds import answered, asked, at, member, northgate, opened, proven

pytestmark = pytest.mark.django_db
PEOPLE = (
    "owner",
    "admin",
    "facilitator",
    "reader",
    "member",
    "respondent",
    "suspended",
    "outsider",
    "author",
    "superuser",
    "nobody",
)
# What each gets, in the order of PEOPLE: the page of the round and its closing; opening; the list of rounds.
SEES = dict(zip(PEOPLE, (200, 200, 200, 200, 404, 404, 404, 404, 404, 404, 302), strict=True))
RUNS = dict(zip(PEOPLE, (200, 403, 403, 403, 404, 404, 404, 404, 404, 404, 302), strict=True))
OPENS = dict(zip(PEOPLE, (200, 200, 403, 403, 403, 404, 404, 404, 404, 404, 302), strict=True))
LISTS = dict(zip(PEOPLE, (200, 200, 200, 200, 200, 404, 404, 404, 404, 404, 302), strict=True))
ACTS = ("invite", "invite_confirm", "withdraw", "remind", "link", "readers", "reopen")
TOLD = {"people": "zoe@northgate.example", "domain": "northgate.example", "email": "max@northgate.example"}
NO_MEMBERS = ["", "otto@elsewhere.example", "sue@northgate.example", "ines@northgate.example"]


class House:
    """A round with people of every kind around it."""

    def __init__(self) -> None:
        self.of, owner = northgate()
        self.round = opened(owner, self.of)
        self.links = asked(self.round)
        respondent = User.objects.create_user("p0@northgate.example")
        self.users = {
            "owner": owner,
            "admin": member(self.of, "adam", Membership.Role.ADMIN),
            "facilitator": member(self.of, "fay"),
            "reader": member(self.of, "rita"),
            "member": member(self.of, "max"),
            "respondent": respondent,
            "suspended": member(self.of, "sue", suspended_at=timezone.now()),
            "outsider": User.objects.create_user("otto@elsewhere.example"),
            "author": person("author"),
            "superuser": person("superuser"),
        }
        for name in ("facilitator", "reader"):
            email = self.users[name].email
            name_reader(self.round, email, name == "facilitator", timezone.now())
        name_of_suspended = self.users["suspended"]
        Reader.objects.create(round=self.round, user=name_of_suspended, named_at=timezone.now())
        self.own = self.client("respondent")
        self.sheet = answered(self.links["p0@northgate.example"], 4, self.own)[1]

    def client(self, who: str) -> Client:
        return Client() if who == "nobody" else proven(self.users[who])


@pytest.fixture
def house(db) -> House:
    return House()


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_are_open_to_whom_they_concern(house, who):
    client = house.client(who)
    before = rows()
    of = [house.of.public_id]
    got = {
        "sees": client.get(at("round", house.round)).status_code,
        "runs": client.get(at("round_close", house.round)).status_code,
        "opens": client.get(reverse("readiness:round_new", args=of)).status_code,
        "lists": client.get(reverse("readiness:rounds", args=of)).status_code,
    }
    assert got == {"sees": SEES[who], "runs": RUNS[who], "opens": OPENS[who], "lists": LISTS[who]}
    assert {name: kept for name, kept in rows().items() if name != "Session"} == {
        name: kept for name, kept in before.items() if name != "Session"
    }


@pytest.mark.parametrize("who", PEOPLE)
def test_results_list_the_groups_that_one_may_read_and_no_other(house, who):
    lines = house.client(who).get("/results/").context["groups"]
    leads = {"owner": at("round", house.round), "reader": at("result", house.round)}
    leads["facilitator"] = leads["reader"]
    assert [line.url for line in lines] == ([leads[who]] if who in leads else [])


def test_a_closed_round_leads_its_owner_to_the_result_and_says_no_figure(house):
    client = house.client("owner")
    client.post(at("round_close", house.round))
    page = client.get("/results/")
    assert [line.url for line in page.context["groups"]] == [at("result", house.round)]
    assert house.round.title in page.content.decode()
    assert page.context["results"] == []


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "owner"])
def test_nobody_but_its_owner_changes_a_round(house, who):
    client = house.client(who)
    told = {
        "people": "zoe@northgate.example",
        "domain": "northgate.example",
        "email": "max@northgate.example",
    }
    told |= {"invitee": str(house.round.invitees.first().pk), "remove": ""}
    before = rows()
    for name in (*ACTS, "close"):
        assert client.post(at(f"round_{name}", house.round), told).status_code == RUNS[who], name
    new = {"id": house.round.public_id, "title": "x", "kind": "panel", "form": "full", "keep_months": "1"}
    expected = 422 if who == "admin" else OPENS[who]
    url = reverse("readiness:round_new", args=[house.of.public_id])
    assert client.post(url, new).status_code == expected
    assert {name: kept for name, kept in rows().items() if name != "Session"} == {
        name: kept for name, kept in before.items() if name != "Session"
    }


def test_its_owner_does_all_of_it(house):
    """The control."""
    client = house.client("owner")
    told = {
        "people": "zoe@northgate.example",
        "domain": "northgate.example",
        "email": "max@northgate.example",
    }
    told |= {"invitee": str(house.round.invitees.last().pk)}
    for name in ("invite_confirm", "withdraw", "remind", "link", "readers", "close", "reopen"):
        assert client.post(at(f"round_{name}", house.round), told).status_code == 302, name


@pytest.mark.parametrize("who", PEOPLE)
def test_answers_are_readable_by_the_respondent_alone(house, who):
    client = house.client(who)
    status = 200 if who == "respondent" else 404
    assert client.get(address("check", house.sheet)).status_code == status
    assert client.get(address("run", house.sheet)).status_code == (302 if who == "respondent" else 404)
    question = client.get(address("question", house.sheet, 1))
    assert question.status_code == (302 if who == "respondent" else 404)


@pytest.mark.parametrize("who", ["owner", "admin", "facilitator", "reader"])
def test_who_has_answered_stands_on_no_page(house, who):
    """The page is the same, to the letter, whichever of two people has answered."""
    pages = []
    for answered_by in ("p1", "p2"):
        Sheet.objects.exclude(pk=house.sheet.pk).delete()
        house.round.invitees.exclude(email="p0@northgate.example").update(answered=False, respondent=None)
        answered(house.links[f"{answered_by}@northgate.example"], 2)
        content = house.client(who).get(at("round", house.round)).content.decode()
        pages.append([line for line in content.splitlines() if "csrfmiddlewaretoken" not in line])
    assert pages[0] == pages[1]


@pytest.mark.parametrize("who", ["admin", "facilitator", "reader"])
def test_whom_it_asked_is_for_its_owner_alone(house, who):
    page = house.client(who).get(at("round", house.round))
    content = page.content.decode()
    assert "p1@northgate.example" not in content
    assert (page.context["round"].invited, page.context["owner"]) == (6, False)
    assert "p1@northgate.example" in house.client("owner").get(at("round", house.round)).content.decode()


def test_with_fewer_than_five_invited_the_count_would_tell_who_answered(house):
    small = opened(house.users["owner"], house.of)
    links = asked(small, {f"q{n}@northgate.example": "exec" for n in range(4)})
    owner = house.client("owner")
    before = owner.get(at("round", small)).context["round"].counted
    answered(links["q0@northgate.example"])
    page = owner.get(at("round", small))
    assert (before, page.context["round"].counted) == (False, False)
    assert "4 people are invited" in page.content.decode()
    assert owner.get(at("round", house.round)).context["round"].counted, "the control"


def test_an_administrator_sees_the_number_and_not_the_result(house):
    panel = open_panel({"exec": 3, "staff": 3}, of=house.of)
    owner = house.client("owner")
    owner.post(at("round_close", panel))
    admin = house.client("admin").get(at("round", panel))
    assert admin.context["reads"] is False
    content = admin.content.decode()
    assert "See the result" not in content
    assert "See the result" in owner.get(at("round", panel)).content.decode()
    result = reverse("readiness:result", args=[panel.public_id])
    assert house.client("admin").get(result).status_code == 403
    assert owner.get(result).status_code == 200


def test_a_second_factor_comes_first(house):
    client = Client()
    client.force_login(house.users["owner"])
    for name in ("round", "round_close"):
        assert client.get(at(name, house.round)).status_code == 302
    assert client.post(at("round_close", house.round)).status_code == 302
    assert Round.objects.get().closed_at is None
    assert house.own.get(house.links["p0@northgate.example"]).status_code == 200, "answering needs none"


@pytest.mark.parametrize("gone", ["suspended", "left", "organisation closed"])
def test_who_is_shut_out_reads_a_round_no_longer(house, gone):
    membership = Membership.objects.get(user=house.users["reader"])
    if gone == "suspended":
        Membership.objects.filter(pk=membership.pk).update(suspended_at=timezone.now())
    elif gone == "left":
        membership.delete()
    else:
        house.of.closed_at = timezone.now()
        house.of.save()
    assert house.client("reader").get(at("round", house.round)).status_code == 404


@pytest.mark.parametrize(
    "email", ["", "otto@elsewhere.example", "sue@northgate.example", "ines@northgate.example"]
)
def test_only_active_members_are_named_readers(house, email):
    response = house.client("owner").post(at("round_readers", house.round), {"email": email})
    assert response.status_code == 422
    assert "otto" not in str(list(Reader.objects.values_list("user__email", flat=True)))


def test_a_reader_named_again_is_one_and_can_be_taken_back(house):
    owner = house.client("owner")
    for facilitator in ("1", ""):
        told = {"email": "MAX@northgate.example", "facilitator": facilitator}
        assert owner.post(at("round_readers", house.round), told).status_code == 302
    reader = Reader.objects.get(user=house.users["member"])
    assert reader.facilitator is False
    for _ in range(2):
        assert owner.post(at("round_readers", house.round), {"remove": reader.pk}).status_code == 302
    assert house.client("member").get(at("round", house.round)).status_code == 404


@pytest.mark.parametrize("gone", ["removed", "suspended", "erased"])
def test_a_round_whose_owner_has_gone_is_taken_over_by_who_leads(house, gone):
    """Otherwise nobody could ever close it. Nothing else gives anybody somebody's round."""
    admin = house.client("admin")
    assert admin.post(at("round_take", house.round)).status_code == 409, "it has an owner"
    assert not admin.get(at("round", house.round)).context["orphaned"]
    owner = house.users["owner"]
    own = Membership.objects.filter(user=owner)
    own.update(role=Membership.Role.MEMBER)
    if gone == "suspended":
        own.update(suspended_at=timezone.now())
    else:
        own.delete()
    if gone == "erased":
        Round.objects.update(owner=None)
    assert admin.get(at("round", house.round)).context["orphaned"]
    for who, status in (("reader", 403), ("member", 404), ("outsider", 404), ("superuser", 404)):
        assert house.client(who).post(at("round_take", house.round)).status_code == status
    for _ in range(2):
        assert admin.post(at("round_take", house.round)).status_code == 302
    assert Round.objects.get().owner == house.users["admin"]
    assert admin.get(at("round_close", house.round)).status_code == 200
