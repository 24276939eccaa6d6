"""Certificates by their consequences: proposed, issued, dropped, revoked; and what withholds them."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from drogowskaz.advisory import actions as advisory
from drogowskaz.advisory.models import EntryKind
from drogowskaz.certificates import actions, policies, queries
from drogowskaz.certificates.lifecycle import State
from drogowskaz.certificates.models import Certificate
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.documents import store
from drogowskaz.documents.models import Issued
from drogowskaz.mail.models import Letter
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import JournalEntry
from tests.builders.certificates import (
    a_nearly_fulfilled,
    a_proposed_certificate,
    a_revoked_certificate,
    an_issued_certificate,
)
from tests.builders.participation import coordinator_of, mayor_of, office_of
from tests.builders.plans import a_frozen_plan, two_of_the_office
from tests.builders.programmes import NOW, a_guardian, a_member

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def numbers():
    return list(Issued.objects.filter(kind="certificate").order_by("pk").values_list("sequence", flat=True))


def deeds():
    lines = JournalEntry.objects.filter(verb__startswith="certificate.").order_by("pk")
    return [(line.verb, line.by, line.at, line.city) for line in lines]


def test_proposing_keeps_the_checklist_of_the_moment(participation):
    first, _ = two_of_the_office(participation.edition)

    actions.propose(participation, by=first, at=NOW)

    stored = Certificate.objects.get()
    assert (stored.state, stored.proposed_at, stored.proposed_by) == (State.PROPOSED, NOW, first)
    assert (stored.rule_version, stored.document) == ("FR-1.0", None)
    assert [line["mark"] for line in stored.checklist] == ["met"] * 7
    assert [finding.met for finding in queries.stored_findings(stored)] == [True] * 7
    assert deeds() == [("certificate.propose", first, NOW, participation.city)]


def test_issuing_gives_number_code_and_bytes(participation):
    certificate = a_proposed_certificate(participation)
    _, second = two_of_the_office(certificate.participation.edition)

    actions.issue(certificate, by=second, at=NOW)

    stored = Certificate.objects.get()
    paper = stored.document
    assert (stored.state, stored.issued_at, stored.issued_by) == (State.ISSUED, NOW, second)
    assert (paper.kind, paper.sequence, paper.issued_by, paper.language) == ("certificate", 1, second, "pl")
    assert paper.number == f"{stored.participation.edition.number_prefix}-C/2027/0001"
    assert (paper.snapshot["number"], paper.snapshot["code"]) == (paper.number, paper.code)
    assert store.fetch(paper.sha256)[:5] == b"%PDF-"
    assert deeds()[-1] == ("certificate.issue", second, NOW, stored.participation.city)


def test_everybody_who_acts_for_the_city_gets_the_letter(participation):
    certificate = a_proposed_certificate(participation)
    people = {coordinator_of(certificate.participation), mayor_of(certificate.participation)}
    _, second = two_of_the_office(certificate.participation.edition)

    actions.issue(certificate, by=second, at=NOW)

    letters = Letter.objects.filter(about="certificate_issued")
    assert {letter.user for letter in letters} == people
    assert [
        certificate.document.number in letter.body and certificate.document.code in letter.body
        for letter in letters
    ] == [True] * len(people)


# Takes one condition away from a city that has met them all, leaving the six others as they are.
WITHOUT = {
    "agreement": lambda city: city.agreement.delete(),
    "coordinator": lambda city: city.namings.all().delete(),
    "advice": lambda city: advisory.reverse_use(
        city.accounts.get(stage__number=2).entries.get(kind=EntryKind.USE),
        reason="Pomyłka",
        by=office_of(city),
        at=NOW,
        key=uuid4(),
    ),
    "milestones": lambda city: city.project.milestones.update(critical=False),
    "project": lambda city: type(city.project).objects.update(
        state="in_progress", accepted_at=None, accepted_by=None
    ),
    "report": lambda city: city.report.versions.update(published_at=None, published_by=None, issued=None),
    "plan": lambda city: city.edition.plans.update(inputs=[]),
}


@pytest.mark.parametrize("condition", WITHOUT)
def test_a_condition_that_falls_away_after_the_proposal_stops_the_issue(condition, participation):
    certificate = a_proposed_certificate(participation)
    _, second = two_of_the_office(certificate.participation.edition)
    WITHOUT[condition](Participation.objects.get())

    with pytest.raises(actions.ConditionsMissing):
        actions.issue(certificate, by=second, at=NOW)

    fresh = queries.with_road(Participation.objects.all()).get()
    missing = queries.checklist(fresh, on=NOW.date()).missing
    assert [finding.gate.check for finding in missing] == [condition]
    assert (Certificate.objects.get().state, numbers()) == (State.PROPOSED, [])
    assert not Letter.objects.filter(about="certificate_issued").exists()


@pytest.mark.parametrize("condition", WITHOUT)
def test_one_missing_condition_is_enough_not_to_be_proposed(condition, participation):
    WITHOUT[condition](Participation.objects.get())

    with pytest.raises(actions.ConditionsMissing):
        actions.propose(participation, by=office_of(participation), at=NOW)

    assert Certificate.objects.count() == 0


def test_what_was_read_before_does_not_count(participation):
    """The page had read a complete checklist; the deed reads again."""
    read = queries.with_road(Participation.objects.all()).get()
    assert queries.checklist(read, on=NOW.date()).fulfilled
    WITHOUT["plan"](Participation.objects.get())

    with pytest.raises(actions.ConditionsMissing):
        actions.propose(read, by=office_of(read), at=NOW)


def test_rules_that_changed_since_the_proposal_ask_for_another(participation):
    certificate = a_proposed_certificate(participation)
    edition = certificate.participation.edition
    _, second = two_of_the_office(edition)
    part = edition.parts.get(kind="fulfilment")
    edition.parts.create(
        kind="fulfilment", version=part.version + 1, content=part.content | {"version": "FR-1.1"}
    )
    fresh = Certificate.objects.get()

    with pytest.raises(actions.RulesChanged):
        actions.issue(fresh, by=second, at=NOW)

    assert numbers() == []


def test_the_proposer_cannot_issue(participation):
    certificate = a_proposed_certificate(participation)

    with pytest.raises(PermissionDenied, match="inna osoba"):
        actions.issue(certificate, by=certificate.proposed_by, at=NOW)

    assert numbers() == []


def test_the_database_refuses_one_person_in_both_places(participation):
    certificate = an_issued_certificate(participation)

    with pytest.raises(IntegrityError, match="certificate_issued_by_another"), transaction.atomic():
        Certificate.objects.update(issued_by=certificate.proposed_by)


def test_there_is_one_proposal_at_a_time(participation):
    certificate = a_proposed_certificate(participation)
    _, second = two_of_the_office(certificate.participation.edition)

    with pytest.raises(actions.AlreadyProposed):
        actions.propose(certificate.participation, by=second, at=NOW)


def test_of_two_people_who_issue_at_once_one_wins_and_no_number_is_lost(participation):
    certificate = a_proposed_certificate(participation)
    seen_in_other_tab = Certificate.objects.get()
    edition = certificate.participation.edition
    _, second = two_of_the_office(edition)
    actions.issue(certificate, by=second, at=NOW)

    with pytest.raises(TooLate):
        actions.issue(seen_in_other_tab, by=a_member(edition.programme), at=NOW)

    assert numbers() == [1]
    assert Certificate.objects.get().issued_by == second


def test_numbers_have_no_gap_when_an_issue_is_refused(participation):
    edition = participation.edition
    others = [a_nearly_fulfilled(edition=edition, name=name) for name in ("Bukowiec", "Grabowo")]
    a_frozen_plan(edition)
    one, refused, two = (a_proposed_certificate(city) for city in (participation, *others))
    _, second = two_of_the_office(edition)

    actions.issue(one, by=second, at=NOW)
    refused.participation.agreement.delete()
    with pytest.raises(actions.ConditionsMissing):
        actions.issue(refused, by=second, at=NOW)
    actions.issue(two, by=second, at=NOW)

    assert numbers() == [1, 2]


def test_a_dropped_proposal_makes_room_for_another(participation):
    certificate = a_proposed_certificate(participation)
    _, second = two_of_the_office(certificate.participation.edition)

    actions.drop(certificate, by=second, at=NOW)
    again = actions.propose(certificate.participation, by=second, at=NOW)

    assert (certificate.state, again.state) == (State.DROPPED, State.PROPOSED)
    assert [verb for verb, *_ in deeds()] == [
        "certificate.propose",
        "certificate.drop",
        "certificate.propose",
    ]
    with pytest.raises(PermissionDenied):
        actions.drop(certificate, by=second, at=NOW)


def test_revoking_keeps_the_bytes_and_tells_the_city(participation):
    certificate = an_issued_certificate(participation)
    before = store.fetch(certificate.document.sha256)
    first, _ = two_of_the_office(certificate.participation.edition)

    actions.revoke(certificate, reason="Podano błędne dane.", by=first, at=NOW)

    stored = Certificate.objects.get()
    assert (stored.state, stored.revoked_by, stored.revoked_reason) == (
        State.REVOKED,
        first,
        "Podano błędne dane.",
    )
    assert stored.document.revoked_reason == "Podano błędne dane."
    assert store.fetch(stored.document.sha256) == before
    letter = Letter.objects.filter(about="certificate_revoked").first()
    assert stored.document.number in letter.body
    assert "Podano błędne dane." in letter.body


def test_a_city_whose_certificate_was_revoked_can_be_proposed_again(participation):
    revoked = a_revoked_certificate(participation)

    again = actions.propose(revoked.participation, by=office_of(revoked.participation), at=NOW)

    assert again.state == State.PROPOSED


def test_of_two_people_who_revoke_at_once_one_wins(participation):
    certificate = an_issued_certificate(participation)
    seen_in_other_tab = Certificate.objects.select_related("document").get()
    first, second = two_of_the_office(certificate.participation.edition)
    actions.revoke(certificate, reason="Podano błędne dane.", by=first, at=NOW)

    with pytest.raises(TooLate):
        actions.revoke(seen_in_other_tab, reason="Inny powód.", by=second, at=NOW)

    assert Certificate.objects.get().revoked_reason == "Podano błędne dane."


def letters_of(key):
    return [letter.user for letter in Letter.objects.filter(about=key).order_by("pk")]


def test_the_second_person_is_told_of_a_proposal_and_those_with_a_tie_are_not(participation):
    first, second = two_of_the_office(participation.edition)
    a_guardian(participation.theme, user=a_member(participation.edition.programme))

    certificate = actions.propose(participation, by=first, at=NOW)

    told = letters_of("certificate_proposed")
    assert (second in told, first in told) == (True, False)
    assert all(policies.can_issue(person, certificate, at=NOW) for person in told)


def test_the_proposer_is_told_when_another_person_drops_the_proposal(participation):
    certificate = a_proposed_certificate(participation)
    first, second = two_of_the_office(certificate.participation.edition)

    actions.drop(certificate, by=second, at=NOW)

    assert letters_of("certificate_dropped") == [first]


def test_who_drops_the_own_proposal_needs_no_letter(participation):
    certificate = a_proposed_certificate(participation)

    actions.drop(certificate, by=certificate.proposed_by, at=NOW)

    assert letters_of("certificate_dropped") == []


def test_a_proposal_waits_only_for_those_who_may_issue_it(participation):
    certificate = a_proposed_certificate(participation)
    _, second = two_of_the_office(certificate.participation.edition)
    tied = a_member(certificate.participation.edition.programme)
    a_guardian(certificate.participation.theme, user=tied)

    assert [len(queries.waiting_for(person, NOW)) for person in (second, tied)] == [1, 0]
