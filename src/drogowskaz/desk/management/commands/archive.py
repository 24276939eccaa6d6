"""The command `drogowskaz archive`: check or load an edition of the past."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.refusal import Refusal
from drogowskaz.desk import archive
from drogowskaz.programmes.models import Programme
from drogowskaz.programmes.presets import Faulty


class Command(BaseCommand):
    help = "Checks or loads an edition of the past: what public pages state, with their addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        for name in ("check", "load"):
            deeds.add_parser(name).add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        try:
            read = archive.read(options["folder"], today=timezone.localdate(at))
            if options["deed"] == "check":
                self.stdout.write(
                    _("The archive is in order: %(number)s cities.") % {"number": len(read.cities)}
                )
                return
            edition, new = archive.load(read, at=at)
        except Faulty as faulty:
            for fault in faulty.faults:
                self.stderr.write(str(fault))
            raise CommandError(str(faulty)) from faulty
        except Programme.DoesNotExist as error:
            raise CommandError(
                _("The programme “%(slug)s” is not there. Load its preset first.") % {"slug": read.programme}
            ) from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        said = (
            _("The archive edition “%(slug)s” was loaded.")
            if new
            else _("The archive edition “%(slug)s” is there already.")
        )
        self.stdout.write(said % {"slug": edition.slug})
