"""Who may do what about taking part: the whole table, also what is not possible."""

import pytest

from drogowskaz.participation import policies
from drogowskaz.participation.lifecycle import MOVES, NAMING_MOVES, NamingState, State
from drogowskaz.participation.models import CoordinatorNaming, Participation
from drogowskaz.people.models import Capacity
from tests.builders.advisory import an_advised
from tests.builders.participation import (
    a_coordinated,
    a_participation,
    a_proposal,
    an_agreed,
    coordinator_of,
    guardian_of,
    mayor_of,
    office_of,
)
from tests.builders.people import a_city, a_person
from tests.builders.programmes import NOW, a_guardian, a_member, an_edition

POSSIBLE = {
    ("qualified", "agree"), ("agreed", "advise"), ("advised", "advise"), ("advised", "complete"),
    ("advised", "give_up"), ("qualified", "withdraw"), ("agreed", "withdraw"), ("advised", "withdraw"),
}  # fmt: skip
NAMING = {("proposed", "confirm"), ("proposed", "refuse"), ("in_office", "end")}
ROLES = (
    "stranger",
    "coordinator",
    "mayor",
    "office",
    "guardian",
    "adviser",
    "auditor",
    "other_guardian",
    "other_office",
)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.verb)
@pytest.mark.parametrize("state", State)
def test_a_city_moves_exactly_from_its_sources(state, move):
    assert bool(move.possible(Participation(state=state))) is ((state, move.verb) in POSSIBLE)


@pytest.mark.parametrize("move", NAMING_MOVES, ids=lambda move: move.verb)
@pytest.mark.parametrize("state", NamingState)
def test_a_naming_moves_exactly_from_its_sources(state, move):
    assert bool(move.possible(CoordinatorNaming(state=state))) is ((state, move.verb) in NAMING)


def cast(participation, *, without=()):
    programme = participation.edition.programme
    makers = {
        "stranger": lambda: a_person(acting_for=a_city("Elsewhere"), capacity=Capacity.MAYOR),
        "coordinator": lambda: coordinator_of(participation),
        "mayor": lambda: mayor_of(participation),
        "office": lambda: office_of(participation),
        "guardian": lambda: guardian_of(participation),
        "adviser": lambda: a_member(programme, "adviser"),
        "auditor": lambda: a_member(programme, "auditor"),
        "other_guardian": lambda: a_guardian(participation.edition.themes.get(number=3)),
        "other_office": lambda: a_member(an_edition().programme),
    }
    return {role: make() for role, make in makers.items() if role not in without}


def allowed(people, ask):
    return {role for role, person in people.items() if ask(person)}


@pytest.mark.django_db
class TestWho:
    def test_admission_and_agreement_belong_to_the_office(self):
        participation = a_participation()
        people = cast(participation)

        assert allowed(people, lambda user: policies.can_admit(user, participation.edition, at=NOW)) == {
            "office"
        }
        assert allowed(people, lambda user: policies.can_record_agreement(user, participation, at=NOW)) == {
            "office"
        }

    def test_the_agreement_is_read_by_city_guardian_and_office(self):
        participation = an_agreed()

        assert allowed(cast(participation), lambda user: policies.can_read_agreement(user, participation, at=NOW)) == {
            "coordinator", "mayor", "office", "guardian",
        }  # fmt: skip

    def test_the_mayor_names_where_there_is_one(self):
        participation = an_agreed()

        assert allowed(
            cast(participation), lambda user: policies.can_propose_coordinator(user, participation, at=NOW)
        ) == {"mayor"}

    def test_those_who_act_for_the_city_name_where_no_mayor_has_an_account(self):
        participation = an_agreed()

        people = cast(participation, without={"mayor"})

        assert allowed(
            people, lambda user: policies.can_propose_coordinator(user, participation, at=NOW)
        ) == {"coordinator"}

    def test_the_office_writes_it_down_where_nobody_acts_for_the_city(self):
        participation = an_agreed()

        people = cast(participation, without={"mayor", "coordinator"})

        assert allowed(
            people, lambda user: policies.can_propose_coordinator(user, participation, at=NOW)
        ) == {"office"}

    def test_the_office_answers(self):
        naming = a_proposal()
        people = cast(naming.participation)

        assert allowed(people, lambda user: policies.can_confirm_coordinator(user, naming, at=NOW)) == {
            "office"
        }
        assert allowed(people, lambda user: policies.can_refuse_coordinator(user, naming, at=NOW)) == {
            "office"
        }

    def test_advisers_are_assigned_by_guardian_and_office(self):
        participation = a_coordinated()

        assert allowed(
            cast(participation), lambda user: policies.can_assign_adviser(user, participation, at=NOW)
        ) == {"guardian", "office"}

    def test_a_city_is_withdrawn_by_its_mayor_or_the_office(self):
        participation = a_coordinated()

        assert allowed(cast(participation), lambda user: policies.can_withdraw(user, participation, at=NOW)) == {
            "mayor", "office",
        }  # fmt: skip

    def test_stages_and_the_end_belong_to_the_office(self):
        participation = an_advised(stage=2)
        people = cast(participation)
        after = NOW.replace(year=NOW.year + 3)

        for ask in (policies.can_complete, policies.can_give_up):
            assert allowed(people, lambda user, ask=ask: ask(user, participation, at=after)) == {"office"}

    def test_cities_are_seen_by_those_who_have_a_part_and_by_the_auditor(self):
        participation = an_advised()
        people = cast(participation) | {"assigned": participation.assignments.get().adviser}

        this = Participation.objects.filter(pk=participation.pk)
        visible = {role for role, person in people.items() if this.visible_to(person)}
        working = {role for role, person in people.items() if this.worked_on_by(person)}
        assert visible == {"coordinator", "mayor", "office", "guardian", "assigned", "auditor"}
        assert working == visible - {"auditor"}
