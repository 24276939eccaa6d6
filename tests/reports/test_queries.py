"""What waits for whom, what is public, and which version stands beside which."""

import pytest

from drogowskaz.participation import actions as participations
from drogowskaz.reports import actions, queries
from drogowskaz.reports.lifecycle import State
from tests.builders.participation import a_participation, coordinator_of, guardian_of, office_of
from tests.builders.programmes import an_edition
from tests.builders.projects import DAY, NOW, cast_of
from tests.builders.reports import (
    a_published_report,
    a_report_at,
    a_sent_report,
    a_templated,
    pass_on,
    with_template,
    write,
)

pytestmark = pytest.mark.django_db

WAITS = {
    State.GUARDIAN: ("guardian", "Przeczytaj raport miasta i przekaż go dalej"),
    State.MAYOR: ("mayor", "Zatwierdź raport miasta"),
    State.LANGUAGE: ("office", "Zredaguj tekst raportu"),
    State.READY: ("office", "Opublikuj raport"),
}


def waits(user):
    return [str(matter.title) for matter in queries.waiting_for(user, NOW)]


@pytest.mark.parametrize("step", WAITS)
def test_a_report_waits_for_exactly_the_person_of_its_step(step):
    participation = a_templated()
    cast = cast_of(participation)
    a_report_at(step, participation)
    person, title = WAITS[step]

    found = {name: waits(getattr(cast, name)) for name in ("office", "guardian", "coordinator", "mayor")}

    assert found == {name: [title] if name == person else [] for name in found}


def test_a_returned_report_waits_for_the_coordinator_since_the_return():
    report = a_sent_report()
    sha256, by = queries.latest(report).sha256, guardian_of(report.participation)
    actions.send_back(report, version_sha256=sha256, remarks="Rok?", by=by, at=NOW + DAY)

    matter = queries.waiting_for(coordinator_of(report.participation), NOW)[0]

    assert (matter.title, matter.since, matter.decision) == ("Odpowiedz na uwagi do raportu", NOW + DAY, True)


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_takes_the_same_queries_however_much_it_is(django_assert_num_queries, number):
    edition = with_template(an_edition())
    guardian = None
    for place in range(number):
        report = a_sent_report(a_participation(f"Miasto {place}", edition=edition))
        guardian = guardian_of(report.participation)

    with django_assert_num_queries(2):
        assert len(queries.waiting_for(guardian, NOW)) == number


@pytest.mark.slow
def test_the_public_reads_one_version_of_each_city_in_one_query(django_assert_num_queries):
    edition = with_template(an_edition())
    first = a_published_report(a_participation("Żory", edition=edition, theme_number=3))
    second = a_published_report(a_participation("Brzeg", edition=edition, theme_number=11))
    a_sent_report(a_participation("Chełm", edition=edition))

    with django_assert_num_queries(1):
        versions = queries.published(edition)
        cities = [version.report.participation.city.name for version in versions]
        titles = [version.issued.snapshot["city"] for version in versions]

    assert cities == titles == ["Żory", "Brzeg"]
    assert [version.report for version in versions] == [first, second]


@pytest.mark.slow
def test_a_city_that_withdrew_is_not_in_the_plan():
    report = a_published_report()
    participation = report.participation
    participations.withdraw(participation, reason="Zmiana planów", by=office_of(participation), at=NOW)

    assert queries.published(participation.edition) == []


def test_a_reader_compares_with_the_version_they_read_last():
    report = a_sent_report()
    first, by = queries.latest(report), guardian_of(report.participation)
    actions.send_back(report, version_sha256=first.sha256, remarks="Rok?", by=by, at=NOW)
    write(report, "road", "W 2023 roku.")
    second = actions.send(report, by=coordinator_of(report.participation), at=NOW)
    pass_on(report)
    sha256 = second.sha256
    actions.send_back(report, version_sha256=sha256, remarks="Styl", by=_mayor(report), at=NOW)
    write(report, "road", "W 2022 roku.")
    third = actions.send(report, by=coordinator_of(report.participation), at=NOW)

    assert queries.compared(third, "", step=State.GUARDIAN) == second
    assert queries.compared(third, "1") == first
    assert queries.compared(third, "77") == second
    assert queries.compared(first, "") is None


def _mayor(report):
    return report.participation.city.representations.acting().get(capacity="mayor").user


@pytest.mark.parametrize("state", State)
def test_the_road_shows_one_step_as_the_present_one_until_the_end(state):
    report = a_sent_report()
    report.state = state

    now = [step.now for step in queries.road(report)]

    assert sum(now) == (0 if state == State.PUBLISHED else 1)
