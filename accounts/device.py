"""Who is asking: an account, or a device by its signed cookie; an account can adopt what a device kept."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

SALT = "accounts.device"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Asker:
    """An account or a device, never both: the account comes first; neither for somebody who kept nothing."""

    user_id: int | None = None
    device: UUID | None = None

    @property
    def known(self) -> bool:
        return self.user_id is not None or self.device is not None

    @property
    def named(self) -> dict[str, int | UUID]:
        """The one thing that is known, by its name; empty for nobody."""
        known = {"user_id": self.user_id, "device": self.device}
        return next(({name: value} for name, value in known.items() if value is not None), {})


def asker_of(request: HttpRequest) -> Asker:
    """Costs what `request.user` costs (session and account), nothing else."""
    if request.user.is_authenticated:
        return Asker(user_id=request.user.pk)
    return Asker(device=device_of(request))


def device_of(request: HttpRequest) -> UUID | None:
    """The device in the signed cookie; a forged, torn or expired cookie is no cookie."""
    value = request.get_signed_cookie(settings.DEVICE_COOKIE_NAME, default="", salt=SALT, max_age=YEAR)
    try:
        return UUID(hex=value)
    except ValueError:
        return None


def device_for_writing(request: HttpRequest) -> UUID:
    """The device of a POST, named by the first one; hand the answer to `keep_device`."""
    device = device_of(request) or getattr(request, "new_device", None)
    if device is None:
        device = request.new_device = uuid4()
    return device


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


def adopt(request: HttpRequest) -> None:
    """What the device kept becomes the account's, in every room at once: the rooms share one cookie.

    Without a device cookie, or an account, it costs nothing.
    """
    device = device_of(request)
    if device is None or not request.user.is_authenticated or getattr(request, "device_adopted", False):
        return
    for name in settings.DEVICE_ADOPTERS:
        import_string(name)(request.user, device)
    request.device_adopted = True


def adopt_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After signing in or up: the cookie goes, so that signing out leaves nothing of the account behind."""
    adopt(request)
    return keep_device(request, response)
