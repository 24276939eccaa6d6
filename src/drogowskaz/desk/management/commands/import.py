"""The command `drogowskaz import`: the register of cities, where they lie, and cities that take part, from files."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drogowskaz.common.refusal import Refusal
from drogowskaz.desk import participants
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Edition
from drogowskaz.registers import places, terc
from drogowskaz.registers.sheets import Fault

SHOWN = 20  # lines of each kind; --verbosity 2 shows all


class Command(BaseCommand):
    help = (
        "Imports the register of cities (terc), where they lie (places) or cities that take part (participants). "
        "Shows first; --apply writes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        register = kinds.add_parser("terc", help="the official register of territorial units")
        places = kinds.add_parser("places", help="a table of teryt, latitude and longitude, for the map")
        people = kinds.add_parser("participants", help="cities that take part in an edition")
        for kind in (register, places, people):
            kind.add_argument("file", type=Path)
            kind.add_argument(
                "--apply", action="store_true", help="write the changes; without it they are only shown"
            )
        people.add_argument(
            "--edition",
            default="",
            help="name of the edition in addresses; without it each row names its own",
        )
        people.add_argument(
            "--evidence",
            default="",
            help="what is documented, and where, for rows of a path without application that do not say it",
        )
        people.add_argument(
            "--by", default="", help="e-mail of the person of the programme office who imports"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.all = options["verbosity"] > 1
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(
                _("The file cannot be read: %(reason)s") % {"reason": error.strerror}
            ) from error
        if options["kind"] == "terc":
            self.import_terc(content, apply=options["apply"])
        elif options["kind"] == "places":
            self.import_places(content, apply=options["apply"])
        else:
            self.import_participants(content, options)

    def import_terc(self, content: bytes, *, apply: bool) -> None:
        """Show what a register file changes, and change it with `apply`."""
        at = timezone.now()
        with transaction.atomic():
            prepared = terc.plan(content)
            self.stop_at(prepared.faults)
            self.lines(_("New cities: %(number)s"), [f"{unit.teryt} {unit.name}" for unit in prepared.added])
            self.lines(_("Changed cities: %(number)s"), [self.change(change) for change in prepared.changed])
            self.lines(
                _("Cities that have ceased to exist: %(number)s"),
                [f"{city.teryt} {city.name}" for city in prepared.ended],
            )
            self.lines(
                _("Cities that are the same: %(number)s"), prepared.unchanged + len(prepared.confirmed)
            )
            if apply and not prepared.changes_nothing:
                terc.carry_out(prepared)
                for city in [*(change.city for change in prepared.changed), *prepared.ended]:
                    record("registers.import_terc", city, by=None, at=at, state_on=prepared.state_on)
        self.end(apply=apply, nothing=prepared.changes_nothing)

    def import_places(self, content: bytes, *, apply: bool) -> None:
        """Show which cities a table puts on the map or moves, and do it with `apply`."""
        at = timezone.now()
        with transaction.atomic():
            prepared = places.plan(content)
            self.stop_at(prepared.faults)
            self.lines(_("Cities put on the map: %(number)s"), self.placed(prepared.placed))
            self.lines(_("Cities moved on the map: %(number)s"), self.placed(prepared.moved))
            self.lines(_("Cities that are the same: %(number)s"), prepared.unchanged)
            if apply:
                places.carry_out(prepared)
                for place in prepared.moved:
                    record("registers.import_places", place.city, by=None, at=at)
        self.end(apply=apply, nothing=not (prepared.placed or prepared.moved))

    def placed(self, found: Sequence[places.Place]) -> list[str]:
        """Each city in a line, with where it lies."""
        return [f"{one.city.teryt} {one.city.name}: {one.latitude}, {one.longitude}" for one in found]

    def import_participants(self, content: bytes, options: dict[str, Any]) -> None:
        """Show which cities a table admits and whom it invites, and do it with `--apply`."""
        slug, apply = options["edition"], options["apply"]
        edition = Edition.objects.filter(slug=slug).first()
        if slug and edition is None:
            raise CommandError(_("There is no edition “%(slug)s”.") % {"slug": slug})
        at = timezone.now()
        prepared = participants.plan(content, edition, at=at, evidence=options["evidence"])
        self.stop_at(prepared.faults)
        self.lines(
            _("Cities to admit: %(number)s"),
            [
                f"{entry.city.teryt} {entry.city.name}: {entry.theme.number}, {entry.path.key}"
                for entry in prepared.admitted
            ],
        )
        self.lines(
            _("Coordinators to invite: %(number)s"),
            [f"{entry.city.name}: {entry.email}" for entry in prepared.invited],
        )
        self.lines(_("Rows that are done already: %(number)s"), prepared.unchanged)
        if apply:
            by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
            if by is None:
                raise CommandError(
                    _("Say who imports: --by and the e-mail of a person of the programme office.")
                )
            try:
                participants.carry_out(prepared, by=by, at=at)
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal
        self.end(apply=apply, nothing=not (prepared.admitted or prepared.invited))

    def stop_at(self, faults: Sequence[Fault]) -> None:
        """Name every bad row and end, if there is one.

        Raises:
            CommandError: there are bad rows.
        """
        if not faults:
            return
        for fault in faults:
            self.stderr.write(str(fault))
        number = len(faults)
        raise CommandError(
            ngettext(
                "The file has %(number)s mistake. Nothing was imported.",
                "The file has %(number)s mistakes. Nothing was imported.",
                number,
            )
            % {"number": number}
        )

    def lines(self, heading: str, what: Sequence[str] | int) -> None:
        """Print a heading with a number, and the first lines of a list."""
        number = what if isinstance(what, int) else len(what)
        self.stdout.write(heading % {"number": number})
        if isinstance(what, int):
            return
        for line in what if self.all else what[:SHOWN]:
            self.stdout.write(f"  {line}")
        if len(what) > SHOWN and not self.all:
            self.stdout.write(_("  … and %(number)s more (-v 2 shows all)") % {"number": len(what) - SHOWN})

    def change(self, change: terc.Change) -> str:
        """A changed city in a line: what, from what, to what."""
        said = "; ".join(
            f"{name}: {before or '–'} → {after or '–'}" for name, (before, after) in change.fields.items()
        )
        return f"{change.city.teryt} {change.city.name}: {said}"

    def end(self, *, apply: bool, nothing: bool) -> None:
        """Say whether anything was written."""
        if nothing:
            self.stdout.write(_("Nothing changes."))
        elif apply:
            self.stdout.write(_("Imported."))
        else:
            self.stdout.write(_("Nothing was written. Run the command again with --apply to import."))
