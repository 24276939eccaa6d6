"""Who decides on certificates: one table, a row for each deed, a column for each person."""

import pytest

from drogowskaz.certificates import policies
from drogowskaz.people.models import Capacity
from drogowskaz.programmes.roles import Role
from tests.builders.advisory import adviser_of
from tests.builders.certificates import a_proposed_certificate, an_issued_certificate
from tests.builders.participation import coordinator_of, guardian_of, mayor_of
from tests.builders.people import a_city, a_person
from tests.builders.plans import two_of_the_office
from tests.builders.programmes import NOW, a_guardian, a_member, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TABLE = {
    #                    propose issue drop revoke
    "stranger":            (0,     0,    0,   0),
    "coordinator":         (0,     0,    0,   0),
    "mayor":               (0,     0,    0,   0),
    "guardian":            (0,     0,    0,   0),
    "adviser":             (0,     0,    0,   0),
    "auditor":             (0,     0,    0,   0),
    "office elsewhere":    (0,     0,    0,   0),
    "office":              (1,     1,    1,   1),
    "proposer":            (1,     0,    1,   1),
    "office and mayor":    (0,     0,    0,   0),
    "office and guardian": (0,     0,    1,   0),
    "office, was adviser": (0,     0,    1,   0),
}  # fmt: skip


def people(participation):
    programme = participation.edition.programme
    proposer, _ = two_of_the_office(participation.edition)
    adviser = adviser_of(participation)
    both = {
        "office and mayor": a_person(acting_for=participation.city, capacity=Capacity.MAYOR),
        "office and guardian": a_guardian(participation.theme),
        "office, was adviser": a_member(programme, Role.ADVISER),
    }
    participation.assignments.create(
        adviser=both["office, was adviser"], assigned_at=NOW, assigned_by=proposer, ends_on=NOW.date()
    )
    for person in both.values():
        a_member(programme, user=person)
    return {
        "stranger": a_person(acting_for=a_city("Gdzie Indziej")),
        "coordinator": coordinator_of(participation),
        "mayor": mayor_of(participation),
        "guardian": guardian_of(participation),
        "adviser": adviser,
        "auditor": a_member(programme, Role.AUDITOR),
        "office elsewhere": a_member(an_edition().programme),
        "office": a_member(programme),
        "proposer": proposer,
        **both,
    }


def test_the_table():
    proposed = a_proposed_certificate()
    issued = an_issued_certificate()
    around, beside = people(proposed.participation), people(issued.participation)

    said = {
        who: (
            int(bool(policies.can_propose(person, proposed.participation, at=NOW))),
            int(bool(policies.can_issue(person, proposed, at=NOW))),
            int(bool(policies.can_drop(person, proposed, at=NOW))),
            int(bool(policies.can_revoke(beside[who], issued, at=NOW))),
        )
        for who, person in around.items()
    }

    assert said == TABLE


def test_the_proposer_reads_why_somebody_else_issues():
    proposed = a_proposed_certificate()

    verdict = policies.can_issue(proposed.proposed_by, proposed, at=NOW)

    assert verdict.reason == "Ten certyfikat to Twoja propozycja. Wydaje go inna osoba z biura."


@pytest.mark.parametrize("state", ["withdrawn", "not_completed"])
def test_a_city_that_no_longer_takes_part_gets_none(state):
    proposed = a_proposed_certificate()
    _, second = two_of_the_office(proposed.participation.edition)
    proposed.participation.state = state

    assert not policies.can_propose(second, proposed.participation, at=NOW)
    assert not policies.can_issue(second, proposed, at=NOW)
