"""Gathers a pack: members and consents of today, completions of the quarter, counts that are made once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Membership, Organisation
from content.atlas import atlas
from courses.history import completed_by
from courses.record import Shelved
from reports.models import EvidenceConsent, EvidenceQuarter

from .pack import FEWEST, ROLES, Count, Pack, Person, counts, lines, said_of_others
from .quarters import Quarter

Rows = Mapping[int, list[Shelved]]


def pack_for(organisation: Organisation, quarter: Quarter, now: datetime) -> Pack:
    """Seven statements, however many people. The first pack of a quarter that is over fixes its counts."""
    members = list(organisation.memberships.filter(suspended_at__isnull=True).select_related("user"))
    done = completed_by((member.user_id for member in members), quarter.since, quarter.until)
    over = quarter.over(now.date())
    fixed = _fixed(organisation, quarter, members, done, now) if over else None
    named = _named(organisation, fixed.counted_at if fixed else now) & done.keys()
    people = [_person(member, done[member.user_id]) for member in members if member.user_id in named]
    others = fixed.counts["others"] if fixed else None
    return Pack(
        organisation=organisation.name,
        quarter=quarter,
        made_on=now.date(),
        people=tuple(sorted(people, key=lambda person: (person.name.casefold(), person.email))),
        others=others if others is not None and others >= FEWEST else None,
        counts=tuple(Count(**each) for each in fixed.counts["modules"]) if fixed else (),
        said=said_of_others(others or 0, over),
    )


def _named(organisation: Organisation, until: datetime) -> set[int]:
    """Who agreed before the counts were fixed, and still does.

    Whoever agrees later was counted among the others already: with a line as well, subtraction would begin to
    tell about those who remain.
    """
    standing = EvidenceConsent.objects.standing().filter(organisation=organisation, given_at__lte=until)
    return set(standing.values_list("user_id", flat=True))


def _fixed(
    organisation: Organisation, quarter: Quarter, members: list[Membership], done: Rows, now: datetime
) -> EvidenceQuarter:
    with transaction.atomic():
        kept = EvidenceQuarter.objects.filter(organisation=organisation, starts=quarter.starts).first()
        if kept is not None:
            return kept
        named = _named(organisation, now) & done.keys()
        fresh = {"counted_at": now, "counts": _counted(members, done, named)}
        return EvidenceQuarter.objects.get_or_create(
            organisation=organisation, starts=quarter.starts, defaults=fresh
        )[0]


def _counted(members: list[Membership], done: Rows, named: set[int]) -> dict[str, Any]:
    others = len(members) - len(named)
    of_others = {user: rows for user, rows in done.items() if user not in named}
    modules = {module.slug: module.title for module in atlas().modules}
    found = counts(of_others, others, modules) if others >= FEWEST else []
    return {
        "others": others,
        "modules": [{"module": each.module, "people": each.people} for each in found],
    }


def _person(member: Membership, rows: list[Shelved]) -> Person:
    name = member.user.name or member.email or member.user.email
    return Person(name, member.email or member.user.email, ROLES[member.role], lines(rows))
