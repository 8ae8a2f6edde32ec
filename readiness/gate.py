"""The gate of every page about a result: your own; or a group's, for its owner and those the owner named."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import missing_proof
from accounts.device import Asker, asker_of
from accounts.models import Membership
from readiness.models import Round, Sheet
from readiness.models.sheets import SheetQuerySet

View = Callable[..., HttpResponse]
NOT_HERE = gettext_lazy("There is no such result here.")
NOT_YOURS = gettext_lazy(
    "Only the owner of the round, and those whom the owner named, see what the group came to."
)


class ProofMissing(PermissionDenied):
    """The right is there, the second proof of who asks is not; `response` leads to where it is given."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        super().__init__(_("A second proof is needed that it is you."))


def result_for(request: HttpRequest, public_id: UUID) -> Round:
    """The round of your own single result, or a group's that you may read, open or closed.

    A group's asks for the second factor (ProofMissing). PermissionDenied for those who answered it or lead
    the organisation without being named; else Http404. Three statements at most.
    """
    own = Sheet.objects.visible_to(asker_of(request)).submitted()
    mine = own.filter(round__public_id=public_id, personal=True).select_related("round").first()
    return mine.round if mine is not None else group_for(request, public_id)


def group_for(request: HttpRequest, public_id: UUID) -> Round:
    """The same for a group's round alone."""
    rounds = Round.objects.of_groups().filter(public_id=public_id)
    if not request.user.is_authenticated:
        if rounds.exists():
            raise ProofMissing(redirect_to_login(request.get_full_path()))
        raise Http404(NOT_HERE)
    found = rounds.read_by(request.user).select_related("organisation").first()
    if found is None:
        if rounds.known_to(request.user).exists() or answered_by(asker_of(request), public_id).exists():
            raise PermissionDenied(NOT_YOURS)
        raise Http404(NOT_HERE)
    lacking = missing_proof(request)
    if lacking is not None:
        raise ProofMissing(lacking)
    return found


def answered_by(asker: Asker, public_id: UUID) -> SheetQuerySet:
    """What somebody handed in to a group's round; nothing in an organisation that is closed to them."""
    own = Sheet.objects.visible_to(asker).submitted().filter(round__public_id=public_id, personal=False)
    closed = Membership.objects.filter(user_id=asker.user_id, suspended_at__isnull=False)
    return own.filter(round__organisation__closed_at__isnull=True).exclude(
        round__organisation__in=closed.values("organisation_id")
    )


def for_readers(view: View) -> View:
    """Hands the view the round instead of the UUID in its address, or sends the person to prove who asks."""
    return _guarded(view, result_for)


def for_group(view: View) -> View:
    """The same where only a group's round will do."""
    return _guarded(view, group_for)


def _guarded(view: View, find: Callable[[HttpRequest, UUID], Round]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, measured: UUID, *args: object, **kwargs: object) -> HttpResponse:
        try:
            found = find(request, measured)
        except ProofMissing as missing:
            return missing.response
        return view(request, found, *args, **kwargs)

    return guarded
