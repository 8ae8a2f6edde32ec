"""Mail is a job when there is a server, and a kept page when there is none."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from jobs import tasks
from jobs.models import Job, OutgoingMail

pytestmark = pytest.mark.django_db
LETTER = EmailMessage("Your code", "ABC-DEF", to=["Ada <ada@example.org>"])
OUTBOX = "jobs.outbox.OutboxBackend"


@pytest.fixture
def served(settings) -> None:
    settings.EMAIL_BACKEND = "jobs.mail.QueuedBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"


def send(backend: str) -> None:
    EmailMessage(LETTER.subject, LETTER.body, to=LETTER.to, connection=mail.get_connection(backend)).send()


def test_a_mail_goes_on_commit_and_leaves_no_code_behind(served, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send("jobs.mail.QueuedBackend")
        assert not mail.outbox
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert not OutgoingMail.objects.exists()
    job = Job.objects.get()
    assert (job.state, list(job.payload)) == (Job.State.DONE, ["mail"])


def test_a_server_that_refuses_is_tried_again_under_the_same_message_id(
    served, settings, monkeypatch
) -> None:
    ids: list[str] = []
    refuse = [True]

    def transport(self: object, messages: list[EmailMessage]) -> int:
        ids.extend(message.message()["Message-ID"] for message in messages)
        if refuse.pop():
            refuse.append(False)
            raise OSError("mail server away")
        return 1

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", transport)
    send("jobs.mail.QueuedBackend")
    job = Job.objects.get()
    tasks.run_job(job.pk)
    Job.objects.update(lease_until=timezone.now())
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)
    assert len(ids) == 2
    assert ids[0] == ids[1]


def test_how_to_unsubscribe_travels_with_the_mail_and_nothing_else_does(
    served, django_capture_on_commit_callbacks
) -> None:
    given = {
        "List-Unsubscribe": "<https://example.org/out/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Reply-To": "eve@example.org",
    }
    with django_capture_on_commit_callbacks(execute=True):
        connection = mail.get_connection("jobs.mail.QueuedBackend")
        EmailMessage("News", "Text", to=["ada@example.org"], headers=given, connection=connection).send()
    sent = mail.outbox[0].message()
    assert sent["List-Unsubscribe"] == "<https://example.org/out/>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Reply-To"] is None


def test_mail_to_someone_erased_meanwhile_is_not_sent(served) -> None:
    send("jobs.mail.QueuedBackend")
    OutgoingMail.objects.all().delete()
    tasks.run_job(Job.objects.get().pk)
    assert Job.objects.get().state == Job.State.DONE
    assert not mail.outbox


def test_without_a_server_mail_is_on_the_terminal_and_in_the_outbox(client: Client, capsys) -> None:
    send(OUTBOX)
    assert "ABC-DEF" in capsys.readouterr().err
    kept = OutgoingMail.objects.get()
    assert "Your code" in client.get("/outbox/").content.decode()
    assert "ABC-DEF" in client.get(f"/outbox/{kept.pk}/").content.decode()


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_X_REAL_IP": "::1"},
    ],
)
def test_the_outbox_is_for_this_machine_alone(client: Client, elsewhere: dict[str, str]) -> None:
    send(OUTBOX)
    assert client.get("/outbox/", **elsewhere).status_code == 404
    assert client.get(f"/outbox/{OutgoingMail.objects.get().pk}/", **elsewhere).status_code == 404


def test_the_outbox_is_nowhere_else(client: Client, settings) -> None:
    settings.OUTBOX = False
    assert client.get("/outbox/").status_code == 404


def test_what_is_old_is_tidied_and_dead_letters_stay() -> None:
    long_ago = timezone.now() - tasks.KEPT * 2
    for key, state in (("old", "done"), ("dead", "failed")):
        Job.objects.create(kind="mail", key=key, state=state, finished_at=long_ago, created_at=long_ago)
    Job.objects.create(kind="mail", key="new", state="done", finished_at=timezone.now())
    OutgoingMail.objects.create(to="a@example.org", subject="old", text="", created_at=long_ago)
    OutgoingMail.objects.create(to="a@example.org", subject="new", text="")
    tasks.tidy()
    assert set(Job.objects.values_list("key", flat=True)) == {"dead", "new"}
    assert set(OutgoingMail.objects.values_list("subject", flat=True)) == {"new"}
