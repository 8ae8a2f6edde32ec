"""What is held of a reviewer or an owner, by their addresses: theirs to have, taken out when they ask."""

from collections.abc import Iterable

from wagtail.models import Revision

from content.models import Approval, Unit


def facts_of(addresses: Iterable[str]) -> list[dict[str, object]]:
    found = Approval.objects.filter(address__in=list(addresses)).order_by("pk")
    return [
        {"name": each.name, "asked_at": each.asked_at, "decided_at": each.decided_at, "verdict": each.verdict}
        for each in found
    ]


def erase(addresses: Iterable[str]) -> None:
    """Decisions stay, without a name; pages lose the address of their owner; call inside a transaction."""
    gone = list(addresses)
    Approval.objects.filter(address__in=gone).update(name="", address="")
    Unit.objects.filter(keeper_mail__in=gone).update(keeper_mail="")
    for revision in Revision.page_revisions.filter(content__keeper_mail__in=gone):
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "keeper_mail": ""})
