"""Facts about people, and about the organisations they belong to."""

from .organisations import Invitation, Membership, Organisation
from .people import User, UserManager

__all__ = ["Invitation", "Membership", "Organisation", "User", "UserManager"]
