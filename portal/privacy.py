"""What is held about a person, model by model: each is classified, exported and erased from here."""

from collections.abc import Mapping

from django.apps import apps
from django.db.models import QuerySet

from accounts import erase as account_erase
from accounts import export as account_export
from accounts.device import Asker
from accounts.models import User
from content.approving import personal as reviews
from courses import export as course_export
from courses.learner import Who
from courses.models import Learner
from readiness import authored
from readiness import export as readiness_export
from readiness.models import Respondent
from reports import export as report_export
from reports import personal as personal_reports

# Deleted with the person.
ERASED = "erased"
# Kept, because it belongs to the installation; only the link to the person is cut.
DETACHED = "detached"
# Holds nothing about a person.
IMPERSONAL = "impersonal"

BY_CLASS: Mapping[str, Mapping[str, str]] = {
    ERASED: {
        "reports": "EvidenceConsent",
        "readiness": "Respondent Reader Reanswer Invitee",
        "courses": (
            "Learner CaseAnswer Decision Commitment Attempt AttemptAnswer Completion Note Bookmark Place "
            "ListeningKey Refreshed Feedback"
        ),
        "accounts": "User User_groups User_user_permissions Membership Invitation",
        "jobs": "OutgoingMail Job",
        "wagtailusers": "UserProfile",
        "wagtailadmin": "EditingSession FormState",
        "wagtailcore": "APIToken Comment CommentReply PageSubscription",
        "account": "EmailAddress EmailConfirmation",
        "mfa": "Authenticator",
        "sessions": "Session",
    },
    DETACHED: {
        # Withdrawn, and without a word about the person: whoever checks one is still told that it ended.
        "reports": "Certificate Edition PrivateLink Report",
        # A closed result stays as a measurement that no longer says whose it was (docs/decisions.md).
        "readiness": (
            "Round Sheet Answer Result EarlierResult AgreedAnswer AgreedResult Entry Consent Version"
        ),
        "accounts": "Organisation",
        "content": (
            "Approval Arrival Film HomePage LearnIndexPage ModulePage TextPage Unit CasePage GuidePage "
            "VideoPage CheckPage "
            "DecisionPage PathsPage PathPage"
        ),
        "wagtailmedia": "Media",
        "wagtaildocs": "Document",
        "wagtailimages": "Image",
        "wagtailcore": "ModelLogEntry PageLogEntry Revision UploadedFile WorkflowState TaskState Page",
    },
    IMPERSONAL: {
        "reports": "EvidenceQuarter",
        "courses": "MissingWords",
        "readiness": "ScoreRow Cell Entrant",
        "content": "Rendering Change Announced AtlasStamp Imported ImportStamp MailReview ReviewReminder",
        "wagtailredirects": "Redirect",
        "simple_translation": "SimpleTranslation",
        "wagtailimages": "Rendition",
        "wagtailembeds": "Embed",
        "wagtailsearch": "IndexEntry SQLiteFTSIndexEntry",
        "wagtailadmin": "Admin",
        "wagtailcore": (
            "Locale Site GroupSitePermission CollectionViewRestriction_groups "
            "CollectionViewRestriction Collection GroupCollectionPermission WorkflowContentType "
            "Workflow WorkflowTask Task GroupApprovalTask_groups GroupApprovalTask "
            "GroupPagePermission PageViewRestriction_groups PageViewRestriction WorkflowPage "
            "ReferenceIndex"
        ),
        "taggit": "Tag TaggedItem",
        "auth": "Permission Group_permissions Group",
        "contenttypes": "ContentType",
    },
}
CLASSES: Mapping[str, str] = {
    f"{app}.{model}": kind
    for kind, apps_of_kind in BY_CLASS.items()
    for app, models in apps_of_kind.items()
    for model in models.split()
}


def unclassified() -> list[str]:
    """Labels of installed models that nobody has classified; the suite fails while there is one."""
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    return sorted(labels - CLASSES.keys())


def held_about(user: User) -> dict[str, object]:
    """Everything about an account: who you are here, what you learned, what you answered."""
    return {
        "account": account_export.facts_of(user),
        **held_about_asker(Asker(user_id=user.pk)),
        "asked_to_rounds": readiness_export.invitations_of(user.email),
        "written_for_groups": authored.facts_of(user),
        "certificates_and_consents": report_export.facts_of(user),
        "asked_to_review": reviews.facts_of(account_export.addresses_of(user)),
    }


def held_about_asker(asker: Asker) -> dict[str, object]:
    """What an account or a device keeps in the rooms of learning and measuring."""
    learner, respondent = _learners(asker).first(), Respondent.objects.of(asker).first()
    held: dict[str, object] = {
        "learning": course_export.facts_of(learner) if learner else {},
        "readiness": readiness_export.facts_of(respondent) if respondent else {},
    }
    reports = personal_reports.facts_of(asker)
    return {**held, "reports_on_own_results": reports} if reports else held


def erase(user: User) -> None:
    """Removes the person from every table, the account last; call inside a transaction."""
    erase_asker(Asker(user_id=user.pk))
    readiness_export.erase_invitations(user.email)
    authored.erase(user)
    reviews.erase(account_export.addresses_of(user))
    report_export.erase(user)
    account_erase.erase(user)


def erase_asker(asker: Asker) -> None:
    """What an account or a device kept; call inside a transaction."""
    personal_reports.erase(asker)
    for learner in _learners(asker):
        course_export.erase(learner)
    for respondent in Respondent.objects.of(asker):
        readiness_export.erase(respondent)


def _learners(asker: Asker) -> QuerySet[Learner]:
    return Who(user_id=asker.user_id, device=asker.device).learners()


def as_markdown(held: Mapping[str, object], level: int = 1) -> str:
    """The export in words: a heading for each part, a list line for each value."""
    lines: list[str] = []
    for name, value in held.items():
        title = name.replace("_", " ").capitalize()
        if isinstance(value, Mapping):
            lines += [f"{'#' * level} {title}", "", as_markdown(value, level + 1)]
        elif isinstance(value, list):
            lines += [f"{'#' * level} {title}", "", *(_line(entry) for entry in value), ""]
        else:
            lines.append(f"- {title}: {value}")
    return "\n".join(lines) + "\n"


def _line(entry: object) -> str:
    if isinstance(entry, Mapping):
        return "- " + "; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in entry.items())
    return f"- {entry}"
