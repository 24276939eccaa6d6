"""Sessions from the arrangement to the minutes that count, by the consequences of each deed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from drogowskaz.advisory import actions, ledger
from drogowskaz.advisory.lifecycle import SessionState
from drogowskaz.advisory.models import Account, AdvisorySession, Entry, Form
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail.models import Letter
from tests.builders.advisory import (
    HOUR,
    a_confirmed_session,
    a_contested_session,
    a_recorded_session,
    a_session,
    an_account,
    an_advised,
)
from tests.builders.participation import (
    DAY,
    coordinator_of,
    guardian_of,
    office_of,
)
from tests.builders.programmes import NOW

pytestmark = pytest.mark.django_db


def figures(account):
    return Account.objects.values_list("granted", "reserved", "used").get(pk=account.pk)


def test_arranging_books_the_minutes_and_tells_what_is_left():
    session = a_session(minutes=120)

    assert figures(session.account) == (1200, 120, 0)
    letter = Letter.objects.get(about="session_arranged")
    assert letter.user == coordinator_of(session.participation)
    assert "18\N{NO-BREAK SPACE}h" in letter.body


def test_too_much_is_refused_before_anything_is_arranged():
    participation = an_advised()

    with pytest.raises(ledger.HoursExceeded, match="Zostało 20"):
        a_session(participation, minutes=1215)
    assert not AdvisorySession.objects.exists()
    assert not Letter.objects.filter(about="session_arranged").exists()


def test_an_adviser_is_in_one_place_even_for_two_cities():
    first = a_session(starts_at=NOW + DAY)
    other = an_advised(edition=first.participation.edition)
    from_elsewhere = {"by": first.adviser, "at": NOW, "key": uuid4()}
    from_elsewhere["starts_at"] = NOW + DAY + HOUR
    other.assignments.create(adviser=first.adviser, assigned_at=NOW, assigned_by=office_of(other))

    with pytest.raises(ledger.NotThereTwice):
        actions.arrange(
            other, topic="x", form=Form.ONLINE, ends_at=NOW + DAY + 4 * HOUR, minutes=60, **from_elsewhere
        )
    assert figures(an_account(other)) == (1200, 0, 0)


def test_cancelling_gives_the_minutes_back_and_tells_the_other_side():
    session = a_session(starts_at=NOW + DAY)
    city = coordinator_of(session.participation)

    actions.cancel_session(session, reason="Choroba.", by=city, at=NOW)

    assert figures(session.account) == (1200, 0, 0)
    stored = AdvisorySession.objects.get()
    assert (stored.state, stored.settlement_reason, stored.settled_by) == ("cancelled", "Choroba.", city)
    assert list(Letter.objects.filter(about="session_cancelled").values_list("user", flat=True)) == [
        session.adviser.pk
    ]


def test_an_hour_given_back_can_be_booked_by_the_next_session_of_the_same_time():
    session = a_session(starts_at=NOW + DAY, minutes=1200)
    actions.cancel_session(session, reason="Choroba.", by=session.adviser, at=NOW)

    again = a_session(session.participation, starts_at=NOW + DAY, minutes=1200)

    assert figures(again.account) == (1200, 1200, 0)


def test_recording_asks_the_city_and_uses_nothing_yet():
    session = a_recorded_session(minutes=90)

    assert figures(session.account) == (1200, 120, 0)
    stored = AdvisorySession.objects.get()
    assert (stored.state, stored.recorded_minutes, stored.participants) == (SessionState.TO_CONFIRM, 90, 3)
    letter = Letter.objects.get(about="session_to_confirm")
    assert letter.user == coordinator_of(session.participation)
    assert "1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}min" in letter.body


@pytest.mark.parametrize("minutes", [0, -15, 7, 1215])
def test_an_impossible_record_is_refused(minutes):
    session = a_session()

    with pytest.raises((ledger.NotInGrain, ledger.HoursExceeded)):
        actions.record_session(session, minutes=minutes, note="x", by=session.adviser, at=NOW)
    assert AdvisorySession.objects.get().state == SessionState.ARRANGED


def test_nobody_records_before_the_beginning():
    session = a_session(starts_at=NOW + DAY)

    with pytest.raises(PermissionDenied, match="nie zaczęło"):
        actions.record_session(session, minutes=60, note="x", by=session.adviser, at=NOW)


@pytest.mark.parametrize("minutes", [15, 90, 120, 180])
def test_confirming_releases_the_promise_and_uses_what_it_took(minutes):
    session = a_confirmed_session(minutes=minutes)

    assert figures(session.account) == (1200, 0, minutes)
    release, use = Entry.objects.order_by("seq").filter(kind__in=["release", "use"])
    assert (release.kind, use.kind, release.key == use.key) == ("release", "use", True)
    assert use.by != session.promise.by
    assert AdvisorySession.objects.get().state == SessionState.CONFIRMED
    assert not any(ledger.verify().values())


def test_a_second_click_confirms_nothing_twice():
    session = a_recorded_session()
    by, key = coordinator_of(session.participation), uuid4()
    actions.confirm_session(session, by=by, at=NOW, key=key)

    with pytest.raises(ledger.AlreadyEntered):
        actions.confirm_session(session, by=by, at=NOW, key=key)
    assert figures(session.account) == (1200, 0, 90)


def test_two_windows_confirm_once():
    session = a_recorded_session()
    seen_elsewhere = AdvisorySession.objects.get()
    by = coordinator_of(session.participation)
    actions.confirm_session(session, by=by, at=NOW, key=uuid4())

    with pytest.raises(TooLate):
        actions.confirm_session(seen_elsewhere, by=by, at=NOW, key=uuid4())
    assert figures(session.account) == (1200, 0, 90)


def test_when_more_was_recorded_than_is_left_by_now_the_city_is_told_and_nothing_moves():
    session = a_recorded_session(a_session(minutes=60), minutes=120)
    a_session(session.participation, minutes=1110, starts_at=NOW + DAY)

    with pytest.raises(ledger.HoursExceeded):
        actions.confirm_session(session, by=coordinator_of(session.participation), at=NOW, key=uuid4())
    assert figures(session.account) == (1200, 1170, 0)
    assert AdvisorySession.objects.get(pk=session.pk).state == SessionState.TO_CONFIRM


def test_contesting_asks_the_guardian():
    session = a_recorded_session()
    guardian = guardian_of(session.participation)

    actions.contest_session(
        session, reason="Trwało krócej.", by=coordinator_of(session.participation), at=NOW
    )

    assert figures(session.account) == (1200, 120, 0)
    told = set(Letter.objects.filter(about="session_contested").values_list("user", flat=True))
    assert told == {guardian.pk, session.adviser.pk}


@pytest.mark.parametrize(("minutes", "state"), [(60, SessionState.CONFIRMED), (0, SessionState.CANCELLED)])
def test_settling_lets_count_what_the_guardian_says(minutes, state):
    session = a_contested_session()

    actions.settle_session(
        session,
        minutes=minutes,
        reason="Z notatek.",
        by=guardian_of(session.participation),
        at=NOW,
        key=uuid4(),
    )

    assert figures(session.account) == (1200, 0, minutes)
    assert AdvisorySession.objects.get().state == state
    assert Letter.objects.filter(about="session_settled").count() == 2


def test_silence_is_settled_only_after_fourteen_days():
    session = a_recorded_session()
    guardian = guardian_of(session.participation)
    facts = {"minutes": 90, "reason": "Cisza.", "by": guardian, "key": uuid4()}

    with pytest.raises(PermissionDenied, match="14 dni"):
        actions.settle_session(session, at=NOW + 14 * DAY - timedelta(microseconds=1), **facts)
    actions.settle_session(session, at=NOW + 14 * DAY, **facts)

    assert figures(session.account) == (1200, 0, 90)


def test_a_guardian_who_advised_does_not_settle():
    session = a_contested_session()
    session.participation.theme.guardianships.create(user=session.adviser, starts_on=NOW.date())

    with pytest.raises(PermissionDenied, match="ktoś inny"):
        actions.settle_session(session, minutes=90, reason="x", by=session.adviser, at=NOW, key=uuid4())


def test_a_coordinator_who_is_the_adviser_does_not_confirm():
    session = a_recorded_session()
    session.participation.city.representations.create(
        user=session.adviser, capacity="local_coordinator", asked_at=NOW, asked_by=session.adviser,
        confirmed_at=NOW, confirmed_by=office_of(session.participation),
    )  # fmt: skip

    with pytest.raises(PermissionDenied, match="inna osoba"):
        actions.confirm_session(session, by=session.adviser, at=NOW, key=uuid4())
    assert figures(session.account) == (1200, 120, 0)
