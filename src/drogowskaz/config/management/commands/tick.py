"""`drogowskaz tick`: what happens by the clock alone, once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from drogowskaz.config import jobs


class Command(BaseCommand):
    """Run every periodic job once. `start` does so each minute; elsewhere a timer of the system may."""

    help = "Run the periodic jobs once: letters that stayed behind, reminders, tidying up."

    def handle(self, **options: Any) -> None:
        """Say what each job did, where it did anything."""
        for name, number in jobs.tick(at=timezone.now()).items():
            if number:
                self.stdout.write(f"{name}: {number}")
