"""Changes somebody's role, and hands ownership over: there is one owner before, meanwhile and afterwards."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitation_mail import tell_new_owner
from accounts.models import Membership, User

from .holding import colleague, held, owning, subordinate
from .noting import note, note_history
from .refusals import Conflict, Forbidden, Refused

OWNER, ADMIN = Membership.Role.OWNER, Membership.Role.ADMIN
HANDED_OVER = gettext_lazy("%(person)s handed it over to you and is an administrator now.")


@transaction.atomic
def change_role(actor: User, public_id: UUID, number: int, role: str) -> Membership:
    """Administrator or member; the owner alone appoints. The same role again changes nothing."""
    own = owning(actor, public_id)
    if role not in (ADMIN, Membership.Role.MEMBER):
        raise Refused(_("Choose administrator or member. Ownership is handed over, not given as a role."))
    member = subordinate(own, number)
    if member.role != role:
        before, member.role = member.role, role
        member.save(update_fields=["role"])
        note("role changed", own.organisation, actor, of=member.user_id, before=before, after=role)
    return member


@transaction.atomic
def hand_over(actor: User, public_id: UUID, number: int) -> Membership:
    """The other one owns from now on, the old owner is an administrator; pressed twice it is done once."""
    own = held(actor, public_id)
    heir = colleague(own, number)
    if heir.role == OWNER and own.role == ADMIN:
        return heir
    if own.role != OWNER:
        raise Forbidden(_("Only the owner can hand over."))
    if heir.pk == own.pk:
        raise Conflict(_("You own it already. Choose somebody else."))
    if heir.suspended_at is not None:
        raise Conflict(_("This person is suspended. Restore them first."))
    # In this order: the database knows no moment with two owners.
    own.role = ADMIN
    own.save(update_fields=["role"])
    make_owner(heir)
    note("ownership handed over", own.organisation, actor, to=heir.user_id)
    note_history("hand_over", own.organisation, actor)
    said = f"{own.user.name} ({own.email or own.user.email})".strip()
    tell_new_owner(heir, own.organisation, HANDED_OVER, person=said)
    return heir


def make_owner(heir: Membership) -> None:
    heir.role = OWNER
    heir.save(update_fields=["role"])
