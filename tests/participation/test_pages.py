"""The pages of cities: who reaches which, what they show, what bad input gets."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from drogowskaz.advisory.lifecycle import RequestState, SessionState
from drogowskaz.participation import board
from drogowskaz.participation.lifecycle import NamingState, State
from drogowskaz.participation.models import CoordinatorNaming, Participation
from tests import asked
from tests.builders.advisory import a_contested_session, a_request, a_session, adviser_of, an_advised
from tests.builders.participation import (
    a_coordinated,
    a_participation,
    a_pdf,
    a_proposal,
    an_agreed,
    coordinator_of,
    guardian_of,
    mayor_of,
    office_of,
)
from tests.builders.people import a_city, a_person
from tests.builders.programmes import a_member, an_edition

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ROLES = ["anyone", "stranger", "coordinator", "mayor", "office", "guardian", "adviser", "auditor"]
ACCESS = {  #                       any  str  coo  may  off  gua  adv  aud
    ("get", "list"):               (302, 200, 200, 200, 200, 200, 200, 200),
    ("get", "admit"):              (302, 404, 404, 404, 200, 404, 404, 404),
    ("get", "detail"):             (302, 404, 200, 200, 200, 200, 200, 200),
    ("get", "agreement"):          (302, 404, 403, 403, 403, 403, 403, 403),
    ("get", "agreement_file"):     (302, 404, 200, 200, 200, 200, 403, 403),
    ("get", "agreement_text"):     (302, 404, 200, 200, 200, 200, 403, 403),
    ("get", "coordinator"):        (302, 404, 200, 200, 200, 200, 200, 200),
    ("get", "refuse"):             (302, 404, 403, 403, 200, 403, 403, 403),
    ("get", "assign"):             (302, 404, 403, 403, 200, 200, 403, 403),
    ("post", "confirm"):           (302, 404, 403, 403, 302, 403, 403, 403),
}  # fmt: skip


@pytest.fixture
def now():
    return timezone.now()


@pytest.mark.slow
def test_access(now):
    participation = an_advised(at=now)
    naming = a_proposal(participation, at=now)
    people = {
        "anyone": None,
        "stranger": a_person(acting_for=a_city("Gdzie Indziej")),
        "coordinator": coordinator_of(participation),
        "mayor": mayor_of(participation),
        "office": office_of(participation),
        "guardian": guardian_of(participation),
        "adviser": adviser_of(participation),
        "auditor": a_member(participation.edition.programme, "auditor"),
    }

    def ask(client, page):
        method, name = page
        ids = {} if name in {"list", "admit"} else {"pk": participation.pk}
        if name in {"refuse", "confirm"}:
            ids["naming"] = naming.pk
        return getattr(client, method)(reverse(f"participation:{name}", kwargs=ids))

    assert asked.codes(people, ACCESS, ask) == {
        role: {page: codes[place] for page, codes in ACCESS.items()} for place, role in enumerate(ROLES)
    }


def test_a_foreign_naming_is_the_same_as_an_unknown_one(client, now):
    participation = an_agreed(at=now)
    foreign = a_proposal(an_agreed(edition=participation.edition, at=now), at=now)
    client.force_login(office_of(participation))

    answers = [
        client.post(reverse("participation:confirm", args=[participation.pk, naming]))
        for naming in (foreign.pk, 999_999)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    foreign.refresh_from_db()
    assert foreign.state == NamingState.PROPOSED


def admitting(edition, **more):
    return {
        "city": "Zamość",
        "path": edition.paths.filter(has_application=False).first().pk,
        "theme": edition.themes.get(number=11).pk,
        "project_title": "Rynek, który oddycha",
        "evidence": "Plan zieleni.",
    } | more


def test_the_office_admits_a_city_by_its_name_without_accents(client):
    edition = an_edition()
    city = a_city("Zamość")
    client.force_login(a_member(edition.programme))

    answer = client.post(reverse("participation:admit"), admitting(edition, city="zamosc"))

    assert answer.url == reverse("participation:detail", args=[Participation.objects.get(city=city).pk])


def test_where_several_cities_bear_a_name_the_number_decides(client):
    edition = an_edition()
    first, second = a_city("Brzeziny"), a_city("Brzeziny")
    client.force_login(a_member(edition.programme))

    asked = client.post(reverse("participation:admit"), admitting(edition, city="Brzeziny"))
    client.post(reverse("participation:admit"), admitting(edition, city=second.teryt))

    assert asked.status_code == 422
    assert first.teryt in asked.context["form"].errors["city"][0]
    assert Participation.objects.get().city == second


@pytest.mark.parametrize(
    ("field", "value"),
    [("city", "Nigdzie"), ("city", ""), ("city", "0000000"), ("theme", ""), ("theme", "x"), ("evidence", ""),
     ("project_title", "x" * 251), ("path", "999999")],
)  # fmt: skip
def test_bad_input_is_said_at_its_field(client, field, value):
    edition = an_edition()
    a_city("Zamość")
    client.force_login(a_member(edition.programme))

    answer = client.post(reverse("participation:admit"), admitting(edition, **{field: value}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Participation.objects.exists()


def test_a_city_that_takes_part_already_is_said_at_the_city(client):
    participation = a_participation("Zamość")
    client.force_login(office_of(participation))

    answer = client.post(reverse("participation:admit"), admitting(participation.edition))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["city"])


def signing(now, **more):
    return {
        "number": "P-7/2027",
        "city_signatory": "Maria Dąb",
        "city_function": "burmistrzyni",
        "city_signed_on": f"{timezone.localdate(now):%Y-%m-%d}",
        "institution_signatory": "Halina Wrzos",
        "institution_function": "dyrektorka",
        "institution_signed_on": f"{timezone.localdate(now):%Y-%m-%d}",
        "file": SimpleUploadedFile("porozumienie.pdf", a_pdf()),
    } | more


def test_the_office_records_the_agreement_with_its_file(client, now):
    participation = a_participation(at=now)
    client.force_login(office_of(participation))

    client.post(reverse("participation:agreement", args=[participation.pk]), signing(now))

    participation.refresh_from_db()
    assert (participation.state, participation.agreement.number) == (State.AGREED, "P-7/2027")
    assert client.get(reverse("participation:agreement_file", args=[participation.pk])).content == a_pdf()


@pytest.mark.parametrize(
    "file", [("a.pdf", b"<html>"), ("a.exe", b"MZ"), ("a.svg", b"<svg/>"), ("a.pdf", b"")]
)
def test_a_wrong_file_is_said_at_the_file_and_nothing_is_recorded(client, now, file):
    participation = a_participation(at=now)
    client.force_login(office_of(participation))

    answer = client.post(
        reverse("participation:agreement", args=[participation.pk]),
        signing(now, file=SimpleUploadedFile(*file)),
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert Participation.objects.get().state == State.QUALIFIED


def test_a_signature_of_tomorrow_is_said_at_its_day(client, now):
    participation = a_participation(at=now)
    client.force_login(office_of(participation))
    tomorrow = f"{timezone.localdate(now + DAY):%Y-%m-%d}"

    answer = client.post(
        reverse("participation:agreement", args=[participation.pk]),
        signing(now, institution_signed_on=tomorrow),
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["institution_signed_on"])


def test_the_text_to_sign_is_a_pdf_with_the_names(client, now):
    participation = a_participation(at=now)
    client.force_login(office_of(participation))

    answer = client.get(reverse("participation:agreement_text", args=[participation.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_mayor_names_the_coordinator(client, now):
    participation = an_agreed(at=now)
    client.force_login(mayor_of(participation))

    form = {"name": "Anna Leszczyna", "email": "anna@example.org", "position": "inspektorka"}
    client.post(reverse("participation:coordinator", args=[participation.pk]), form)

    assert CoordinatorNaming.objects.values_list("name", "state").get() == ("Anna Leszczyna", "proposed")


def test_the_board_puts_the_most_urgent_first(now):
    edition = an_edition(at=now)
    late = a_participation("A późne", edition=edition, at=now)
    waiting = a_request(an_advised(name="B czeka", edition=edition, at=now), at=now).participation
    disputed = a_contested_session(a_session(name="C sporne", edition=edition, at=now), at=now).participation
    well = a_session(name="D dobre", edition=edition, starts_at=now + DAY, at=now).participation
    silent = an_advised(name="E cisza", edition=edition, at=now)

    lines = board.of(Participation.objects.all(), now)

    assert [line.participation for line in lines] == [late, silent, waiting, disputed, well]
    assert [line.tag for line in lines] == ["bad", "warn", "info", "info", "ok"]
    assert all(line.status for line in lines)


QUESTIONS = [
    "?stan=advised", "?stan=x", "?cel=x", "?edycja=x", "?edycja=999999", "?strona=-1", "?strona=9999999999",
    "?miasto=%00", "?wojewodztwo=<script>", "?stan=advised&stan=agreed",
]  # fmt: skip


def test_filters_that_say_nothing_are_left_out(client, now):
    participation = an_advised(at=now)
    client.force_login(guardian_of(participation))

    said = {
        question: client.get(reverse("participation:list") + question).status_code for question in QUESTIONS
    }

    assert said == dict.fromkeys(QUESTIONS, 200)


def test_filters_find_what_they_name(client, now):
    edition = an_edition(at=now)
    a_participation("Zamość", edition=edition, theme_number=3, at=now)
    a_coordinated(a_agreed := an_agreed(name="Chełm", edition=edition, at=now), at=now)
    client.force_login(office_of(a_agreed))

    def names(question):
        page = client.get(reverse("participation:list") + question).context["page"]
        return [line.participation.city.name for line in page.object_list]

    assert sorted(names("")) == ["Chełm", "Zamość"]
    assert names("?miasto=zam") == ["Zamość"]
    assert names("?cel=11") == names("?stan=agreed") == ["Chełm"]


def test_a_guardian_sees_exactly_the_cities_of_the_own_goal(client, now):
    edition = an_edition(at=now)
    own = a_participation("Chełm", edition=edition, theme_number=11, at=now)
    a_participation("Zamość", edition=edition, theme_number=3, at=now)
    client.force_login(guardian_of(own))

    page = client.get(reverse("participation:list"))

    assert [line.participation for line in page.context["page"].object_list] == [own]
    assert "1 miasto pod Twoją opieką" in page.content.decode()


def test_the_board_takes_the_same_queries_for_one_city_and_for_three(
    client, now, django_assert_max_num_queries
):
    first = a_session(at=now).participation
    client.force_login(office_of(first))
    counts = []
    for number in range(2):
        for _ in range(2 * number):
            a_contested_session(a_session(edition=first.edition, at=now), at=now)
        client.get(reverse("participation:list"))
        with django_assert_max_num_queries(40) as asked:
            client.get(reverse("participation:list"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_words_the_board_knows_for_states_of_advice_are_those_of_advice():
    assert (board.ASKED, board.ARRANGED) == (RequestState.REQUESTED, SessionState.ARRANGED)
    assert (board.TO_CONFIRM, board.CONFIRMED, board.CONTESTED) == (
        SessionState.TO_CONFIRM,
        SessionState.CONFIRMED,
        SessionState.CONTESTED,
    )


def test_only_who_may_name_a_coordinator_is_told_what_is_wrong_with_the_name(client):
    participation = a_coordinated()
    codes = {}
    for role, person in (("office", office_of(participation)), ("mayor", mayor_of(participation))):
        client.force_login(person)
        codes[role] = client.post(
            reverse("participation:coordinator", args=[participation.pk]), {"name": ""}
        ).status_code

    assert codes == {"office": 403, "mayor": 422}


def test_a_member_of_the_office_is_told_at_the_field_that_the_city_is_their_own(client):
    edition = an_edition()
    city = a_city("Zamość")
    client.force_login(a_member(edition.programme, user=a_person(acting_for=city)))

    answer = client.post(reverse("participation:admit"), admitting(edition))

    assert answer.status_code == 422
    assert "Decyduje o nim inna osoba z biura programu." in answer.content.decode()
    assert not Participation.objects.exists()


@pytest.mark.parametrize("head", ['name="file"', 'name="file"; filename=""'])
def test_an_agreement_whose_file_was_lost_on_the_way_is_not_recorded(client, head):
    participation = a_participation()
    client.force_login(office_of(participation))
    facts = {
        "number": "P-1", "city_signatory": "M", "city_function": "b", "city_signed_on": "2026-01-02",
        "institution_signatory": "H", "institution_function": "d", "institution_signed_on": "2026-01-02",
    }  # fmt: skip
    parts = [f'name="{name}"\r\n\r\n{value}' for name, value in facts.items()]
    parts.append(f"{head}\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7")
    body = "".join(f"--B\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--B--\r\n"

    answer = client.generic(
        "POST",
        reverse("participation:agreement", args=[participation.pk]),
        body.encode(),
        content_type="multipart/form-data; boundary=B",
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"file"}
