"""The deeds of advice, by their consequences: states, figures, letters, journal."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from drogowskaz.advisory import actions, ledger, queries
from drogowskaz.advisory.lifecycle import RequestState
from drogowskaz.advisory.models import Account, AdvisoryRequest, AdvisorySession, Entry, EntryKind
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail.models import Letter
from drogowskaz.participation.lifecycle import State
from drogowskaz.people.models import JournalEntry
from tests.builders.advisory import (
    a_confirmed_session,
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

    with pytest.raises(PermissionDenied, match="koordynacji"):
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
    assert verbs() == ["advisory.cancel_session", "participation.withdraw"]
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
