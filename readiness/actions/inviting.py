"""Invites people to a round, takes invitations back, and makes the link by which colleagues join."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.addresses import Unfit, plain_domain
from jobs.work import enqueue
from readiness.models import Invitee, Round

from .links import hashed, personal_token
from .refusals import Refused, RoundClosed, TooMany, Unknown

AT_ONCE = 500  # rows in one statement
MOST_A_DAY = 5_000  # for one organisation; more people come by the joining link, or the next day
CHANGED = ["role", "by_link", "withdrawn_at", "invited_at", "confirmed_at", "token_hash", "mail_due"]


@dataclass(frozen=True, slots=True)
class Invited:
    """How many were invited by this act, and how many had been before."""

    new: int
    before: int


def held(measured: Round) -> Round:
    """The round as it is now, held until the end of the transaction: nobody closes it meanwhile."""
    return Round.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=measured.pk)


def held_open(measured: Round) -> Round:
    """The same; refused when the round is closed."""
    found = held(measured)
    if found.closed_at is not None:
        raise RoundClosed(_("This round is closed. Reopen it to ask more people."))
    return found


@transaction.atomic
def invite(measured: Round, people: Mapping[str, str], now: datetime) -> Invited:
    """Asks everyone in `people` (role by plain address, "" where they say it) who was not asked before."""
    asked_in = held_open(measured)
    roles = asked_in.instrument.role_ids
    if any(role and role not in roles for role in people.values()):
        raise Refused(_("A role is one of %(value)s.") % {"value": ", ".join(roles)})
    known = {row.email: row for row in Invitee.objects.filter(round=asked_in, email__in=people)}
    back = [row for row in known.values() if row.withdrawn_at is not None or row.by_link]
    fresh = [Invitee(round=asked_in, email=email) for email in people if email not in known]
    _refuse_a_flood(asked_in, len(fresh) + len(back), now)
    for row in [*fresh, *back]:
        _ask(row, asked_in, people[row.email], now)
    Invitee.objects.bulk_create(fresh, batch_size=AT_ONCE)
    Invitee.objects.bulk_update(back, CHANGED, batch_size=AT_ONCE)
    if fresh or back:
        send_soon(asked_in, now)
    return Invited(new=len(fresh) + len(back), before=len(known) - len(back))


def _refuse_a_flood(asked_in: Round, more: int, now: datetime) -> None:
    """Mail in our name goes to people who never asked for it."""
    lately = Invitee.objects.filter(round__organisation=asked_in.organisation_id, by_link=False)
    if more and lately.filter(invited_at__gt=now - timedelta(days=1)).count() + more > MOST_A_DAY:
        raise TooMany(
            _("At most %(most_a_day)s people are invited in a day. Send the rest tomorrow.")
            % {"most_a_day": f"{MOST_A_DAY:,}"}
        )


def _ask(row: Invitee, asked_in: Round, role: str, now: datetime) -> None:
    """Who came by the link is invited like anybody else: nothing tells the owner that they came by it."""
    if not row.by_link:
        row.invited_at = now
        row.token_hash = hashed(personal_token(asked_in, row.email, now))
    row.role, row.by_link, row.withdrawn_at = role or row.role, False, None
    row.confirmed_at = row.confirmed_at or now
    row.mail_due = "" if row.answered else Invitee.Mail.INVITATION


def send_soon(measured: Round, now: datetime) -> None:
    """What is due in this round goes out; asked for twice it is sent once."""
    enqueue("round_mails", f"round_mails:{measured.pk}:{now.isoformat()}", round=measured.pk)


@transaction.atomic
def withdraw(measured: Round, pk: int, now: datetime) -> Invitee:
    """Ends one person's link. Answers given stay counted, or the numbers would tell that there were some."""
    asked_in = held_open(measured)
    row = Invitee.objects.filter(round=asked_in, pk=pk, by_link=False).first()
    if row is None:
        raise Unknown(_("There is no such invitation."))
    if row.withdrawn_at is None:
        row.withdrawn_at, row.mail_due = now, ""
        row.save(update_fields=["withdrawn_at", "mail_due"])
    return row


@transaction.atomic
def renew_link(measured: Round, domain: str) -> Round:
    """A joining link for people of one mail domain; any older link ends."""
    asked_in = held_open(measured)
    try:
        asked_in.joining_domain = plain_domain(domain.strip().removeprefix("@"))
    except Unfit as unfit:
        raise Refused(_("Name the mail domain of your people, such as example.org.")) from unfit
    asked_in.joining_turn += 1
    asked_in.save(update_fields=["joining_domain", "joining_turn"])
    return asked_in


@transaction.atomic
def end_link(measured: Round) -> Round:
    asked_in = held(measured)
    if asked_in.joining_domain:
        asked_in.joining_domain, asked_in.joining_turn = "", asked_in.joining_turn + 1
        asked_in.save(update_fields=["joining_domain", "joining_turn"])
    return asked_in
