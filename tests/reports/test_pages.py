"""Pages of reports: writing, reading, approving; who sees what; what bad input gets."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drogowskaz.programmes.roles import Role
from drogowskaz.reports import actions, queries
from drogowskaz.reports.lifecycle import State
from drogowskaz.reports.models import Report, Section, Version
from tests.builders.participation import a_participation, coordinator_of, guardian_of, mayor_of, office_of
from tests.builders.people import a_city, a_person
from tests.builders.programmes import a_member, an_edition
from tests.builders.projects import NOW, cast_of
from tests.builders.reports import (
    WORDS,
    a_published_report,
    a_report,
    a_report_at,
    a_sent_report,
    a_written_report,
    with_template,
    write,
)

pytestmark = pytest.mark.django_db


def signed_in(client, user):
    client.force_login(user)
    return client


def text(response):
    return response.content.decode()


def page_of(report, key="summary", language="pl"):
    return reverse("reports:section", args=[report.pk, key, language])


def writer(client, participation, make=a_report):
    report = make(participation)
    signed_in(client, coordinator_of(report.participation))
    return report


def test_the_coordinator_starts_the_report_from_the_list(client, participation):
    signed_in(client, coordinator_of(participation))

    shown = client.get(reverse("reports:list"))
    answer = client.post(reverse("reports:start", args=[participation.pk]))

    assert "Zacznij raport" in text(shown)
    assert answer.headers["Location"] == reverse("reports:detail", args=[Report.objects.get().pk])


def test_a_saved_section_is_shown_with_its_preview(client, participation):
    report = writer(client, participation)

    answer = client.post(page_of(report), {"text": "Rynek bez **cienia**.", "version": "0"})
    shown = client.get(answer.headers["Location"])

    assert answer.status_code == 302
    assert "<strong>cienia</strong>" in text(shown)


def test_save_and_go_on_leads_to_the_next_section_and_in_the_end_to_the_list(client, participation):
    report = writer(client, participation)

    middle = client.post(page_of(report), {"text": "x", "version": "0", "next": "1"})
    last = client.post(page_of(report, "risks"), {"text": "x", "version": "0", "next": "1"})

    assert middle.headers["Location"] == page_of(report, "road")
    assert last.headers["Location"] == reverse("reports:detail", args=[report.pk])


def test_a_text_that_is_too_long_is_kept_and_marked(client, participation):
    report = writer(client, participation)

    client.post(page_of(report), {"text": "x" * 335, "version": "0", "next": "1"})

    assert "o 35 znaków za długi" in text(client.get(page_of(report)))
    assert "o 35 znaków za dużo" in text(client.get(reverse("reports:detail", args=[report.pk])))
    assert len(Section.objects.get().text) == 335


def test_a_conflict_shows_both_texts_and_overwrites_nothing(client, participation):
    report = writer(client, participation)
    write(report, "summary", "Ala ma kota")

    answer = client.post(page_of(report), {"text": "Ala ma psa", "version": "0"})
    again = client.post(
        page_of(report), {"text": "Ala ma psa", "version": answer.context["form"].data["version"]}
    )

    assert answer.status_code == 409
    assert ["Ala ma kota" in text(answer), "<ins>" in text(answer), "<del>" in text(answer)] == [True] * 3
    assert "dodano" in text(answer)
    assert (again.status_code, Section.objects.get().text) == (302, "Ala ma psa")


def test_autosave_answers_with_the_next_version_and_says_a_conflict(client, participation):
    report = writer(client, participation)

    first = client.post(page_of(report), {"text": "Pierwszy", "version": "0", "autosave": "1"})
    second = client.post(page_of(report), {"text": "Drugi", "version": "1", "autosave": "1"})
    late = client.post(page_of(report), {"text": "Trzeci", "version": "1", "autosave": "1"})

    assert [first.json(), second.json()] == [{"version": 1}, {"version": 2}]
    assert (late.status_code, "Ktoś zmienił" in late.json()["message"]) == (409, True)
    assert Section.objects.get().text == "Drugi"


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 40])
def test_a_forged_version_overwrites_nothing(client, version, participation):
    report = writer(client, participation)
    write(report, "summary", "Pierwszy")

    answer = client.post(page_of(report), {"text": "Drugi", "version": version})

    assert answer.status_code in {409, 422}
    assert Section.objects.get().text == "Pierwszy"


def test_what_a_city_writes_is_never_run(client, participation):
    report = writer(client, participation)

    client.post(
        page_of(report), {"text": "<script>alert(1)</script> [x](javascript:alert(1))", "version": "0"}
    )

    shown = text(client.get(page_of(report)))
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown


def test_sending_lists_what_is_missing_with_links(client, participation):
    report = writer(client, participation)
    write(report, "road", "x" * 1001)
    page = reverse("reports:send", args=[report.pk])

    answer = client.post(page)

    assert answer.status_code == 422
    assert [f'href="{page_of(report, key)}"' in text(answer) for key in ("summary", "road")] == [True, True]
    assert Report.objects.get().state == State.DRAFT


def test_a_complete_report_is_sent(client, participation):
    report = writer(client, participation, a_written_report)

    client.post(reverse("reports:send", args=[report.pk]))

    assert Report.objects.get().state == State.GUARDIAN
    assert client.get(reverse("reports:send", args=[report.pk])).status_code == 403


def test_the_mayor_reads_the_whole_text_with_its_hash_and_approves_it(client, participation):
    report = a_report_at(State.MAYOR, participation)
    version = queries.latest(report)
    signed_in(client, mayor_of(report.participation))

    shown = client.get(reverse("reports:review", args=[report.pk]))
    answer = client.post(
        reverse("reports:pass_on", args=[report.pk]), {"version_sha256": version.sha256, "remarks": ""}
    )

    assert [
        words in text(shown) for words in (version.sha256, "Zatwierdzam", "<strong>ogrodem</strong>")
    ] == [True] * 3
    assert (answer.status_code, Report.objects.get().state) == (302, State.LANGUAGE)


def test_another_hash_is_refused_with_a_sentence(client, participation):
    report = a_report_at(State.MAYOR, participation)
    signed_in(client, mayor_of(report.participation))

    answer = client.post(reverse("reports:pass_on", args=[report.pk]), {"version_sha256": "0" * 64})

    assert (answer.status_code, "Tekst zmienił się" in text(answer)) == (409, True)
    assert Report.objects.get().state == State.MAYOR


def test_sending_back_needs_words(client, participation):
    report = a_sent_report(participation)
    version = queries.latest(report)
    signed_in(client, guardian_of(report.participation))
    page = reverse("reports:send_back", args=[report.pk])

    empty = client.post(page, {"version_sha256": version.sha256, "remarks": ""})
    answer = client.post(page, {"version_sha256": version.sha256, "remarks": "Podaj źródło."})

    assert (empty.status_code, answer.status_code) == (422, 302)
    signed_in(client, coordinator_of(report.participation))
    assert "Podaj źródło." in text(client.get(reverse("reports:detail", args=[report.pk])))


def test_a_reader_sees_what_changed_since_their_last_reading(client, participation):
    report = a_sent_report(participation)
    guardian = guardian_of(report.participation)
    sha256 = queries.latest(report).sha256
    actions.send_back(report, version_sha256=sha256, remarks="Rok?", by=guardian, at=NOW)
    write(report, "road", "W 2023 roku zaczęły się rozmowy.")
    actions.send(report, by=coordinator_of(report.participation), at=NOW)
    signed_in(client, guardian)

    shown = text(client.get(reverse("reports:review", args=[report.pk])))

    assert "2023</" not in shown
    assert '2023<span class="visually-hidden">]</span></ins>' in shown
    assert '2024<span class="visually-hidden">]</span></del>' in shown


def test_the_office_edits_words_and_keeps_them_as_a_version(client, participation):
    report = a_report_at(State.LANGUAGE, participation)
    signed_in(client, office_of(report.participation))
    row = Section.objects.get(key="road")

    client.post(page_of(report, "road"), {"text": "Rozmowy zaczęły się w 2024 roku.", "version": row.version})
    shown = client.get(reverse("reports:review", args=[report.pk]))
    empty = client.post(reverse("reports:keep_words", args=[report.pk]), {"note": ""})
    kept = client.post(reverse("reports:keep_words", args=[report.pk]), {"note": "Szyk zdania"})

    assert "Zredagowane, jeszcze nie zapisane jako wersja" in text(shown)
    assert (empty.status_code, kept.status_code) == (422, 302)
    assert list(Version.objects.order_by("number").values_list("number", "note")) == [
        (1, ""),
        (2, "Szyk zdania"),
    ]


PAGES = [
    ("detail", "report", ()),
    ("send", "report", ()),
    ("revise", "report", ()),
    ("history", "report", ()),
    ("review", "report", ()),
    ("pass_on", "report", ()),
    ("send_back", "report", ()),
    ("keep_words", "report", ()),
    ("section", "report", ("summary", "pl")),
    ("version", "version", ()),
    ("download", "version", ("pl",)),
    ("start", "participation", ()),
]
POST_ONLY = {"revise", "pass_on", "send_back", "keep_words", "start"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_report_is_the_same_as_an_unknown_one(client, method, participation):
    report = a_sent_report(participation)
    pk = {"report": report.pk, "version": queries.latest(report).pk, "participation": participation.pk}
    signed_in(client, a_person(acting_for=a_city("Gdzie Indziej")))

    said = {
        name: [
            client.generic(method, reverse(f"reports:{name}", args=[one, *more])).status_code
            for one in (pk[thing], 999_999)
        ]
        for name, thing, more in PAGES
    }

    assert said == {name: [405 if method == "GET" and name in POST_ONLY else 404] * 2 for name, _, _ in PAGES}


@pytest.mark.parametrize(("key", "language"), [("nowhere", "pl"), ("summary", "de")])
def test_a_section_that_does_not_exist_is_unknown(client, key, language, participation):
    report = writer(client, participation)

    assert client.get(page_of(report, key, language)).status_code == 404


def test_drafts_and_remarks_are_not_seen_by_other_cities(client, participation):
    report = a_sent_report(participation)
    sha256 = queries.latest(report).sha256
    by = guardian_of(report.participation)
    actions.send_back(report, version_sha256=sha256, remarks="KANAREK uwag", by=by, at=NOW)
    write(report, "risks", "KANAREK szkicu")
    signed_in(client, a_person(acting_for=a_city("Gdzie Indziej")))

    pages = [reverse("reports:list"), reverse("projects:list"), reverse("desk:home"), "/raporty.json"]
    assert [page for page in pages if "KANAREK" in text(client.get(page))] == []


def test_an_auditor_reads_only_what_is_published(client, participation):
    report = a_sent_report(participation)
    auditor = a_member(report.participation.edition.programme, Role.AUDITOR)
    signed_in(client, auditor)

    assert client.get(reverse("reports:detail", args=[report.pk])).status_code == 404
    assert client.get(reverse("reports:version", args=[queries.latest(report).pk])).status_code == 404


@pytest.mark.slow
def test_a_published_version_is_shown_from_its_snapshot_and_downloaded(client, participation):
    report = a_published_report(participation)
    version = Version.objects.get()
    auditor = a_member(report.participation.edition.programme, Role.AUDITOR)
    signed_in(client, auditor)

    listed = client.get(reverse("reports:list"))
    shown = client.get(reverse("reports:version", args=[version.pk]))
    file = client.get(reverse("reports:download", args=[version.pk, "pl"]))
    missing = client.get(reverse("reports:download", args=[version.pk, "en"]))

    assert reverse("reports:version", args=[version.pk]) in text(listed)
    assert "<strong>ogrodem</strong>" in text(shown)
    assert (file.status_code, file.content[:5], missing.status_code) == (200, b"%PDF-", 404)


@pytest.mark.slow
@pytest.mark.parametrize("state", State)
def test_every_person_of_the_programme_opens_every_page_in_every_state(client, state, participation):
    cast = cast_of(participation)
    if state == State.PUBLISHED:
        report = a_published_report(participation)
    elif state == State.DRAFT:
        report = a_written_report(participation)
    elif state == State.RETURNED:
        report = a_sent_report(participation)
        sha256 = queries.latest(report).sha256
        actions.send_back(report, version_sha256=sha256, remarks="Rok?", by=cast.guardian, at=NOW)
    else:
        report = a_report_at(state, participation)

    for person in (cast.office, cast.guardian, cast.coordinator, cast.mayor):
        signed_in(client, person)
        for name in ("detail", "history"):
            assert client.get(reverse(f"reports:{name}", args=[report.pk])).status_code == 200
        review = client.get(reverse("reports:review", args=[report.pk]))
        assert review.status_code == (404 if state == State.DRAFT else 200)
        for version in report.versions.all():
            assert client.get(reverse("reports:version", args=[version.pk])).status_code == 200


def asked_for(client, page):
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)


def test_the_list_takes_the_same_queries_however_many_reports(client):
    edition = with_template(an_edition())
    signed_in(client, a_member(edition.programme, Role.OFFICE))
    a_sent_report(a_participation("Brzeg", edition=edition))
    asked_for(client, reverse("reports:list"))

    one = asked_for(client, reverse("reports:list"))
    a_sent_report(a_participation("Chełm", edition=edition))
    a_sent_report(a_participation("Żory", edition=edition))

    assert asked_for(client, reverse("reports:list")) == one


def test_the_list_of_sections_asks_once_for_all_of_them(client, participation):
    report = writer(client, participation)
    write(report, "road", "x")
    page = reverse("reports:detail", args=[report.pk])
    asked_for(client, page)

    one = asked_for(client, page)
    write(report, "risks", "x")
    write(report, "summary", WORDS["road"], language="en")

    assert asked_for(client, page) == one


def test_the_history_takes_the_same_queries_however_many_versions(client, participation):
    report = a_sent_report(participation)
    signed_in(client, guardian_of(report.participation))
    page = reverse("reports:history", args=[report.pk])
    asked_for(client, page)

    one = asked_for(client, page)
    for year in (2022, 2023):
        sha256, by = queries.latest(report).sha256, guardian_of(report.participation)
        actions.send_back(report, version_sha256=sha256, remarks="Rok?", by=by, at=NOW)
        write(report, "road", f"W {year} roku.")
        actions.send(report, by=coordinator_of(report.participation), at=NOW)

    assert asked_for(client, page) in {one, one + 1}  # readings of people come with the first review
