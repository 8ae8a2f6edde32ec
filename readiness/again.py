"""Asking again what somebody once answered: of their own closed sheets, while their answers are kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.device import Asker
from accounts.models import Membership
from accounts.prepared import Prepared, columns_of, loaded, parted

from .instrument import Instrument, Item
from .models import Answer, Reanswer, Round, Sheet
from .models.sheets import SheetQuerySet

MOST = 3  # of one unit
WORDS = {"DK": gettext_lazy("I do not know"), "NA": gettext_lazy("Not applicable")}
FACTS = ("item", "level", "mark", "evidence")


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words; the level is None where there is none."""

    level: int | None
    text: str
    evidence: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A question with what was said in the round, and since then; None where nothing was."""

    item: str
    head: str
    stem: str
    dimension: str
    then: Said | None
    since: Said | None
    url: str


def own_sheets(asker: Asker, today: date) -> SheetQuerySet:
    """What a person handed in to rounds that are closed, and whose answers are still there.

    Of an organisation's rounds while it is open, and open to them.
    """
    suspended = Membership.objects.filter(user_id=asker.user_id, suspended_at__isnull=False)
    mine = Sheet.objects.visible_to(asker).submitted().filter(round__closed_at__isnull=False)
    kept = mine.filter(round__retention_until__gte=today).select_related("round")
    return kept.exclude(round__organisation__in=suspended.values("organisation_id"))


def questions_about(asker: Asker, topics: Collection[str], unit: str, today: date) -> tuple[AskedAgain, ...]:
    """The items of the person's latest result that belong to these topics; two statements at most."""
    if not topics or not asker.known:
        return ()
    sheet = _latest(asker, today)
    scope = _scope(sheet) if sheet else None
    if sheet is None or scope is None:
        return ()
    items = [item for item in scope.items.values() if item.topic in topics][:MOST]
    return asked_again(sheet, scope, items, unit) if items else ()


def _newest_of(today: date, **asker: int | UUID) -> QuerySet:
    newest = own_sheets(Asker(**asker), today).order_by("-round__closed_at", "-pk")
    return newest.values_list(*columns_of(Sheet), *columns_of(Round, "round__"))[:1]


_newest = Prepared(_newest_of)


def _latest(asker: Asker, today: date) -> Sheet | None:
    for row in _newest.rows(today=today, **asker.named):
        of_sheet, of_round = parted(row, len(columns_of(Sheet)))
        sheet = loaded(Sheet, of_sheet)
        sheet.round = loaded(Round, of_round)
        return sheet
    return None


def since_then(sheet: Sheet) -> tuple[AskedAgain, ...]:
    """What was answered again, in the instrument's order; two statements, one where there is nothing."""
    scope = _scope(sheet)
    again = _kept(sheet).values_list("item", flat=True)
    items = [scope.items[id] for id in scope.items if id in set(again)] if scope else []
    return asked_again(sheet, scope, items) if scope and items else ()


def asked_again(
    sheet: Sheet, scope: Instrument, items: Iterable[Item], unit: str = ""
) -> tuple[AskedAgain, ...]:
    """These items of a sheet; one statement."""
    wanted = list(items)
    ids = [item.id for item in wanted]
    then = _rows(Answer.objects.filter(sheet=sheet, item__in=ids), "then", "acted_at")
    since = _rows(_kept(sheet).filter(item__in=ids), "since", "answered_at")
    said = {(what, id): facts for what, id, *facts in then.union(since, all=True)}
    return tuple(
        AskedAgain(
            item=item.id,
            head=item.head,
            stem=item.stem,
            dimension=scope.dimensions[scope.dimension_of[item.id]].name,
            then=_said(item, said.get(("then", item.id))),
            since=_said(item, said.get(("since", item.id))),
            url=reverse("readiness:again", args=[sheet.round.public_id, item.id])
            + (f"?unit={unit}" if unit else ""),
        )
        for item in wanted
    )


def _kept(sheet: Sheet) -> QuerySet[Reanswer]:
    return Reanswer.objects.filter(round_id=sheet.round_id, respondent_id=sheet.respondent_id)


def _rows(facts: QuerySet, what: str, at: str) -> QuerySet:
    return facts.order_by().annotate(what=Value(what, CharField())).values_list("what", *FACTS, at)


def _said(item: Item, facts: list[object] | None) -> Said | None:
    """None for what was skipped: then there was no answer."""
    if facts is None or facts[1] == Answer.Mark.SKIPPED:
        return None
    level, mark, evidence, at = facts
    return Said(level, item.anchors[level - 1] if level else WORDS[mark], evidence, at)


def _scope(sheet: Sheet) -> Instrument | None:
    """None where neither files nor uploads hold the version any longer."""
    try:
        return sheet.scope
    except KeyError:
        return None
