"""The command `drogowskaz tools`: publish the tools that come with the product, or those of a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.people.models import User
from drogowskaz.toolbox import actions, sheets, starter


class Command(BaseCommand):
    help = "Publishes tools of the toolbox; a tool that is there already is brought up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", required=True, help="e-mail of the person who publishes them")
        parser.add_argument(
            "--folder",
            type=Path,
            default=starter.FOLDER,
            help="with tools.toml and the texts; without it the tools of the product",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email__iexact=options["by"]).first()
        if by is None:
            raise CommandError(_("Nobody has the e-mail address %(email)s.") % {"email": options["by"]})
        try:
            read = sheets.read(options["folder"])
        except (sheets.FaultyTool, OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        at = timezone.now()
        with transaction.atomic():
            for sheet in read:
                actions.publish(sheet, by=by, at=at)
        self.stdout.write(_("Tools in the toolbox: %(number)s") % {"number": len(read)})
