"""Ways in, limits on guessing, nothing that tells who has an account."""

import re

import pytest
from django.contrib.auth import hashers
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "a sentence nobody guesses"
LOGIN, CODE, CONFIRM = "/accounts/login/", "/accounts/login/code/", "/accounts/login/code/confirm/"


@pytest.fixture
def ada() -> User:
    user = User.objects.create_user("ada@example.org", PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def code_in(message: mail.EmailMessage) -> str:
    """The code stands alone on its line."""
    return re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})?)\s*$", message.body, re.MULTILINE)[1]


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def guess(client: Client, email: str = "ada@example.org", address: str = "203.0.113.5", **form: str):
    return client.post(LOGIN, {"login": email, "password": "wrong", **form}, REMOTE_ADDR=address)


def test_a_password_signs_in(client, ada) -> None:
    assert guess(client, password=PASSWORD).status_code == 302
    assert signed_in(client)


def test_without_a_password_a_code_arrives_and_signs_in(client, ada) -> None:
    assert client.post(LOGIN, {"login": ada.email}).headers["Location"].startswith(CONFIRM)
    client.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert signed_in(client)


def test_signing_up_needs_an_address_and_its_code_only(client) -> None:
    client.post("/accounts/signup/", {"email": "new@example.org"})
    user = User.objects.get(email="new@example.org")
    assert not user.has_usable_password()
    assert not signed_in(client)
    client.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[0])})
    assert signed_in(client)


def test_signing_up_says_one_thing_at_a_time(client) -> None:
    """The page for the code says where it went; afterwards one line says that you are in."""
    asked = client.post("/accounts/signup/", {"email": "new@example.org"}, follow=True)
    assert list(get_messages(asked.wsgi_request)) == []
    assert "new@example.org" in asked.content.decode()
    client.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[0])})
    assert [str(said) for said in client.get("/me/").context["messages"]] == ["You are signed in."]


@pytest.mark.parametrize("ticked", [True, False])
def test_on_a_shared_device_the_session_ends_with_the_browser(client, ada, ticked: bool) -> None:
    box = {"shared_device": "on"} if ticked else {}
    client.post(LOGIN, {"login": ada.email, "password": PASSWORD, **box})
    assert client.session.get_expire_at_browser_close() is ticked
    assert (client.cookies["sessionid"]["max-age"] == "") is ticked


@pytest.mark.parametrize("ticked", [True, False])
@pytest.mark.urls("tests.accounts.addresses")
def test_the_box_holds_through_a_code_and_can_be_changed_later(client, ada, ticked: bool) -> None:
    client.post(CODE, {"email": ada.email, **({"shared_device": "on"} if ticked else {})})
    client.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert client.session.get_expire_at_browser_close() is ticked
    client.post(reverse("accounts:shared_device"), {"shared": "no" if ticked else "yes"})
    assert client.session.get_expire_at_browser_close() is not ticked


@pytest.mark.parametrize("start", [LOGIN, CODE, "/accounts/password/reset/", "/accounts/signup/"])
def test_a_known_and_an_unknown_address_get_the_same_answer(ada, start: str) -> None:
    answers = []
    for email in (ada.email, "nobody@example.org"):
        client = Client()
        field = {"login": email} if start == LOGIN else {"email": email}
        first = client.post(start, field)
        then = client.get(first.headers["Location"])
        text = re.sub(r'value="[\w-]{20,}"|nonce="[^"]+"', "", then.content.decode()).replace(
            email, "address"
        )
        answers.append((first.status_code, first.headers["Location"], then.status_code, text))
    assert answers[0] == answers[1]
    assert len(mail.outbox) == 2  # one mail each, so that sending takes the same time too


def test_a_wrong_password_costs_one_hash_whoever_is_asked_for(client, ada, monkeypatch) -> None:
    User.objects.create_user("code-only@example.org")
    hasher = type(hashers.get_hasher())
    encode, counted = hasher.encode, []
    monkeypatch.setattr(hasher, "encode", lambda *args: counted.append(args) or encode(*args))
    costs = []
    for email in (ada.email, "nobody@example.org", "code-only@example.org"):
        counted.clear()
        guess(client, email)
        costs.append(len(counted))
    assert costs == [1, 1, 1]


@pytest.mark.parametrize("limited", [True, False])
def test_ten_failures_stop_an_address_but_not_the_owner_elsewhere(ada, settings, limited: bool) -> None:
    if not limited:  # the control: without the limit the eleventh guess would be in
        settings.ACCOUNT_RATE_LIMITS = {"login_failed": None}
    attacker = Client()
    for _ in range(10):
        guess(attacker)
    answer = guess(attacker, password=PASSWORD)
    assert ("Too many" in answer.content.decode()) is limited
    assert signed_in(attacker) is not limited
    owner = Client()
    guess(owner, address="198.51.100.7", password=PASSWORD)
    assert signed_in(owner)


def test_thirty_failures_from_many_addresses_slow_everyone_but_a_code_still_works(ada) -> None:
    for number in range(30):
        guess(Client(), address=f"203.0.113.{number}")
    owner = Client()
    guess(owner, address="198.51.100.7", password=PASSWORD)
    assert not signed_in(owner)
    owner.post(CODE, {"email": ada.email})
    owner.post(CONFIRM, {"code": code_in(mail.outbox[-1])})
    assert signed_in(owner)


def test_right_passwords_are_not_counted(ada) -> None:
    for _ in range(12):
        client = Client()
        guess(client, password=PASSWORD)
        assert signed_in(client)


def test_three_wrong_codes_end_the_attempt(client, ada) -> None:
    client.post(CODE, {"email": ada.email})
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG1"})
    client.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    assert not signed_in(client)


def test_mail_gives_its_reason_and_names_no_host_of_the_request(client, ada, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, HTTP_HOST="evil.example")
    body = mail.outbox[0].body
    assert "evil.example" not in body
    reason = f"someone, most likely you, entered this address at Soundings ({settings.BASE_URL})"
    assert reason in body


def test_mail_speaks_plainly_and_alone(client, ada) -> None:
    """Nothing of allauth's own words is left in what goes out."""
    Client().post(CODE, {"email": ada.email})
    Client().post("/accounts/password/reset/", {"email": "nobody@example.org"})
    guess(client, password=PASSWORD)
    fresh = {"oldpassword": PASSWORD, "password1": PASSWORD + " more", "password2": PASSWORD + " more"}
    client.post("/accounts/password/change/", fresh)
    assert [message.subject for message in mail.outbox] == [
        "Your code to sign in",
        "There is no account with this address",
        "Your password was changed",
    ]
    for message in mail.outbox:
        assert "!" not in message.body
        assert "Hello from" not in message.body
        assert message.body.count("You receive this because") == 1
        assert not message.alternatives


def test_a_new_password_ends_the_other_sessions(client, ada) -> None:
    other = Client()
    guess(client, password=PASSWORD)
    guess(other, password=PASSWORD)
    fresh = {"oldpassword": PASSWORD, "password1": PASSWORD + " more", "password2": PASSWORD + " more"}
    client.post("/accounts/password/change/", fresh)
    assert client.get("/accounts/email/").status_code == 200
    assert other.get("/accounts/email/").status_code == 302


def test_the_session_gets_a_new_number_at_sign_in(client, ada) -> None:
    client.get(LOGIN)
    session = client.session
    session["kept"] = True
    session.save()
    guess(client, password=PASSWORD)
    assert client.session.session_key != session.session_key


def test_sign_ins_and_failures_are_logged_without_the_address_tried(client, ada, caplog) -> None:
    caplog.set_level("INFO", "security")
    guess(client)
    guess(client, password=PASSWORD)
    said = {
        record.message: getattr(record, "facts", {}) for record in caplog.records if record.name == "security"
    }
    assert said["sign-in failed"]["account"]
    assert said["signed in"]["user"] == ada.pk
    assert said["signed in"]["methods"] == ["password"]
    assert ada.email not in str(said)
