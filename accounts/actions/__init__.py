"""What people do with an organisation: a verb may be repeated and returns what it recorded."""

from .accepting import accept, decline, invitation_of, invitations_for
from .appointing import change_role, hand_over
from .closing import close_organisation, let_go
from .founding import change_organisation, found_organisation
from .inviting import Invited, invite, resend, withdraw
from .leaving import OWNER_STAYS, leave, remove_member, restore, suspend
from .linking import address_for, end_link, join_by_link, link_token, linked_organisation, open_link
from .refusals import Conflict, Ended, Forbidden, Refused, TooMany, Unknown

__all__ = [
    "OWNER_STAYS",
    "Conflict",
    "Ended",
    "Forbidden",
    "Invited",
    "Refused",
    "TooMany",
    "Unknown",
    "accept",
    "address_for",
    "change_organisation",
    "change_role",
    "close_organisation",
    "decline",
    "end_link",
    "found_organisation",
    "hand_over",
    "invitation_of",
    "invitations_for",
    "invite",
    "join_by_link",
    "leave",
    "let_go",
    "link_token",
    "linked_organisation",
    "open_link",
    "remove_member",
    "resend",
    "restore",
    "suspend",
    "withdraw",
]
