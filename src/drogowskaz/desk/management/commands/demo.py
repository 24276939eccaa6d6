"""The command `drogowskaz demo`: the demo edition, made anew by the deeds of its invented people."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.desk.demo import people, story
from drogowskaz.people.models import User


class Command(BaseCommand):
    help = "Makes the demo edition: 104 invented cities in every state of life, and an open call."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "preset", type=Path, nargs="?", default=Path("presets/pdm"), help="the preset's folder"
        )
        parser.add_argument("--today", type=date.fromisoformat, help="the day the story is told on")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                _("Demo mode is off. Set DROGOWSKAZ_DEMO=true to make invented cities and people.")
            )
        if User.objects.filter(is_demo=True).exists():
            self.stdout.write(_("The demo edition is here already."))
            return
        story.tell(options["preset"], options["today"] or timezone.localdate())
        self.stdout.write(_("The demo edition is ready. You can be:"))
        for who in people.listed():
            self.stdout.write(f"  {who.name}, {who.role}: {who.email}")
