"""Who may do what about taking part: the whole table, also what is not possible."""

import pytest

from drogowskaz.common.verdict import YES
from drogowskaz.participation import policies, standing
from drogowskaz.participation.lifecycle import MOVES, NAMING_MOVES, NamingState, State
from drogowskaz.participation.models import CoordinatorNaming, Participation
from drogowskaz.people.models import Capacity, Representation
from drogowskaz.programmes.lifecycle import EditionState
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
    ("advised", "give_up"), ("completed", "reopen"), ("not_completed", "reopen"),
    ("qualified", "withdraw"), ("agreed", "withdraw"), ("advised", "withdraw"),
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


def may_admit(user, participation):
    return policies.can_admit(user, participation.edition, participation.city, at=NOW)


def allowed(people, ask):
    return {role for role, person in people.items() if ask(person)}


@pytest.mark.django_db
class TestWho:
    def test_admission_and_agreement_belong_to_the_office(self):
        participation = a_participation()
        people = cast(participation)

        assert allowed(people, lambda user: may_admit(user, participation)) == {"office"}
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

    def test_cities_are_seen_by_those_who_have_a_part_and_by_the_auditor(self):
        participation = an_advised()
        people = cast(participation) | {"assigned": participation.assignments.get().adviser}

        this = Participation.objects.filter(pk=participation.pk)
        visible = {role for role, person in people.items() if this.visible_to(person)}
        working = {role for role, person in people.items() if this.worked_on_by(person)}
        assert visible == {"coordinator", "mayor", "office", "guardian", "assigned", "auditor"}
        assert working == visible - {"auditor"}

    def test_nobody_of_the_office_decides_about_the_own_city(self, monkeypatch):
        participation = an_agreed()
        naming = a_proposal(participation)
        office = a_member(participation.edition.programme)
        stage = participation.edition.stages.get(number=1)
        asked = {
            "admit": lambda: may_admit(office, participation),
            "agree": lambda: policies.can_record_agreement(office, participation, at=NOW),
            "confirm": lambda: policies.can_confirm_coordinator(office, naming, at=NOW),
            "refuse": lambda: policies.can_refuse_coordinator(office, naming, at=NOW),
            "advisers": lambda: policies.can_assign_adviser(office, participation, at=NOW),
            "withdraw": lambda: policies.can_withdraw(office, participation, at=NOW),
            "stage": lambda: policies.can_enter_stage(office, participation, stage, at=NOW),
        }
        before = {deed for deed, ask in asked.items() if "działasz" in str(ask().reason).lower()}

        Representation.objects.create(
            user=office, city=participation.city, capacity=Capacity.LOCAL_COORDINATOR,
            asked_at=NOW, asked_by=office, confirmed_at=NOW, confirmed_by=office,
        )  # fmt: skip
        now = {deed for deed, ask in asked.items() if "działasz" in str(ask().reason).lower()}
        monkeypatch.setattr(standing, "nobodys_own", lambda user, city: YES)
        unguarded = {deed for deed, ask in asked.items() if "działasz" in str(ask().reason).lower()}

        assert (before, now, unguarded) == (set(), set(asked), set())

    def test_an_archived_edition_is_left_as_it_is(self):
        participation = an_agreed()
        naming, office = a_proposal(participation), office_of(participation)
        asks = (
            lambda: policies.can_confirm_coordinator(office, naming, at=NOW),
            lambda: policies.can_withdraw(office, participation, at=NOW),
            lambda: policies.can_assign_adviser(office, participation, at=NOW),
        )
        running = [bool(ask()) for ask in asks]

        participation.edition.state = EditionState.ARCHIVED

        assert (running, [bool(ask()) for ask in asks]) == ([True] * 3, [False] * 3)
