"""Letters at the desk: the Office's outbox, one's own letters, and nobody else's."""

import pytest
from django.urls import reverse

from drogowskaz.mail import outbox
from drogowskaz.mail.lifecycle import FAIL, State
from drogowskaz.mail.models import Letter
from drogowskaz.programmes.roles import Role
from tests.builders.people import a_person
from tests.builders.programmes import NOW, a_member, an_edition

pytestmark = pytest.mark.django_db


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def edition():
    return an_edition()


@pytest.fixture
def office(edition, client):
    person = a_member(edition.programme)
    client.force_login(person)
    return person


def a_letter(edition, subject="Decyzja", *, hold=True, to=None):
    facts = {"to": to} if to else {"address": "anna@example.org"}
    slug = edition.programme.slug
    return outbox.post(
        "application_accepted", subject=subject, body="Treść", programme=slug, hold=hold, at=NOW, **facts
    )


def test_ticked_letters_go_and_the_others_stay(client, edition, office):
    gone, also, stays = (a_letter(edition, subject) for subject in ("Pierwsza", "Druga", "Trzecia"))

    answer = client.post(reverse("desk:release"), {"letter": [gone.pk, also.pk]}, follow=True)

    assert "2 listy są w drodze." in text(answer)
    assert dict(Letter.objects.values_list("pk", "state")) == {
        gone.pk: State.WAITING,
        also.pk: State.WAITING,
        stays.pk: State.HELD,
    }
    assert Letter.objects.get(pk=gone.pk).released_by == office


@pytest.mark.parametrize("ticked", [[], ["x"], ["9" * 40], ["-1"], ["²"]])
def test_ticking_nothing_sensible_sends_nothing_and_says_so(client, edition, office, ticked):
    a_letter(edition)

    answer = client.post(reverse("desk:release"), {"letter": ticked}, follow=True)

    assert "Zaznacz co najmniej jeden list." in text(answer)
    assert Letter.objects.get().state == State.HELD


def test_letters_of_another_programme_cannot_be_ticked(client, edition, office):
    foreign = a_letter(an_edition())

    client.post(reverse("desk:release"), {"letter": [foreign.pk]})

    assert Letter.objects.get().state == State.HELD
    for route in ("cancel", "retry"):
        assert client.post(reverse(f"desk:{route}", args=[foreign.pk])).status_code == 404
    assert client.get(reverse("desk:outgoing", args=[foreign.pk])).status_code == 404


def test_all_or_none_are_released(client, edition, office):
    held, sent = a_letter(edition), a_letter(edition, hold=False)

    answer = client.post(reverse("desk:release"), {"letter": [held.pk, sent.pk]})

    assert answer.status_code == 403
    assert Letter.objects.get(pk=held.pk).state == State.HELD


def test_a_letter_taken_back_stays_readable_and_cannot_go_any_more(client, edition, office):
    letter = a_letter(edition)

    answer = client.post(reverse("desk:cancel", args=[letter.pk]), follow=True)

    assert (Letter.objects.get().state, "Nadal można go tu przeczytać" in text(answer)) == (
        State.CANCELLED,
        True,
    )
    assert client.post(reverse("desk:release"), {"letter": [letter.pk]}).status_code == 403


def test_a_letter_given_up_is_tried_again(client, edition, office):
    letter = a_letter(edition, hold=False)
    FAIL.make(letter)

    page = text(client.get(reverse("desk:outgoing", args=[letter.pk])))
    client.post(reverse("desk:retry", args=[letter.pk]))

    assert "Spróbuj ponownie" in page
    assert Letter.objects.get().state == State.WAITING


def test_the_outbox_shows_held_letters_first_and_others_when_asked(client, edition, office):
    a_letter(edition, "Czeka tutaj")
    a_letter(edition, "Już w drodze", hold=False)
    page = reverse("desk:outbox")

    held, waiting, every = (text(client.get(page, {"stan": state})) for state in ("", "waiting", "wszystkie"))

    assert ["Czeka tutaj" in shown for shown in (held, waiting, every)] == [True, False, True]
    assert ["Już w drodze" in shown for shown in (held, waiting, every)] == [False, True, True]


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.ADVISER, Role.AUDITOR])
def test_only_the_office_has_an_outbox(client, edition, role):
    letter = a_letter(edition)
    client.force_login(a_member(edition.programme, role))

    assert client.get(reverse("desk:outbox")).status_code == 404
    assert client.post(reverse("desk:release"), {"letter": [letter.pk]}).status_code == 404
    assert Letter.objects.get().state == State.HELD


def test_a_person_reads_their_own_letters_once_they_have_left(client, edition):
    person, other = a_person(), a_person()
    mine = a_letter(edition, "Dla mnie", hold=False, to=person)
    held = a_letter(edition, "Jeszcze nie", to=person)
    theirs = a_letter(edition, "Dla kogoś", hold=False, to=other)
    client.force_login(person)

    shown = text(client.get(reverse("desk:letters")))
    answers = [client.get(reverse("desk:letter", args=[one.pk])).status_code for one in (mine, held, theirs)]

    assert ["Dla mnie" in shown, "Jeszcze nie" in shown, "Dla kogoś" in shown] == [True, False, False]
    assert answers == [200, 404, 404]


def test_what_a_letter_says_stays_text(client, edition):
    person = a_person()
    letter = outbox.post("x", subject="<b>", body="<script>alert(1)</script>", to=person, at=NOW)
    client.force_login(person)

    assert "<script>alert" not in text(client.get(reverse("desk:letter", args=[letter.pk])))


def test_without_letters_both_pages_say_what_will_be_here(client, edition, office):
    assert "Nie ma takich listów." in text(client.get(reverse("desk:outbox")))
    assert "Nie ma jeszcze żadnych listów." in text(client.get(reverse("desk:letters")))


@pytest.mark.parametrize("route", ["desk:outbox", "desk:letters"])
def test_three_letters_cost_as_many_queries_as_one(
    client, edition, office, route, django_assert_max_num_queries
):
    def letters(number):
        for _ in range(number):
            a_letter(edition, to=a_person())
            a_letter(edition, hold=False, to=office)

    letters(1)
    client.get(reverse(route))
    with django_assert_max_num_queries(40) as one:
        client.get(reverse(route))
    letters(2)
    with django_assert_max_num_queries(40) as three:
        client.get(reverse(route))

    assert len(one) == len(three)
