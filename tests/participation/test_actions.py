"""Deeds with participations, by their consequences."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail.models import Letter
from drogowskaz.participation import actions, queries
from drogowskaz.participation.lifecycle import NamingState, State
from drogowskaz.participation.models import Agreement, CoordinatorNaming, Participation
from drogowskaz.people.models import Capacity, Invitation, JournalEntry, Representation
from drogowskaz.programmes import actions as programmes
from tests.builders.participation import (
    DAY,
    a_coordinated,
    a_participation,
    a_proposal,
    an_agreed,
    an_upload,
    coordinator_of,
    guardian_of,
    mayor_of,
    office_of,
)
from tests.builders.people import a_city, a_person
from tests.builders.programmes import NOW, a_member, an_edition

pytestmark = pytest.mark.django_db


def admitting(edition, city=None, **more):
    facts = {
        "path": edition.paths.filter(has_application=False).first(),
        "theme": edition.themes.get(number=11),
        "project_title": "Rynek, który oddycha",
        "evidence": "Plan zieleni.",
        "by": a_member(edition.programme),
        "at": NOW,
    }
    return actions.admit(edition, city or a_city(), **facts | more)


def test_a_city_is_admitted_under_one_goal_and_told_so():
    edition, city = an_edition(), a_city("Modrzewiec")
    mayor = a_person(acting_for=city, capacity=Capacity.MAYOR)

    participation = admitting(edition, city)

    assert (participation.state, participation.theme.number) == (State.QUALIFIED, 11)
    letter = Letter.objects.get(about="participation_admitted")
    assert letter.user == mayor
    assert "11. " in letter.body
    entry = JournalEntry.objects.latest("pk")
    assert (entry.verb, entry.city, entry.facts["theme"]) == ("participation.admit", city, 11)


def test_a_city_takes_part_once_in_an_edition():
    edition, city = an_edition(), a_city()
    admitting(edition, city)

    with pytest.raises(actions.AlreadyTakesPart):
        admitting(edition, city)
    admitting(an_edition(), city)
    assert Participation.objects.count() == 2


def test_without_an_application_there_is_evidence():
    with pytest.raises(actions.EvidenceNeeded):
        admitting(an_edition(), evidence="  ")


def test_the_path_of_the_call_demands_its_application():
    edition = an_edition()

    with pytest.raises(actions.ApplicationNeeded):
        admitting(edition, path=edition.paths.get(has_application=True))
    assert not Participation.objects.exists()


def test_path_and_goal_belong_to_the_edition():
    edition, other = an_edition(), an_edition()

    with pytest.raises(actions.AnotherEdition):
        admitting(edition, theme=other.themes.get(number=11))


@pytest.mark.parametrize("role", ["guardian", "adviser", "auditor", "evaluator"])
def test_only_the_office_admits(role):
    edition = an_edition()

    with pytest.raises(PermissionDenied):
        admitting(edition, by=a_member(edition.programme, role))


def test_nobody_is_added_to_the_archive():
    edition = an_edition()
    office = a_member(edition.programme)
    programmes.archive_edition(edition, by=office, at=NOW.replace(year=NOW.year + 3))

    with pytest.raises(PermissionDenied, match="archiwum"):
        admitting(edition, by=office)


def recording(participation, **more):
    office = office_of(participation)
    facts = {
        "number": "P-1/2027",
        "city_signatory": "Maria Dąb",
        "city_function": "burmistrzyni",
        "city_signed_on": NOW.date(),
        "institution_signatory": "Halina Wrzos",
        "institution_function": "dyrektorka",
        "institution_signed_on": NOW.date(),
        "file": an_upload(by=office),
        "by": office,
        "at": NOW,
    }
    return actions.record_agreement(participation, **facts | more)


def test_an_agreement_is_recorded_with_both_signatures_and_the_hash():
    participation = a_participation()
    mayor = mayor_of(participation)

    agreement = recording(participation)

    participation.refresh_from_db()
    assert participation.state == State.AGREED
    assert JournalEntry.objects.latest("pk").facts == {
        "number": "P-1/2027",
        "sha256": agreement.upload.sha256,
    }
    assert Letter.objects.get(about="agreement_recorded").user == mayor


def test_a_signature_of_tomorrow_is_refused():
    participation = a_participation()

    with pytest.raises(actions.SignedTooEarly):
        recording(participation, city_signed_on=timezone.localdate(NOW + DAY))
    participation.refresh_from_db()
    assert participation.state == State.QUALIFIED


def test_a_number_belongs_to_one_agreement():
    edition = an_edition()
    recording(a_participation(edition=edition))
    second = a_participation(edition=edition)

    with pytest.raises(actions.NumberTaken):
        recording(second)
    second.refresh_from_db()
    assert second.state == State.QUALIFIED


def test_of_two_records_one_wins():
    participation = a_participation()
    seen_elsewhere = Participation.objects.get()
    recording(participation)

    with pytest.raises(TooLate):
        recording(seen_elsewhere, number="P-2/2027")
    assert Agreement.objects.count() == 1


def test_the_mayor_names_and_the_office_is_asked():
    participation = an_agreed()
    mayor, office = mayor_of(participation), office_of(participation)

    actions.propose_coordinator(
        participation, name="Anna Leszczyna", email="Anna@Example.org", by=mayor, at=NOW
    )

    naming = CoordinatorNaming.objects.get()
    assert (naming.state, naming.email, naming.proposed_by) == ("proposed", "anna@example.org", mayor)
    assert office in {letter.user for letter in Letter.objects.filter(about="coordinator_proposed")}


def test_one_proposal_waits_at_a_time():
    naming = a_proposal()

    with pytest.raises(PermissionDenied, match="czeka"):
        a_proposal(naming.participation)


def test_confirming_somebody_with_an_account_lets_them_act_at_once():
    person = a_person(name="Anna Leszczyna")
    naming = a_proposal(email=person.email.upper())
    participation = naming.participation

    actions.confirm_coordinator(naming, by=office_of(participation), at=NOW)

    assert person.represents(participation.city, Capacity.LOCAL_COORDINATOR)
    assert queries.coordinator(participation) == naming
    assert not Invitation.objects.exists()
    assert Letter.objects.filter(about="coordinator_confirmed", user=person).exists()


def test_confirming_somebody_without_an_account_invites_them():
    naming = a_proposal(email="nowa@example.org")

    actions.confirm_coordinator(naming, by=office_of(naming.participation), at=NOW)

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.capacity) == ("nowa@example.org", Capacity.LOCAL_COORDINATOR)
    letter = Letter.objects.get(about="invitation")
    assert (letter.address, letter.user) == ("nowa@example.org", None)
    assert naming.state == NamingState.IN_OFFICE


def test_a_right_asked_for_earlier_is_confirmed_with_the_naming():
    person = a_person()
    naming = a_proposal(email=person.email)
    city = naming.participation.city
    Representation.objects.create(
        user=person, city=city, capacity=Capacity.LOCAL_COORDINATOR, asked_at=NOW, asked_by=person
    )

    actions.confirm_coordinator(naming, by=office_of(naming.participation), at=NOW)

    assert person.represents(city, Capacity.LOCAL_COORDINATOR)
    assert Representation.objects.filter(user=person, city=city).count() == 1


def test_a_new_coordinator_ends_the_office_and_the_right_of_the_former():
    participation = a_coordinated()
    former = coordinator_of(participation)
    successor = a_person(name="Piotr Grab")
    naming = a_proposal(participation, email=successor.email)

    actions.confirm_coordinator(naming, by=office_of(participation), at=NOW)

    assert not former.represents(participation.city)
    assert successor.represents(participation.city, Capacity.LOCAL_COORDINATOR)
    states = participation.namings.order_by("pk").values_list("state", "ended_at")
    assert list(states) == [("ended", NOW), ("in_office", None)]


def test_a_former_coordinator_keeps_the_right_where_another_edition_needs_it():
    participation = a_coordinated()
    former = coordinator_of(participation)
    edition = an_edition()
    again = admitting(edition, participation.city)
    recording(again, number="P-9/2027")
    naming = a_proposal(again, email=former.email)
    actions.confirm_coordinator(naming, by=office_of(again), at=NOW)
    successor = a_proposal(participation, email=a_person().email)

    actions.confirm_coordinator(successor, by=office_of(participation), at=NOW)

    assert former.represents(participation.city, Capacity.LOCAL_COORDINATOR)


def test_of_two_answers_one_wins():
    naming = a_proposal()
    seen_elsewhere = CoordinatorNaming.objects.get()
    office = office_of(naming.participation)
    actions.confirm_coordinator(naming, by=office, at=NOW)

    with pytest.raises(TooLate):
        actions.refuse_coordinator(seen_elsewhere, reason="Nie.", by=office, at=NOW)


def test_refusing_keeps_whoever_is_in_office():
    participation = a_coordinated()
    naming = a_proposal(participation)

    actions.refuse_coordinator(
        naming, reason="Ta osoba ocenia zgłoszenia.", by=office_of(participation), at=NOW
    )

    assert queries.coordinator(participation).name == "Anna Leszczyna"
    assert "Ta osoba ocenia zgłoszenia." in Letter.objects.filter(about="coordinator_refused").first().body


def test_nobody_confirms_what_they_proposed():
    participation = an_agreed()
    office = office_of(participation)
    naming = actions.propose_coordinator(participation, name="A", email="a@example.org", by=office, at=NOW)

    with pytest.raises(PermissionDenied):
        actions.confirm_coordinator(naming, by=office, at=NOW)
    actions.confirm_coordinator(naming, by=a_member(participation.edition.programme), at=NOW)


def test_an_adviser_sees_the_city_from_the_assignment_on():
    participation = a_coordinated()
    adviser = a_member(participation.edition.programme, "adviser")
    assert not Participation.objects.visible_to(adviser).exists()

    actions.assign_adviser(participation, adviser, by=guardian_of(participation), at=NOW)

    assert list(Participation.objects.visible_to(adviser)) == [participation]
    with pytest.raises(actions.AlreadyAssigned):
        actions.assign_adviser(participation, adviser, by=guardian_of(participation), at=NOW)


def test_nobody_advises_the_city_they_act_for():
    participation = a_coordinated()
    adviser = coordinator_of(participation)
    a_member(participation.edition.programme, "adviser", user=adviser)

    with pytest.raises(PermissionDenied, match="działa za miasto"):
        actions.assign_adviser(participation, adviser, by=guardian_of(participation), at=NOW)


def test_a_withdrawal_keeps_date_and_reason():
    participation = a_coordinated()
    mayor = mayor_of(participation)

    actions.withdraw(participation, reason="Zmiana budżetu.", by=mayor, at=NOW)

    stored = Participation.objects.get()
    assert (stored.state, stored.withdrawn_at, stored.withdrawn_by, stored.withdrawn_reason) == (
        State.WITHDRAWN, NOW, mayor, "Zmiana budżetu.",
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        actions.withdraw(stored, reason="Jeszcze raz.", by=mayor, at=NOW)
