"""What is held of a reviewer or an owner, by their addresses: theirs to have, taken out when they ask."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Lower
from wagtail.models import Revision

from content.models import Approval, Unit


def facts_of(addresses: Iterable[str]) -> list[dict[str, object]]:
    found = _naming(Approval.objects.all(), "address", addresses).order_by("pk")
    return [
        {"name": each.name, "asked_at": each.asked_at, "decided_at": each.decided_at, "verdict": each.verdict}
        for each in found
    ]


def erase(addresses: Iterable[str]) -> None:
    """Decisions stay, without a name; pages lose the address of their owner; call inside a transaction."""
    gone = list(addresses)
    _naming(Approval.objects.all(), "address", gone).update(name="", address="")
    _naming(Unit.objects.all(), "keeper_mail", gone).update(keeper_mail="")
    for revision in _naming(Revision.page_revisions.all(), KT("content__keeper_mail"), gone):
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "keeper_mail": ""})


def _naming(rows: QuerySet, where: str | Combinable, addresses: Iterable[str]) -> QuerySet:
    """As authors typed them: with capitals or without."""
    return rows.alias(named=Lower(where)).filter(named__in={each.strip().lower() for each in addresses})
