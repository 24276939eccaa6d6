"""Who may do what about advice: the whole table, also what is not possible."""

from datetime import timedelta

import pytest

from drogowskaz.advisory import policies, queries
from drogowskaz.advisory.lifecycle import REQUEST_MOVES, SESSION_MOVES, RequestState, SessionState
from drogowskaz.advisory.models import AdvisoryRequest, AdvisorySession
from drogowskaz.people import actions as representations
from tests.builders.advisory import (
    a_confirmed_session,
    a_contested_session,
    a_recorded_session,
    a_request,
    a_session,
    adviser_of,
    an_advised,
)
from tests.builders.participation import a_coordinated, coordinator_of, guardian_of, mayor_of, office_of
from tests.builders.people import a_city, a_person
from tests.builders.programmes import NOW, a_guardian, a_member, an_edition

DAY = timedelta(days=1)
LATER = NOW + timedelta(hours=2)
ROLES = (
    "stranger", "coordinator", "mayor", "office", "guardian", "adviser", "auditor", "other_guardian", "other_office",
    "other_adviser",
)  # fmt: skip

REQUESTS = {
    ("requested", "accept"), ("requested", "decline"), ("requested", "cancel"), ("accepted", "cancel"),
    ("accepted", "close"),
}  # fmt: skip
SESSIONS = {
    ("arranged", "record"), ("arranged", "cancel"), ("to_confirm", "confirm"), ("to_confirm", "contest"),
    ("to_confirm", "settle"), ("contested", "settle"), ("to_confirm", "settle_as_none"),
    ("contested", "settle_as_none"),
}  # fmt: skip


@pytest.mark.parametrize("move", REQUEST_MOVES, ids=lambda move: move.verb)
@pytest.mark.parametrize("state", RequestState)
def test_a_request_moves_exactly_from_its_sources(state, move):
    assert bool(move.possible(AdvisoryRequest(state=state))) is ((state, move.verb) in REQUESTS)


@pytest.mark.parametrize("move", SESSION_MOVES, ids=lambda move: move.verb)
@pytest.mark.parametrize("state", SessionState)
def test_a_session_moves_exactly_from_its_sources(state, move):
    assert bool(move.possible(AdvisorySession(state=state))) is ((state, move.verb) in SESSIONS)


def cast(participation):
    programme = participation.edition.programme
    return {
        "stranger": a_person(acting_for=a_city("Elsewhere")),
        "coordinator": coordinator_of(participation),
        "mayor": mayor_of(participation),
        "office": office_of(participation),
        "guardian": guardian_of(participation),
        "adviser": adviser_of(participation),
        "auditor": a_member(programme, "auditor"),
        "other_guardian": a_guardian(participation.edition.themes.get(number=3)),
        "other_office": a_member(an_edition().programme, "office"),
        "other_adviser": a_member(programme, "adviser"),
    }


def allowed(people, ask):
    return {role for role in ROLES if ask(people[role])}


@pytest.mark.django_db
class TestWho:
    def test_stages_are_opened_by_the_office(self):
        participation = a_coordinated()
        stage = participation.edition.stages.get(number=1)

        assert allowed(
            cast(participation), lambda user: policies.can_open_stage(user, participation, stage, at=NOW)
        ) == {"office"}

    def test_advice_is_asked_for_by_the_coordinator(self):
        participation = an_advised()

        assert allowed(cast(participation), lambda user: policies.can_ask(user, participation, at=NOW)) == {
            "coordinator"
        }

    def test_requests_are_answered_by_guardian_and_office(self):
        request = a_request()
        people = cast(request.participation)

        assert allowed(people, lambda user: policies.can_answer(user, request, at=NOW)) == {
            "guardian",
            "office",
        }
        assert allowed(people, lambda user: policies.can_cancel_request(user, request, at=NOW)) == {
            "coordinator"
        }
        assert allowed(people, lambda user: policies.can_close_request(user, request, at=NOW)) == set()

    def test_sessions_are_arranged_by_the_assigned_adviser(self):
        participation = an_advised()

        assert allowed(
            cast(participation), lambda user: policies.can_arrange(user, participation, at=NOW)
        ) == {"adviser"}

    def test_arranged_sessions(self):
        session = a_session()
        people = cast(session.participation)

        assert allowed(people, lambda user: policies.can_record(user, session, at=NOW)) == {"adviser"}
        assert allowed(people, lambda user: policies.can_cancel(user, session, at=NOW)) == {
            "adviser", "coordinator", "guardian", "office",
        }  # fmt: skip
        for ask in (policies.can_confirm, policies.can_contest, policies.can_settle):
            assert allowed(people, lambda user, ask=ask: ask(user, session, at=NOW)) == set()

    def test_recorded_sessions(self):
        session = a_recorded_session()
        people = cast(session.participation)

        assert allowed(people, lambda user: policies.can_confirm(user, session, at=LATER)) == {"coordinator"}
        assert allowed(people, lambda user: policies.can_contest(user, session, at=LATER)) == {"coordinator"}
        assert allowed(people, lambda user: policies.can_settle(user, session, at=LATER)) == set()
        assert allowed(people, lambda user: policies.can_settle(user, session, at=NOW + 14 * DAY)) == {
            "guardian", "office",
        }  # fmt: skip
        for ask in (policies.can_record, policies.can_cancel):
            assert allowed(people, lambda user, ask=ask: ask(user, session, at=LATER)) == set()

    def test_contested_sessions_are_settled_by_guardian_and_office(self):
        session = a_contested_session()
        people = cast(session.participation)

        assert allowed(people, lambda user: policies.can_settle(user, session, at=LATER)) == {
            "guardian",
            "office",
        }
        assert allowed(people, lambda user: policies.can_confirm(user, session, at=LATER)) == set()

    def test_nobody_decides_about_the_hours_of_the_own_city(self):
        session = a_contested_session()
        city, office = session.participation.city, office_of(session.participation)
        guardian = guardian_of(session.participation)
        earlier = a_session(session.participation, starts_at=session.starts_at - timedelta(days=2))
        used = queries.used_entry(a_confirmed_session(earlier))

        def may(user):
            return [
                bool(policies.can_settle(user, session, at=LATER)),
                bool(policies.can_reverse(user, used, at=LATER)),
                bool(policies.can_grant_more(user, session.account, at=LATER)),
            ]

        assert (may(office), may(guardian)) == ([True, True, True], [True, False, False])
        for user in (office, guardian):
            asked = representations.ask_to_represent(city, capacity="local_coordinator", by=user, at=NOW)
            representations.confirm(asked, by=a_person(), at=NOW)
        assert (may(office), may(guardian)) == ([False, False, False], [False, False, False])

    def test_the_ledger_is_corrected_by_the_office(self):
        session = a_confirmed_session()
        people, used = cast(session.participation), queries.used_entry(session)

        assert allowed(people, lambda user: policies.can_reverse(user, used, at=LATER)) == {"office"}
        assert allowed(people, lambda user: policies.can_reverse(user, session.promise, at=LATER)) == set()
        assert allowed(people, lambda user: policies.can_grant_more(user, session.account, at=LATER)) == {
            "office"
        }

    def test_internal_notes_are_for_those_who_advise(self):
        participation = an_advised()

        assert allowed(
            cast(participation), lambda user: policies.can_read_internal_note(user, participation)
        ) == {"adviser", "guardian", "office"}

    def test_sessions_and_requests_are_seen_by_those_who_have_a_part(self):
        session = a_recorded_session()
        a_request(session.participation)
        people = cast(session.participation)
        seeing = {"coordinator", "mayor", "office", "guardian", "adviser"}

        for model in (AdvisorySession, AdvisoryRequest):
            assert (
                allowed(people, lambda user, model=model: model.objects.visible_to(user).exists()) == seeing
            )

    def test_an_adviser_whose_assignment_ended_sees_nothing(self):
        session = a_session()
        session.participation.assignments.update(ends_on=NOW.date())

        assert not AdvisorySession.objects.visible_to(session.adviser).exists()
        assert not policies.can_arrange(session.adviser, session.participation, at=NOW)
