"""The page behind a mayor's link, asked by scanners, guessers, late comers and the mayor."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from drogowskaz.common.discretion import Discreet, veiled
from drogowskaz.mail.models import Letter
from drogowskaz.reports import actions, queries
from drogowskaz.reports.lifecycle import State
from drogowskaz.reports.models import ApprovalLink, Report, Review
from tests.builders.participation import coordinator_of, guardian_of, mayor_of, office_of
from tests.builders.reports import a_link, a_report_at, a_templated, pass_on, write
from tests.once import fresh, once

pytestmark = pytest.mark.django_db
WORDS = {"name": "Jan Dereń", "function": "burmistrz", "read": "on", "remarks": "", "decision": "approve"}


@pytest.fixture(autouse=True)
def _nobody_has_asked_before():
    cache.clear()


def a_report_for_the_mayor():
    now = timezone.now()
    return a_report_at(State.MAYOR, a_templated(at=now), at=now)


built = once(a_report_for_the_mayor)


@pytest.fixture
def report(built):
    """A report that has just come to the mayor."""
    return fresh(built)


def sent(report, **facts):
    """A link sent just now, because the page asks the clock."""
    return a_link(report, at=facts.pop("at", timezone.now()), **facts)


def page_of(secret):
    return reverse("reports:approval", args=[secret])


def text(response):
    return response.content.decode()


def state():
    return Report.objects.get().state


def test_the_page_shows_who_asks_the_text_and_its_checksum_to_anybody_with_the_link(client, report):
    link = sent(report)

    shown = client.get(page_of(link.secret))

    asker = link.link.sent_by.name
    words = (
        asker,
        link.link.sha256,
        "<strong>ogrodem</strong>",
        link.link.email,
        "Zatwierdzam",
        "Odsyłam z uwagą",
    )
    assert shown.status_code == 200
    assert [word for word in words if word not in text(shown)] == []


def test_the_mayor_approves_and_finds_a_receipt_that_stays(client, report):
    link = sent(report)

    answer = client.post(page_of(link.secret), WORDS)
    receipt = client.get(answer.headers["Location"])

    assert (answer.status_code, receipt.status_code, state()) == (302, 200, State.LANGUAGE)
    words = ("Raport został zatwierdzony", "Jan Dereń, burmistrz", link.link.sha256)
    assert [word for word in words if word not in text(receipt)] == []
    assert "<form method" not in text(receipt)


def test_the_mayor_sends_back_with_remarks(client, report):
    link = sent(report)

    answer = client.post(
        page_of(link.secret), WORDS | {"decision": "return", "read": "", "remarks": "Popraw rok."}
    )

    assert state() == State.RETURNED
    assert "Raport został odesłany" in text(client.get(answer.headers["Location"]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"function": " "},
        {"read": ""},
        {"decision": "return"},
        {"decision": ""},
        {"decision": "x"},
    ],
    ids=str,
)
def test_an_incomplete_decision_is_asked_for_again_and_nothing_typed_is_lost(client, wrong, report):
    link = sent(report)

    answer = client.post(page_of(link.secret), {**WORDS, "name": "Jan Dereń", **wrong})

    assert (answer.status_code, state()) == (422, State.MAYOR)
    assert 'value="burmistrz"' in text(answer) or "function" in wrong
    assert ApprovalLink.objects.get().decided_at is None


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "patch", "delete", "trace"])
def test_nothing_but_the_form_decides(client, method, report):
    link = sent(report)
    address = page_of(link.secret) + "?decision=approve&name=Jan&function=burmistrz&read=on"

    answer = getattr(client, method)(address)

    assert answer.status_code in ({200} if method in {"get", "head"} else {204, 405})
    assert (state(), ApprovalLink.objects.get().decided_at) == (State.MAYOR, None)


@pytest.mark.parametrize("origin", ["null", "https://evil.example"])
def test_a_form_of_another_site_decides_nothing(origin, report):
    link = sent(report)
    strict = Client(enforce_csrf_checks=True)
    strict.get(page_of(link.secret))
    words = WORDS | {"csrfmiddlewaretoken": strict.cookies["csrf"].value}

    assert strict.post(page_of(link.secret), words, headers={"origin": origin}).status_code == 403
    assert state() == State.MAYOR
    assert (
        strict.post(page_of(link.secret), words, headers={"origin": "http://testserver"}).status_code == 302
    )


def test_unknown_altered_and_foreign_are_the_same_page(client, report):
    link = sent(report)
    of_another = sent(report, email="inny@example.org")
    ApprovalLink.objects.filter(pk=of_another.link.pk).update(token="0" * 64)
    altered = link.secret[:-1] + ("A" if link.secret[-1] != "A" else "B")

    answers = [
        client.get(page_of(one)) for one in ("x", altered, of_another.secret, link.secret.lower(), "a" * 5000)
    ]

    bare = {text(answer).replace(answer.request["PATH_INFO"], "") for answer in answers}
    assert ({answer.status_code for answer in answers}, len(bare)) == ({404}, 1)
    assert "Ten link nie działa" in bare.pop()


@pytest.mark.parametrize("what", ["expired", "revoked", "text changed", "decided with the account"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_no_longer_works_says_what_to_do_and_decides_nothing(client, what, method, report):
    now = timezone.now()
    link = sent(report, at=now - timedelta(days=31) if what == "expired" else now)
    report = Report.objects.get()
    if what == "revoked":
        actions.revoke_link(link.link, by=coordinator_of(report.participation), at=now)
    if what == "text changed":
        sha256, mayor = queries.latest(report).sha256, mayor_of(report.participation)
        actions.send_back(report, version_sha256=sha256, remarks="Rok?", by=mayor, at=now)
    if what == "decided with the account":
        pass_on(report, at=now)
    before = list(Review.objects.values_list("pk", flat=True))

    answer = getattr(client, method)(page_of(link.secret), WORDS)

    assert (answer.status_code, "Ten link nie działa" in text(answer)) == (410, True)
    assert list(Review.objects.values_list("pk", flat=True)) == before


def test_what_was_typed_is_handed_back_when_the_text_changed_between_reading_and_deciding(client, report):
    link = sent(report)
    client.get(page_of(link.secret))
    actions.revoke_link(link.link, by=coordinator_of(Report.objects.get().participation), at=timezone.now())

    answer = client.post(
        page_of(link.secret), WORDS | {"decision": "return", "remarks": "Długie uwagi burmistrza"}
    )

    assert (answer.status_code, "Długie uwagi burmistrza" in text(answer)) == (410, True)


def test_a_second_click_and_a_replay_find_the_receipt(client, report):
    link = sent(report)
    client.post(page_of(link.secret), WORDS)

    again = client.post(page_of(link.secret), WORDS | {"decision": "return", "remarks": "Jednak nie"})

    assert (again.status_code, again.headers["Location"]) == (302, page_of(link.secret))
    assert list(Review.objects.filter(step=State.MAYOR).values_list("passed", flat=True)) == [True]


def test_a_receipt_ends_with_the_link(client, report):
    link = sent(report)
    client.post(page_of(link.secret), WORDS)
    long_ago = timezone.now() - timedelta(days=40)
    ApprovalLink.objects.update(sent_at=long_ago, expires_at=long_ago + timedelta(days=30))

    assert client.get(page_of(link.secret)).status_code == 410


def test_the_page_shows_what_changed_since_a_mayor_read_it(client, report):
    link = sent(report)
    client.post(page_of(link.secret), WORDS | {"decision": "return", "remarks": "Rok?"})
    report, now = Report.objects.get(), timezone.now()
    write(report, "road", "W 2023 roku zaczęły się rozmowy.", at=now)
    actions.send(report, by=coordinator_of(report.participation), at=now)
    pass_on(report, at=now)

    shown = text(client.get(page_of(a_link(Report.objects.get(), at=now).secret)))

    assert '2023<span class="visually-hidden">]</span></ins>' in shown
    assert '2024<span class="visually-hidden">]</span></del>' in shown


@pytest.mark.parametrize("which", ["living", "dead", "unknown", "receipt"])
def test_the_address_is_not_passed_on_kept_or_indexed(client, which, report):
    link = sent(report)
    if which == "dead":
        ApprovalLink.objects.update(revoked_at=timezone.now(), revoked_by=link.link.sent_by)
    if which == "receipt":
        client.post(page_of(link.secret), WORDS)

    answer = client.get(page_of("x" if which == "unknown" else link.secret))

    # A form from a page with no-referrer has the origin "null" and is refused; strict-origin gives no address away.
    assert answer.headers["Referrer-Policy"] == ("strict-origin" if which == "living" else "no-referrer")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in text(answer)
    assert 'rel="canonical"' not in text(answer)


def test_guessing_is_slowed_down_and_does_not_slow_the_mayor(client, report):
    link = sent(report)

    guesses = [client.get(page_of(f"guess-{number}")).status_code for number in range(32)]

    assert (guesses[:30], guesses[30:]) == ([404] * 30, [429] * 2)
    assert client.get(page_of(link.secret)).status_code == 200
    assert client.post(page_of(link.secret), WORDS).status_code == 302


def test_deciding_over_and_over_is_slowed_down(client, report):
    link = sent(report)

    answers = [client.post(page_of(link.secret), {"decision": "return"}).status_code for _ in range(22)]

    assert (answers[:20], answers[20:]) == ([422] * 20, [429] * 2)


def test_the_page_speaks_english_under_its_english_address(client, report):
    link = sent(report)

    shown = text(client.get("/en" + page_of(link.secret)))

    assert ["To be approved" in shown, "I approve" in shown] == [True, True]


def test_no_log_line_holds_the_secret(report):
    link = sent(report)
    line = logging.LogRecord("x", logging.WARNING, "x", 1, "Forbidden: %s", (page_of(link.secret),), None)

    assert Discreet().filter(line) is True
    assert link.secret not in line.getMessage()
    assert line.getMessage() == "Forbidden: /panel/raporty/do-zatwierdzenia/•••/"
    assert veiled("/miasta/modrzewiec/ abc") == "/miasta/modrzewiec/ abc"


def test_every_line_of_the_log_goes_through_the_veil(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["discreet"]


def test_the_coordinator_sends_takes_back_and_sees_the_links(client, report):
    client.force_login(coordinator_of(report.participation))
    page = reverse("reports:links", args=[report.pk])

    empty = client.get(page)
    answer = client.post(page, {"name": "Jan Dereń", "email": "jan@example.org"})
    listed = client.get(page)
    again = client.post(page, {"name": "Jan Dereń", "email": "jan@example.org"})
    back = client.post(reverse("reports:revoke_link", args=[ApprovalLink.objects.get().pk]))

    assert f'value="{mayor_of(report.participation).email}"' in text(empty)
    assert (answer.status_code, "działa" in text(listed), again.status_code) == (302, True, 422)
    assert (back.status_code, "cofnięty" in text(client.get(page))) == (302, True)
    assert "Wyślij link prezydentowi lub burmistrzowi" in text(
        client.get(reverse("reports:detail", args=[report.pk]))
    )


@pytest.mark.parametrize(
    "address", ["", "jan", "a@b", "jan@example.org\nBcc: x@y.pl", "x" * 300 + "@example.org"]
)
def test_a_wrong_address_is_said_at_its_field(client, address, report):
    client.force_login(coordinator_of(report.participation))

    answer = client.post(reverse("reports:links", args=[report.pk]), {"name": "Jan", "email": address})

    assert (answer.status_code, ApprovalLink.objects.count()) == (422, 0)
    assert "id_email_error" in text(answer)


def test_a_guardian_sees_no_links(client, report):
    link = sent(report)
    client.force_login(guardian_of(Report.objects.get().participation))
    report = link.link.version.report

    assert client.get(reverse("reports:links", args=[report.pk])).status_code == 403
    assert reverse("reports:links", args=[report.pk]) not in text(
        client.get(reverse("reports:detail", args=[report.pk]))
    )


@pytest.mark.parametrize("demo", [False, True])
def test_the_secret_is_shown_in_the_outbox_of_a_demonstration_only(client, settings, demo, report):
    settings.DEMO = demo
    link = sent(report)
    client.force_login(office_of(Report.objects.get().participation))

    letter = Letter.objects.get(about="report_to_approve_by_link")
    shown = text(client.get(reverse("desk:outgoing", args=[letter.pk])))

    assert (link.secret in shown, "do-zatwierdzenia/" in shown) == (demo, True)
