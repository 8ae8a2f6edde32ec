"""A finished session as it is shown: the agreed result beside the blind one, never over it."""

from .actions.finishing import agreed_answers
from .models import AgreedResult, Result, Round
from .questionnaire import asked_of
from .results.panel import Panel
from .results.session import Both, both
from .results.snapshot import thawed


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
