"""An account with a role, made from the command line."""

from allauth.account.models import EmailAddress

from accounts.audit import record
from accounts.models import User
from portal.roles import Role, group_of


def make_author(email: str, *roles: Role, superuser: bool = False) -> tuple[User, bool]:
    """The account, and whether it is new. It has no password: signing in is by an e-mailed code."""
    user = User.objects.filter(email__iexact=email).first()
    new = user is None
    user = user or User.objects.create_user(email)
    user.groups.add(*(group_of(role) for role in roles))
    if superuser and not user.is_superuser:
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    held = sorted(user.groups.values_list("name", flat=True))
    record("roles changed", of=user.pk, after=held, administrator=user.is_superuser, by="command line")
    return user, new
