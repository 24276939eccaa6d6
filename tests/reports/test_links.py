"""The mayor's link: it approves one exact text, once, in its time; and nobody else's."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import JournalEntry
from drogowskaz.reports import actions, queries
from drogowskaz.reports.actions import Signatory
from drogowskaz.reports.lifecycle import State
from drogowskaz.reports.models import ApprovalLink, Report, Review, Version
from tests.builders.projects import DAY, NOW, coordinator_of
from tests.builders.reports import a_link, a_report_at, a_templated, mayor_of, office_of, pass_on, write

pytestmark = pytest.mark.django_db
MAYOR = Signatory("Jan Dereń", "burmistrz Modrzewca")
ADDRESS = "burmistrz@modrzewiec.example"


def at_mayor(**facts):
    return a_report_at(State.MAYOR, a_templated(**facts))


def state():
    return Report.objects.get().state


def test_a_link_approves_the_version_it_was_made_for():
    report = at_mayor()
    sent = a_link(report)

    review = actions.decide(sent.link, passed=True, remarks="Dobrze", by=MAYOR, at=NOW + DAY)

    assert (state(), review.version, review.reviewed_by) == (State.LANGUAGE, queries.latest(report), None)
    assert (review.person, review.remarks) == ("Jan Dereń, burmistrz Modrzewca", "Dobrze")
    assert [one.person for one in queries.approvals(review.version)][1:] == [review.person]


def test_a_return_by_link_tells_the_city_what_to_change():
    report = at_mayor()

    actions.decide(a_link(report).link, passed=False, read=False, remarks="Popraw rok.", by=MAYOR, at=NOW)

    assert state() == State.RETURNED
    report.refresh_from_db()
    assert queries.last_return(report).remarks == "Popraw rok."
    assert Letter.objects.filter(about="report_returned").exists()


def test_the_journal_keeps_address_person_version_and_hash_and_no_secret():
    report = at_mayor()
    sent = a_link(report)

    actions.decide(sent.link, passed=True, by=MAYOR, at=NOW + DAY)

    entry = JournalEntry.objects.get(verb="report.approve_by_link")
    assert (entry.by, entry.at, entry.city) == (None, NOW + DAY, report.participation.city)
    assert entry.facts == {
        "email": ADDRESS,
        "person": "Jan Dereń",
        "function": "burmistrz Modrzewca",
        "link": sent.link.pk,
        "version": 1,
        "sha256": sent.link.sha256,
    }


def test_the_city_and_who_sent_the_link_learn_that_it_was_used():
    report = at_mayor()
    office = office_of(report.participation)
    link = a_link(report, by=office).link

    actions.decide(link, passed=True, by=MAYOR, at=NOW)

    told = Letter.objects.filter(about="report_approved_by_link").values_list("user", flat=True)
    people = {coordinator_of(report.participation).pk, mayor_of(report.participation).pk, office.pk}
    assert set(told) == people


def test_of_two_clicks_only_one_decides():
    report = at_mayor()
    link = a_link(report).link
    in_other_tab = ApprovalLink.objects.select_related("version__report").get()
    actions.decide(link, passed=True, by=MAYOR, at=NOW)

    with pytest.raises((actions.DeadLink, TooLate)):
        actions.decide(in_other_tab, passed=False, remarks="Nie", by=MAYOR, at=NOW)

    assert list(Review.objects.filter(step=State.MAYOR).values_list("passed", flat=True)) == [True]


def test_of_two_links_only_one_decides():
    report = at_mayor()
    first, second = a_link(report).link, a_link(report, email="sekretariat@modrzewiec.example").link
    actions.decide(first, passed=True, by=MAYOR, at=NOW)

    with pytest.raises((actions.DeadLink, TooLate)):
        actions.decide(second, passed=True, by=MAYOR, at=NOW)

    assert Review.objects.filter(step=State.MAYOR).count() == 1


def test_a_link_that_was_decided_in_between_is_refused_by_its_own_row():
    """The guard of the row itself: without the comparison in its UPDATE the second decision would pass."""
    link = a_link(at_mayor()).link
    stale = ApprovalLink.objects.select_related("version__report").get()
    ApprovalLink.objects.filter(pk=link.pk).update(decided_at=NOW, person="Kto Inny", function="sekretarz")

    assert queries.stands(stale, NOW)  # the copy in memory knows nothing of it
    with pytest.raises(actions.DeadLink):
        actions.decide(stale, passed=True, by=MAYOR, at=NOW)

    assert (state(), Review.objects.filter(step=State.MAYOR).count()) == (State.MAYOR, 0)


def test_the_database_refuses_a_second_review_by_one_link():
    link = a_link(at_mayor()).link
    facts = {"version": link.version, "step": State.MAYOR, "passed": True, "reviewed_at": NOW, "link": link}
    Review.objects.create(**facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**facts)


@pytest.mark.parametrize(
    "wrong", [{"step": State.GUARDIAN}, {"link": None}, {"reviewed_by": True}], ids=["step", "nobody", "two"]
)
def test_the_database_knows_who_has_read(wrong):
    link = a_link(at_mayor()).link
    if "reviewed_by" in wrong:
        wrong = {"reviewed_by": link.sent_by}
    facts = {"version": link.version, "step": State.MAYOR, "passed": True, "reviewed_at": NOW, "link": link}

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**facts | wrong)


@pytest.mark.parametrize(("days", "works"), [(0, True), (29, True), (30, False), (400, False)])
def test_a_link_works_for_the_days_of_the_edition(days, works):
    link = a_link(at_mayor()).link

    assert queries.stands(link, NOW + days * DAY) is works
    if not works:
        with pytest.raises(actions.DeadLink):
            actions.decide(link, passed=True, by=MAYOR, at=NOW + days * DAY)


def test_an_edition_may_give_other_days():
    report = at_mayor()
    part = report.participation.edition.parts.filter(kind="report").latest("version")
    part.content |= {"link_days": 3}
    part.save()

    fresh = Report.objects.get()
    assert a_link(fresh).link.expires_at == NOW + timedelta(days=3)


def test_a_link_dies_when_the_text_comes_back_changed_and_also_when_it_comes_back_the_same():
    report = at_mayor()
    link = a_link(report).link
    sha256, mayor = queries.latest(report).sha256, mayor_of(report.participation)
    actions.send_back(report, version_sha256=sha256, remarks="Rok?", by=mayor, at=NOW)
    actions.send(report, by=coordinator_of(report.participation), at=NOW)
    pass_on(report)

    stale = ApprovalLink.objects.select_related("version__report").get()
    assert (state(), queries.latest(report).sha256) == (State.MAYOR, link.sha256)
    assert not queries.stands(stale, NOW)
    with pytest.raises(actions.DeadLink):
        actions.decide(stale, passed=True, by=MAYOR, at=NOW)


def test_a_link_dies_when_the_words_of_its_version_were_altered_behind_our_back():
    link = a_link(at_mayor()).link
    Version.objects.filter(pk=link.version_id).update(content={"pl": {"summary": "Inne słowa"}})

    with pytest.raises(actions.DeadLink):
        actions.decide(ApprovalLink.objects.get(), passed=True, by=MAYOR, at=NOW)

    assert state() == State.MAYOR


def test_a_link_dies_when_the_mayor_has_decided_with_the_account():
    report = at_mayor()
    link = a_link(report).link
    stale = ApprovalLink.objects.select_related("version__report").get()
    pass_on(report)

    with pytest.raises(TooLate):
        actions.decide(stale, passed=True, by=MAYOR, at=NOW)

    link.refresh_from_db()
    assert (link.decided_at, state()) == (None, State.LANGUAGE)


@pytest.mark.parametrize(
    ("facts", "by", "refusal"),
    [
        ({"passed": True, "read": False}, MAYOR, actions.Unsigned),
        ({"passed": True}, Signatory(" ", "burmistrz"), actions.Unsigned),
        ({"passed": True}, Signatory("Jan", ""), actions.Unsigned),
        ({"passed": False, "remarks": " "}, MAYOR, actions.RemarksMissing),
    ],
)
def test_a_decision_is_signed_read_and_explained(facts, by, refusal):
    link = a_link(at_mayor()).link

    with pytest.raises(refusal):
        actions.decide(link, by=by, at=NOW, **facts)

    assert (state(), ApprovalLink.objects.get().decided_at) == (State.MAYOR, None)


def test_the_difference_is_from_the_version_a_mayor_read_before():
    report = at_mayor()
    first = queries.latest(report)
    assert queries.seen_before(first) is None
    link = a_link(report).link
    actions.decide(link, passed=False, remarks="Rok?", by=MAYOR, at=NOW)
    report.refresh_from_db()
    write(report, "road", "W 2023 roku.")
    second = actions.send(report, by=coordinator_of(report.participation), at=NOW)

    assert queries.seen_before(second) == first
