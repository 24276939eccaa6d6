"""Who compiles, freezes and sets aside: one table, a row for each person, a column for each deed."""

import pytest

from drogowskaz.people.models import Capacity
from drogowskaz.plans import policies
from drogowskaz.plans.queries import PATIENCE
from drogowskaz.programmes.roles import Role
from tests.builders.people import a_person
from tests.builders.plans import a_compiling_plan, a_proof, two_of_the_office
from tests.builders.programmes import NOW, a_guardian, a_member, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TABLE = {
    #              compile freeze discard give_up
    "stranger":         (0, 0, 0, 0),
    "mayor":            (0, 0, 0, 0),
    "guardian":         (0, 0, 0, 0),
    "adviser":          (0, 0, 0, 0),
    "auditor":          (0, 0, 0, 0),
    "office elsewhere": (0, 0, 0, 0),
    "office":           (1, 1, 1, 1),
    "compiler":         (1, 0, 1, 1),
}  # fmt: skip


def test_the_table():
    proof = a_proof()
    stuck = a_compiling_plan(proof.edition)
    programme, city = proof.edition.programme, proof.edition.participations.get().city
    compiler, office = two_of_the_office(proof.edition)
    people = {
        "stranger": a_person(),
        "mayor": a_person(acting_for=city, capacity=Capacity.MAYOR),
        "guardian": a_guardian(proof.edition.themes.get(number=11)),
        "adviser": a_member(programme, Role.ADVISER),
        "auditor": a_member(programme, Role.AUDITOR),
        "office elsewhere": a_member(an_edition().programme),
        "office": office,
        "compiler": compiler,
    }

    said = {
        who: (
            int(bool(policies.can_compile(person, proof.edition, at=NOW))),
            int(bool(policies.can_freeze(person, proof, at=NOW))),
            int(bool(policies.can_discard(person, proof, at=NOW))),
            int(bool(policies.can_give_up(person, stuck, at=NOW + PATIENCE))),
        )
        for who, person in people.items()
    }

    assert said == TABLE
