"""`drogowskaz demo_reset`: the demo forgets what visitors did and begins anew."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction

from drogowskaz.advisory import triggers as of_the_ledger
from drogowskaz.config import first
from drogowskaz.documents import triggers as of_the_documents
from drogowskaz.people import triggers as of_the_journal
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Programme

GUARDS = (of_the_ledger, of_the_documents, of_the_journal)


class Command(BaseCommand):
    """Works while the site runs: visitors see the old demo until the new one is complete, then they sign in again."""

    help = "Empties the demo's database and invents everything anew; refuses where the data are not a demo."

    def add_arguments(self, parser: CommandParser) -> None:
        """The same preset as on the first start, unless another is named."""
        parser.add_argument(
            "--preset", type=Path, default=first.PRESET, help="the preset (default: presets/pdm)"
        )

    def handle(self, *, preset: Path, **options: Any) -> None:
        """Empty and fill in one transaction.

        Raises:
            CommandError: demo mode is off, or the database holds a programme but no demo people.
        """
        if not settings.DEMO:
            raise CommandError("Demo mode is off: nothing was touched. Set DROGOWSKAZ_DEMO=true for a demo.")
        if Programme.objects.exists() and not User.objects.filter(is_demo=True).exists():
            raise CommandError("These data are not a demo: nothing was touched.")
        with transaction.atomic():
            for guard in GUARDS:
                guard.remove(connection)
            call_command("flush", interactive=False, verbosity=0)
            for guard in GUARDS:
                guard.install(connection)
            first.load(preset, demo=True, say=self.stdout.write)
        self.stdout.write("The demo is new.")
