"""All of an import or nothing: files that were stored in a transaction that is not kept go with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from wagtail.images import get_image_model

from .report import Report


@contextmanager
def all_or_nothing(report: Report) -> Iterator[None]:
    """A transaction; whatever is raised in it goes on, after the files it left behind are deleted."""
    sizes = get_image_model().get_rendition_model().objects
    newest = sizes.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        with transaction.atomic():
            try:
                yield
            except DatabaseError:
                raise
            except Exception:
                for size in sizes.filter(pk__gt=newest, image__in=report.pictures):
                    # Wagtail remembers sizes beside the database, by numbers that are given again.
                    size.purge_from_cache()
                    report.stored.append(size.file.name)
                raise
    except BaseException:
        for name in report.stored:
            default_storage.delete(name)
        raise
