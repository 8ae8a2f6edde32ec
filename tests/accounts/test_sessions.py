"""Sessions and accounts are read by statements that stay: as Django reads them, and never from memory."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.backends import db as djangos
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.sessions import SessionStore


@pytest.fixture
def person(db):
    return User.objects.create_user("ada@example.org", name="Ada")


def test_sessions_that_django_wrote_go_on_and_the_other_way_round(db):
    for writer, reader in ((djangos.SessionStore, SessionStore), (SessionStore, djangos.SessionStore)):
        written = writer()
        written["chosen"] = "this"
        written.save()
        assert reader(written.session_key)["chosen"] == "this"


def test_a_session_that_ended_or_never_was_is_empty_and_loses_its_key(db):
    store = SessionStore()
    store["chosen"] = "this"
    store.save()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    for key in (store.session_key, "x" * 32):
        found = SessionStore(key)
        assert found.get("chosen") is None
        assert found.session_key is None


def test_a_session_that_was_tampered_with_is_empty(db):
    store = SessionStore()
    store["chosen"] = "this"
    store.save()
    data = Session.objects.get().session_data
    Session.objects.update(session_data=data[:-1] + ("A" if data[-1] != "A" else "B"))
    assert SessionStore(store.session_key).get("chosen") is None


def test_each_request_finds_its_own_account_as_it_is_now(person):
    other = User.objects.create_user("bo@example.org", name="Bo")
    clients = [(Client(), person, "Ada"), (Client(), other, "Bo")]
    for client, account, _ in clients:
        client.force_login(account)
    for _ in range(2):
        for client, account, name in clients:
            seen = client.get("/me/").wsgi_request.user
            assert (seen.pk, seen.name) == (account.pk, name)
    User.objects.filter(pk=person.pk).update(name="Ada L.")
    assert clients[0][0].get("/me/").wsgi_request.user.name == "Ada L."
    User.objects.filter(pk=person.pk).delete()
    assert not clients[0][0].get("/me/").wsgi_request.user.is_authenticated


def test_an_account_by_its_key_is_the_one_that_a_query_finds(person, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = User.objects.get(pk=person.pk)
    assert vars(found) | {"_state": None} == vars(User.objects.filter(pk=person.pk).get()) | {"_state": None}
    assert not found._state.adding
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=person.pk + 1)


def test_by_its_key_among_some_accounts_it_is_found_only_where_it_is_one_of_them(person):
    group = Group.objects.create(name="Some")
    with pytest.raises(User.DoesNotExist):
        group.user_set.get(pk=person.pk)
    group.user_set.add(person)
    assert group.user_set.get(pk=person.pk) == person
