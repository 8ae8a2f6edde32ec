"""The gates: nobody passes without the proof the place asks for."""

import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Permission
from django.test import Client

from accounts import access
from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    user = User.objects.create_user("author@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def now_code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def age(client: Client, seconds: float, **also: object) -> None:
    """Make everything this session proved older."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.update(also)
    session.save()


def test_a_visitor_is_sent_to_sign_in(client) -> None:
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")


def test_a_learner_is_refused_and_the_refusal_is_logged(sign_in, caplog) -> None:
    learner = sign_in(User.objects.create_user("learner@example.org"), second_factor=True)
    assert learner.get("/admin/").status_code == 403
    assert "refused" in caplog.text


def test_an_author_without_second_factor_is_led_to_enrol(sign_in, author) -> None:
    answer = sign_in(author).get("/admin/pages/", follow=True)
    assert answer.redirect_chain == [("/accounts/2fa/", 302)]
    assert "a second proof that it is you" in answer.content.decode()


def test_a_german_author_is_told_so_in_german(sign_in, author) -> None:
    User.objects.filter(pk=author.pk).update(language="de")
    answer = sign_in(author).get("/admin/pages/", follow=True)
    assert "a second proof that it is you" not in answer.content.decode()
    assert "zweiten Nachweis" in answer.content.decode()


def test_enrolling_an_app_opens_the_editor_at_once(sign_in, author) -> None:
    client = sign_in(author)
    client.get("/admin/pages/")
    form = client.get("/accounts/2fa/totp/activate/").context["form"]
    answer = client.post("/accounts/2fa/totp/activate/", {"code": now_code(form.secret)}, follow=True)
    assert 'Then <a href="/admin/pages/">go on' in answer.content.decode()
    assert client.get("/admin/").status_code == 200


def test_the_secret_is_not_readable_in_the_database(author) -> None:
    secret = generate_totp_secret()
    TOTP.activate(author, secret)
    kept = Authenticator.objects.get(user=author).data["secret"]
    assert secret not in kept
    assert get_adapter().decrypt(kept) == secret


def test_a_session_from_before_the_enrolment_must_prove_itself(sign_in, author) -> None:
    stolen = sign_in(author)
    TOTP.activate(author, generate_totp_secret())
    assert stolen.get("/admin/").headers["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_after_half_an_hour_idle_a_code_is_asked_and_the_sent_form_is_kept(sign_in, author) -> None:
    secret = generate_totp_secret()
    TOTP.activate(author, secret)
    client = sign_in(author, second_factor=True)
    assert client.get("/admin/").status_code == 200
    age(client, access.IDLE_SECONDS + 1, privileged_at=int(time.time() - access.IDLE_SECONDS - 1))
    asked = client.post("/admin/account/", {"unsaved": "words"})
    assert asked.headers["Location"].startswith("/accounts/2fa/reauthenticate/")
    answer = client.post(asked.headers["Location"], {"code": now_code(secret)})
    assert answer.status_code == 200  # the form itself, complaining of what "unsaved" lacks
    assert client.get("/admin/").status_code == 200


def test_activity_is_noted_once_a_minute_and_not_by_scripts(
    sign_in, author, django_assert_max_num_queries
) -> None:
    client = sign_in(author, second_factor=True)
    client.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"})
    assert "privileged_at" not in client.session
    client.get("/admin/")
    noted = client.session["privileged_at"]
    client.get("/admin/")
    assert client.session["privileged_at"] == noted


def test_a_proof_of_yesterday_is_too_old_whatever_happens_meanwhile(sign_in, author) -> None:
    TOTP.activate(author, generate_totp_secret())
    client = sign_in(author, second_factor=True)
    age(client, access.RECENT_SECONDS + 1, privileged_at=int(time.time()))
    assert client.get("/admin/").status_code == 302


def test_scripts_are_refused_rather_than_led_away(sign_in, author) -> None:
    assert sign_in(author).get("/admin/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_what_a_page_fetches_by_itself_takes_no_sent_forms_place(sign_in, author) -> None:
    secret = generate_totp_secret()
    TOTP.activate(author, secret)
    client = sign_in(author, second_factor=True)
    age(client, access.IDLE_SECONDS + 1, privileged_at=int(time.time() - access.IDLE_SECONDS - 1))
    asked = client.post("/admin/account/", {"unsaved": "words"})
    assert client.get("/admin/", headers={"sec-fetch-dest": "empty"}).status_code == 403
    answer = client.post(asked.headers["Location"], {"code": now_code(secret)})
    assert answer.status_code == 200  # the form that was sent, not what was fetched meanwhile


def test_what_cannot_be_undone_asks_for_a_recent_sign_in(sign_in) -> None:
    client = sign_in(User.objects.create_user("learner@example.org"))
    assert client.get("/me/delete/").status_code == 200
    age(client, access.RECENT_SECONDS + 1)
    assert client.get("/me/delete/").headers["Location"] == "/accounts/login/?next=/me/delete/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_wagtails_own_doors_lead_to_ours(client, door: str) -> None:
    User.objects.create_superuser("boss@example.org", "a sentence nobody guesses")
    sent = {
        "username": "boss@example.org",
        "email": "boss@example.org",
        "password": "a sentence nobody guesses",
    }
    answer = client.post(f"{door}?next=/admin/", sent)
    assert answer.headers["Location"] == "/accounts/login/?next=/admin/"
    assert "_auth_user_id" not in client.session
