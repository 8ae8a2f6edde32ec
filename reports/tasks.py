"""Celery's doorway."""

import time

from celery import shared_task

from .files import drop_others
from .models import Report
from .models.reports import folder


@shared_task(name="reports.tidy")
def tidy() -> None:
    """Files whose report was deleted go, and what a killed worker left half written."""
    kept = {report.path.name for report in Report.objects.ready().only("public_id", "format")}
    drop_others(folder(), kept, time.time())
