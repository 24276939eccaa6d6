"""Who may do what with a report at which step: one table."""

import pytest

from drogowskaz.people.models import Capacity
from drogowskaz.programmes.roles import Role
from drogowskaz.reports import policies, queries
from drogowskaz.reports.lifecycle import State
from tests.builders.people import a_city, a_person
from tests.builders.programmes import a_guardian, a_member
from tests.builders.projects import NOW, cast_of
from tests.builders.reports import a_published_report, a_report, a_report_at, begins_to_govern

pytestmark = pytest.mark.django_db

PEOPLE = ["stranger", "coordinator", "mayor", "office", "guardian", "other_guardian", "adviser", "auditor"]
DEEDS = {  #                                 str coo may off gua oth adv aud
    ("start", None):                        (0,  1,  0,  0,  0,  0,  0,  0),
    ("write", State.DRAFT):                 (0,  1,  0,  0,  0,  0,  0,  0),
    ("write", State.GUARDIAN):              (0,  0,  0,  0,  0,  0,  0,  0),
    ("write", State.MAYOR):                 (0,  0,  0,  0,  0,  0,  0,  0),
    ("write", State.LANGUAGE):              (0,  0,  0,  1,  0,  0,  0,  0),
    ("write", State.READY):                 (0,  0,  0,  0,  0,  0,  0,  0),
    ("send", State.DRAFT):                  (0,  1,  0,  0,  0,  0,  0,  0),
    ("send", State.GUARDIAN):               (0,  0,  0,  0,  0,  0,  0,  0),
    ("edit_words", State.MAYOR):            (0,  0,  0,  0,  0,  0,  0,  0),
    ("edit_words", State.LANGUAGE):         (0,  0,  0,  1,  0,  0,  0,  0),
    ("pass_on", State.DRAFT):               (0,  0,  0,  0,  0,  0,  0,  0),
    ("pass_on", State.GUARDIAN):            (0,  0,  0,  0,  1,  0,  0,  0),
    ("pass_on", State.MAYOR):               (0,  0,  1,  0,  0,  0,  0,  0),
    ("pass_on", State.LANGUAGE):            (0,  0,  0,  1,  0,  0,  0,  0),
    ("pass_on", State.READY):               (0,  0,  0,  0,  0,  0,  0,  0),
    ("send_back", State.GUARDIAN):          (0,  0,  0,  0,  1,  0,  0,  0),
    ("send_back", State.MAYOR):             (0,  0,  1,  0,  0,  0,  0,  0),
    ("send_back", State.LANGUAGE):          (0,  0,  0,  1,  0,  0,  0,  0),
    ("send_back", State.READY):             (0,  0,  0,  1,  0,  0,  0,  0),
    ("publish", State.LANGUAGE):            (0,  0,  0,  0,  0,  0,  0,  0),
    ("publish", State.READY):               (0,  0,  0,  1,  0,  0,  0,  0),
    ("revise", State.READY):                (0,  0,  0,  0,  0,  0,  0,  0),
    ("revise", State.PUBLISHED):            (0,  1,  0,  1,  0,  0,  0,  0),
}  # fmt: skip


def thing_at(state, participation):
    if state is None:
        return participation
    if state == State.DRAFT:
        return a_report(participation)
    return (
        a_published_report(participation) if state == State.PUBLISHED else a_report_at(state, participation)
    )


@pytest.mark.slow
@pytest.mark.parametrize("state", dict.fromkeys(state for _, state in DEEDS), ids=str)
def test_each_deed_is_open_to_exactly_these_people(state, participation):
    cast = cast_of(participation)
    edition = participation.edition
    people = {
        "stranger": a_person(acting_for=a_city("Gdzie Indziej")),
        "coordinator": cast.coordinator,
        "mayor": cast.mayor,
        "office": cast.office,
        "guardian": cast.guardian,
        "other_guardian": a_guardian(edition.themes.get(number=3)),
        "adviser": a_member(edition.programme, Role.ADVISER),
        "auditor": a_member(edition.programme, Role.AUDITOR),
    }
    thing = thing_at(state, participation)
    deeds = [deed for deed, at in DEEDS if at == state]

    allowed = {
        deed: {
            name: int(bool(getattr(policies, f"can_{deed}")(person, thing, at=NOW)))
            for name, person in people.items()
        }
        for deed in deeds
    }

    assert allowed == {deed: dict(zip(PEOPLE, DEEDS[deed, state], strict=True)) for deed in deeds}


def test_a_guardian_who_acts_for_the_city_does_not_read_its_report(participation):
    deputy = a_person(acting_for=participation.city, capacity=Capacity.MAYOR)
    report = a_report_at(State.GUARDIAN, participation)
    a_guardian(participation.theme, user=deputy)

    assert not policies.can_pass_on(deputy, report, at=NOW)


@pytest.mark.parametrize(
    ("deed", "step"),
    [
        ("write", State.LANGUAGE),
        ("edit_words", State.LANGUAGE),
        ("pass_on", State.LANGUAGE),
        ("send_back", State.LANGUAGE),
        ("send_back", State.READY),
        ("publish", State.READY),
    ],
)
def test_nobody_of_the_office_edits_or_publishes_the_report_of_their_own_city(deed, step, participation):
    report = a_report_at(step, participation)
    person = a_member(report.participation.edition.programme, "office")
    can = getattr(policies, f"can_{deed}")
    assert can(person, report, at=NOW)
    begins_to_govern(person, report)

    assert not can(person, report, at=NOW)
    assert [matter.title for matter in queries.waiting_for(person, NOW)] == []
