"""The deeds of advice, by their consequences: states, figures, letters, journal."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from drogowskaz.advisory import actions, ledger, queries
from drogowskaz.advisory.lifecycle import RequestState, SessionState
from drogowskaz.advisory.models import Account, AdvisoryRequest, AdvisorySession, Entry, EntryKind, Form
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail.models import Letter
from drogowskaz.participation.lifecycle import State
from drogowskaz.people.models import JournalEntry
from tests.builders.advisory import (
    HOUR,
    a_confirmed_session,
    a_contested_session,
    a_recorded_session,
    a_request,
    a_session,
    adviser_of,
    an_accepted_request,
    an_account,
    an_advised,
)
from tests.builders.participation import (
    DAY,
    a_coordinated,
    an_agreed,
    coordinator_of,
    guardian_of,
    office_of,
)
from tests.builders.programmes import NOW, a_member

pytestmark = pytest.mark.django_db


def figures(account):
    return Account.objects.values_list("granted", "reserved", "used").get(pk=account.pk)


def letters():
    return list(Letter.objects.order_by("pk").values_list("about", "user__name"))


def verbs():
    return list(JournalEntry.objects.order_by("-pk").values_list("verb", flat=True)[:2])


def test_opening_a_stage_grants_its_minutes_and_brings_the_city_into_it():
    participation = a_coordinated()
    stage = participation.edition.stages.get(number=1)

    account = actions.open_stage(participation, stage, by=office_of(participation), at=NOW)

    assert figures(account) == (1200, 0, 0)
    participation.refresh_from_db()
    assert (participation.state, participation.stage) == (State.ADVISED, stage)
    assert verbs() == ["advisory.open_stage", "participation.enter_stage"]
    assert Letter.objects.filter(about="stage_opened", user=coordinator_of(participation)).exists()


def test_without_a_coordinator_no_stage_is_opened():
    participation = an_agreed()

    with pytest.raises(PermissionDenied, match="koordynatora"):
        actions.open_stage(
            participation, participation.edition.stages.get(number=1), by=office_of(participation), at=NOW
        )


def test_the_second_stage_waits_for_the_first():
    participation = a_coordinated()

    with pytest.raises(PermissionDenied, match="po kolei"):
        actions.open_stage(
            participation, participation.edition.stages.get(number=2), by=office_of(participation), at=NOW
        )
    assert not Account.objects.exists()


def test_what_is_left_of_the_first_stage_expires_when_the_second_opens():
    session = a_confirmed_session()
    participation = session.participation

    second = actions.open_stage(
        participation, participation.edition.stages.get(number=2), by=office_of(participation), at=NOW
    )

    first = Account.objects.get(pk=session.account_id)
    assert (figures(first), first.left, first.closed_at) == ((90, 0, 90), 0, NOW)
    expired = Entry.objects.get(kind=EntryKind.EXPIRE)
    assert (expired.minutes, expired.reason) == (1110, "Otwarto etap 2")
    assert figures(second) == (1800, 0, 0)
    assert not any(ledger.verify().values())


def test_the_second_stage_waits_until_nothing_is_booked_in_the_first():
    participation = a_session(starts_at=NOW + DAY).participation

    with pytest.raises(PermissionDenied, match="zarezerwowany czas"):
        actions.open_stage(
            participation, participation.edition.stages.get(number=2), by=office_of(participation), at=NOW
        )


def test_of_two_people_who_open_a_stage_one_wins():
    participation = a_coordinated()
    stage, office = participation.edition.stages.get(number=1), office_of(participation)
    seen_elsewhere = type(participation).objects.get(pk=participation.pk)
    actions.open_stage(participation, stage, by=office, at=NOW)

    with pytest.raises((PermissionDenied, ledger.AlreadyOpened, TooLate)):
        actions.open_stage(seen_elsewhere, stage, by=office, at=NOW)
    assert figures(Account.objects.get()) == (1200, 0, 0)


def test_a_request_goes_to_the_guardian_and_comes_back_with_an_adviser():
    participation = an_advised()
    guardian = guardian_of(participation)
    request = a_request(participation)
    assert Letter.objects.filter(about="advice_requested", user=guardian).exists()
    adviser = a_member(participation.edition.programme, "adviser", name="Beata Kminek")

    actions.accept_request(request, adviser=adviser, answer="Chętnie.", by=guardian, at=NOW)

    stored = AdvisoryRequest.objects.get()
    assert (stored.state, stored.adviser, stored.answered_by) == (RequestState.ACCEPTED, adviser, guardian)
    assert participation.assignments.filter(adviser=adviser).exists()
    told = Letter.objects.filter(about__in=["advice_accepted", "advice_assigned"]).values_list(
        "about", "user"
    )
    assert set(told) == {
        ("advice_accepted", coordinator_of(participation).pk),
        ("advice_assigned", adviser.pk),
    }


def test_somebody_who_is_no_adviser_cannot_be_named():
    request = a_request()

    with pytest.raises(PermissionDenied, match="nie jest doradcą"):
        actions.accept_request(
            request, adviser=office_of(request.participation), by=guardian_of(request.participation), at=NOW
        )
    assert AdvisoryRequest.objects.get().state == RequestState.REQUESTED


def test_declining_gives_the_city_the_words():
    request = a_request()

    actions.decline_request(
        request, answer="To zrobi już projekt.", by=guardian_of(request.participation), at=NOW
    )

    assert AdvisoryRequest.objects.values_list("state", "answer").get() == (
        "declined",
        "To zrobi już projekt.",
    )
    assert "To zrobi już projekt." in Letter.objects.get(about="advice_declined").body


def test_of_two_answers_one_wins():
    request = a_request()
    seen_elsewhere = AdvisoryRequest.objects.get()
    guardian = guardian_of(request.participation)
    actions.decline_request(request, answer="Nie.", by=guardian, at=NOW)

    with pytest.raises(TooLate):
        actions.accept_request(seen_elsewhere, adviser=adviser_of(request.participation), by=guardian, at=NOW)


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


def test_the_office_reverses_used_time_once():
    session = a_confirmed_session()
    used, office = queries.used_entry(session), office_of(session.participation)
    actions.reverse_use(used, reason="Pomyłka w mieście.", by=office, at=NOW, key=uuid4())
    assert figures(session.account) == (1200, 0, 0)

    with pytest.raises(PermissionDenied, match="cofnięto"):
        actions.reverse_use(used, reason="Jeszcze raz.", by=office, at=NOW, key=uuid4())
    assert figures(session.account) == (1200, 0, 0)


def test_the_office_grants_more_with_a_reason():
    account = an_account()

    actions.grant_more(
        account, minutes=240, reason="Powódź.", by=office_of(account.participation), at=NOW, key=uuid4()
    )

    assert figures(account) == (1440, 0, 0)
    assert JournalEntry.objects.latest("pk").facts == {"minutes": 240, "reason": "Powódź."}


def test_nothing_is_granted_to_a_closed_account():
    participation = an_advised(stage=2)
    closed = participation.accounts.get(stage__number=1)

    with pytest.raises(PermissionDenied, match="zamknięty"):
        actions.grant_more(closed, minutes=60, reason="x", by=office_of(participation), at=NOW, key=uuid4())


def test_a_withdrawn_city_frees_what_it_booked_and_keeps_what_it_used():
    session = a_confirmed_session()
    participation = session.participation
    a_session(participation, starts_at=NOW + DAY)

    actions.withdraw(participation, reason="Brak środków.", by=office_of(participation), at=NOW)

    account = Account.objects.get()
    assert (figures(account), account.left, account.closed_at) == ((90, 0, 90), 0, NOW)
    participation.refresh_from_db()
    assert participation.state == State.WITHDRAWN
    assert not any(ledger.verify().values())


def test_a_request_is_taken_back_only_while_nothing_has_come_of_it():
    request = an_accepted_request()
    city = coordinator_of(request.participation)
    session = a_session(request.participation, starts_at=NOW + DAY)
    AdvisorySession.objects.filter(pk=session.pk).update(request=request)

    with pytest.raises(PermissionDenied, match="odwołaj"):
        actions.cancel_request(request, by=city, at=NOW)
    actions.cancel_session(session, reason="Zmiana.", by=city, at=NOW)
    actions.cancel_request(request, by=city, at=NOW)

    assert AdvisoryRequest.objects.get().state == RequestState.CANCELLED


def test_totals_are_added_up_from_the_accounts():
    session = a_confirmed_session()
    an_advised(edition=session.participation.edition)

    assert queries.totals(session.participation.edition) == queries.Totals(cities=2, granted=2400, used=90)
