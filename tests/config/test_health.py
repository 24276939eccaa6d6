"""The two answers for the machine that watches."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from drogowskaz.config import health

pytestmark = pytest.mark.django_db


def a_task(*, enqueued_minutes_ago, due_in_minutes=None):
    now = timezone.now()
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x", backend_name="default"
    )
    facts = {"enqueued_at": now - timedelta(minutes=enqueued_minutes_ago)}
    if due_in_minutes is not None:
        facts["run_after"] = now + timedelta(minutes=due_in_minutes)
    DBTaskResult.objects.filter(pk=task.pk).update(**facts)


def test_a_living_process_says_so_and_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(reverse("live"))

    assert (answer.status_code, answer.json()) == (200, {"live": True})


def test_an_installation_in_order_is_ready(client):
    answer = client.get(reverse("ready"))

    assert (answer.status_code, answer.json()) == (200, {"ready": True, "failing": {}})


@pytest.mark.parametrize("name", ["live", "ready"])
def test_the_answer_is_not_kept_and_brings_no_cookie(client, name):
    answer = client.get(reverse(name))

    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert not answer.cookies
    assert client.post(reverse(name)).status_code == 405


def test_asking_leaves_nothing_in_the_database(client):
    client.get(reverse("ready"))

    assert Session.objects.count() == 0


def test_why_it_is_not_ready_is_told_to_the_machine_itself_only(client, monkeypatch):
    monkeypatch.setitem(health.QUESTIONS, "disk", lambda: "Only 3 MB are free in the data folder.")

    near = client.get(reverse("ready"))
    far = client.get(reverse("ready"), REMOTE_ADDR="203.0.113.7")
    through_a_proxy = client.get(reverse("ready"), headers={"X-Forwarded-For": "203.0.113.7"})

    assert (near.status_code, near.json()) == (
        503,
        {"ready": False, "failing": {"disk": "Only 3 MB are free in the data folder."}},
    )
    assert (far.status_code, far.json()) == (503, {"ready": False})
    assert (through_a_proxy.status_code, through_a_proxy.json()) == (503, {"ready": False})


def test_a_database_that_refuses_to_write_is_noticed(monkeypatch):
    def refuse(**facts):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Session.objects, "create", refuse)

    assert health.cannot_write() == "The database cannot be written: OperationalError."


def test_migrations_that_wait_are_counted():
    assert health.lacks_migrations() == ""

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

    assert health.lacks_migrations() == "1 migrations have not been applied; run: drogowskaz migrate"


@pytest.mark.parametrize(
    ("total", "free", "said"),
    [
        (100 * 1024**3, 3 * 1024**3, ""),
        (4 * 1024**3, 1024**3, ""),
        (100 * 1024**3, 1024**3, "Only 1024 MB are free in the data folder."),
    ],
)
def test_a_full_disk_is_noticed(monkeypatch, total, free, said):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: SimpleNamespace(total=total, free=free))

    assert health.lacks_space(settings.DATA) == said


def test_a_task_that_waits_too_long_is_noticed():
    a_task(enqueued_minutes_ago=9)
    a_task(enqueued_minutes_ago=60, due_in_minutes=5)
    a_task(enqueued_minutes_ago=60, due_in_minutes=-9)
    assert health.keeps_waiting() == ""

    a_task(enqueued_minutes_ago=11)
    a_task(enqueued_minutes_ago=60, due_in_minutes=-11)

    assert health.keeps_waiting() == "2 tasks have waited longer than 10 minutes; is the worker running?"
