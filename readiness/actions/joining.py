"""How people come to a round: by the link in their mail, or by a link that sends them one."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.addresses import Unfit, domain_of, plain_address
from accounts.device import Asker
from readiness.merge import join_answers
from readiness.models import Invitee, Respondent, Round, Sheet

from .again import start_from
from .inviting import held, send_soon
from .links import hashed, joining_round, muting_invitee, personal_token
from .refusals import Refused, RoundClosed, Unknown

ENDED = gettext_lazy("This link no longer works.")
SHARED = gettext_lazy(
    "Someone else's answers to this round are kept on this device or with this account."
    " Open your link on your own device, or in a private window."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says before the first question."""

    role: str = ""
    spread_agreed: bool | None = None


@transaction.atomic
def ask_to_join(token: str, address: str, now: datetime) -> Round:
    """Sends the personal link to an address of the link's mail domain; the row counts when it is opened.

    The same answer whether or not the address was known: nobody learns who takes part.
    """
    asked_in = joining_round(token)
    if asked_in is None:
        raise Unknown(ENDED)
    try:
        email = plain_address(address)
    except Unfit as unfit:
        raise Refused(_("This is not an e-mail address. %(unfit)s") % {"unfit": unfit}) from unfit
    if domain_of(email) != asked_in.joining_domain:
        raise Refused(
            _("Use your address at %(joining_domain)s: the link is for its people.")
            % {"joining_domain": asked_in.joining_domain}
        )
    if held(asked_in).closed_at is not None:
        raise Unknown(ENDED)
    row, _new = Invitee.objects.get_or_create(
        round=asked_in,
        email=email,
        defaults={
            "by_link": True,
            "invited_at": now,
            "token_hash": hashed(personal_token(asked_in, email, now)),
        },
    )
    if row.withdrawn_at is None:
        Invitee.objects.filter(pk=row.pk).update(mail_due=Invitee.Mail.LINK, language=get_language())
        send_soon(asked_in, now)
    return asked_in


def linked_invitee(token: str) -> Invitee | None:
    """Whose link it is, while the invitation and the organisation stand; also of a closed round."""
    found = Invitee.objects.linked(hashed(token))
    return found.select_related("round__organisation", "round__owner", "respondent").first()


def sheet_here(measured: Round, asker: Asker) -> Sheet | None:
    """The sheet of this round that this device or account holds."""
    return Sheet.objects.visible_to(asker).filter(round=measured, personal=False).first()


@transaction.atomic
def take_part(token: str, respondent: Respondent, said: Said, now: datetime) -> Sheet:
    """The person's sheet, held by whoever opened the link: begun, gone on with, or moved to this device."""
    known = linked_invitee(token)
    if known is None:
        raise Unknown(ENDED)
    # Always the round first, then the invitation, then sheets: two acts never wait for each other.
    asked_in = held(known.round)
    if asked_in.closed_at is not None:
        raise RoundClosed(_("This round is closed, so it takes no more answers."))
    row = Invitee.objects.select_for_update(of=("self",)).select_related("respondent").get(pk=known.pk)
    here = Sheet.objects.select_for_update(of=("self",)).filter(round=asked_in, respondent=respondent).first()
    if _belongs_to_another(row, respondent, here):
        raise Refused(SHARED)
    if row.respondent is not None and row.respondent.user_id not in (None, respondent.user_id):
        raise Refused(_("Your answers are kept with your account. Sign in to go on with them."))
    if row.answered:
        if here is None:
            raise RoundClosed(_("Your answers are in. They can be read where you sent them from."))
        return here
    sheet = _gone_on(row, here, respondent) or _begun(asked_in, row, respondent, said, now)
    row.respondent, row.confirmed_at = respondent, row.confirmed_at or now
    row.save(update_fields=["respondent", "confirmed_at"])
    return sheet


def _belongs_to_another(row: Invitee, respondent: Respondent, here: Sheet | None) -> bool:
    """A sheet without an invitation was begun before the round was reopened, by whoever is here."""
    others = Invitee.objects.filter(round_id=row.round_id, respondent=respondent).exclude(pk=row.pk)
    return others.exists() or (here is not None and here.submitted_at is not None and not row.answered)


def _gone_on(row: Invitee, here: Sheet | None, respondent: Respondent) -> Sheet | None:
    """The sheet begun elsewhere moves here; one that was begun here as well joins it."""
    if row.respondent_id in (None, respondent.pk):
        return here
    theirs = Sheet.objects.select_for_update(of=("self",))
    there = theirs.filter(round_id=row.round_id, respondent_id=row.respondent_id).first()
    if there is None:
        return here
    if here is not None:
        join_answers(there, here)
        here.delete()
    there.respondent = respondent
    there.save(update_fields=["respondent"])
    return there


def _begun(asked_in: Round, row: Invitee, respondent: Respondent, said: Said, now: datetime) -> Sheet:
    role = row.role or said.role
    if role not in asked_in.instrument.role_ids:
        raise Refused(_("Choose the role you answer in, so that each question finds who can know."))
    if asked_in.kind == Round.Kind.CONSENSUS and said.spread_agreed is None:
        raise Refused(_("Say whether the spread of the answers may be shown."))
    sheet = Sheet.objects.create(
        round=asked_in,
        respondent=respondent,
        role=role,
        form=asked_in.form,
        personal=False,
        spread_agreed=said.spread_agreed if asked_in.kind == Round.Kind.CONSENSUS else None,
        started_at=now,
    )
    start_from(sheet, now)
    return sheet


def mute(token: str, now: datetime) -> Invitee:
    """No more reminders of this round; asked for twice it is the same."""
    row = muting_invitee(token)
    if row is None:
        raise Unknown(ENDED)
    Invitee.objects.filter(pk=row.pk, muted_at=None).update(muted_at=now)
    return row
