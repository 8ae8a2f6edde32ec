"""Who answers: the account that signed in, or this device; reading never writes."""

from django.http import HttpRequest

from accounts.device import adopt, asker_of, device_for_writing

from .models import Respondent


def respondent_of(request: HttpRequest) -> Respondent | None:
    """One statement at most, and never a write."""
    return Respondent.objects.of(asker_of(request)).first()


def respondent_for_writing(request: HttpRequest) -> Respondent:
    """The respondent of a POST, made on the first one; hand the answer to `keep_device`."""
    if request.user.is_authenticated:
        adopt(request)
        return Respondent.objects.get_or_create(user=request.user)[0]
    return Respondent.objects.get_or_create(device=device_for_writing(request))[0]
