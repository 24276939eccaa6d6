"""Deeds with reports, told by their consequences."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import refusing
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import JournalEntry
from drogowskaz.reports import actions, queries, texts
from drogowskaz.reports.lifecycle import State
from drogowskaz.reports.models import Report, Review, Section, Version
from tests.builders.projects import DAY, NOW, coordinator_of, guardian_of
from tests.builders.reports import (
    WORDS,
    a_published_report,
    a_report,
    a_report_at,
    a_sent_report,
    a_templated,
    a_written_report,
    an_approved_report,
    mayor_of,
    office_of,
    pass_on,
    publish,
    reader_of,
    write,
)

pytestmark = pytest.mark.django_db


def letters(key):
    return list(Letter.objects.filter(about=key).order_by("pk").values_list("user", flat=True))


def save(report, text, *, version, key="summary", by=None):
    by = by or coordinator_of(report.participation)
    return actions.save_section(report, key, language="pl", text=text, version=version, by=by, at=NOW)


def send(report, **facts):
    return actions.send(report, by=coordinator_of(report.participation), at=NOW, **facts)


def test_a_city_has_one_report():
    participation = a_templated()
    in_other_tab = type(participation).objects.get()
    coordinator = coordinator_of(participation)
    actions.start(participation, by=coordinator, at=NOW)

    with pytest.raises(PermissionDenied, match="ma już swój raport"):
        actions.start(in_other_tab, by=coordinator, at=NOW)
    with pytest.raises(actions.AlreadyStarted), refusing(actions.STARTED_ONCE):
        Report.objects.create(participation=participation, started_at=NOW, started_by=coordinator)


def test_each_save_of_a_section_has_the_next_version():
    report = a_report()

    save(report, "Pierwsza", version=0)
    save(report, "Druga", version=1)

    assert list(Section.objects.values_list("key", "language", "text", "version")) == [
        ("summary", "pl", "Druga", 2)
    ]


def test_saving_the_same_words_again_changes_nothing():
    report = a_report()
    save(report, "Pierwsza", version=0)

    saved = save(report, " Pierwsza\r\n", version=0)

    assert (saved.version, Section.objects.get().version) == (1, 1)


@pytest.mark.parametrize("version", [0, 1, 7])
def test_of_two_people_writing_one_section_the_second_is_told(version):
    report = a_report()
    save(report, "Pierwsza", version=0)
    save(report, "Druga", version=1)

    with pytest.raises(actions.Conflict):
        save(report, "Trzecia", version=version)

    assert Section.objects.get().text == "Druga"


def test_a_text_that_is_too_long_is_kept_whole():
    report = a_report()

    save(report, "x" * 345, version=0)

    sheet = queries.sheet(report, "summary", "pl")
    assert (len(sheet.text), sheet.over) == (345, 45)


@pytest.mark.parametrize(("key", "language"), [("nowhere", "pl"), ("summary", "de")])
def test_only_sections_of_the_template_can_be_written(key, language):
    report = a_report()

    with pytest.raises(actions.UnknownSection):
        write(report, key, "x", language=language)


def test_words_saved_after_sending_are_refused():
    report = a_written_report()
    in_other_tab = Report.objects.get()
    send(report)

    with pytest.raises(TooLate):
        save(in_other_tab, "Za późno", version=1)

    assert Section.objects.get(key="summary").text == WORDS["summary"]


def test_sending_freezes_the_words_and_tells_the_first_reader():
    report = a_sent_report()

    version = Version.objects.get()
    assert Report.objects.get().state == State.GUARDIAN
    assert (version.number, version.content) == (1, {"pl": WORDS})
    assert version.sha256 == texts.digest({"pl": WORDS})
    assert letters("report_to_review") == [guardian_of(report.participation).pk]


def test_an_incomplete_report_is_not_sent_and_says_what_is_missing():
    report = a_report()
    write(report, "road", "x" * 1001)

    with pytest.raises(actions.Incomplete):
        send(report)

    assert (Report.objects.get().state, Version.objects.count()) == (State.DRAFT, 0)
    assert [(fault.section.key, fault.over) for fault in queries.faults(report)] == [
        ("summary", 0),
        ("road", 1),
    ]


def test_of_two_people_sending_at_once_one_wins():
    report = a_written_report()
    in_other_tab = Report.objects.get()
    send(report)

    with pytest.raises(TooLate):
        send(in_other_tab)

    assert Version.objects.count() == 1


def test_the_mayor_approves_exactly_the_version_that_was_shown():
    report = a_report_at(State.MAYOR)
    mayor = mayor_of(report.participation)
    version = queries.latest(report)

    review = actions.pass_on(report, version_sha256=version.sha256, remarks="Dobrze", by=mayor, at=NOW)

    assert (review.version, review.step, review.passed) == (version, State.MAYOR, True)
    assert Report.objects.get().state == State.LANGUAGE
    assert letters("report_to_approve") == [mayor.pk]


def test_another_hash_approves_nothing():
    report = a_report_at(State.MAYOR)

    with pytest.raises(actions.TextChanged):
        actions.pass_on(report, version_sha256="0" * 64, by=mayor_of(report.participation), at=NOW)

    assert Report.objects.get().state == State.MAYOR
    assert Review.objects.filter(step=State.MAYOR).count() == 0


def test_an_approval_of_a_text_that_came_back_changed_is_refused():
    report = a_report_at(State.MAYOR)
    seen = queries.latest(report).sha256
    mayor = mayor_of(report.participation)
    actions.send_back(report, version_sha256=seen, remarks="Dopisz kwotę.", by=mayor, at=NOW)
    write(report, "road", "Droga kosztowała 3 mln zł.")
    send(report)
    pass_on(report)

    with pytest.raises(actions.TextChanged):
        actions.pass_on(report, version_sha256=seen, by=mayor, at=NOW)


def test_of_passing_on_and_sending_back_at_once_one_wins():
    report = a_sent_report()
    in_other_tab = Report.objects.get()
    sha256, guardian = queries.latest(report).sha256, guardian_of(report.participation)
    actions.pass_on(report, version_sha256=sha256, by=guardian, at=NOW)

    with pytest.raises(TooLate):
        actions.send_back(in_other_tab, version_sha256=sha256, remarks="Nie", by=guardian, at=NOW)

    assert list(Review.objects.values_list("passed", flat=True)) == [True]


def test_a_report_goes_back_with_remarks_and_the_city_is_told():
    report = a_sent_report()
    sha256, guardian = queries.latest(report).sha256, guardian_of(report.participation)

    with pytest.raises(actions.RemarksMissing):
        actions.send_back(report, version_sha256=sha256, remarks=" ", by=guardian, at=NOW)
    report.refresh_from_db()
    actions.send_back(report, version_sha256=sha256, remarks="Podaj źródło.", by=guardian, at=NOW)

    assert queries.last_return(report).remarks == "Podaj źródło."
    people = [coordinator_of(report.participation).pk, mayor_of(report.participation).pk]
    assert letters("report_returned") == people


def test_the_database_refuses_a_return_without_remarks():
    version = queries.latest(a_sent_report())

    with pytest.raises(IntegrityError, match="review_return_has_remarks"), transaction.atomic():
        Review.objects.create(
            version=version, step="guardian", passed=False, reviewed_at=NOW, reviewed_by=version.made_by
        )


def test_the_language_edit_makes_a_version_of_its_own_and_the_mayors_approval_stays_with_the_other():
    report = a_report_at(State.LANGUAGE)
    office = office_of(report.participation)
    approved = queries.latest(report)
    write(report, "road", "Rozmowy zaczęły się w 2024 roku.", by=office)

    with pytest.raises(actions.UnkeptWords):
        actions.pass_on(report, version_sha256=approved.sha256, by=office, at=NOW)
    report.refresh_from_db()
    kept = actions.keep_words(report, note="Szyk zdania.", by=office, at=NOW)
    actions.pass_on(report, version_sha256=kept.sha256, by=office, at=NOW)

    assert (kept.number, kept.note, report.state) == (2, "Szyk zdania.", State.READY)
    assert [(one.step, one.version.number) for one in queries.approvals(kept)] == [
        (State.GUARDIAN, 1),
        (State.MAYOR, 1),
        (State.LANGUAGE, 2),
    ]


def test_nothing_is_kept_when_no_word_differs():
    report = a_report_at(State.LANGUAGE)

    with pytest.raises(actions.NothingChanged):
        actions.keep_words(report, note="Nic", by=office_of(report.participation), at=NOW)
    with pytest.raises(actions.NoteMissing):
        actions.keep_words(report, note="", by=office_of(report.participation), at=NOW)

    assert Version.objects.count() == 1


def test_a_version_kept_in_another_tab_is_not_passed_on_by_its_old_hash():
    report = a_report_at(State.LANGUAGE)
    office, seen = office_of(report.participation), queries.latest(report).sha256
    in_other_tab = Report.objects.get()
    write(report, "road", "Inaczej.", by=office)
    actions.keep_words(report, note="Szyk", by=office, at=NOW)

    with pytest.raises(actions.TextChanged):
        actions.pass_on(in_other_tab, version_sha256=seen, by=office, at=NOW)


def test_before_publication_the_office_can_still_send_it_back():
    report = an_approved_report()
    sha256 = queries.latest(report).sha256

    actions.send_back(report, version_sha256=sha256, remarks="Zła kwota.", by=reader_of(report), at=NOW)

    assert Report.objects.get().state == State.RETURNED


@pytest.mark.slow
def test_publishing_stores_page_and_pdf_from_one_snapshot():
    report = a_published_report()

    version = Version.objects.get()
    assert (Report.objects.get().state, version.published_at, version.published_by) == (
        State.PUBLISHED,
        NOW,
        office_of(report.participation),
    )
    assert version.issued.snapshot["version"] == "1"
    assert [one["title"] for one in version.issued.snapshot["sections"]][:2] == [
        "W skrócie",
        "Dotychczasowa droga",
    ]
    assert version.issued_en is None
    assert letters("report_published")[0] == coordinator_of(report.participation).pk


@pytest.mark.slow
def test_of_two_people_publishing_at_once_one_wins():
    report = an_approved_report()
    in_other_tab = Report.objects.get()
    publish(report)

    with pytest.raises(TooLate):
        publish(in_other_tab)

    assert Version.objects.published().count() == 1


@pytest.mark.slow
def test_a_report_with_english_words_is_published_in_both_languages():
    report = a_written_report()
    write(report, "road", "Talks began in 2024.", language="en")
    send(report)
    for role in (guardian_of, mayor_of, office_of):
        role(report.participation)
    while report.state != State.READY:
        pass_on(report)

    publish(report)

    english = Version.objects.get().issued_en
    assert english.language == "en"
    assert [(one["title"], one["language"]) for one in english.snapshot["sections"]][:2] == [
        ("At a glance", "pl"),
        ("The road so far", ""),
    ]


@pytest.mark.slow
def test_a_new_round_leaves_the_published_version_where_it_is():
    report = a_published_report()
    first = Version.objects.get()
    actions.revise(report, by=coordinator_of(report.participation), at=NOW + DAY)
    write(report, "road", "W 2023 roku zaczęły się rozmowy.")

    with pytest.raises(actions.NoteMissing):
        send(report)
    report.refresh_from_db()
    send(report, note="Poprawiony rok.")
    assert queries.published(report.participation.edition) == [first]
    while report.state != State.READY:
        pass_on(report)
    publish(report, at=NOW + 2 * DAY)

    second = Version.objects.get(number=2)
    assert queries.published(report.participation.edition) == [second]
    assert [(one.step, one.version.number) for one in queries.approvals(second)] == [
        (State.GUARDIAN, 2),
        (State.MAYOR, 2),
        (State.LANGUAGE, 2),
    ]
    assert Version.objects.get(number=1).issued == first.issued


@pytest.mark.slow
def test_the_whole_way_is_in_the_journal():
    a_published_report()

    entries = JournalEntry.objects.filter(verb__startswith="report.").order_by("pk")
    assert list(entries.values_list("verb", flat=True)) == [
        "report.start",
        "report.send",
        "report.pass_on",
        "report.pass_on",
        "report.pass_on",
        "report.publish",
    ]
