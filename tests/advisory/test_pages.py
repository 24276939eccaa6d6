"""The pages of advice: who reaches which, what they say, and that the internal note stays inside."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from drogowskaz.advisory.lifecycle import RequestState, SessionState
from drogowskaz.advisory.models import Account, AdvisoryRequest, AdvisorySession, Entry, EntryKind
from drogowskaz.mail.models import Letter
from tests import asked
from tests.builders.advisory import (
    a_confirmed_session,
    a_contested_session,
    a_recorded_session,
    a_request,
    a_session,
    adviser_of,
    an_accepted_request,
    an_advised,
)
from tests.builders.participation import (
    a_coordinated,
    a_participation,
    coordinator_of,
    guardian_of,
    mayor_of,
    office_of,
)
from tests.builders.programmes import a_member

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ROLES = ["anyone", "stranger", "coordinator", "mayor", "office", "guardian", "adviser", "auditor"]
CANARY = "KANAREK-tylko-dla-doradców"


def people_of(participation):
    return {
        "anyone": None,
        "stranger": coordinator_of(a_participation("Gdzie Indziej", edition=participation.edition)),
        "coordinator": coordinator_of(participation),
        "mayor": mayor_of(participation),
        "office": office_of(participation),
        "guardian": guardian_of(participation),
        "adviser": adviser_of(participation),
        "auditor": a_member(participation.edition.programme, "auditor"),
    }


ACCESS = {  #                        any  str  coo  may  off  gua  adv  aud
    ("get", "start"):               (302, 302, 302, 302, 200, 200, 200, 200),
    ("get", "city"):                (302, 404, 200, 200, 200, 200, 200, 200),
    ("get", "ask"):                 (302, 404, 200, 403, 403, 403, 403, 403),
    ("get", "arrange"):             (302, 404, 403, 403, 403, 403, 200, 403),
    ("get", "withdraw"):            (302, 404, 403, 200, 200, 403, 403, 403),
    ("post", "open_stage"):         (302, 404, 403, 403, 403, 403, 403, 403),
    ("get", "request"):             (302, 404, 200, 200, 200, 200, 200, 404),
    ("get", "decline"):             (302, 404, 403, 403, 200, 200, 403, 404),
    ("post", "accept"):             (302, 404, 403, 403, 422, 422, 403, 404),
    ("post", "cancel_request"):     (302, 404, 302, 403, 403, 403, 403, 404),
    ("post", "close_request"):      (302, 404, 403, 403, 403, 403, 403, 404),
    ("get", "session"):             (302, 404, 200, 200, 200, 200, 200, 404),
    ("get", "record"):              (302, 404, 403, 403, 403, 403, 403, 404),
    ("get", "contest"):             (302, 404, 200, 403, 403, 403, 403, 404),
    ("post", "confirm"):            (302, 404, 302, 403, 403, 403, 403, 404),
    ("get", "settle"):              (302, 404, 403, 403, 403, 403, 403, 404),
    ("get", "cancel"):              (302, 404, 403, 403, 403, 403, 403, 404),
    ("get", "accounts"):            (302, 200, 200, 200, 200, 200, 200, 200),
    ("get", "accounts_csv"):        (302, 200, 200, 200, 200, 200, 200, 200),
    ("get", "account"):             (302, 404, 200, 200, 200, 200, 200, 200),
    ("get", "grant"):               (302, 404, 403, 403, 200, 403, 403, 403),
    ("get", "reverse"):             (302, 404, 403, 403, 200, 403, 403, 403),
}  # fmt: skip


def same(names, ids):
    return dict.fromkeys(names, ids)


@pytest.fixture
def world(now, participation):
    session = a_recorded_session(a_session(participation, at=now), at=now)
    used = a_confirmed_session(a_session(participation, starts_at=now - 9 * DAY, at=now), at=now)
    request = a_request(participation, at=now)
    entry = Entry.objects.get(kind=EntryKind.USE, account=used.account)
    pk = {"pk": participation.pk}
    ids = {
        **same(("city", "ask", "arrange", "withdraw"), pk),
        "open_stage": {**pk, "stage": participation.edition.stages.get(number=2).pk},
        **same(("request", "decline", "accept", "cancel_request", "close_request"), {"pk": request.pk}),
        **same(("session", "record", "confirm", "contest", "settle", "cancel"), {"pk": session.pk}),
        **same(("account", "grant"), {"pk": session.account_id}),
        "reverse": {"pk": entry.pk},
    }
    return people_of(participation), ids


@pytest.mark.slow
def test_access(world):
    people, ids = world

    def ask(client, page):
        method, name = page
        return getattr(client, method)(reverse(f"advisory:{name}", kwargs=ids.get(name)))

    assert asked.codes(people, ACCESS, ask) == {
        role: {page: codes[place] for page, codes in ACCESS.items()} for place, role in enumerate(ROLES)
    }


def test_a_foreign_id_is_the_same_as_an_unknown_one(client, world):
    people, ids = world
    client.force_login(people["stranger"])
    names = ("city", "request", "session", "account", "reverse", "arrange", "grant")

    said = {
        name: [
            client.get(reverse(f"advisory:{name}", args=[pk])).status_code
            for pk in (ids[name]["pk"], 999_999)
        ]
        for name in names
    }

    assert said == {name: [404, 404] for name in names}


@pytest.mark.parametrize("role", ["coordinator", "mayor"])
def test_the_internal_note_reaches_no_page_and_no_letter_of_the_city(client, now, role, participation):
    session = a_recorded_session(a_session(participation, at=now), at=now, internal_note=CANARY)
    client.force_login(people_of(participation)[role])

    pages = [
        reverse("advisory:session", args=[session.pk]),
        reverse("advisory:city", args=[participation.pk]),
        reverse("advisory:account", args=[session.account_id]),
        reverse("advisory:accounts_csv"),
        reverse("participation:detail", args=[participation.pk]),
        reverse("participation:list"),
        reverse("advisory:start"),
    ]
    read = [client.get(page, follow=True).content.decode() for page in pages]

    assert not [page for page, text in zip(pages, read, strict=True) if CANARY in text]
    assert not Letter.objects.filter(body__contains=CANARY).exists()


@pytest.mark.parametrize("role", ["adviser", "guardian", "office"])
def test_those_who_advise_read_the_internal_note(client, now, role, participation):
    session = a_recorded_session(a_session(participation, at=now), at=now, internal_note=CANARY)
    client.force_login(people_of(session.participation)[role])

    page = client.get(reverse("advisory:session", args=[session.pk])).content.decode()

    assert CANARY in page
    assert "Miasto jej nie widzi" in page


def arranging(now, **more):
    day = timezone.localtime(now + 3 * DAY)
    return {
        "key": str(uuid4()),
        "topic": "Dobór drzew",
        "form": "online",
        "day": f"{day:%Y-%m-%d}",
        "begins": "10:00",
        "ends": "12:00",
        "minutes": "",
        "place": "",
        "request": "",
    } | more


def test_an_adviser_arranges_and_the_whole_time_is_booked(client, now, participation):
    client.force_login(adviser_of(participation))

    client.post(reverse("advisory:arrange", args=[participation.pk]), arranging(now))

    session = AdvisorySession.objects.get()
    assert (session.promise.minutes, session.state) == (120, SessionState.ARRANGED)
    assert f"{timezone.localtime(session.starts_at):%H:%M}" == "10:00"
    assert Account.objects.get(pk=session.account_id).reserved == 120


@pytest.mark.parametrize("day", ["0001-01-01", "0206-12-01", "9999-12-31"])
def test_a_day_in_a_year_nobody_means_is_said_at_the_field(client, now, day, participation):
    client.force_login(adviser_of(participation))
    answer = client.post(
        reverse("advisory:arrange", args=[participation.pk]), arranging(now, day=day, minutes="2")
    )

    assert answer.status_code == 422
    assert "Sprawdź rok: musi być od 1990 do 2200." in answer.content.decode()
    assert not AdvisorySession.objects.exists()


def test_the_same_form_sent_twice_arranges_once(client, now, participation):
    client.force_login(adviser_of(participation))
    form = arranging(now)

    answers = [client.post(reverse("advisory:arrange", args=[participation.pk]), form) for _ in range(2)]

    session = AdvisorySession.objects.get()
    assert [answer.url for answer in answers] == [reverse("advisory:session", args=[session.pk])] * 2
    assert Account.objects.get(pk=session.account_id).reserved == 120


def test_too_much_time_is_refused_at_the_field_with_what_is_left(client, now, participation):
    a_session(participation, minutes=990, starts_at=now + DAY, at=now)
    client.force_login(adviser_of(participation))

    answer = client.post(reverse("advisory:arrange", args=[participation.pk]), arranging(now, minutes="4"))

    assert answer.status_code == 422
    assert (
        "Zostało 3\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}min w etapie 1."
        in answer.context["form"].errors["minutes"][0]
    )
    assert Account.objects.get(participation=participation).reserved == 990


@pytest.mark.parametrize("typed", ["²", "١٢", "-1", "9" * 5000, "0"])
def test_an_address_that_names_no_request_arranges_without_one(client, typed, participation):
    client.force_login(adviser_of(participation))
    answer = client.get(reverse("advisory:arrange", args=[participation.pk]), {"prosba": typed})

    assert answer.status_code == 200
    assert answer.context["form"].initial["request"] is None


def test_an_adviser_is_not_in_two_places(client, now, participation):
    client.force_login(adviser_of(participation))
    client.post(reverse("advisory:arrange", args=[participation.pk]), arranging(now))

    answer = client.post(
        reverse("advisory:arrange", args=[participation.pk]), arranging(now, begins="11:00", ends="13:00")
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["begins"]
    assert Account.objects.get(participation=participation).reserved == 120


def test_a_session_is_recorded_from_a_phone_in_one_form(client, now, participation):
    session = a_session(participation, at=now)
    client.force_login(session.adviser)

    client.post(reverse("advisory:record", args=[session.pk]), {"minutes": "1,5", "note": "Lista drzew."})

    stored = AdvisorySession.objects.get()
    assert (stored.state, stored.recorded_minutes, stored.note) == (
        SessionState.TO_CONFIRM,
        90,
        "Lista drzew.",
    )


@pytest.mark.parametrize("typed", ["0", "-1", "0,01", "1e9", "7 min", "90", "", "półtorej", "99999", "１２"])
def test_a_bad_amount_is_said_at_the_field_and_nothing_is_lost(client, now, typed, participation):
    session = a_session(participation, at=now)
    client.force_login(session.adviser)

    answer = client.post(
        reverse("advisory:record", args=[session.pk]),
        {"minutes": typed, "note": "Długi tekst, którego szkoda."},
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["minutes"]
    assert "Długi tekst, którego szkoda." in answer.content.decode()
    assert AdvisorySession.objects.get().state == SessionState.ARRANGED


def test_the_city_confirms_with_one_click_and_a_second_one_changes_nothing(client, now, participation):
    session = a_recorded_session(a_session(participation, at=now), at=now)
    client.force_login(coordinator_of(session.participation))
    key = client.get(reverse("advisory:session", args=[session.pk])).context["key"]

    answers = [client.post(reverse("advisory:confirm", args=[session.pk]), {"key": key}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Account.objects.values_list("reserved", "used").get() == (0, 90)


def test_the_guardian_settles_a_contested_session(client, now, participation):
    session = a_contested_session(a_session(participation, at=now), at=now)
    client.force_login(guardian_of(session.participation))

    form = {"minutes": "1", "reason": "Tak wynika z notatek.", "key": str(uuid4())}
    client.post(reverse("advisory:settle", args=[session.pk]), form)

    assert Account.objects.values_list("reserved", "used").get() == (0, 60)
    assert AdvisorySession.objects.get().settlement_reason == "Tak wynika z notatek."


def test_the_guardian_accepts_a_request_and_names_the_adviser(client, now, participation):
    request = a_request(participation, at=now)
    adviser = a_member(request.participation.edition.programme, "adviser", name="Beata Kminek")
    client.force_login(guardian_of(request.participation))

    client.post(reverse("advisory:accept", args=[request.pk]), {"adviser": adviser.pk, "answer": "Dobrze."})

    stored = AdvisoryRequest.objects.get()
    assert (stored.state, stored.adviser, stored.answer) == (RequestState.ACCEPTED, adviser, "Dobrze.")


def test_the_list_as_a_file_has_no_formulas(client, now):
    participation = an_advised(a_coordinated(name="=HYPERLINK(1)", at=now), at=now)
    client.force_login(office_of(participation))

    answer = client.get(reverse("advisory:accounts_csv"))

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "edition;teryt;city;theme;stage;granted;reserved;used;left;opened;closed"
    assert lines[1].split(";")[2:9] == ["'=HYPERLINK(1)", "11", "1", "1200", "0", "0", "1200"]


def test_the_ledger_shows_what_was_left_after_each_entry(client, now, participation):
    session = a_confirmed_session(a_session(participation, at=now), at=now)
    client.force_login(coordinator_of(session.participation))

    lines = client.get(reverse("advisory:account", args=[session.account_id])).context["lines"]

    assert [(line.entry.kind, line.entry.minutes, line.left) for line in lines] == [
        ("grant", 1200, 1200),
        ("reserve", 120, 1080),
        ("release", 120, 1200),
        ("use", 90, 1110),
    ]


def test_a_withdrawn_city_gives_its_booked_hours_back(client, now, participation):
    session = a_session(participation, starts_at=now + DAY, at=now)
    client.force_login(mayor_of(session.participation))

    client.post(reverse("advisory:withdraw", args=[session.participation_id]), {"reason": "Brak środków."})

    account = Account.objects.get()
    assert (account.reserved, account.left, account.closed_at is not None) == (0, 0, True)
    assert AdvisorySession.objects.get().state == SessionState.CANCELLED


@pytest.mark.parametrize("page", ["accounts", "start", "accounts_csv"])
def test_lists_take_the_same_queries_for_one_city_and_for_three(
    client, now, page, django_assert_max_num_queries, participation
):
    first = participation
    office = office_of(first)
    client.force_login(office)
    counts = []
    for number in range(2):
        for _ in range(2 * number):
            participation = an_advised(edition=first.edition, at=now)
            a_request(participation, at=now)
            a_contested_session(a_session(participation, at=now), at=now)
        client.get(reverse(f"advisory:{page}"))
        with django_assert_max_num_queries(60) as asked:
            client.get(reverse(f"advisory:{page}"))
        counts.append(len(asked))

    assert counts[0] == counts[1] or (page == "start" and counts[1] <= counts[0] + 1)


def test_a_city_page_takes_the_same_queries_for_one_session_and_for_three(
    client, now, django_assert_max_num_queries, participation
):
    client.force_login(guardian_of(participation))
    counts = []
    for number in (1, 2):
        for place in range(number):
            a_confirmed_session(
                a_session(participation, starts_at=now - (5 * number + place + 1) * DAY, at=now), at=now
            )
        an_accepted_request(participation, at=now)
        with django_assert_max_num_queries(60) as asked:
            client.get(reverse("advisory:city", args=[participation.pk]))
        counts.append(len(asked))

    assert counts[0] == counts[1]
