"""Sending the mayor a link, taking it back, and seeing what became of it."""

import pytest
from django.core.exceptions import PermissionDenied

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import refusing
from drogowskaz.mail.models import Letter
from drogowskaz.people.actions import digest
from drogowskaz.people.models import Capacity, JournalEntry
from drogowskaz.reports import actions, policies, queries
from drogowskaz.reports.actions import Signatory
from drogowskaz.reports.actions.refusals import LINKED_ONCE
from drogowskaz.reports.lifecycle import State
from drogowskaz.reports.models import ApprovalLink, Report
from tests.builders.people import a_person
from tests.builders.programmes import a_member
from tests.builders.projects import DAY, NOW, coordinator_of, guardian_of
from tests.builders.reports import (
    a_link,
    a_report_at,
    a_templated,
    begins_to_govern,
    mayor_of,
    office_of,
    pass_on,
)

pytestmark = pytest.mark.django_db
MAYOR = Signatory("Jan Dereń", "burmistrz Modrzewca")
ADDRESS = "burmistrz@modrzewiec.example"


def at_mayor(**facts):
    return a_report_at(State.MAYOR, a_templated(**facts))


def state():
    return Report.objects.get().state


def test_the_secret_is_random_and_kept_nowhere_but_in_the_letter():
    sent = a_link(at_mayor())

    stored = str(ApprovalLink.objects.values().get()) + str(list(JournalEntry.objects.values()))
    letter = Letter.objects.get(about="report_to_approve_by_link")
    assert len(sent.secret) == 43  # 256 bits
    assert sent.secret not in stored
    assert sent.link.token == digest(sent.secret)
    assert f"/panel/raporty/do-zatwierdzenia/{sent.secret}/" in letter.body
    assert letter.address == ADDRESS


def test_the_letter_says_who_asks_to_which_address_which_text_and_until_when():
    report = at_mayor()
    sent = a_link(report)

    body = Letter.objects.get(about="report_to_approve_by_link").body.replace("\N{NO-BREAK SPACE}", " ")
    words = (coordinator_of(report.participation).name, ADDRESS, sent.link.sha256, "31 marca 2027 r.")
    assert [word for word in words if word not in body] == []


def test_a_registered_mayor_gets_the_link_in_their_own_letters_and_language():
    report = at_mayor()
    mayor = mayor_of(report.participation)
    mayor.language = "en"
    mayor.save()

    a_link(report, email=mayor.email.upper())

    letter = Letter.objects.get(about="report_to_approve_by_link")
    assert (letter.user, letter.language, "/en/panel/raporty/" in letter.body) == (mayor, "en", True)


def test_a_link_that_was_taken_back_decides_nothing():
    report = at_mayor()
    link = a_link(report).link
    actions.revoke_link(link, by=coordinator_of(report.participation), at=NOW)

    with pytest.raises(actions.DeadLink):
        actions.decide(link, passed=True, by=MAYOR, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.revoke_link(link, by=coordinator_of(report.participation), at=NOW)

    assert state() == State.MAYOR


def test_taking_back_in_another_tab_does_not_undo_a_decision():
    report = at_mayor()
    link = a_link(report).link
    in_other_tab = ApprovalLink.objects.select_related("version__report__participation__city").get()
    actions.decide(link, passed=True, by=MAYOR, at=NOW)

    with pytest.raises(actions.DeadLink):
        actions.revoke_link(in_other_tab, by=coordinator_of(report.participation), at=NOW)

    assert ApprovalLink.objects.get().revoked_at is None


def test_one_address_holds_one_link_to_one_text():
    report = at_mayor()
    link = a_link(report).link

    with pytest.raises(actions.AlreadySent):
        a_link(report, email=ADDRESS.upper())
    facts = {
        name: getattr(link, name)
        for name in ("version", "sha256", "email", "expires_at", "sent_at", "sent_by")
    }
    with pytest.raises(actions.AlreadySent), refusing(LINKED_ONCE):
        ApprovalLink.objects.create(token="x" * 64, name="Jan", **facts)
    actions.revoke_link(link, by=coordinator_of(report.participation), at=NOW)
    a_link(report)

    assert Letter.objects.filter(about="report_to_approve_by_link").count() == 2


def test_an_expired_link_gives_way_to_a_new_one():
    report = at_mayor()
    old = a_link(report).link
    new = a_link(report, at=NOW + 31 * DAY).link

    old.refresh_from_db()
    assert (old.revoked_at, queries.stands(new, NOW + 31 * DAY)) == (NOW + 31 * DAY, True)


def test_no_more_than_five_links_to_one_text_are_out():
    report = at_mayor()
    for number in range(5):
        a_link(report, email=f"urzad{number}@example.org")

    with pytest.raises(actions.TooManyLinks):
        a_link(report, email="urzad5@example.org")


@pytest.mark.parametrize("whose", ["coordinator", "guardian", "office", "stranger"])
def test_a_link_does_not_go_to_an_account_that_does_not_govern_the_city(whose):
    report = at_mayor()
    people = {"coordinator": coordinator_of, "guardian": guardian_of, "office": office_of}
    person = people[whose](report.participation) if whose in people else a_person()

    with pytest.raises(actions.SomebodyElses):
        a_link(report, email=person.email)

    assert ApprovalLink.objects.count() == 0


@pytest.mark.parametrize("step", [State.GUARDIAN, State.LANGUAGE, State.READY])
def test_no_link_is_sent_where_no_text_waits_for_the_mayor(step):
    report = a_report_at(step, a_templated())

    with pytest.raises(PermissionDenied):
        a_link(report)


def test_a_report_that_moves_while_the_link_is_sent_gets_none():
    report = at_mayor()
    in_other_tab = Report.objects.get()
    pass_on(report)

    with pytest.raises(TooLate):
        a_link(in_other_tab)

    assert ApprovalLink.objects.count() == 0


def test_coordinator_and_office_send_links_and_nobody_else():
    report = at_mayor()
    people = {
        "coordinator": coordinator_of(report.participation),
        "office": office_of(report.participation),
        "mayor": mayor_of(report.participation),
        "guardian": guardian_of(report.participation),
        "stranger": a_person(),
    }

    may_send = {name for name, one in people.items() if policies.can_send_link(one, report, at=NOW)}
    may_see = {name for name, one in people.items() if policies.can_see_links(one, report, at=NOW)}

    assert may_send == {"coordinator", "office"}
    assert may_see == {"coordinator", "office", "mayor"}


def test_somebody_of_the_office_who_acts_for_the_city_as_its_mayor_sends_no_link_for_the_office():
    report = at_mayor()
    both = a_member(report.participation.edition.programme, "office")
    assert policies.can_send_link(both, report, at=NOW)
    begins_to_govern(both, report)

    assert not policies.can_send_link(both, report, at=NOW)


def test_a_report_without_a_mayor_in_the_product_waits_for_the_coordinator_until_a_link_is_out():
    report = at_mayor()
    city = report.participation.city
    coordinator = coordinator_of(report.participation)
    assert queries.waiting_for(coordinator, NOW) == []
    city.representations.filter(capacity=Capacity.MAYOR).update(ended_at=NOW, ended_by=coordinator)

    before = [str(matter.title) for matter in queries.waiting_for(coordinator, NOW)]
    a_link(report)
    after = [str(matter.title) for matter in queries.waiting_for(coordinator, NOW)]
    expired = [str(matter.title) for matter in queries.waiting_for(coordinator, NOW + 31 * DAY)]

    title = "Wyślij prezydentowi lub burmistrzowi raport do zatwierdzenia"
    assert (before, after, expired) == ([title], [], [title])


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_links_takes_the_same_queries_however_many_there_are(django_assert_num_queries, number):
    report = at_mayor()
    for place in range(number):
        link = a_link(report, email=f"urzad{place}@example.org").link
    actions.decide(link, passed=True, by=MAYOR, at=NOW)
    report.refresh_from_db()

    with django_assert_num_queries(2):
        listed = queries.links_of(report, NOW)
        said = [(row.link.version.number, row.link.sent_by.name, str(row.label)) for row in listed]

    assert len(said) == number
    assert said[0][2] == "użyty"


def test_what_became_of_each_link_is_said():
    report = at_mayor()
    coordinator = coordinator_of(report.participation)
    a_link(report)
    back = a_link(report, email="zly@example.org").link
    actions.revoke_link(back, by=coordinator, at=NOW)

    assert [str(row.label) for row in queries.links_of(report, NOW)] == ["cofnięty", "działa"]
    assert [str(row.label) for row in queries.links_of(report, NOW + 40 * DAY)] == ["cofnięty", "wygasł"]
    pass_on(report)
    assert str(queries.links_of(report, NOW)[1].label) == "bez skutku: raport jest już dalej"
