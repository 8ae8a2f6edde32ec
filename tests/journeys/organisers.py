"""Two organisations in a state worth looking at: one that somebody owns, one that they are invited to."""

from uuid import UUID

from accounts.models import User
from tests.accounts.organising import Company, invited, join

ONE = "00000000-0000-4000-8000-00000000000c"
ORGANISER = {
    "organisations": "/organisations/",
    "organisation": f"/organisations/{ONE}/",
    "its name": f"/organisations/{ONE}/settings/",
    "closing it": f"/organisations/{ONE}/close/",
    "invitation": "/organisations/accept/token of organiser@example.org/",
    "invitation of somebody else": "/organisations/accept/token of else@example.org/",
    "ended link": "/organisations/join/ended/",
}


def organise(who: User) -> None:
    mine, other = Company(), Company("Southwind", "southwind.example")
    mine.organisation.public_id = UUID(ONE)
    mine.organisation.joining_domain = "northwind.example"
    mine.organisation.save()
    mine.place(mine.owner).delete()
    join(mine.organisation, who, "owner")
    invited(mine, "else@example.org")
    invited(other, who.email)
