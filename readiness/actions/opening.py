"""Opens a round for an organisation: what is measured, what is left out and why, until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from readiness.instrument import Instrument
from readiness.models import Round
from readiness.round_data import MOST_EXCLUDED
from readiness.versions import current

from .refusals import Refused

LONGEST_TITLE, LONGEST_REASON = 80, 200
KINDS = (Round.Kind.PANEL, Round.Kind.CONSENSUS)
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """What the owner chose. `excluded`: a reason by dimension; `previous`: the round it follows."""

    kind: str
    title: str
    form: str
    excluded: Mapping[str, str] = field(default_factory=dict)
    balanced: bool = False
    answers_until: date | None = None
    previous: UUID | None = None
    keep_months: int = MOST_MONTHS


@transaction.atomic
def open_round(owner: User, organisation: Organisation, plan: Plan, id: UUID, now: datetime) -> Round:
    """The open round. `id` comes from the form, so that the button pressed twice opens one."""
    known = Round.objects.filter(public_id=id).first()
    if known is not None:
        if known.owner_id == owner.pk and known.organisation_id == organisation.pk:
            return known
        raise Refused(_("Reload the page and open the round again."))
    instrument = current()
    return Round.objects.create(
        public_id=id,
        kind=_kind(plan),
        organisation=organisation,
        owner=owner,
        title=_title(plan),
        form=_form(plan),
        excluded=scoped(instrument, plan.excluded),
        balanced=plan.balanced,
        answers_until=_until(plan, now),
        previous=_previous(owner, organisation, plan),
        keep_months=_months(plan),
        instrument_id=instrument.id,
        instrument_hash=instrument.fingerprint,
        opened_at=now,
    )


def scoped(instrument: Instrument, excluded: Mapping[str, str]) -> dict[str, str]:
    """The dimensions taken out, each with its reason. Raises Refused where SPEC 3.3 forbids it."""
    for id in excluded:
        dimension = instrument.dimensions.get(id)
        if dimension is None:
            raise Refused(_("%(id)s is none of the dimensions.") % {"id": id})
        if dimension.gate is not None:
            raise Refused(_("%(name)s decides a level and cannot be left out.") % {"name": dimension.name})
    if len(excluded) > MOST_EXCLUDED:
        raise Refused(_("At most two dimensions can be left out."))
    reasons = {id: " ".join(reason.split()) for id, reason in excluded.items()}
    for id, reason in reasons.items():
        if not 0 < len(reason) <= LONGEST_REASON:
            name = instrument.dimensions[id].name
            raise Refused(
                _("Say why %(name)s is left out, in at most %(longest_reason)s characters.")
                % {"name": name, "longest_reason": LONGEST_REASON}
            )
    return reasons


def following(owner: User, organisation: Organisation) -> list[Round]:
    """Rounds that a new one may follow: closed ones of the organisation whose results they may see."""
    known = Round.objects.read_by(owner).closed().filter(organisation=organisation)
    return list(known.order_by("-closed_at", "-pk")[:50])


def _kind(plan: Plan) -> str:
    if plan.kind not in KINDS:
        raise Refused(_("Choose a panel or a consensus session."))
    return plan.kind


def _form(plan: Plan) -> str:
    if plan.form not in ("quick", "full"):
        raise Refused(_("Choose the quick form or the full form."))
    return plan.form


def _title(plan: Plan) -> str:
    title = " ".join(plan.title.split())
    if not 0 < len(title) <= LONGEST_TITLE:
        raise Refused(
            _("Give the round a title of at most %(longest_title)s characters.")
            % {"longest_title": LONGEST_TITLE}
        )
    return title


def _until(plan: Plan, now: datetime) -> date | None:
    if plan.answers_until is not None and plan.answers_until < now.date():
        raise Refused(_("The day to answer by has passed already."))
    return plan.answers_until


def _months(plan: Plan) -> int:
    if not 1 <= plan.keep_months <= MOST_MONTHS:
        raise Refused(_("Single answers are kept for 1 to 12 months after closing."))
    return plan.keep_months


def _previous(owner: User, organisation: Organisation, plan: Plan) -> Round | None:
    if plan.previous is None:
        return None
    found = next(
        (round for round in following(owner, organisation) if round.public_id == plan.previous), None
    )
    if found is None:
        raise Refused(_("Choose an earlier round of this organisation, or none."))
    return found
