"""What happens by the clock alone: every periodic job of the product, and how they are run.

Each job is done again and again, does nothing when nothing is due, and may run beside itself in another process.
"""

import logging
from datetime import datetime, timedelta
from typing import Protocol
from zlib import crc32

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from drogowskaz.advisory import reminders
from drogowskaz.common.errors import is_busy
from drogowskaz.mail import tasks as mail

logger = logging.getLogger(__name__)
REMEMBERED = timedelta(days=14)  # how long a finished task can be looked up
FAILURES_REMEMBERED = timedelta(days=90)
LONGEST_TASK = timedelta(hours=1)
CLAIMS = 3  # a task that has ended three workers is not begun a fourth time


class Job(Protocol):
    """One periodic job: does what is due at `at` and gives how many things it did."""

    def __call__(self, *, at: datetime) -> int: ...


def forget_tasks(*, at: datetime) -> int:
    """Remove finished tasks after two weeks, failed ones after three months."""
    old = DBTaskResult.objects.successful().filter(finished_at__lt=at - REMEMBERED)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=at - FAILURES_REMEMBERED)
    return old.delete()[0] + failed.delete()[0]


def resume_tasks(*, at: datetime) -> int:
    """Put back tasks whose worker died while it did them; the third time they are marked as failed."""
    dead = list(
        DBTaskResult.objects.running().filter(started_at__lt=at - LONGEST_TASK).order_by("started_at")
    )
    for task in dead:
        again = len(task.worker_ids) < CLAIMS
        facts = (
            {"status": TaskResultStatus.READY}
            if again
            else {
                "status": TaskResultStatus.FAILED,
                "finished_at": at,
                "traceback": "Its worker ended three times while it did this.",
            }
        )
        DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at).update(**facts)
        logger.warning("the worker of task %s (%s) is gone", task.pk, task.task_path)
    return len(dead)


def forget_sessions(*, at: datetime) -> int:
    """Remove sign-ins that have run out, and what was noted of them: address and browser."""
    gone, _ = Session.objects.filter(expire_date__lt=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone


JOBS: dict[str, Job] = {
    "reminders": reminders.remind,
    "letters that stayed behind": mail.sweep,
    "tasks whose worker died": resume_tasks,
    "old tasks": forget_tasks,
    "old sessions": forget_sessions,
}


def tick(*, at: datetime, jobs: dict[str, Job] | None = None) -> dict[str, int | None]:
    """Run every job, each in a transaction of its own; gives what each did, or None where it did not run.

    A job that fails is logged and stops no other; one that another process is just doing is left to it.
    """
    return {name: _run(name, job, at) for name, job in (JOBS if jobs is None else jobs).items()}


def _run(name: str, job: Job, at: datetime) -> int | None:
    try:
        with transaction.atomic():
            if not _is_ours(name):
                return None
            return job(at=at)
    except Exception as error:
        if is_busy(error):
            logger.warning("%s: the database is busy, so it waits for the next tick", name)
        else:
            logger.exception("%s: the job failed", name)
        return None


def _is_ours(name: str) -> bool:
    """Take the job until the end of the transaction. On SQLite the transaction itself has the one lock there is."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCKS, crc32(name.encode()) - 2**31])
        return bool(cursor.fetchone()[0])


LOCKS = 1_420_137  # our drawer among the advisory locks of the server
