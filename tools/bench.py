"""How long and how heavy: documents pressed from samples, and the public pages of the demo in var/ where there is one.

Prints one line for each figure and fails where a target of the first issue is missed.
"""

import gzip
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).resolve().parent.parent
REPORT_SECONDS = 0.3
PLAN_SECONDS = 10.0
PAGES = (
    "/",
    "/miasta/",
    "/cele/",
    "/plan/",
    "/narzedziownik/",
    "/aktualnosci/",
    "/miasta.json",
    "/miasta.geojson",
)
TIMES = 7


def seconds(work: Callable[[], object], times: int) -> float:
    """The middle of several runs."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def documents() -> list[str]:
    """Press a report and the Plan of 104 cities; gives the targets that were missed."""
    from drogowskaz.documents.press import press, press_apart  # noqa: PLC0415 - Django first
    from tests.documents import samples  # noqa: PLC0415

    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    report, plan = samples.a_report(), samples.a_plan(104)
    press("reports/typst/report.typ", report, at=at)  # the first run reads the fonts
    missed = []
    for name, limit, work, times in (
        ("one report", REPORT_SECONDS, lambda: press("reports/typst/report.typ", report, at=at), TIMES),
        (
            "the Plan of 104 cities, in a process of its own",
            PLAN_SECONDS,
            lambda: press_apart("plans/typst/plan.typ", plan, at=at),
            1,
        ),
    ):
        taken = seconds(work, times)
        print(f"{name}: {taken:.2f} s (target {limit} s)")
        if taken > limit:
            missed.append(name)
    return missed


def pages() -> None:
    """Ask the demo for its public pages: time, queries and weight of the HTML."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    for address in PAGES:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        if answer.status_code != 200:
            print(f"{address}: status {answer.status_code}")
            continue
        content = b"".join(answer) if answer.streaming else answer.content
        taken = seconds(lambda at=address: client.get(at), TIMES)  # type: ignore[misc]
        weight = len(gzip.compress(content))
        print(f"{address}: {1000 * taken:.0f} ms, {len(queries)} queries, {weight / 1024:.1f} kB compressed")


def main() -> int:
    """Measure; the exit status is 1 where a target is missed."""
    sys.path.insert(0, str(ROOT))
    data = Path(os.environ.get("DROGOWSKAZ_DATA") or "var")
    is_there = (data / "drogowskaz.sqlite3").exists()
    if not is_there:
        os.environ["DROGOWSKAZ_DATA"] = tempfile.gettempdir()
    os.environ.setdefault("DROGOWSKAZ_SECRET_KEY", "only-to-measure-0123456789-abcdefghijklmnopqrstuvwxyz")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drogowskaz.config.settings")
    django.setup()
    missed = documents()
    if is_there:
        pages()
    else:
        print(f"No demo in {data}: its pages are not measured. Make one with make run.")
    print(*(f"MISSED: {name}" for name in missed), sep="\n", end="\n" if missed else "")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
