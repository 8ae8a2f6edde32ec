"""Who may do what with a report: every kind of person at every door, and nobody by an address of another."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from readiness.models import Round
from reports.models import Edition, PrivateLink, Report
from tests.conftest import proven
from tests.journeys.people import client_of, person
from tests.readiness.panels import closed_panel, member, name_reader, organisation, user
from tests.reports.rounds import made, own_view, page_of, proof

pytestmark = pytest.mark.django_db
PAGES = ("", "state", "file")
ACTS = ("make",)
OWNERS_ACTS = ("edit", "approve", "link", "link/end")
# Pages of everybody who may see the result, the owner's page, an act of readers, acts of the owner.
EXPECTED = {
    "owner": (200, 200, 302, 302),
    "named reader": (200, 403, 302, 403),
    "owner without a second factor": (302, 302, 302, 302),
    "administrator of the organisation": (403, 403, 403, 403),
    "somebody who answered": (403, 403, 403, 403),
    "member": (404, 404, 404, 404),
    "suspended reader": (404, 404, 404, 404),
    "reader who left": (404, 404, 404, 404),
    "owner of another organisation": (404, 404, 404, 404),
    "author": (404, 404, 404, 404),
    "superuser": (404, 404, 404, 404),
    "learner": (404, 404, 404, 404),
    "anonymous": (302, 302, 302, 302),
}


def actor(kind: str, measured: Round) -> Client:
    """A client of such a person, with everything in place that makes them one."""
    of = measured.organisation
    if kind == "anonymous":
        return Client()
    if kind in ("author", "superuser", "learner"):
        return client_of(person(kind))
    if kind == "owner without a second factor":
        return proven(Client(), measured.owner, "code")
    makers: dict[str, Callable[[], User]] = {
        "owner": lambda: measured.owner,
        "named reader": lambda: name_reader(measured, member(of, user("Rita Reader"))),
        "administrator of the organisation": lambda: member(of, user("Adam"), Membership.Role.ADMIN),
        "member": lambda: member(of, user("Mia")),
        "suspended reader": lambda: name_reader(
            measured, member(of, user("Sam"), suspended_at=timezone.now())
        ),
        "reader who left": lambda: name_reader(measured, user("Lea")),
        "owner of another organisation": lambda: (
            organisation("Southwind", user("Owen")).memberships.get().user
        ),
        "somebody who answered": lambda: _answered(measured, member(of, user("Ansel"))),
    }
    return proof(makers[kind]())


def _answered(measured: Round, who: User) -> User:
    respondent = measured.sheets.first().respondent
    respondent.device, respondent.user = None, who
    respondent.save()
    return who


@pytest.fixture
def measured() -> Round:
    return closed_panel({"exec": 5, "tech": 5})


@pytest.mark.parametrize("kind", EXPECTED)
def test_each_kind_of_person_at_each_door(kind: str, measured: Round) -> None:
    report = made(proof(measured.owner), measured)
    before = (Edition.objects.count(), Report.objects.count(), PrivateLink.objects.count())
    client = actor(kind, measured)
    pages, owners, act, owners_act = EXPECTED[kind]
    places = {"": page_of(measured), "state": page_of(measured, "state")}
    places["file"] = page_of(measured, str(report.public_id), "file")
    assert {name: client.get(path).status_code for name, path in places.items()} == dict.fromkeys(
        PAGES, pages
    )
    assert client.get(page_of(measured, "edit")).status_code == owners
    assert client.post(page_of(measured, "make"), {"format": "pdf"}).status_code == act
    sent = {"seen": "1", "report": str(report.public_id)}
    for name in ("edit", "approve", "link"):
        assert client.post(page_of(measured, *name.split("/")), sent).status_code == owners_act
    if kind != "owner":
        assert (Edition.objects.count(), Report.objects.count(), PrivateLink.objects.count()) == before


@pytest.mark.parametrize("kind", ["anonymous", "owner", "superuser"])
def test_ones_own_view_is_nobody_elses(kind: str, measured: Round) -> None:
    mine = own_view(Client(), 3, form="quick")
    client = actor(kind, measured)
    assert client.get(page_of(mine)).status_code == 404
    assert client.post(page_of(mine, "make"), {"format": "pdf"}).status_code == 404


def test_every_door_that_writes_is_post_and_guarded_against_forged_forms(measured: Round) -> None:
    client = client_of(measured.owner, enforce_csrf_checks=True)
    for name in (*ACTS, *OWNERS_ACTS):
        assert client.post(page_of(measured, *name.split("/")), {"seen": "0"}).status_code == 403
        if name != "edit":
            assert client.get(page_of(measured, *name.split("/"))).status_code == 405
    assert not Report.objects.exists()


def test_a_get_writes_nothing(measured: Round) -> None:
    client = proof(measured.owner)
    for more in ((), ("edit",), ("state",)):
        assert client.get(page_of(measured, *more)).status_code == 200
    assert not Edition.objects.exists()
    assert not Report.objects.exists()


def test_reports_are_not_among_the_uploads_that_authors_see(measured: Round) -> None:
    report = made(proof(measured.owner), measured)
    name = f"{report.path.parent.name}/{report.path.name}"
    for path in (f"/media/{name}", f"/media/x/../{name}", f"/media/./{name}"):
        assert client_of(person("superuser")).get(path).status_code == 404
