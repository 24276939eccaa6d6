"""What every test may ask for: a client that checks pages, the tasks that wait, a browser."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.utils import translation
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from tests import guards
from tests.page import CheckedClient
from tests.settings import ENGINE, THOROUGH

guards.step_aside_when_a_test_is_cleared_away()
# A run makes millions of things that stay; looking through them often costs a tenth of the time.
gc.set_threshold(50_000, 20, 100)


# Looked at on SQLite. PostgreSQL is asked for each page by the access table and for most on the two roads.
PAGES = {"test_pages.py", "test_approval_page.py", "test_home.py", "test_offers.py", "test_story.py"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what may differ there: see docs/decisions/0015."""
    if ENGINE == "postgresql":
        aside = [item for item in items if not _may_differ_there(item)]
        config.hook.pytest_deselected(items=aside)
        items[:] = [item for item in items if _may_differ_there(item)]


def _may_differ_there(item: pytest.Item) -> bool:
    asks = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    asks_the_database = bool(item.get_closest_marker("django_db") or asks)
    return asks_the_database and (THOROUGH or item.path.name not in PAGES)


@pytest.fixture
def client() -> CheckedClient:
    """A visitor whose every page is looked at."""
    return CheckedClient()


@pytest.fixture(autouse=True)
def _polish() -> Iterator[None]:
    """Begin in Polish; a language left behind by one test never reaches the next."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def run_tasks() -> Callable[..., list[DBTaskResult]]:
    """Run the tasks that are due, those they enqueue included, and return them in the order they ran.

    A task that fails fails the test, unless it is called with `failing=True`.
    """
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )

    def run(*, failing: bool = False) -> list[DBTaskResult]:
        done = []
        while task := DBTaskResult.objects.ready().first():
            task.claim(worker.worker_id)
            worker.run_task(task)
            assert failing or not task.traceback, task.traceback
            done.append(task)
        return done

    return run


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Debian's chromium, started once; the test is skipped, and says so, where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("NO BROWSER: install Debian's package chromium to run the journeys in it")
    playwright = pytest.importorskip("playwright.sync_api", reason="NO BROWSER: playwright is not installed")
    # Playwright keeps an event loop in this thread; our own code stays synchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
