"""Sending letters: once, again when the post office is silent, eight times, under the same Message-ID."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail import actions, outbox, tasks
from drogowskaz.mail.lifecycle import State
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import JournalEntry
from tests.builders.people import a_person
from tests.builders.programmes import NOW

pytestmark = pytest.mark.django_db


class SilentPost(EmailBackend):
    """A post office that hangs up on everybody; it keeps the Message-IDs it was given."""

    asked: list[str] = []

    def send_messages(self, messages):
        self.asked.extend(str(message.message()["Message-ID"]) for message in messages)
        raise SMTPServerDisconnected("connection closed")


@pytest.fixture(autouse=True)
def post(settings):
    """The post office of Django's tests, which keeps what it is given."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def silent(post, settings):
    settings.EMAIL_BACKEND = f"{__name__}.SilentPost"
    SilentPost.asked = []
    return SilentPost.asked


def a_letter(*, hold=False, **facts):
    facts = {"to": None, "address": "anna@example.org"} | facts
    return outbox.post("invitation", subject="Zaproszenie", body="Dzień dobry!", hold=hold, at=NOW, **facts)


def stored():
    return Letter.objects.get()


def test_a_letter_is_stored_with_the_deed_and_sent_by_the_task(run_tasks):
    letter = a_letter(to=a_person(email="anna@example.org", language="en"))
    assert (letter.state, mail.outbox) == (State.WAITING, [])

    run_tasks()

    (message,) = mail.outbox
    assert (stored().state, stored().tries) == (State.SENT, 1)
    assert (message.to, message.subject, message.body) == (
        ["anna@example.org"],
        "Zaproszenie",
        "Dzień dobry!",
    )
    assert message.extra_headers == {"Message-ID": letter.message_id, "Content-Language": "en"}


def test_a_task_that_runs_twice_sends_once(run_tasks):
    letter = a_letter()
    tasks.send.enqueue(letter.pk)

    run_tasks()

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("deed", ["nothing", "cancel"])
def test_a_held_or_cancelled_letter_is_never_sent(run_tasks, deed):
    letter = a_letter(hold=True)
    if deed == "cancel":
        actions.cancel(letter, by=a_person(), at=NOW)
    tasks.send.enqueue(letter.pk)

    run_tasks()

    assert (mail.outbox, stored().sent_at) == ([], None)


def test_a_silent_post_office_is_asked_again_later_and_later(silent):
    letter = a_letter()
    waits = []

    for number in range(1, tasks.TRIES):
        known = set(DBTaskResult.objects.values_list("pk", flat=True))
        before = timezone.now()
        tasks.send.call(letter.pk, number - 1)
        again = DBTaskResult.objects.exclude(pk__in=known).get()
        waits.append(round((again.run_after - before) / timedelta(minutes=1)))
        assert (stored().state, stored().tries) == (State.WAITING, number)

    assert again.args_kwargs == {"args": [letter.pk, 7], "kwargs": {}}
    assert waits == [1, 4, 16, 64, 256, 1024, 4096]
    assert stored().trouble == "SMTPServerDisconnected: connection closed"


def test_after_eight_tries_a_letter_is_given_up(silent, caplog):
    letter = a_letter()

    for tries in range(tasks.TRIES):
        tasks.send.call(letter.pk, tries)

    assert (stored().state, stored().tries) == (State.FAILED, 8)
    assert f"letter {letter.pk} was given up after 8 tries" in caplog.text


def test_every_try_bears_the_same_message_id(silent, settings):
    letter = a_letter()
    for tries in range(3):
        tasks.send.call(letter.pk, tries)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    tasks.send.call(letter.pk, 3)

    assert silent == [letter.message_id] * 3
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [letter.message_id]
    assert stored().state == State.SENT


def test_a_letter_given_up_can_be_tried_again(silent, run_tasks, settings):
    letter, office = a_letter(), a_person()
    for tries in range(tasks.TRIES):
        tasks.send.call(letter.pk, tries)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    actions.retry(stored(), by=office, at=NOW)
    again = (stored().state, stored().tries, stored().trouble)
    run_tasks()

    assert again == (State.WAITING, 0, "")
    assert (stored().state, len(mail.outbox)) == (State.SENT, 1)
    assert list(JournalEntry.objects.values_list("verb", "by")) == [("letter.retry", office.pk)]


def test_a_released_letter_goes_out_and_says_who_let_it_go(run_tasks):
    letter, office = a_letter(hold=True), a_person()

    actions.release(letter, by=office, at=NOW)
    run_tasks()

    assert (stored().state, stored().released_by, stored().released_at) == (State.SENT, office, NOW)


def test_of_two_people_one_releases_and_the_other_comes_too_late(run_tasks):
    letter = a_letter(hold=True)
    seen_in_other_tab = Letter.objects.get()
    actions.release(letter, by=a_person(), at=NOW)

    for deed in (actions.release, actions.cancel):
        with pytest.raises(TooLate):
            deed(seen_in_other_tab, by=a_person(), at=NOW)
    run_tasks()

    assert len(mail.outbox) == 1
