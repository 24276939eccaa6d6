"""The end of an adviser's work with a city: who ends it, when it cannot be ended, and what each side reads."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from drogowskaz.advisory import actions
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail.models import Letter
from drogowskaz.participation import actions as participations
from drogowskaz.participation.models import Assignment, Participation
from drogowskaz.people.models import JournalEntry
from tests.builders.advisory import (
    a_confirmed_session,
    a_request,
    a_session,
    adviser_of,
    an_accepted_request,
    an_advised,
)
from tests.builders.participation import coordinator_of, guardian_of, mayor_of, office_of
from tests.builders.programmes import NOW, a_member

pytestmark = pytest.mark.django_db
WHY = {"reason": "Zmiana pracy.", "at": NOW}


def the_assignment(participation):
    return participation.assignments.select_related("adviser").get(ends_on=None)


def test_an_adviser_given_to_a_city_is_told_so_once():
    participation = an_advised()
    other = a_member(participation.edition.programme, "adviser")

    participations.assign_adviser(participation, other, by=guardian_of(participation), at=NOW)

    assert Letter.objects.filter(user=other).values_list("about", flat=True).get() == "adviser_assigned"


def test_with_an_accepted_request_comes_one_letter_not_two():
    participation = an_advised()
    other = a_member(participation.edition.programme, "adviser")

    actions.accept_request(a_request(participation), adviser=other, by=guardian_of(participation), at=NOW)

    assert Letter.objects.filter(user=other).values_list("about", flat=True).get() == "advice_assigned"


def test_whose_work_has_ended_no_longer_sees_the_city_and_what_counts_stays():
    participation = an_advised()
    a_confirmed_session(a_session(participation))
    adviser = adviser_of(participation)
    used = participation.accounts.get().used
    guardian = guardian_of(participation)

    actions.end_adviser(the_assignment(participation), by=guardian, **WHY)

    assert not Participation.objects.visible_to(adviser).exists()
    assert (participation.accounts.get().used, Assignment.objects.get().ends_on) == (used, NOW.date())
    line = JournalEntry.objects.get(verb="participation.end_assignment")
    assert (line.by, line.facts["reason"]) == (guardian, "Zmiana pracy.")
    told = Letter.objects.filter(about="adviser_ended")
    assert {letter.user for letter in told} == {
        adviser,
        coordinator_of(participation),
        mayor_of(participation),
    }
    assert all("Powód: Zmiana pracy." in letter.body for letter in told)


def test_nobody_but_guardian_and_office_ends_it():
    participation = an_advised()
    others = (adviser_of(participation), coordinator_of(participation), mayor_of(participation))
    for person in others:
        with pytest.raises(PermissionDenied, match="opiekun"):
            actions.end_adviser(the_assignment(participation), by=person, **WHY)

    actions.end_adviser(the_assignment(participation), by=office_of(participation), **WHY)


def test_while_a_session_is_arranged_it_goes_on():
    participation = an_advised()
    session = a_session(participation)
    guardian = guardian_of(participation)
    with pytest.raises(PermissionDenied, match="umówione"):
        actions.end_adviser(the_assignment(participation), by=guardian, **WHY)

    actions.cancel_session(session, by=guardian, **WHY)
    actions.end_adviser(the_assignment(participation), by=guardian, **WHY)


def test_while_a_request_is_open_it_goes_on():
    participation = an_advised()
    request = an_accepted_request(participation)
    guardian = guardian_of(participation)
    with pytest.raises(PermissionDenied, match="prośb"):
        actions.end_adviser(the_assignment(participation), by=guardian, **WHY)

    actions.close_request(request, by=guardian, at=NOW)
    actions.end_adviser(the_assignment(participation), by=guardian, **WHY)


def test_of_two_who_end_it_one_is_told():
    participation = an_advised()
    first, second = the_assignment(participation), the_assignment(participation)
    actions.end_adviser(first, by=guardian_of(participation), **WHY)

    with pytest.raises(TooLate):
        actions.end_adviser(second, by=office_of(participation), **WHY)
    with pytest.raises(PermissionDenied, match="nie zajmuje się"):
        actions.end_adviser(first, by=office_of(participation), **WHY)


def test_an_adviser_whose_work_has_ended_can_be_given_again():
    participation = an_advised()
    adviser, guardian = adviser_of(participation), guardian_of(participation)
    actions.end_adviser(the_assignment(participation), by=guardian, **WHY)

    participations.assign_adviser(participation, adviser, by=guardian, at=NOW)

    assert list(Participation.objects.visible_to(adviser)) == [participation]


def test_the_page_asks_why_and_leads_back(client):
    participation = an_advised()
    assignment = the_assignment(participation)
    client.force_login(guardian_of(participation))
    page = reverse("advisory:end_adviser", args=[participation.pk, assignment.pk])
    assert page in client.get(reverse("participation:detail", args=[participation.pk])).text
    assert client.post(page, {"reason": ""}).status_code == 422
    assert Assignment.objects.get().ends_on is None

    answer = client.post(page, {"reason": "Zmiana pracy."}, follow=True)

    assert "Zakończono" in answer.text
    assert page not in answer.text
    assert Assignment.objects.get().ends_on is not None


def test_an_assignment_of_another_city_is_unknown(client):
    participation, other = an_advised(), an_advised()
    client.force_login(guardian_of(participation))

    page = reverse("advisory:end_adviser", args=[participation.pk, the_assignment(other).pk])

    assert client.get(page).status_code == 404
