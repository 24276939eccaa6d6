"""Measures the press on the samples of the tests: python tools/bench_documents.py [--cities 104]

One report in this process, and the Plan in a child with a memory bound. Fails when a bound is broken: a report takes
at most 0.3 s, the Plan at most 10 s.
"""

import argparse
import io
import os
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402

django.setup()

import pikepdf  # noqa: E402

from drogowskaz.documents.press import press, press_apart  # noqa: E402
from drogowskaz.plans.documents import TEMPLATE as PLAN  # noqa: E402
from drogowskaz.reports.documents import TEMPLATE as REPORT  # noqa: E402
from tests.documents import samples  # noqa: E402

REPORT_SECONDS, PLAN_SECONDS = 0.3, 10


def main() -> int:
    """Print the figures; 1 when one is out of bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, default=104)
    cities = parser.parse_args().cities
    at = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    report, plan = samples.a_report(), samples.a_plan(cities)
    press(REPORT, report, at=at)  # reads the fonts, once in a process

    began = time.perf_counter()
    printed = press(REPORT, report, at=at)
    report_took = time.perf_counter() - began
    print(f"report: {report_took:.3f} s, {len(printed.pdf) // 1024} kB, at most {REPORT_SECONDS} s")

    began = time.perf_counter()
    printed = press_apart(PLAN, plan, at=at)
    plan_took = time.perf_counter() - began
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pikepdf.open(io.BytesIO(printed.pdf)) as document:
        pages = len(document.pages)
    print(
        f"Plan of {cities} cities: {plan_took:.2f} s, {pages} pages, {len(printed.pdf) // 1024} kB,"
        f" child {child.ru_utime + child.ru_stime:.1f} CPU s and {child.ru_maxrss // 1024} MiB,"
        f" at most {PLAN_SECONDS} s"
    )
    return int(report_took > REPORT_SECONDS or plan_took > PLAN_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
