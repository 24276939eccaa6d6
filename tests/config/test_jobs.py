"""What happens by the clock alone: each job again and again, beside itself, whatever happens to the others."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Event

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from drogowskaz.config import jobs
from drogowskaz.mail import outbox
from drogowskaz.mail.models import Letter
from tests.builders.people import a_person

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 4, 1, 9, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def a_letter(at=NOW):
    return outbox.post("invitation", subject="Zaproszenie", body="!", at=at, address="anna@example.org")


def a_task(status, **facts):
    letter = a_letter(NOW + timedelta(days=999))
    task = DBTaskResult.objects.get(args_kwargs__args=[letter.pk])
    DBTaskResult.objects.filter(pk=task.pk).update(status=status, **facts)
    return task


def test_every_job_does_nothing_where_nothing_is_due():
    assert set(jobs.tick(at=NOW).values()) == {0}


def test_a_second_tick_finds_nothing_left():
    a_letter()
    DBTaskResult.objects.all().delete()
    late = NOW + timedelta(hours=1)

    assert jobs.tick(at=late)["letters that stayed behind"] == 1
    assert set(jobs.tick(at=late).values()) == {0}


def test_a_job_that_fails_is_logged_undone_and_stops_no_other(caplog):
    def fails(*, at):
        a_letter()
        raise ZeroDivisionError

    done = jobs.tick(at=NOW, jobs={"first": fails, "second": lambda *, at: 7})

    assert done == {"first": None, "second": 7}
    assert Letter.objects.count() == 0
    assert "first: the job failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_busy_database_is_no_fault_but_waits_for_the_next_tick(caplog):
    def busy(*, at):
        raise OperationalError("database is locked")

    assert jobs.tick(at=NOW, jobs={"first": busy, "second": lambda *, at: 7}) == {"first": None, "second": 7}
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_the_command_says_what_was_done():
    a_letter(timezone.now() - timedelta(hours=1))
    DBTaskResult.objects.all().delete()
    said = StringIO()

    call_command("tick", stdout=said)

    assert said.getvalue() == "letters that stayed behind: 1\n"


@pytest.mark.parametrize(
    ("status", "age", "kept"),
    [
        (TaskResultStatus.SUCCESSFUL, jobs.REMEMBERED, True),
        (TaskResultStatus.SUCCESSFUL, jobs.REMEMBERED + MOMENT, False),
        (TaskResultStatus.FAILED, jobs.REMEMBERED + MOMENT, True),
        (TaskResultStatus.FAILED, jobs.FAILURES_REMEMBERED + MOMENT, False),
        (TaskResultStatus.READY, jobs.FAILURES_REMEMBERED + MOMENT, True),
    ],
)
def test_finished_tasks_are_forgotten_after_a_while(status, age, kept):
    a_task(status, finished_at=NOW - age)

    jobs.forget_tasks(at=NOW)

    assert DBTaskResult.objects.exists() is kept


@pytest.mark.parametrize(
    ("age", "workers", "then"),
    [
        (jobs.LONGEST_TASK, 1, TaskResultStatus.RUNNING),
        (jobs.LONGEST_TASK + MOMENT, 1, TaskResultStatus.READY),
        (jobs.LONGEST_TASK + MOMENT, 2, TaskResultStatus.READY),
        (jobs.LONGEST_TASK + MOMENT, 3, TaskResultStatus.FAILED),
    ],
)
def test_a_task_whose_worker_died_is_begun_again_at_most_twice(age, workers, then):
    task = a_task(TaskResultStatus.RUNNING, started_at=NOW - age, worker_ids=["w"] * workers)

    jobs.resume_tasks(at=NOW)

    task.refresh_from_db()
    assert task.status == then


def test_sign_ins_that_ran_out_are_forgotten_with_address_and_browser():
    person = a_person()
    for key, expires in (("over", NOW - MOMENT), ("open", NOW + MOMENT)):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
        UserSession.objects.create(user=person, session_key=key, ip="192.0.2.7", user_agent="Firefox")

    assert jobs.forget_sessions(at=NOW) == 1

    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["open"]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite two processes tick in test_start.py")
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_that_tick_at_once_one_does_the_job_and_the_other_leaves_it():
    begun, may_end = Event(), Event()
    ran = []

    def slow(*, at):
        ran.append(at)
        begun.set()
        may_end.wait(20)
        return 1

    def first():
        try:
            return jobs.tick(at=NOW, jobs={"slow": slow})
        finally:
            connection.close()

    def second():
        try:
            begun.wait(20)
            return jobs.tick(at=NOW, jobs={"slow": slow, "other": lambda *, at: 2})
        finally:
            may_end.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(first), pool.submit(second)]
        assert [future.result(30) for future in told] == [{"slow": 1}, {"slow": None, "other": 2}]

    assert ran == [NOW]
    with transaction.atomic():
        assert jobs.tick(at=NOW, jobs={"slow": lambda *, at: 3}) == {"slow": 3}
