"""Every model is classified; what is exported is everything; what is erased is gone from every table."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.mail import send_mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import Organisation, User
from content.models import Unit
from courses.models import (
    Attempt,
    AttemptAnswer,
    Bookmark,
    CaseAnswer,
    Commitment,
    Completion,
    Decision,
    Learner,
    ListeningKey,
    Note,
    Place,
)
from portal import privacy, wagtail_hooks
from readiness.models import AgreedAnswer, Answer, Entry, Reanswer, Respondent, Round, Sheet
from tests.journeys.people import client_of
from tests.portal.test_role_matrix import user_of

CANARY = "kanarienvogel"
ADDRESS = f"{CANARY}@example.org"


def learns(user: User) -> None:
    learner = Learner.objects.create(user=user)
    unit, now = Unit.objects.filter(kind="case").first(), timezone.now()
    moments = {"started_at": now, "updated_at": now, "reported_at": now}
    check = Unit.objects.filter(kind="check").first()
    Place.objects.create(learner=learner, unit=unit, section=CANARY, **moments)
    Completion.objects.create(learner=learner, unit=unit, at=now, how="read", evidence={"seen": CANARY})
    Note.objects.create(learner=learner, unit=unit, text=CANARY, created_at=now, updated_at=now)
    Bookmark.objects.create(learner=learner, unit=unit, at=now)
    ListeningKey.objects.create(learner=learner, token_hash=CANARY, made_at=now)
    CaseAnswer.objects.create(
        learner=learner, unit=unit, question="q", text=CANARY, answered_at=now, edited_at=now
    )
    attempt = Attempt.objects.create(
        learner=learner, check_page=check, seed=1, drawn=[[CANARY, ["a"]]], pass_mark=4, started_at=now
    )
    AttemptAnswer.objects.create(attempt=attempt, question=CANARY, chosen=["a"], right=True, at=now)
    Decision.objects.create(learner=learner, unit=unit, key="a", choice={"seen": CANARY}, decided_at=now)
    Commitment.objects.create(learner=learner, unit=unit, text=CANARY, made_at=now, changed_at=now)


def measures(user: User) -> None:
    now = timezone.now()
    measured = Round.objects.create(instrument_id="rf-1.0", instrument_hash="x", opened_at=now)
    sheet = Sheet.objects.create(
        round=measured,
        respondent=Respondent.objects.create(user=user),
        role="exec",
        form="full",
        started_at=now,
        submitted_at=now,
    )
    Answer.objects.create(sheet=sheet, item="S1.1", level=3, evidence=CANARY, acted_at=now, answered_at=now)
    again = {"round": measured, "respondent": sheet.respondent, "answered_at": now}
    Reanswer.objects.create(item="S1.1", level=4, evidence=CANARY, **again)
    line = {"kind": "step", "subject": "S1.1", "level": 4, "created_at": now, "changed_at": now}
    Entry.objects.create(round=measured, owner=CANARY, note=CANARY, **line)
    organisation = Organisation.objects.create(name="Acme", created_at=now)
    group = Round.objects.create(
        kind="consensus",
        organisation=organisation,
        instrument_id="rf-1.0",
        instrument_hash="x",
        opened_at=now,
    )
    Entry.objects.create(round=group, owner=CANARY.upper(), changed_by=user, **line)
    AgreedAnswer.objects.create(round=group, item="S1.1", level=3, agreed_at=now, recorded_by=user)


@pytest.fixture
def person(course: None) -> User:
    """Someone with a row in every table that can hold something about them."""
    user = User.objects.create_user(ADDRESS, name=CANARY, first_name=CANARY, last_name=CANARY)
    user.emailaddress_set.create(email=ADDRESS, verified=True, primary=True)
    unit = Unit.objects.filter(kind="case").first()
    learns(user)
    measures(user)
    send_mail(CANARY, CANARY, None, [ADDRESS])
    client = Client()
    client.force_login(user)
    session = client.session
    session["seen"] = CANARY
    session.save()

    case = unit.specific
    case.owner = user
    case.save_revision(user=user, log_action=True)
    return user


def everything() -> str:
    """Every value of every row of every table, as one text."""
    lines = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and "FTS" not in model.__name__:
            lines += [f"{model._meta.label} {row}" for row in model.objects.order_by().values()]
    sessions = [session.get_decoded() for session in apps.get_model("sessions.Session").objects.all()]
    return "\n".join([*lines, json.dumps(sessions)])


def test_no_model_is_unclassified():
    assert privacy.unclassified() == []


def test_a_model_that_nobody_classified_is_found(monkeypatch):
    known = {label: kind for label, kind in privacy.CLASSES.items() if label != "courses.Note"}
    monkeypatch.setattr(privacy, "CLASSES", known)
    assert privacy.unclassified() == ["courses.Note"]


def test_classes_name_only_models_that_exist_somewhere():
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert set(privacy.CLASSES) - labels <= {"wagtailsearch.SQLiteFTSIndexEntry", "wagtailsearch.IndexEntry"}


def test_the_export_holds_every_personal_row(person):
    held = json.dumps(privacy.held_about(person), default=str)
    learning = json.loads(held)["learning"]
    assert ADDRESS in held
    for part in ("places", "completions", "check_attempts", "case_answers", "notes", "bookmarks"):
        assert learning[part], f"{part} is missing from the export"
    [assessment] = json.loads(held)["readiness"]["assessments"]
    assert assessment["answers"][0]["evidence"] == CANARY
    assert assessment["since_then"][0]["evidence"] == assessment["register"][0]["note"] == CANARY
    written = json.loads(held)["written_for_groups"]
    assert (written["register_lines"][0]["subject"], written["recorded_in_sessions"][0]["level"]) == (
        "S1.1",
        3,
    )
    assert CANARY in privacy.as_markdown(privacy.held_about(person))


def test_after_erasure_no_table_holds_a_trace(person):
    assert CANARY in everything()
    privacy.erase(person)
    assert CANARY not in everything().lower()
    # What the group decided stays, without the name.
    assert (Entry.objects.get().owner, AgreedAnswer.objects.get().recorded_by) == ("", None)


@pytest.fixture
def picture(person, settings, tmp_path) -> Path:
    """The profile picture that an author chose in the editor."""
    settings.MEDIA_ROOT = tmp_path
    profile = UserProfile.get_for_user(person)
    profile.avatar.save("me.png", ContentFile(b"a face"))
    return Path(profile.avatar.path)


def test_a_profile_picture_goes_with_its_account(
    person, picture: Path, django_capture_on_commit_callbacks
) -> None:
    assert json.loads(json.dumps(privacy.held_about(person), default=str))["account"]["profile_picture"]
    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase(person)
        assert picture.exists()  # until it is certain that the account is gone
    assert not picture.exists()


def test_control_deleting_the_row_alone_leaves_the_picture(
    person, picture: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        person.delete()
    assert picture.exists()


def deleted_by_an_administrator(person: User, name: str) -> None:
    administrator = client_of(user_of("administrator"))
    one, many = reverse("wagtailusers_users:delete", args=[person.pk]), ["accounts", "user", "delete"]
    url = one if name == "one" else f"{reverse('wagtail_bulk_action', args=many)}?id={person.pk}"
    assert administrator.get(url).status_code == 200
    assert User.objects.filter(pk=person.pk).exists()
    administrator.post(url)
    assert not User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("name", ["one", "many"])
def test_an_account_that_an_administrator_deletes_leaves_no_trace_either(person, name: str):
    deleted_by_an_administrator(person, name)
    assert CANARY not in everything().lower()


@pytest.mark.parametrize("name", ["one", "many"])
def test_control_the_editors_own_way_leaves_some(person, name: str, monkeypatch):
    monkeypatch.setattr(wagtail_hooks, "_erased", lambda request, users: None)
    deleted_by_an_administrator(person, name)
    assert CANARY in everything().lower()


def test_erasing_leaves_the_pages_that_an_author_made(person):
    pages = Unit.objects.count()
    privacy.erase(person)
    assert Unit.objects.count() == pages


def test_facts_that_erasure_forgot_would_be_found(person):
    """Control: a learner that was cut loose instead of erased leaves its trace."""
    Learner.objects.filter(user=person).update(user=None, device=uuid4())
    privacy.erase(person)
    assert CANARY in everything()
