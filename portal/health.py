"""Health: /healthz says the process lives; /readyz that it can serve (database, migrations, broker)."""

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

migrated = False


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    checks = {"database": database_answers(), "migrations": False, "broker": broker_answers()}
    checks["migrations"] = checks["database"] and nothing_to_migrate()
    status = 200 if all(checks.values()) else 503
    return JsonResponse({name: "ok" if fine else "failing" for name, fine in checks.items()}, status=status)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def nothing_to_migrate() -> bool:
    """Asked of the files and the database until it is true once: a running process's code does not change."""
    global migrated
    if not migrated:
        executor = MigrationExecutor(connection)
        migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return migrated


def broker_answers() -> bool:
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        return True  # a folder of this machine; jobs wait in the database anyway
    return import_string("portal.celery.broker_answers")()
