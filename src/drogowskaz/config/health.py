"""Two answers for the machine that watches us: does the process live, is the installation ready."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

LONGEST_WAIT = timedelta(minutes=10)
LEAST_FREE = 2 * 1024**3
LEAST_FREE_SHARE = 0.2
LOOPBACK = {"127.0.0.1", "::1"}


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer that the process runs; nothing else is asked."""
    return JsonResponse({"live": True})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part works, else 503; what fails is told only to the machine itself."""
    failing = {name: why for name, question in QUESTIONS.items() if (why := question())}
    answer: dict[str, object] = {"ready": not failing}
    if request.META.get("REMOTE_ADDR") in LOOPBACK and "HTTP_X_FORWARDED_FOR" not in request.META:
        answer["failing"] = failing
    return JsonResponse(answer, status=503 if failing else 200)


def cannot_write() -> str:
    """Write a row and take it back; why it could not be done, or nothing."""
    try:
        with transaction.atomic():
            Session.objects.create(
                session_key=get_random_string(40), session_data="", expire_date=timezone.now()
            )
            transaction.set_rollback(True)
    except DatabaseError as error:
        return f"The database cannot be written: {error.__class__.__name__}."
    return ""


def lacks_migrations() -> str:
    """How many migrations have not been applied, or nothing."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"The migrations cannot be read: {error.__class__.__name__}."
    return f"{len(waiting)} migrations have not been applied; run: drogowskaz migrate" if waiting else ""


def lacks_space(folder: Path | None = None) -> str:
    """Whether less than 2 GB *and* less than a fifth of the disk of the data folder is left."""
    disk = shutil.disk_usage(folder or settings.DATA)
    if disk.free >= LEAST_FREE or disk.free >= LEAST_FREE_SHARE * disk.total:
        return ""
    return f"Only {disk.free // 1024**2} MB are free in the data folder."


def keeps_waiting() -> str:
    """Whether a task that could run has waited too long: is the worker running?"""
    now = timezone.now()
    since = now - LONGEST_WAIT
    try:
        waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=since)
        late = waiting.exclude(run_after__range=(since, now)).count()
    except DatabaseError as error:
        return f"The tasks cannot be read: {error.__class__.__name__}."
    return f"{late} tasks have waited longer than 10 minutes; is the worker running?" if late else ""


QUESTIONS: dict[str, Callable[[], str]] = {
    "database": cannot_write,
    "migrations": lacks_migrations,
    "disk": lacks_space,
    "tasks": keeps_waiting,
}
