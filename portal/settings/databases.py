"""Database options per engine: SQLite waits and writes ahead, PostgreSQL gives up in time."""

from .environment import env

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA mmap_size=134217728; PRAGMA cache_size=-8000;"
    ),
}
POSTGRESQL = {
    "connect_timeout": 3,
    "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
    " -c plan_cache_mode=force_generic_plan",  # of what a connection keeps (accounts/plans.py)
}


def database(url: str) -> dict[str, object]:
    """The DATABASES entry for a URL; raises what django-environ raises for an unknown scheme."""
    settings: dict[str, object] = dict(env.db_url_config(url))
    sqlite = str(settings["ENGINE"]).endswith("sqlite3")
    settings["OPTIONS"] = SQLITE if sqlite else POSTGRESQL
    settings["CONN_MAX_AGE"] = None if sqlite else 60
    settings["CONN_HEALTH_CHECKS"] = not sqlite
    return settings
