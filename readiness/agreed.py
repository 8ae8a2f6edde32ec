"""A finished session as it is shown: the agreed result beside the blind one, never over it."""

from .actions.finishing import agreed_answers
from .anonymity import may_show
from .models import AgreedResult, Result, Round
from .questionnaire import asked_of
from .results.session import Both, both
from .results.snapshot import thawed


def agreed_of(session: Round) -> Both | None:
    """Both indexes of a finished session; None of any other round. Four statements."""
    agreed = AgreedResult.objects.filter(round=session).first()
    if agreed is None:
        return None
    blind = Result.objects.filter(round=session).values_list("scores", flat=True).first()
    people = session.sheets.submitted().count()
    scope = asked_of(thawed(agreed.snapshot), session.form, session.excluded)
    return both(
        scope,
        agreed.scores,
        agreed_answers(session),
        blind if may_show(people) else None,
        people,
        agreed.details["session_roles"],
    )
