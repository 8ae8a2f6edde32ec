"""What every page's frame needs, none of it from the database."""

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    return {"product": settings.PRODUCT_NAME}
