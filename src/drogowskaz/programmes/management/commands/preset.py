"""The command `drogowskaz preset`: check or load the preset of a programme."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drogowskaz.common.refusal import Refusal
from drogowskaz.programmes.loading import Loaded, Result, load
from drogowskaz.programmes.presets import Faulty, Preset, read


class Command(BaseCommand):
    help = "Checks a preset folder; loads it as an edition in preparation, or adds what an opened one lacks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        check = deeds.add_parser("check", help="name every mistake of a preset; change nothing")
        loading = deeds.add_parser(
            "load", help="load a preset as an edition in preparation; add what an opened one lacks"
        )
        for deed in (check, loading):
            deed.add_argument("folder", type=Path, help="the preset's folder")
            deed.add_argument("--today", type=date.fromisoformat, help='the day that "+30 d" counts from')
        loading.add_argument("--slug", default="", help="name of the edition in addresses")
        loading.add_argument(
            "--invented", action="store_true", help="a demo edition: cities and people are made up"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        preset = self.read(options["folder"], options["today"] or timezone.localdate())
        if options["deed"] == "check":
            facts = {"name": preset.heading.edition["name_pl"], "sha256": preset.sha256[:12]}
            self.stdout.write(_("The preset “%(name)s” is in order (%(sha256)s).") % facts)
            return
        try:
            loaded = load(preset, at=timezone.now(), slug=options["slug"], invented=options["invented"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(said(loaded))

    def read(self, folder: Path, today: date) -> Preset:
        """The preset in `folder`; its mistakes end the command, one a line.

        Raises:
            CommandError: there are mistakes.
        """
        try:
            return read(folder, today=today)
        except Faulty as faulty:
            for fault in faulty.faults:
                self.stderr.write(str(fault))
            number = len(faulty.faults)
            raise CommandError(
                ngettext(
                    "The preset has %(number)s mistake. Nothing was loaded.",
                    "The preset has %(number)s mistakes. Nothing was loaded.",
                    number,
                )
                % {"number": number}
            ) from faulty


def said(loaded: Loaded) -> str:
    """What loading did, in sentences; names of what was added and what was left, as in the preset's folder."""
    slug = {"slug": loaded.edition.slug}
    if loaded.added or loaded.left:
        return "\n".join(_said_of_an_opened_one(loaded))
    if loaded.result == Result.NOTHING:
        return _("The edition “%(slug)s” is as the preset says. Nothing has changed.") % slug
    if loaded.result == Result.CHANGED:
        return _("The edition “%(slug)s” was brought up to date.") % slug
    return (
        _("The edition “%(slug)s” was made and is in preparation. The programme office can open it now.")
        % slug
    )


def _said_of_an_opened_one(loaded: Loaded) -> Iterator[str]:
    slug = {"slug": loaded.edition.slug}
    yield _("The edition “%(slug)s” has been opened, so its rules stay as they are.") % slug
    if loaded.added:
        yield _("Added, because it was not there: %(names)s.") % {"names": ", ".join(loaded.added)}
    else:
        yield _("Nothing was missing, so nothing was added.")
    if loaded.left:
        yield _("Different in the preset, left as it is: %(names)s.") % {"names": ", ".join(loaded.left)}
        yield _("A changed preset can be loaded as a new edition: --slug with another name.")
