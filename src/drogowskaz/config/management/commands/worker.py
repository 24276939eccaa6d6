"""`drogowskaz worker`: does the tasks that wait, and every minute what the clock alone brings."""

import logging
import time
from threading import Thread
from typing import Any

from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from drogowskaz.config import jobs

logger = logging.getLogger(__name__)
A_MINUTE = 60.0


def keep_ticking(every: float = A_MINUTE) -> None:
    """Tick for ever; whatever goes wrong, the next minute comes."""
    while True:
        try:
            close_old_connections()
            jobs.tick(at=timezone.now())
            close_old_connections()
        except Exception:
            logger.exception("the clock missed a tick")
        time.sleep(every)


class Command(db_worker.Command):
    """The worker of django-tasks with a clock beside it. Several may run: each job is done by one of them."""

    help = "Do the tasks that wait, and every minute the periodic jobs."

    def handle(self, **options: Any) -> None:
        """Work until asked to stop; the clock ends with the worker."""
        Thread(target=keep_ticking, name="clock", daemon=True).start()
        super().handle(**options)
