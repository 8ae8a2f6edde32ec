"""The addresses a person has proved to be theirs, in the one spelling that is compared."""

from allauth.account.models import EmailAddress

from accounts.addresses import Unfit, plain_address
from accounts.models import User


def confirmed_addresses(user: User) -> list[str]:
    """The main one first."""
    held = EmailAddress.objects.filter(user_id=user.pk, verified=True).order_by("-primary", "pk")
    return plain_forms(held.values_list("email", flat=True))


def plain_forms(addresses: object) -> list[str]:
    """Without those that no mail could reach."""
    plain = []
    for address in addresses:
        try:
            plain.append(plain_address(address))
        except Unfit:
            continue
    return plain


def address_shown(user: User) -> str:
    """The address by which an organisation knows somebody who was not invited to another one."""
    return next(iter(confirmed_addresses(user)), user.email)
