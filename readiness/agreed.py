"""A finished session as it is shown: the agreed result beside the blind one, never over it."""

from django.db.models import Q

from accounts.models import Membership

from .actions.finishing import agreed_answers
from .models import AgreedAnswer, AgreedResult, Result, Round
from .questionnaire import asked_of
from .results.panel import Panel
from .results.session import Both, both
from .results.snapshot import thawed


def recorders(session: Round) -> dict[int | None, str]:
    """Who may record or did, as the organisation knows them: by name, or the address they joined with."""
    did = Q(user__in=AgreedAnswer.objects.filter(round=session).values("recorded_by"))
    may = Q(user=session.owner_id) | Q(user__in=session.readers.values("user"))
    members = Membership.objects.filter(did | may, organisation=session.organisation_id)
    return {
        user: name or email for user, name, email in members.values_list("user_id", "user__name", "email")
    }


def agreed_of(session: Round) -> Both | None:
    """Both indexes of a finished session; None of any other round. Four statements."""
    agreed = AgreedResult.objects.filter(round=session).first()
    if agreed is None:
        return None
    people = session.sheets.submitted().count()
    scope = asked_of(thawed(agreed.snapshot), session.form, session.excluded)
    frozen = Result.objects.filter(round=session).values_list("scores", "details").first()
    blind = Panel(scope, frozen[0], details=frozen[1]) if frozen else None
    return both(
        scope,
        agreed.scores,
        agreed_answers(session),
        blind,
        people,
        agreed.details["session_roles"],
    )
