"""What waits for whom about advice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from drogowskaz.advisory import queries
from tests.builders.advisory import (
    a_contested_session,
    a_recorded_session,
    a_request,
    a_session,
    adviser_of,
    an_accepted_request,
    an_advised,
)
from tests.builders.participation import a_coordinated, coordinator_of, guardian_of, office_of
from tests.builders.programmes import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def titles(user, at=NOW):
    return [str(matter.title).replace("\N{NO-BREAK SPACE}", " ") for matter in queries.waiting_for(user, at)]


def test_the_coordinator_confirms_within_seven_days():
    session = a_recorded_session()

    [matter] = queries.waiting_for(coordinator_of(session.participation), NOW)

    assert str(matter.title).replace("\N{NO-BREAK SPACE}", " ") == "Potwierdź 1 h 30 min doradztwa"
    assert (matter.city, matter.due_on) == ("Modrzewiec", timezone.localdate(NOW + 7 * DAY))


def test_the_guardian_answers_requests_and_the_office_only_overdue_ones():
    request = a_request()
    guardian, office = guardian_of(request.participation), office_of(request.participation)

    assert titles(guardian) == ["Odpowiedz na prośbę o doradztwo"]
    assert (titles(office), titles(office, NOW + 7 * DAY)) == ([], ["Odpowiedz na prośbę o doradztwo"])


def test_the_guardian_settles_what_is_contested_and_what_nobody_confirms():
    session = a_contested_session()
    guardian = guardian_of(session.participation)
    a_recorded_session(a_session(session.participation, starts_at=NOW - 5 * DAY))

    assert titles(guardian) == ["Rozstrzygnij sporne spotkanie"]
    assert sorted(titles(guardian, NOW + 14 * DAY)) == [
        "Rozstrzygnij sporne spotkanie",
        "Zdecyduj o spotkaniu, którego miasto nie potwierdziło",
    ]


def test_the_adviser_records_what_is_over_and_arranges_what_was_accepted():
    participation = an_advised()
    an_accepted_request(participation)
    a_session(participation)
    a_session(participation, starts_at=NOW + DAY)

    assert titles(adviser_of(participation)) == ["Zapisz spotkanie", "Umów spotkanie"]


def test_the_office_opens_the_first_stage():
    participation = a_coordinated()

    assert titles(office_of(participation)) == ["Otwórz pierwszy etap doradztwa"]


def test_nothing_waits_for_people_of_another_city():
    a_recorded_session()
    other = an_advised()

    assert titles(coordinator_of(other)) == titles(guardian_of(other)) == titles(adviser_of(other)) == []
