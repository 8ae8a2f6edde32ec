"""The joining link: signed, for one organisation and one turn, and only for people of one mail domain."""

from datetime import datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.addresses import Unfit, closed_domain, domain_of
from accounts.models import Membership, Organisation, User

from .addressing import confirmed_addresses
from .holding import hold, leading
from .noting import note
from .refusals import Ended, Forbidden, Refused, Unknown

SIGNER = Signer(salt="accounts.joining")
ENDED = gettext_lazy("This joining link has ended. Ask whoever gave it to you for the new one.")


def link_token(organisation: Organisation) -> str:
    return SIGNER.sign(f"{organisation.public_id.hex}-{organisation.joining_turn}")


def linked_organisation(token: str) -> Organisation | None:
    """The organisation, while it is open and the link's turn is the current one."""
    try:
        public_id, _, turn = SIGNER.unsign(token).partition("-")
    except BadSignature:
        return None
    open_ones = Organisation.objects.filter(closed_at__isnull=True).exclude(joining_domain="")
    return open_ones.filter(public_id=public_id, joining_turn=turn).first()


def address_for(user: User, organisation: Organisation) -> str:
    """The person's confirmed address in exactly the domain of the link, or nothing."""
    mine = confirmed_addresses(user)
    return next((address for address in mine if domain_of(address) == organisation.joining_domain), "")


@transaction.atomic
def open_link(actor: User, public_id: UUID, domain: str, renew: bool = False) -> Organisation:
    """The same domain again changes nothing, unless the link shall be renewed: older ones then end."""
    organisation = leading(actor, public_id).organisation
    try:
        domain = closed_domain(domain)
    except Unfit as unfit:
        raise Refused(str(unfit)) from unfit
    if organisation.joining_domain != domain or renew:
        _turn(actor, organisation, domain)
    return organisation


@transaction.atomic
def end_link(actor: User, public_id: UUID) -> Organisation:
    organisation = leading(actor, public_id).organisation
    if organisation.joining_domain:
        _turn(actor, organisation, "")
    return organisation


@transaction.atomic
def join_by_link(user: User, token: str, now: datetime) -> Membership:
    """The membership; joined twice it is still one, and a suspended member stays suspended."""
    found = linked_organisation(token)
    if found is None:
        raise Ended(ENDED)
    try:
        organisation = hold(user, pk=found.pk)
    except Unknown as closed:
        raise Ended(ENDED) from closed
    if organisation.joining_turn != found.joining_turn:  # renewed or ended while we waited
        raise Ended(ENDED)
    address = address_for(user, organisation)
    if not address:
        raise Forbidden(
            _("This link is for people with a confirmed address at %(joining_domain)s.")
            % {"joining_domain": organisation.joining_domain}
        )
    member, made = Membership.objects.get_or_create(
        organisation=organisation, user=user, defaults={"email": address, "joined_at": now}
    )
    if member.suspended_at is not None:
        raise Ended(ENDED)
    if made:
        note("joined organisation", organisation, user, role=member.role, how="link")
    return member


def _turn(actor: User, organisation: Organisation, domain: str) -> None:
    organisation.joining_domain = domain
    organisation.joining_turn += 1
    organisation.save(update_fields=["joining_domain", "joining_turn"])
    note("joining link changed", organisation, actor, open=bool(domain))
