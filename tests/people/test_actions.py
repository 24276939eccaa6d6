"""Rights to act for a city, without the Office and its letters: every deed and every refusal."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from drogowskaz.people import actions, policies
from drogowskaz.people.models import Capacity, Invitation, JournalEntry, Representation
from tests.builders.people import a_person
from tests.builders.programmes import NOW
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db
MAYOR, COORDINATOR = Capacity.MAYOR, Capacity.LOCAL_COORDINATOR
MOMENT = timedelta(microseconds=1)


def an_invitation(email="anna@example.org", by=None, **facts):
    by = by or a_person()
    given = {"email": email, "name": "Anna", "city": a_city(), "capacity": COORDINATOR, "by": by, "at": NOW}
    return actions.invite(**{**given, **facts}).invitation


def test_asking_waits_and_is_journalled():
    person, city = a_person(), a_city()

    asked = actions.ask_to_represent(city, capacity=MAYOR, by=person, at=NOW)

    assert list(Representation.objects.waiting()) == [asked]
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.by, entry.city, entry.facts) == (
        "people.ask_to_represent",
        person,
        city,
        {"capacity": "mayor"},
    )


def test_the_same_is_asked_once_but_another_capacity_may_be_asked():
    person, city = a_person(), a_city()
    actions.ask_to_represent(city, capacity=MAYOR, by=person, at=NOW)

    with pytest.raises(actions.AlreadyAsked):
        actions.ask_to_represent(city, capacity=MAYOR, by=person, at=NOW)
    actions.ask_to_represent(city, capacity=COORDINATOR, by=person, at=NOW)


def test_a_city_that_no_longer_exists_has_nobody_to_act_for_it():
    with pytest.raises(PermissionDenied):
        actions.ask_to_represent(a_city(ends_on=date(2027, 3, 1)), capacity=MAYOR, by=a_person(), at=NOW)


def test_nobody_answers_their_own_request():
    person = a_person()
    asked = actions.ask_to_represent(a_city(), capacity=MAYOR, by=person, at=NOW)

    for deed in (actions.confirm, lambda *one, **facts: actions.refuse(*one, reason="x", **facts)):
        with pytest.raises(PermissionDenied):
            deed(asked, by=person, at=NOW)


def test_accepting_an_invitation_confirms_in_the_name_of_who_invited():
    inviter, anna = a_person(), a_person(email="anna@example.org")
    invitation = an_invitation(by=inviter)

    right = actions.accept_invitation(invitation, by=anna, at=NOW + timedelta(days=1))

    assert (right.confirmed_by, right.confirmed_at) == (inviter, NOW + timedelta(days=1))
    assert anna.represents(invitation.city, COORDINATOR)
    stored = Invitation.objects.get()
    assert (stored.accepted_by, stored.accepted_at) == (anna, NOW + timedelta(days=1))


def test_the_same_person_is_invited_to_a_city_once_at_a_time():
    city, inviter = a_city(), a_person()
    first = an_invitation(city=city, by=inviter)
    with pytest.raises(actions.AlreadyInvited):
        an_invitation(" Anna@Example.org ", city=city, capacity=MAYOR, at=NOW + timedelta(days=7) - MOMENT)
    an_invitation(city=a_city())

    second = an_invitation(city=city, by=inviter, at=NOW + timedelta(days=7))

    first.refresh_from_db()
    assert (first.revoked_at, first.revoked_by) == (NOW + timedelta(days=7), inviter)
    assert list(Invitation.objects.filter(city=city, revoked_at=None)) == [second]
    assert list(JournalEntry.objects.filter(city=city).order_by("pk").values_list("verb", flat=True)) == [
        "people.invite",
        "people.revoke_invitation",
        "people.invite",
    ]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time anyway"
)
@pytest.mark.parametrize(("guarded", "invited"), [(True, 1), (False, 2)])
def test_two_who_invite_the_same_person_at_once_send_one_invitation(guarded, invited):
    """Without the constraint of the database both do."""
    city, colleagues, start = a_city(), [a_person(), a_person()], Barrier(2, timeout=20)
    constraint = next(one for one in Invitation._meta.constraints if one.name == "invitation_open_once")

    def invite(by):
        try:
            with transaction.atomic():
                start.wait()
                an_invitation(city=city, by=by)
                time.sleep(0.1)
        except actions.AlreadyInvited:
            return 0
        finally:
            connection.close()
        return 1

    if not guarded:
        with connection.schema_editor() as editor:
            editor.remove_constraint(Invitation, constraint)
    try:
        with ThreadPoolExecutor(2) as pool:
            assert sum(pool.map(invite, colleagues)) == invited
    finally:
        if not guarded:
            Invitation.objects.all().delete()
            with connection.schema_editor() as editor:
                editor.add_constraint(Invitation, constraint)


def test_an_invitation_also_answers_a_request_that_waits():
    anna, city = a_person(email="anna@example.org"), a_city()
    asked = actions.ask_to_represent(city, capacity=COORDINATOR, by=anna, at=NOW)

    assert actions.accept_invitation(an_invitation(city=city), by=anna, at=NOW) == asked
    assert anna.represents(city)


def test_an_invitation_to_what_one_already_is_changes_nothing_but_is_used_up():
    city = a_city()
    anna = a_person(email="anna@example.org", acting_for=city)
    before = anna.representations.get()

    assert actions.accept_invitation(an_invitation(city=city), by=anna, at=NOW) == before
    assert anna.representations.get().confirmed_at == before.confirmed_at


@pytest.mark.parametrize(
    ("at", "accepted"),
    [
        (NOW + timedelta(days=7) - MOMENT, True),
        (NOW + timedelta(days=7), False),
        (NOW + timedelta(days=8), False),
    ],
)
def test_a_link_works_for_seven_days_and_not_a_moment_longer(at, accepted):
    verdict = policies.can_accept_invitation(a_person(email="ANNA@example.org"), an_invitation(), at=at)

    assert bool(verdict) is accepted


def test_a_used_revoked_or_foreign_invitation_is_refused():
    anna, other = a_person(email="anna@example.org"), a_person()
    used, revoked, foreign = an_invitation(), an_invitation(), an_invitation(email="b@example.org")
    actions.accept_invitation(used, by=anna, at=NOW)
    actions.revoke_invitation(revoked, by=other, at=NOW)

    for invitation in (used, revoked, foreign):
        with pytest.raises(PermissionDenied):
            actions.accept_invitation(invitation, by=anna, at=NOW)


def test_nobody_accepts_their_own_invitation():
    anna = a_person(email="anna@example.org")

    with pytest.raises(PermissionDenied, match="Nikt nie potwierdza"):
        actions.accept_invitation(an_invitation(by=anna), by=anna, at=NOW)


def test_of_two_windows_that_accept_or_revoke_one_wins():
    anna = a_person(email="anna@example.org")
    invitation = an_invitation()
    in_another_window = Invitation.objects.get()
    actions.accept_invitation(invitation, by=anna, at=NOW)

    with pytest.raises(actions.AlreadyAnswered):
        actions.accept_invitation(in_another_window, by=anna, at=NOW)
    with pytest.raises(actions.AlreadyAnswered):
        actions.revoke_invitation(in_another_window, by=anna, at=NOW)


def test_a_right_ends_once():
    person = a_person(acting_for=a_city())
    right = person.representations.get()
    actions.end_representation(right, by=person, at=NOW)

    with pytest.raises(actions.AlreadyAnswered):
        actions.end_representation(right, by=person, at=NOW)


def test_everybody_introduces_only_themselves():
    person = a_person()
    with pytest.raises(PermissionDenied):
        actions.introduce(person, name="X", language="en", by=a_person(), at=NOW)

    actions.introduce(person, name="Anna Nowa", language="en", by=person, at=NOW)

    person.refresh_from_db()
    assert (person.name, person.language) == ("Anna Nowa", "en")
