"""An assessment and a result as lists show them, with where each leads."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from accounts.device import Asker
from accounts.models import Organisation, User
from accounts.prepared import Prepared, columns_of, loaded, parted
from readiness.frozen import instrument_of
from readiness.models import Answer, Result, Round, Sheet
from readiness.models.sheets import SheetQuerySet
from readiness.questionnaire import QUICK, minutes
from readiness.results.figures import kept, optional
from readiness.results.measured import LevelName
from readiness.results.page import ResultLine


@dataclass(frozen=True, slots=True)
class RunLine:
    """An assessment on its way. `answered` counts levels, don't knows and N/A; not what was skipped.

    `group` is the organisation whose round it answers, empty for one's own.
    """

    id: str
    form: str
    label: str
    group: str
    role: str
    role_name: str
    total: int
    answered: int
    minutes_left: int
    started_at: datetime
    submitted_at: datetime | None
    url: str
    check_url: str
    submit_url: str
    mail_url: str
    remove_url: str


def run_line(sheet: Sheet, answered: int) -> RunLine:
    scope, id = sheet.scope, str(sheet.public_id)
    total = len(scope.items)
    urls = {
        f"{name}_url": reverse(f"readiness:{name}", args=[id])
        for name in ("check", "submit", "mail", "remove")
    }
    return RunLine(
        id=id,
        form=sheet.form,
        label=sheet.get_form_display() if sheet.personal else sheet.round.title,
        group="" if sheet.personal else sheet.round.organisation.name,
        role=sheet.role,
        role_name=next((role.name for role in scope.roles if role.id == sheet.role), ""),
        total=total,
        answered=answered,
        minutes_left=minutes(sheet.form, total - answered),
        started_at=sheet.started_at,
        submitted_at=sheet.submitted_at,
        url=reverse("readiness:run", args=[id]),
        **urls,
    )


def run_lines(sheets: SheetQuerySet) -> list[RunLine]:
    """One statement, the newest first."""
    given = Count("answers", filter=~Q(answers__mark=Answer.Mark.SKIPPED))
    rows = sheets.select_related("round__organisation").annotate(given=given).order_by("-started_at", "-pk")
    return [run_line(sheet, sheet.given) for sheet in rows]


def result_lines(sheets: SheetQuerySet) -> list[ResultLine]:
    """One's own; one statement, the newest first."""
    own = sheets.submitted().filter(personal=True)
    rows = own.select_related("round__result").defer("round__result__snapshot")
    return [result_line(sheet) for sheet in rows.order_by("-submitted_at", "-pk")]


def result_line(sheet: Sheet) -> ResultLine:
    measured = sheet.round
    scores = measured.result.scores
    number = scores["claimed_level"]
    level = None if number is None else instrument_of(measured).levels[number - 1]
    return ResultLine(
        id=str(measured.public_id),
        url=reverse("readiness:result", args=[measured.public_id]),
        remove_url=reverse("readiness:remove", args=[sheet.public_id]),
        form=sheet.form,
        label=sheet.get_form_display(),
        indicative=sheet.form == QUICK,
        at=measured.result.computed_at,
        index=optional(kept(scores["index"])),
        claimed=LevelName(number, level.name, level.text) if level else None,
        status=scores["status"],
    )


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """What somebody told a round of an organisation; its result belongs to others."""

    title: str
    organisation: str
    at: datetime
    closed: bool
    kept_until: date | None
    url: str
    remove_url: str


def answered_lines(sheets: SheetQuerySet) -> list[AnsweredLine]:
    """One statement, the newest first."""
    sent = sheets.submitted().filter(personal=False).select_related("round__organisation", "round__result")
    rows = sent.defer("round__result__scores", "round__result__details", "round__result__snapshot")
    return [answered_line(sheet) for sheet in rows.order_by("-submitted_at", "-pk")]


def answered_line(sheet: Sheet) -> AnsweredLine:
    measured = sheet.round
    counted = sheet.submitted_at is not None and (measured.closed_at is not None or sheet.is_in_result)
    return AnsweredLine(
        title=measured.title,
        organisation=measured.organisation.name,
        at=sheet.submitted_at or sheet.started_at,
        closed=measured.closed_at is not None,
        kept_until=measured.retention_until,
        url=reverse("readiness:check", args=[sheet.public_id]),
        remove_url="" if counted else reverse("readiness:remove", args=[sheet.public_id]),
    )


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group whose result the person may read; what it came to stands behind the second factor, not here."""

    title: str
    organisation: str
    opened_at: datetime
    closed_at: datetime | None
    url: str


def group_lines(user: User) -> list[GroupLine]:
    """One statement, the newest first; none for somebody who is not signed in."""
    if not user.is_authenticated:
        return []
    rounds = Round.objects.read_by(user).select_related("organisation").order_by("-opened_at", "-pk")
    return [group_line(row, user) for row in rounds]


def group_line(row: Round, user: User) -> GroupLine:
    """An open round leads its owner to where people are invited, everyone else to what will be there."""
    runs = row.closed_at is None and row.owner_id == user.pk
    return GroupLine(
        title=row.title,
        organisation=row.organisation.name,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        url=reverse("readiness:round" if runs else "readiness:result", args=[row.public_id]),
    )


@dataclass(frozen=True, slots=True)
class Latest:
    """For the first page: your newest result, or the address of one begun since; and a group's."""

    own: ResultLine | None
    go_on_url: str
    group: GroupLine | None


def latest_of(asker: Asker, user: User) -> Latest:
    """One statement for a device, one more for somebody signed in; none for whoever kept nothing."""
    sheet = newest_own(asker) if asker.known else None
    group = _newest_group(user) if user.is_authenticated else None
    begun = sheet if sheet and sheet.submitted_at is None else None
    return Latest(
        own=result_line(sheet) if sheet and not begun else None,
        go_on_url=reverse("readiness:run", args=[begun.public_id]) if begun else "",
        group=group_line(group, user) if group else None,
    )


# What a line says of a result; its frozen answers are large, and left where they are.
OF_RESULT = [name for name in columns_of(Result) if name != "snapshot"]


def _own(**asker: int | UUID) -> QuerySet:
    own = Sheet.objects.visible_to(Asker(**asker)).filter(personal=True).order_by("-started_at", "-pk")
    result = [f"round__result__{name}" for name in OF_RESULT]
    return own.values_list(*columns_of(Sheet), *columns_of(Round, "round__"), *result)[:1]


def _closed(user: int) -> QuerySet:
    closed = Round.objects.read_by(User(pk=user)).closed().order_by("-closed_at", "-pk")
    return closed.values_list(*columns_of(Round), *columns_of(Organisation, "organisation__"))[:1]


_newest_own, _newest_closed = Prepared(_own), Prepared(_closed)


def newest_own(asker: Asker) -> Sheet | None:
    """With its round and its result, if there is one."""
    for row in _newest_own.rows(**asker.named):
        of_sheet, of_round, of_result = parted(row, len(columns_of(Sheet)), len(columns_of(Round)))
        sheet = loaded(Sheet, of_sheet)
        sheet.round = loaded(Round, of_round)
        if of_result[0] is not None:
            sheet.round.result = Result.from_db(DEFAULT_DB_ALIAS, OF_RESULT, of_result)
        return sheet
    return None


def _newest_group(user: User) -> Round | None:
    for row in _newest_closed.rows(user=user.pk):
        of_round, of_organisation = parted(row, len(columns_of(Round)))
        found = loaded(Round, of_round)
        found.organisation = loaded(Organisation, of_organisation)
        return found
    return None
