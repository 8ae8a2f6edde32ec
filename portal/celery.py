"""The Celery application; what it runs is in jobs/. The web process loads this at its first bell."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.embedded")
app = Celery("soundings")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()  # for every thread, not only for the one that imports this


def ring(pk: int) -> None:
    """Tell the workers of a job; raises at once when the broker is away."""
    app.send_task("jobs.run_job", (pk,), retry=False)


def broker_answers() -> bool:
    try:
        with app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except Exception:  # whatever is wrong with it, a wrong address too: it does not answer
        return False
    return True
