"""A consensus session: reveal, agree, go back and change, until it is finished. The newest act wins."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from readiness.blind import Blind, blind_answers
from readiness.instrument import Item
from readiness.models import AgreedAnswer, Round
from readiness.spread import FEWEST, common_level
from saying.inside import inside

from .answering import LEVELS, MOST_EVIDENCE
from .refusals import Refused, Unknown

MOST_NOTE = 500
MARKS = ("DK", "NA")


class NotNow(Refused):
    """The session has not begun, or it is over."""

    status = 409


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the room agreed on: "1" to "5", "DK" or "NA". `seen` is the state that the page showed."""

    value: str
    evidence: str = ""
    note: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What somebody else, by key, had recorded unseen: "level 3"."""

    by: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The agreed answer as it is now, and what it replaced unseen, if anything."""

    answer: AgreedAnswer
    replaced: Replaced | None = None


@transaction.atomic
def begin_session(panel: Round) -> Round:
    """A panel that closed with too few answers to be shown goes on as a consensus session (SPEC 2.6)."""
    held = hold(panel)
    if held.kind == Round.Kind.CONSENSUS:
        return held  # pressed twice
    if not may_begin(held):
        raise NotNow(_("A consensus session needs a closed round with two to four answers."))
    held.kind = Round.Kind.CONSENSUS
    held.save(update_fields=["kind"])
    return held


def may_begin(panel: Round) -> bool:
    """A closed panel without a result of its own, answered by enough people to talk."""
    if panel.kind != Round.Kind.PANEL or panel.closed_at is None or hasattr(panel, "result"):
        return False
    return panel.sheets.submitted().count() >= FEWEST


@transaction.atomic
def reveal(session: Round, item: str, by: User, now: datetime) -> AgreedAnswer:
    """Recorded, so that everybody sees from then on what the room saw."""
    held = running(session)
    asked(held, item)
    blind = blind_answers(held)
    if not blind.may_reveal(item):
        raise Refused(
            _("Fewer than ten answers stay hidden, unless everybody agreed beforehand that they are shown.")
        )
    row, _new = AgreedAnswer.objects.get_or_create(round=held, item=item)
    if row.revealed_at is None:
        row.revealed_at, row.recorded_by = now, row.recorded_by or by
        row.save(update_fields=["revealed_at", "recorded_by"])
    return row


@transaction.atomic
def agree(session: Round, item: str, proposal: Proposal, by: User, now: datetime) -> Recorded:
    """Keeps what the room agreed on. The round is held, so that of two records one is the newest."""
    held = running(session)
    given = _given(asked(held, item), proposal)
    row = AgreedAnswer.objects.filter(round=held, item=item).first()
    row = row or AgreedAnswer(round=held, item=item)
    replaced = _overwritten(row, proposal, by)
    before = row.agreed_at
    for name, value in given.items():
        setattr(row, name, value)
    # Always later than before: it names this state of the answer.
    row.agreed_at = max(now, before + timedelta(microseconds=1)) if before else now
    row.recorded_by = by
    row.save()
    return Recorded(row, replaced)


@transaction.atomic
def accept_near(session: Round, by: User, now: datetime) -> int:
    """Agrees on every open item on which all stand within half a level; says how many there were."""
    held = running(session)
    levels = near(held, blind_answers(held))
    rows = {row.item: row for row in AgreedAnswer.objects.filter(round=held, item__in=levels)}
    for item, level in levels.items():
        row = rows.get(item) or AgreedAnswer(round=held, item=item)
        row.level, row.mark, row.agreed_at, row.recorded_by = level, "", now, by
        row.save()
    return len(levels)


def near(session: Round, blind: Blind) -> dict[str, int]:
    """Open items, whose spread may be seen, with the level on which nearly everybody stands."""
    done = AgreedAnswer.objects.filter(round=session, agreed_at__isnull=False).values_list("item", flat=True)
    found = {id: common_level(spread) for id, spread in blind.spreads.items() if blind.may_reveal(id)}
    return {id: level for id, level in found.items() if level is not None and id not in set(done)}


def running(session: Round) -> Round:
    """The round, held until the end of the transaction; refused unless its session is going on."""
    held = hold(session)
    if held.kind != Round.Kind.CONSENSUS or held.closed_at is None:
        raise NotNow(_("The session begins when the answers are closed."))
    if held.finished_at is not None:
        raise NotNow(_("This session is finished, so what was agreed stands."))
    return held


def asked(session: Round, item: str) -> Item:
    """Unknown for an item that is not in the round."""
    found = session.part_for(session.form).items.get(item)
    if found is None:
        raise Unknown(_("This round does not ask that."))
    return found


def state_of(row: AgreedAnswer | None) -> str:
    """Names this state of an agreed answer: what a page that shows it sends back."""
    return row.agreed_at.isoformat() if row and row.agreed_at else ""


def said(row: AgreedAnswer) -> str:
    return _("level %(level)s") % {"level": row.level} if row.level else inside(str(row.get_mark_display()))


def hold(session: Round) -> Round:
    """The round, which nobody else changes until the end of the transaction."""
    return Round.objects.select_for_update(of=("self",)).get(pk=session.pk)


def _overwritten(row: AgreedAnswer, proposal: Proposal, by: User) -> Replaced | None:
    """What stood there unseen, recorded by somebody else; None if the sender saw it, or wrote it."""
    if row.agreed_at is None or proposal.seen == state_of(row) or row.recorded_by_id == by.pk:
        return None
    return Replaced(row.recorded_by_id, said(row))


def _given(item: Item, proposal: Proposal) -> dict[str, object]:
    evidence, note = (" ".join(words.split()) for words in (proposal.evidence, proposal.note))
    if len(evidence) > MOST_EVIDENCE:
        raise Refused(
            _("Name the evidence in one line of at most %(most_evidence)s characters.")
            % {"most_evidence": MOST_EVIDENCE}
        )
    if len(note) > MOST_NOTE:
        raise Refused(_("Write the note in at most %(most_note)s characters.") % {"most_note": MOST_NOTE})
    kept: dict[str, object] = {"evidence": evidence, "note": note}
    if proposal.value in LEVELS:
        return {**kept, "level": int(proposal.value), "mark": ""}
    if proposal.value == "NA" and item.not_applicable is None:
        raise Refused(_("“Not applicable” is not offered on this question. Choose another answer."))
    if proposal.value not in MARKS:
        raise Refused(_("Choose the level on which the room agrees, or say that it is not known."))
    return {**kept, "level": None, "mark": proposal.value}
