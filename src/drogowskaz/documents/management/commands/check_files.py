"""Check that every stored file is there and unchanged; the exit status is 1 when one is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from drogowskaz.documents import queries


class Command(BaseCommand):
    """Read every upload and issued document and compare it with its hash."""

    help = "Check that every stored file is there and unchanged."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each damaged file with the document it belongs to."""
        damaged = list(queries.damaged())
        for file in damaged:
            self.stderr.write(f"{file.sha256}  {file}")
        if damaged:
            raise CommandError(f"{len(damaged)} files are damaged or lost; bring them back from the backup.")
        self.stdout.write("Every stored file is there and unchanged.")
