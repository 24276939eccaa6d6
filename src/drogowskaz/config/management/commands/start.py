"""`drogowskaz start`: the whole installation in one command."""

import os
import socket
import urllib.error
import urllib.request
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import Tags
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation

from drogowskaz.config import first, place
from drogowskaz.config.fingerprint import fingerprint
from drogowskaz.config.processes import Stopped, Together
from drogowskaz.desk.demo.people import DemoPerson, listed
from drogowskaz.programmes.models import Programme

THREADS = "8"  # most of them may wait for SQLite's lock while the others read


class Command(BaseCommand):
    """Bring the database and the files up to date, then run the web and the worker until Ctrl-C."""

    help = "Prepare what is not there yet, then run the site and its worker until Ctrl-C."
    requires_system_checks = []  # they are run below, when the database is there

    def add_arguments(self, parser: CommandParser) -> None:
        """Port and address come from the environment too, so that `PORT=8001 make run` works."""
        parser.add_argument(
            "--port",
            type=int,
            default=os.environ.get("PORT") or place.DEFAULT_PORT,
            help="port to listen on (default: PORT, or 8000)",
        )
        parser.add_argument(
            "--bind", default="127.0.0.1", help="address to listen on (default: this machine only)"
        )
        parser.add_argument(
            "--processes", type=int, default=2, help="web processes of 8 threads each (default: 2)"
        )
        parser.add_argument(
            "--preset",
            type=Path,
            default=first.PRESET,
            help="loaded on the first start (default: presets/pdm)",
        )

    def handle(self, *, port: int, bind: str, processes: int, preset: Path, **options: Any) -> None:
        """Prepare, start, watch, stop."""
        self.must_be_free(bind, port)
        self.check(tags=[Tags.security], include_deployment_checks=settings.SECURE)
        with Together() as together:
            try:
                self.prepare(preset)
                connections.close_all()
                together.start("the web", self.web(bind, port, processes))
                together.start("the worker", WORKER)
                dead = together.watch(lambda: answers(bind, port), self.announce)
            except Stopped:
                self.stdout.write("\nStopped.")
                return
        raise CommandError(f"{dead[:1].upper()}{dead[1:]} has ended, so everything has been stopped.")

    def must_be_free(self, bind: str, port: int) -> None:
        """Refuse at once, before any work, where somebody else already answers."""
        with socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((bind, port))
            except (OSError, OverflowError) as error:
                raise CommandError(
                    f"Port {port} cannot be used: {error}. Another one: PORT=8001 make run"
                ) from error

    def prepare(self, preset: Path) -> None:
        """Everything the first page needs; on a second start, only a look whether it is there."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.collect_static()
        if settings.DEMO:
            first.supplement(at=timezone.now(), say=self.say)
        self.check(databases=["default"], include_deployment_checks=settings.SECURE)
        if not Programme.objects.exists():
            first.load(preset, demo=settings.DEMO, say=self.say)

    def collect_static(self) -> None:
        """Copy and compress style, script, fonts and pictures, unless they are those of the last start."""
        stamp = settings.DATA / "static.stamp"
        now = fingerprint(Path(app.path) / "static" for app in apps.get_app_configs())
        if stamp.exists() and stamp.read_text() == now:
            return
        self.say("Preparing style and pictures …")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)

    def web(self, bind: str, port: int, processes: int) -> list[str]:
        """The words after `python` that serve the site."""
        return [
            "-m", "gunicorn", "--no-control-socket", "--worker-class", "gthread",
            "--workers", str(processes), "--threads", THREADS, "--log-level", "warning",
            "--bind", f"[{bind}]:{port}" if ":" in bind else f"{bind}:{port}",
            "drogowskaz.config.wsgi",
        ]  # fmt: skip

    def announce(self) -> None:
        """Say where the site is, and in demo mode whom one may be."""
        self.say(f"\nDrogowskaz is at {settings.ORIGIN}")
        if settings.DEMO:
            self.introduce(listed())
        self.say("Ctrl-C stops it; the data stay.")

    def introduce(self, people: list[DemoPerson]) -> None:
        """List the invented people, as they are called in English."""
        if not people:
            self.say(
                "Demo mode is on, but these data have no demo people. Another folder: DROGOWSKAZ_DATA=/tmp/demo"
            )
            return
        self.say(f"Sign in at {settings.ORIGIN}/konto/login/ with one click as:")
        width = max(len(person.email) for person in people)
        with translation.override("en"):
            for person in people:
                self.say(f"  {person.email:<{width}}  {person.name}, {person.role}")

    def say(self, sentence: str) -> None:
        """Tell whoever started us, at once."""
        self.stdout.write(sentence)
        self.stdout.flush()


WORKER = [
    "-m",
    "drogowskaz.config.command",
    "worker",
    "--queue-name",
    "*",
    "--no-startup-delay",
    "-v",
    "0",
]


def answers(bind: str, port: int) -> bool:
    """Say whether the site already answers."""
    everywhere = {str(IPv4Address(0)): "127.0.0.1", "::": "[::1]"}
    host = everywhere.get(bind, f"[{bind}]" if ":" in bind else bind)
    request = urllib.request.Request(f"http://{host}:{port}/-/live")
    request.add_header("Host", settings.ALLOWED_HOSTS[0])
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
