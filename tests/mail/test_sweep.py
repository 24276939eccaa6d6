"""Letters that stayed behind: a worker that dies between two steps loses none and sends none twice."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from drogowskaz.mail import outbox, tasks
from drogowskaz.mail.lifecycle import State
from drogowskaz.mail.models import Letter
from tests.builders.programmes import NOW

pytestmark = pytest.mark.django_db
MOMENT = timedelta(microseconds=1)


class Killed(BaseException):
    """The machine went off."""


class PostAndDeath(EmailBackend):
    """A post office that takes the letter just before the machine goes off."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise Killed


class Silent(EmailBackend):
    """A post office that hangs up."""

    def send_messages(self, messages):
        raise ConnectionResetError


@pytest.fixture(autouse=True)
def post(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def a_letter(at=NOW):
    return outbox.post("invitation", subject="Zaproszenie", body="!", at=at, address="anna@example.org")


def stored():
    return Letter.objects.get()


def forget_tasks():
    """The queue as it is when the task of the letter has been lost."""
    DBTaskResult.objects.all().delete()


def test_a_letter_whose_task_is_lost_is_ordered_again_and_sent_once(run_tasks):
    letter = a_letter()
    forget_tasks()

    assert tasks.sweep(at=NOW + tasks.PATIENCE - MOMENT) == 0
    assert tasks.sweep(at=NOW + tasks.PATIENCE) == 1
    run_tasks()

    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [letter.message_id]
    assert stored().state == State.SENT
    assert tasks.sweep(at=NOW + timedelta(days=9)) == 0


def test_without_the_sweep_it_would_stay(run_tasks):
    a_letter()
    forget_tasks()

    run_tasks()

    assert (mail.outbox, stored().state) == ([], State.WAITING)


def test_a_try_and_the_order_of_the_next_one_are_stored_together(settings, monkeypatch):
    """The next try cannot be ordered: then the trouble is not noted either, and the sweep finds the letter."""
    settings.EMAIL_BACKEND = f"{__name__}.Silent"
    letter = a_letter()
    forget_tasks()

    def die(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "dbtaskresult" in sql:
            raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(die), pytest.raises(Killed):
        tasks.send.call(letter.pk)

    assert (stored().state, stored().tries, stored().trouble) == (State.WAITING, 1, "")
    assert tasks.sweep(at=timezone.now() + timedelta(minutes=12)) == 1
    assert DBTaskResult.objects.get().args_kwargs["args"] == [letter.pk, 1]


def test_a_letter_posted_just_before_death_goes_again_under_the_same_message_id(settings, run_tasks):
    letter = a_letter()
    forget_tasks()
    settings.EMAIL_BACKEND = f"{__name__}.PostAndDeath"
    with pytest.raises(Killed):
        tasks.send.call(letter.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    tasks.sweep(at=timezone.now() + timedelta(minutes=12))
    run_tasks()

    assert {message.extra_headers["Message-ID"] for message in mail.outbox} == {letter.message_id}
    assert (stored().state, stored().tries) == (State.SENT, 2)


def test_a_task_that_was_only_slow_does_nothing_beside_the_one_ordered_again(run_tasks):
    a_letter()

    assert tasks.sweep(at=NOW + timedelta(hours=1)) == 1
    ran = run_tasks()

    assert (len(ran), len(mail.outbox), stored().tries) == (2, 1, 1)


def test_a_letter_that_kills_its_worker_is_given_up_after_eight_tries(settings, caplog):
    letter = a_letter()
    settings.EMAIL_BACKEND = f"{__name__}.PostAndDeath"
    for tries in range(tasks.TRIES):
        with pytest.raises(Killed):
            tasks.send.call(letter.pk, tries)

    tasks.sweep(at=timezone.now() + timedelta(days=30))

    assert stored().state == State.FAILED
    assert f"letter {letter.pk} was given up after 8 tries" in caplog.text


def test_a_letter_that_waits_for_its_next_try_is_not_swept(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Silent"
    letter = a_letter()
    for tries in range(6):
        tasks.send.call(letter.pk, tries)

    assert tasks.sweep(at=timezone.now() + timedelta(hours=17)) == 0
    assert tasks.sweep(at=timezone.now() + timedelta(hours=18)) == 1


def test_of_two_sweeps_that_saw_the_same_letter_one_orders():
    a_letter()
    forget_tasks()
    late = NOW + timedelta(hours=1)
    seen, seen_elsewhere = stored(), stored()

    assert [tasks.order_again(seen, at=late), tasks.order_again(seen_elsewhere, at=late)] == [True, False]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time anyway"
)
def test_of_two_sweeps_at_once_one_orders(transactional_db):
    for _ in range(3):
        a_letter()
    forget_tasks()
    ready, counted = Barrier(2), []

    def run():
        ready.wait()
        counted.append(tasks.sweep(at=NOW + timedelta(hours=1)))
        connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sum(counted), DBTaskResult.objects.count()) == (3, 3)
