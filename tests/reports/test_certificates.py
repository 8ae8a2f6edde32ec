"""Certificates: for a whole module only, checked by anybody with the address, taken back by their person."""

import json
from collections.abc import Callable
from types import SimpleNamespace

import jwt
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from portal import privacy
from reports.models import Certificate
from tests.accounts.organising import someone
from tests.courses.conftest import kept_school
from tests.reports.learners import complete
from tests.reports.test_credential import check

MAKE = "/me/record/strategy/certificate/"
FILES = ("certificate_pdf", "credential_json", "credential_jwt")


@pytest.fixture
def school(db: None) -> SimpleNamespace:
    return kept_school()


@pytest.fixture
def ada(school: SimpleNamespace) -> User:
    user = someone("ada@example.org", "Ada Example")
    complete(user, school.case, school.guide, school.film, school.check)
    return user


@pytest.fixture
def client(ada: User, sign_in: Callable[..., Client]) -> Client:
    return sign_in(ada)


@pytest.fixture
def made(client: Client) -> Certificate:
    client.post(MAKE)
    return Certificate.objects.get()


def at(name: str, certificate: Certificate) -> str:
    return reverse(f"reports:{name}", args=[certificate.public_id])


def test_it_is_made_once_however_often_it_is_asked_for(client: Client, ada: User) -> None:
    assert MAKE in client.get("/me/record/").content.decode()
    answers = [client.post(MAKE) for _ in range(2)]
    found = Certificate.objects.get(user=ada)
    assert [answer["Location"] for answer in answers] == [at("certificate", found)] * 2
    assert (found.name, found.module_title, found.minutes, len(found.units)) == (
        "Ada Example",
        "Strategy",
        16,
        4,
    )
    assert at("certificate", found) in client.get("/me/record/").content.decode()


def test_a_module_with_something_left_has_none(client: Client, ada: User, school: SimpleNamespace) -> None:
    ada.learner.completions.filter(unit=school.guide).delete()
    answer = client.post(MAKE)
    assert answer.status_code == 422
    assert "1 unit is left" in answer.content.decode()
    assert not Certificate.objects.exists()


def test_a_check_that_was_not_passed_leaves_something(
    client: Client, ada: User, school: SimpleNamespace
) -> None:
    ada.learner.completions.filter(unit=school.check).update(how="marked")
    assert client.post(MAKE).status_code == 422
    assert not Certificate.objects.exists()


def test_a_withdrawn_unit_is_not_asked_for(client: Client, ada: User, school: SimpleNamespace) -> None:
    ada.learner.completions.filter(unit=school.guide).delete()
    school.guide.unpublish()
    assert client.post(MAKE).status_code == 302
    assert len(Certificate.objects.get().units) == 3


def test_a_certificate_needs_a_name_and_a_module_that_was_begun(client: Client, ada: User) -> None:
    assert client.post("/me/record/no-such-module/certificate/").status_code == 404
    User.objects.filter(pk=ada.pk).update(name=" ")
    answer = client.post(MAKE)
    assert answer.status_code == 422
    assert "carries your name" in answer.content.decode()


def test_anybody_with_the_address_can_check_it_and_sees_no_more_than_it_says(made: Certificate) -> None:
    answer = Client().get(at("certificate", made))
    page = answer.content.decode()
    assert "<bdi>Ada Example</bdi> completed the module <bdi>Strategy</bdi>." in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "ada@example.org" not in page
    assert not [name for name in (*FILES, "certificate_withdraw") if at(name, made) in page]


@pytest.mark.parametrize("name", FILES)
def test_its_files_are_its_persons_alone(
    name: str, made: Certificate, client: Client, sign_in: Callable[..., Client]
) -> None:
    assert Client().get(at(name, made)).status_code == 302
    assert sign_in(someone("eve@example.org", "Eve")).get(at(name, made)).status_code == 404
    answers = [client.get(at(name, made)) for _ in range(2)]
    assert answers[0].status_code == 200
    assert answers[0].content == answers[1].content
    assert answers[0]["Content-Disposition"].startswith("attachment")


def test_the_credential_is_verified_with_what_is_public(made: Certificate, client: Client) -> None:
    """As a stranger would: the key from the address in the header, the list of those withdrawn."""
    token = client.get(at("credential_jwt", made)).content.decode()
    stranger = Client()
    kid = jwt.get_unverified_header(token)["kid"]
    key = stranger.get(kid.removeprefix("http://localhost:8000")).json()
    found = jwt.decode(token, jwt.PyJWK(key), algorithms=["RS256"])
    check(found)
    check(json.loads(client.get(at("credential_json", made)).content))
    assert [each["kid"] for each in stranger.get("/.well-known/jwks.json").json()["keys"]] == [kid]
    assert found["issuer"]["id"].endswith("/certificates/issuer.json")
    assert stranger.get("/certificates/issuer.json").json() == found["issuer"]
    assert stranger.get("/certificates/revoked.json").json()["revokedCredential"] == []
    assert "d" not in key


def test_taking_it_back_ends_it_everywhere(made: Certificate, client: Client) -> None:
    answer = client.post(at("certificate_withdraw", made))
    assert answer["Location"] == "/me/record/"
    stranger = Client()
    page = stranger.get(at("certificate", made))
    assert page.status_code == 410
    assert "Ada" not in page.content.decode()
    assert [client.get(at(name, made)).status_code for name in FILES] == [404] * 3
    listed = stranger.get("/certificates/revoked.json").json()["revokedCredential"]
    assert [each["id"].rpartition("certificates/")[2] for each in listed] == [f"{made.public_id}/"]
    client.post(MAKE)
    assert Certificate.objects.standing().get().public_id != made.public_id


def test_nobody_else_can_take_it_back(made: Certificate, sign_in: Callable[..., Client]) -> None:
    stranger = sign_in(someone("eve@example.org", "Eve"))
    assert stranger.post(at("certificate_withdraw", made)).status_code == 404
    assert Client().post(at("certificate_withdraw", made)).status_code == 302
    assert Certificate.objects.standing().exists()


def test_it_is_in_the_export_and_erased_of_every_word_about_the_person(made: Certificate, ada: User) -> None:
    assert "Ada Example" in json.dumps(privacy.held_about(ada)["certificates_and_consents"], default=str)
    privacy.erase(ada)
    left = Certificate.objects.get()
    assert (left.user, left.name, left.email_hash, left.salt, left.units) == (None, "", "", "", [])
    assert Client().get(at("certificate", left)).status_code == 410
    assert len(Client().get("/certificates/revoked.json").json()["revokedCredential"]) == 1
