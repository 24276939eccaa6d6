"""What is said by the clock alone: silence is reminded of, then raised, and never approves."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from drogowskaz.advisory import actions, reminders
from drogowskaz.advisory.models import AdvisoryRequest, AdvisorySession
from drogowskaz.advisory.reminders import remind
from drogowskaz.mail.models import Letter
from drogowskaz.participation import queries
from drogowskaz.people import actions as representations
from tests.builders.advisory import (
    a_confirmed_session,
    a_contested_session,
    a_recorded_session,
    a_request,
    a_session,
    an_accepted_request,
    an_advised,
)
from tests.builders.participation import coordinator_of, guardian_of, mayor_of
from tests.builders.people import a_person
from tests.builders.programmes import NOW, a_guardian

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
WEEK, FORTNIGHT = NOW + 7 * DAY, NOW + 14 * DAY
KEYS = ("session_reminder", "session_unanswered", "advice_unanswered")


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def told():
    letters = Letter.objects.filter(about__in=KEYS).order_by("pk")
    return [(letter.about, letter.user) for letter in letters.select_related("user")]


def test_the_city_is_reminded_once_after_seven_days():
    session = a_recorded_session()

    assert [remind(at=at) for at in (WEEK - SECOND, WEEK, WEEK, WEEK + 3 * DAY)] == [0, 1, 0, 0]
    assert told() == [("session_reminder", coordinator_of(session.participation))]


def test_the_reminder_says_how_much_and_from_when_the_guardian_may_decide():
    a_recorded_session(minutes=90)

    remind(at=WEEK)

    letter = Letter.objects.get(about="session_reminder")
    day = timezone.localdate(FORTNIGHT)
    assert plain(letter.subject) == "Przypominamy: czy spotkanie trwało 1 h 30 min?"
    assert f"Od dnia {date_format(day, 'DATE_FORMAT')} może rozstrzygnąć opiekunka lub opiekun celu" in plain(
        letter.body
    )


def test_after_fourteen_days_the_guardian_is_told_once_and_nothing_is_approved():
    session = a_recorded_session()
    remind(at=WEEK)

    assert [remind(at=at) for at in (FORTNIGHT - SECOND, FORTNIGHT, FORTNIGHT + DAY)] == [0, 1, 0]
    assert told()[1:] == [("session_unanswered", guardian_of(session.participation))]
    assert AdvisorySession.objects.get().state == "to_confirm"


def test_where_the_clock_stood_still_both_are_told_at_once():
    a_recorded_session()

    assert remind(at=FORTNIGHT + 30 * DAY) == 2
    assert [about for about, _ in told()] == ["session_reminder", "session_unanswered"]


def test_a_city_that_has_answered_is_left_in_peace():
    confirmed = a_confirmed_session()
    a_contested_session(a_session(confirmed.participation, starts_at=NOW - 2 * DAY))

    assert remind(at=FORTNIGHT) == 0


def test_a_request_without_an_answer_is_raised_to_guardian_and_office_after_a_week():
    request = a_request()
    asked, participation = request.requested_at, request.participation
    everybody = [guardian_of(participation), *queries.office_of(participation)]

    letters = [remind(at=asked + wait) for wait in (7 * DAY - SECOND, 7 * DAY, 7 * DAY, 9 * DAY)]

    assert letters == [0, len(everybody), 0, 0]
    assert told() == [("advice_unanswered", person) for person in everybody]


def test_requests_that_were_answered_taken_back_or_ended_with_the_city_are_not_raised():
    participation = an_advised()
    an_accepted_request(participation)
    taken_back = a_request(participation)
    actions.cancel_request(taken_back, by=coordinator_of(participation), at=NOW)
    a_request(participation)
    actions.withdraw(participation, reason="Brak środków.", by=mayor_of(participation), at=NOW)

    assert remind(at=FORTNIGHT) == 0
    assert sorted(AdvisoryRequest.objects.values_list("state", flat=True)) == [
        "cancelled",
        "cancelled",
        "cancelled",
    ]


def test_a_guardian_who_acts_for_the_city_or_advised_it_is_not_asked_to_settle():
    session = a_recorded_session()
    participation = session.participation
    guardian = guardian_of(participation)
    asked = representations.ask_to_represent(participation.city, capacity="mayor", by=guardian, at=NOW)
    representations.confirm(asked, by=a_person(), at=NOW)

    remind(at=FORTNIGHT)

    office = queries.office_of(participation)
    assert told()[-len(office) :] == [("session_unanswered", person) for person in office]


def test_every_guardian_of_the_theme_is_told():
    session = a_recorded_session()
    second = a_guardian(session.participation.theme)

    assert remind(at=FORTNIGHT) == 3
    assert told()[2] == ("session_unanswered", second)


def test_while_nobody_can_get_the_letter_it_stays_due():
    session = a_recorded_session()
    coordinator = coordinator_of(session.participation)
    coordinator.representations.update(ended_at=NOW, ended_by=coordinator)

    assert remind(at=WEEK) == 0
    later = coordinator_of(session.participation)
    assert remind(at=WEEK + DAY) == 1
    assert told() == [("session_reminder", later)]


def a_letter_to_the_city(session):
    return reminders._stamp_and_tell(session, "reminded_at", reminders._remind_the_city, WEEK)


def test_of_two_that_saw_the_same_silence_one_writes():
    a_recorded_session()
    seen, seen_elsewhere = AdvisorySession.objects.get(), AdvisorySession.objects.get()

    assert [a_letter_to_the_city(seen), a_letter_to_the_city(seen_elsewhere)] == [1, 0]


def test_without_the_stamp_both_would_write():
    session = a_recorded_session()

    assert a_letter_to_the_city(session) == 1
    AdvisorySession.objects.update(reminded_at=None)
    assert a_letter_to_the_city(session) == 1


def test_a_city_that_answers_between_the_look_and_the_letter_gets_none():
    seen = a_recorded_session()
    session = AdvisorySession.objects.get()
    actions.contest_session(session, reason="Krócej.", by=coordinator_of(session.participation), at=NOW)

    assert a_letter_to_the_city(seen) == 0
