"""Every kind of mail that the product sends, each by the very act or task that sends it, to one reader."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.conf import settings
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone

from accounts.actions.appointing import hand_over
from accounts.actions.inviting import invite as invite_to_organisation
from accounts.device import Asker
from accounts.models import User
from content.approving.asking import ask
from content.approving.deciding import decide
from content.models import Approval, MailReview, Unit
from content.tasks import remind_reviews
from courses.actions.committing import remind as remind_of_commitments
from courses.models import Commitment, Learner
from jobs.models import Job
from jobs.tasks import run_job
from readiness.actions.ending import tell_owners
from readiness.actions.inviting import invite, renew_link
from readiness.actions.joining import ask_to_join
from readiness.actions.links import joining_token
from readiness.actions.reminding import remind
from readiness.actions.resuming import mail_link
from readiness.models import Invitee, Round, Sheet
from reports.actions import ask_for
from reports.models import Report
from tests.accounts.organising import Company, join, someone
from tests.content import trees
from tests.content.test_approving import token, workflow
from tests.content.test_scheduled import scheduled
from tests.journeys.people import client_of, person
from tests.readiness.panels import closed_panel
from tests.readiness.rounds import northgate, opened

READER = "reader@example.org"
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
TEMPLATES = Path(settings.BASE_DIR) / "templates"
FROM_ALLAUTH = {
    "code": "ABCDEF",
    "email": READER,
    "from_email": READER,
    "to_email": "new@example.org",
    "ip": "203.0.113.7",
    "user_agent": "Firefox",
    "timestamp": NOON,
    "password_reset_url": "https://elsewhere.example/reset/",
    "signup_url": "https://elsewhere.example/signup/",
}


def reader(language: str) -> User:
    """Whoever reads the mails; authors and editors of the scenes speak the same language."""
    found = someone(READER, "Rea Der")
    for role in ("author", "superuser"):
        person(role)
    User.objects.update(language=language)
    found.refresh_from_db()
    return found


def invitation(_who: User) -> None:
    company = Company()
    invite_to_organisation(company.owner, company.organisation.public_id, {READER: "member"}, timezone.now())


def new_owner(who: User) -> None:
    company = Company()
    heir = join(company.organisation, who)
    hand_over(company.owner, company.organisation.public_id, heir.pk)


def review_asked(who: User) -> None:
    page = trees.unit(trees.module(), "weak", publish=False)
    step = workflow(MailReview.objects.create(name="X")).start(page, who).current_task_state
    ask(step.specific, who, timezone.now(), name="Rea", address=READER)


def review_decided(who: User) -> None:
    review_asked(who)
    decide(token(), False, "Nein.", timezone.now())


def review_lapsed(who: User) -> None:
    review_asked(who)
    Approval.objects.update(expires_at=NOON - timedelta(days=400))
    remind_reviews()


def not_published(_who: User) -> None:
    module = trees.module()
    taught = trees.unit(module, "taught")
    scheduled(module, "weak", body=trees.body('<a href="unit:strategy/taught">X</a>'))
    taught.delete()
    call_command("publish_scheduled")


def expired(_who: User) -> None:
    page = trees.unit(trees.module(), "weak", keeper_mail=READER)
    Unit.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


def reviews_due(_who: User) -> None:
    module, today = trees.module(), timezone.localdate()
    for slug, days in (("over", -3), ("soon", 10)):
        page = trees.unit(module, slug, keeper_mail=READER)
        type(page).objects.filter(pk=page.pk).update(review_by=today + timedelta(days=days))
    remind_reviews()


def commitment(who: User) -> None:
    unit = trees.unit(trees.module(), "jabil")
    given = {"text": "Fragen", "owner": "Bo", "due": NOON.date(), "made_at": NOON, "changed_at": NOON}
    Commitment.objects.create(learner=Learner.objects.create(user=who), unit=unit, **given)
    remind_of_commitments(NOON)


def _round() -> Round:
    organisation, owner = northgate()
    return opened(owner, organisation, form="full", answers_until=NOON.date())


def _send() -> None:
    for job in Job.objects.filter(kind="round_mails"):
        run_job(job.pk)


def round_invitation(_who: User) -> None:
    invite(_round(), {READER: "exec"}, timezone.now())
    _send()


def round_reminder(_who: User) -> None:
    measured, now = _round(), timezone.now()
    invite(measured, {READER: "exec"}, now)
    Invitee.objects.update(mail_due="")
    remind(measured, now + timedelta(days=3))
    _send()


def round_link(_who: User) -> None:
    ask_to_join(joining_token(renew_link(_round(), "example.org")), READER, timezone.now())
    _send()


def round_ends(who: User) -> None:
    now = timezone.now()
    Round.objects.filter(pk=_round().pk).update(owner=who, opened_at=now - timedelta(days=700))
    tell_owners(now)


def resume(who: User) -> None:
    client_of(who).post("/assess/start/", {"form": "full", "role": "exec"})
    mail_link(Asker(user_id=who.pk), Sheet.objects.get().public_id, READER, timezone.now())


def ready(who: User) -> None:
    measured = closed_panel({"exec": 5, "tech": 5})
    report = ask_for(measured, "csv", "a4", who, timezone.now())
    Report.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    run_job(report.job_id)


def by_allauth(prefix: str) -> Callable[[User], None]:
    def send(who: User) -> None:
        with request_context(RequestFactory().get("/")):
            get_adapter().send_mail(prefix, READER, {**FROM_ALLAUTH, "user": who})

    return send


OURS: dict[str, Callable[[User], None]] = {
    "accounts/mail/invitation.txt": invitation,
    "accounts/mail/new_owner.txt": new_owner,
    "content/mail/review_asked.txt": review_asked,
    "content/mail/review_decided.txt": review_decided,
    "content/mail/review_lapsed.txt": review_lapsed,
    "content/mail/expired.txt": expired,
    "content/mail/not_published.txt": not_published,
    "content/mail/reviews_due.txt": reviews_due,
    "courses/mail/commitment.txt": commitment,
    "readiness/mail/invite.txt": round_invitation,
    "readiness/mail/remind.txt": round_reminder,
    "readiness/mail/link.txt": round_link,
    "readiness/mail/ends.txt": round_ends,
    "readiness/mail/resume.txt": resume,
    "reports/mail/ready.txt": ready,
}
# Of the subjects that the product words for django-allauth.
SUBJECTS = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for folder in ("account/email", "mfa/email")
    for path in (TEMPLATES / folder).glob("*_subject.txt")
)
KINDS = OURS | {name: by_allauth(name.removesuffix("_subject.txt")) for name in SUBJECTS}
