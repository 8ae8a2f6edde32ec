"""Units and modules whose last day has come: each with a mail to its people, dates to come kept."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from content.atlas import atlas
from content.models import ModulePage, Unit
from jobs.reader import read_by


def expire_due(now: datetime) -> int:
    """How many are no longer published; Wagtail's own command would do the rest of the pages only."""
    due = {"live": True, "expired": False, "expire_at__lt": now}
    modules, units = (model.objects.filter(**due).order_by("expire_at", "pk") for model in (ModulePage, Unit))
    gone = sum(_expire_module(pk) for pk in list(modules.values_list("pk", flat=True)))
    return gone + sum(_expire(pk) for pk in list(units.values_list("pk", flat=True)))


@transaction.atomic
def _expire_module(pk: int) -> int:
    """With its units: alone they would stay at their addresses, under a module that is not there."""
    if not _claimed(ModulePage, pk):
        return 0
    module = ModulePage.objects.get(pk=pk)
    units = [unit.specific for unit in Unit.objects.live().child_of(module)]
    told = {*_people(module)}.union(*(_people(unit) for unit in units))
    for page in (module, *units):
        _take_down(page)
    for address in sorted(told):
        with read_by(address, module.locale.language_code):
            _letter(module, address, units=len(units)).send()
    return 1 + len(units)


@transaction.atomic
def _expire(pk: int) -> bool:
    if not _claimed(Unit, pk):
        return False
    page = Unit.objects.get(pk=pk).specific
    told = _people(page)
    coming = _take_down(page)
    for address in sorted(told):
        with read_by(address, page.locale.language_code):
            _letter(page, address, coming=coming).send()
    return True


def _claimed(model: type[Page], pk: int) -> bool:
    """Of two who look at once one gets the row, so that it is written down and told once."""
    return bool(model.objects.filter(pk=pk, live=True, expired=False).update(expired=True))


def _take_down(page: Page) -> bool:
    """Whether a version to come has a day: Wagtail would forget it, and it is another decision."""
    coming = list(
        page.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", "approved_go_live_at")
    )
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision, day in coming:
        Revision.objects.filter(pk=revision).update(approved_go_live_at=day)
    return bool(coming)


def _people(page: Page) -> set[str]:
    """Whoever chose the day, and whoever keeps the page true or else made it; before it is taken down."""
    chose = page.live_revision.user if page.live_revision else None
    keeper = getattr(page, "keeper_mail", "") or (page.owner.email if page.owner else "")
    return {keeper, chose.email if chose and chose.is_active else ""} - {""}


def _letter(page: Page, address: str, coming: bool = False, units: int | None = None) -> EmailMessage:
    """`units`: of a module, how many went with it."""
    line = atlas().unit(page.pk)
    words = {
        "product": settings.PRODUCT_NAME,
        "page": page,
        "onward": atlas().replacement_of(line) if line else None,
        "coming": coming,
        "module": units is not None,
        "units": units,
        "link": f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}",
        "checks": f"{settings.BASE_URL}{reverse('course_checks')}",
    }
    subject = _("Expired: %(title)s") % {"title": " ".join(page.title.split())}
    text = render_to_string("content/mail/expired.txt", words)
    return EmailMessage(subject[:200], text, to=[address])
