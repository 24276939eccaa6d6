"""What comes twice or from the wrong person: a second click, a replay, two people at once; who may is asked first."""

import pytest
from django.test import Client
from django.urls import reverse

from drogowskaz.reports import actions, queries
from drogowskaz.reports.lifecycle import State
from drogowskaz.reports.models import ApprovalLink, ApprovalLinkQuerySet, Report, Review, Section, Version
from tests.builders.participation import coordinator_of, guardian_of, mayor_of, office_of
from tests.builders.projects import NOW
from tests.builders.reports import a_link, a_report, a_report_at, a_sent_report, a_templated, a_written_report

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", ["pass_on", "send_back", "keep_words"])
def test_who_may_is_asked_before_what_is_missing(name):
    report = a_sent_report()
    client = signed_in(coordinator_of(report.participation))

    assert client.post(reverse(f"reports:{name}", args=[report.pk])).status_code == 403


@pytest.mark.parametrize(("name", "words"), [("pass_on", ""), ("send_back", "Rok?")])
def test_a_second_click_on_an_answer_is_told_that_the_first_one_counted(name, words):
    report = a_sent_report()
    client = signed_in(guardian_of(report.participation))
    answer = {"version_sha256": queries.latest(report).sha256, "remarks": words}
    page = reverse(f"reports:{name}", args=[report.pk])

    first, second = client.post(page, answer), client.post(page, answer)
    shown = client.get(second.headers["Location"]).content.decode()

    assert (first.status_code, second.status_code) == (302, 302)
    assert "Twoja odpowiedź na tę wersję jest już zapisana" in shown
    assert Review.objects.count() == 1


def test_another_answer_after_the_first_is_forbidden_and_not_mistaken_for_a_second_click():
    report = a_sent_report()
    client = signed_in(guardian_of(report.participation))
    answer = {"version_sha256": queries.latest(report).sha256, "remarks": "Rok?"}
    client.post(reverse("reports:pass_on", args=[report.pk]), answer)

    late = client.post(reverse("reports:send_back", args=[report.pk]), answer)

    assert (late.status_code, "Rok?" in late.content.decode()) == (403, True)
    assert list(Review.objects.values_list("passed", flat=True)) == [True]


def test_an_office_that_keeps_words_twice_is_told_that_nothing_differs():
    report = a_report_at(State.LANGUAGE)
    client = signed_in(office_of(report.participation))
    row = Section.objects.get(key="road")
    client.post(
        reverse("reports:section", args=[report.pk, "road", "pl"]),
        {"text": "Inaczej.", "version": row.version},
    )
    page = reverse("reports:keep_words", args=[report.pk])

    answers = [client.post(page, {"note": "Szyk"}).status_code for _ in range(2)]

    assert (answers, Version.objects.count()) == ([302, 409], 2)


def test_a_second_click_on_sending_sends_once():
    report = a_written_report()
    client = signed_in(coordinator_of(report.participation))
    page = reverse("reports:send", args=[report.pk])

    answers = [client.post(page).status_code for _ in range(2)]

    assert (answers, Version.objects.count()) == ([302, 302], 1)
    assert (
        "Raport jest już wysłany" in client.get(reverse("reports:detail", args=[report.pk])).content.decode()
    )


def test_a_second_click_on_a_link_sends_one_letter():
    report = a_report_at(State.MAYOR)
    client = signed_in(coordinator_of(report.participation))
    page, words = reverse("reports:links", args=[report.pk]), {"name": "Jan", "email": "jan@example.org"}

    answers = [client.post(page, words).status_code for _ in range(2)]

    assert (answers, ApprovalLink.objects.count()) == ([302, 422], 1)


def test_a_section_saved_twice_grows_one_version():
    report = a_report()
    client = signed_in(coordinator_of(report.participation))
    page, words = (
        reverse("reports:section", args=[report.pk, "road", "pl"]),
        {"text": "Droga", "version": "0"},
    )

    answers = [client.post(page, words).status_code for _ in range(2)]

    assert (answers, Section.objects.get().version) == ([302, 302], 1)


def test_what_was_typed_into_a_report_sent_meanwhile_is_handed_back():
    report = a_written_report()
    person = coordinator_of(report.participation)
    client = signed_in(person)
    actions.send(Report.objects.get(), by=person, at=NOW)

    late = client.post(
        reverse("reports:section", args=[report.pk, "road", "pl"]),
        {"text": "Długi nowy tekst", "version": "1"},
    )

    assert (late.status_code, "Długi nowy tekst" in late.content.decode()) == (403, True)


def test_the_mayor_with_an_account_and_the_link_decide_once_between_them():
    report = a_report_at(State.MAYOR)
    client = signed_in(mayor_of(report.participation))
    link = a_link(report).link
    signatory = actions.Signatory("Jan Dereń", "burmistrz")
    actions.decide(link, passed=True, by=signatory, at=NOW)

    late = client.post(
        reverse("reports:pass_on", args=[report.pk]), {"version_sha256": link.sha256, "remarks": ""}
    )

    assert late.status_code == 403
    assert Review.objects.filter(step=State.MAYOR).count() == 1


def test_with_the_guard_of_the_link_removed_it_decides_although_it_was_used(monkeypatch):
    link = a_link(a_report_at(State.MAYOR, a_templated())).link
    stale = ApprovalLink.objects.select_related("version__report").get()
    ApprovalLink.objects.filter(pk=link.pk).update(decided_at=NOW, person="Kto Inny", function="sekretarz")
    monkeypatch.setattr(ApprovalLinkQuerySet, "open", lambda links, at: links.all())

    actions.decide(stale, passed=True, by=actions.Signatory("Jan", "burmistrz"), at=NOW)

    assert Review.objects.get(step=State.MAYOR).link.person == "Jan"
