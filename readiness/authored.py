"""What somebody wrote for a group, in sessions and registers: to take away, and to cut from their name."""

from django.db.models import Q

from accounts.models import User

from .models import AgreedAnswer, Entry, Round


def facts_of(user: User) -> dict[str, object]:
    """What an account recorded last: the rows stay with the group, so no more of them is the person's."""
    lines = Entry.objects.filter(changed_by=user).exclude(round__kind=Round.Kind.INDIVIDUAL).order_by("pk")
    agreed = AgreedAnswer.objects.filter(recorded_by=user).order_by("pk")
    return {
        "register_lines": [entry_facts(entry) for entry in lines.select_related("round")],
        "recorded_in_sessions": [
            {
                "round": row.round.title,
                "item": row.item,
                "level": row.level,
                "mark": row.mark,
                "evidence": row.evidence,
                "note": row.note,
                "at": row.agreed_at.isoformat() if row.agreed_at else None,
            }
            for row in agreed.select_related("round")
        ],
    }


def entry_facts(entry: Entry) -> dict[str, object]:
    return {
        "round": entry.round.title,
        "kind": entry.kind,
        "subject": entry.subject,
        "level": entry.level,
        "owner": entry.owner,
        "due": entry.due.isoformat() if entry.due else None,
        "state": entry.state,
        "note": entry.note,
        "written_down_at": entry.created_at.isoformat(),
        "changed_at": entry.changed_at.isoformat(),
    }


def erase(user: User) -> None:
    """Nobody's register names them as an owner any longer; the database cuts who wrote by itself."""
    names = [name for name in (user.name.strip(), user.email) if name]
    called = Q()
    for name in names:
        called |= Q(owner__iexact=name)
    Entry.objects.filter(called).update(owner="")
