"""Background work: a message is only a door-bell, the truth of every job is its row (jobs/)."""

from .environment import BROKER_URL, VAR

JOB_KINDS = {
    "mail": "jobs.mail.deliver",
    "round_mails": "readiness.actions.mailing.send_due",
    "close_round": "readiness.actions.closing.compute_later",
    "report": "reports.production.produce",
    "film": "content.uploads.checking.check",
}
JOB_LEASE_SECONDS = 210  # longer than any task may run
JOB_BELL = "portal.celery.ring"  # by name: a start of the web process is spared Celery
JOB_SWEEP_SECONDS = 30
JOB_SLOTS = 4

CELERY_BROKER_URL = BROKER_URL or "filesystem://localhost"
if BROKER_URL:
    # The visibility timeout is longer than the longest task, or a task would run twice at once.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 600,
        "socket_timeout": 3,
        "socket_connect_timeout": 2,
        "max_retries": 1,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    }
else:
    CELERY_BROKER_TRANSPORT = "jobs.bells:Transport"
    QUEUE_FOLDER = VAR / "queue"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_FOLDER),
        "data_folder_out": str(QUEUE_FOLDER),
        "control_folder": str(QUEUE_FOLDER / "control"),
        "polling_interval": 0.2,
    }
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 150
CELERY_TASK_TIME_LIMIT = 180
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 2000
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 25
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"


def beat_schedule(sweep_seconds: float) -> dict[str, dict[str, object]]:
    """What happens by the clock; a message nobody took before the next one is worth nothing."""

    def every(task: str, seconds: float) -> dict[str, object]:
        return {"task": task, "schedule": seconds, "options": {"expires": seconds}}

    return {
        "sweep": every("jobs.sweep", sweep_seconds),
        "publish_scheduled": every("jobs.publish_scheduled", 60),
        "tidy": every("jobs.tidy", 3600),
        "remind": every("courses.remind", 3600),
        "forget_told": every("courses.forget_told", 3600),
        "remind_reviews": every("content.remind_reviews", 3600),
        "end_rounds": every("readiness.end_rounds", 3600),
        "forget_answers": every("readiness.forget_answers", 3600),
        "tidy_reports": every("reports.tidy", 3600),
        # Asked every hour; each cell is made anew once a month at most.
        "refresh_benchmarks": every("readiness.refresh_benchmarks", 3600),
    }


CELERY_BEAT_SCHEDULE = beat_schedule(JOB_SWEEP_SECONDS)
