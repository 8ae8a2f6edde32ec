"""Who is learning: the account that signed in, or this device by its signed cookie; reading never writes."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse

from .merge import merge_device
from .models import Learner
from .models.learners import LearnerQuerySet

SALT = "courses.device"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Who:
    """An account or a device that may have a learner; never both, the account comes first."""

    user_id: int | None = None
    device: UUID | None = None

    def learners(self) -> LearnerQuerySet:
        """The one learner, if there is one yet."""
        if self.user_id is not None:
            return Learner.objects.of_user(self.user_id)
        return Learner.objects.of_device(self.device) if self.device else Learner.objects.none()

    @property
    def key(self) -> Subquery | None:
        """The learner's primary key as a part of another statement; None where nobody is known."""
        known = self.user_id is not None or self.device is not None
        return Subquery(self.learners().values("pk")[:1]) if known else None


def who_asks(request: HttpRequest) -> Who:
    """Costs what `request.user` costs (session and account), nothing else."""
    if request.user.is_authenticated:
        return Who(user_id=request.user.pk)
    return Who(device=device_of(request))


def device_of(request: HttpRequest) -> UUID | None:
    """The device in the signed cookie; a forged, torn or expired cookie is no cookie."""
    value = request.get_signed_cookie(settings.DEVICE_COOKIE_NAME, default="", salt=SALT, max_age=YEAR)
    try:
        return UUID(hex=value)
    except ValueError:
        return None


def learner_of(request: HttpRequest) -> Learner | None:
    """One statement at most, and never a write."""
    return who_asks(request).learners().first()


def learner_for_writing(request: HttpRequest) -> Learner:
    """The learner of a POST, made on the first one; hand the answer to `keep_device`.

    A device that signed in elsewhere than through `adopt_device` is adopted here.
    """
    device = device_of(request)
    if request.user.is_authenticated:
        if device is None:
            return Learner.objects.get_or_create(user=request.user)[0]
        request.device_adopted = True
        return merge_device(request.user, device)
    if device is None:
        device = request.new_device = getattr(request, "new_device", None) or uuid4()
    return Learner.objects.get_or_create(device=device)[0]


def keep_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Gives a new device its cookie, and takes it from one that an account has adopted."""
    if getattr(request, "device_adopted", False):
        response.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")
    elif device := getattr(request, "new_device", None):
        response.set_signed_cookie(
            settings.DEVICE_COOKIE_NAME,
            device.hex,
            salt=SALT,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def adopt_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After signing in or up: what this device kept becomes the account's, and the cookie goes.

    Without a device cookie it costs nothing. Afterwards, signing out leaves nothing of the account behind.
    """
    device = device_of(request)
    if device is None or not request.user.is_authenticated:
        return response
    merge_device(request.user, device)
    request.device_adopted = True
    return keep_device(request, response)
