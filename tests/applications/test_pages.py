"""Lists, details, decisions, the deadline: what each reader sees, and what foreign addresses give."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from drogowskaz.applications import actions, queries
from drogowskaz.applications.lifecycle import State
from drogowskaz.applications.models import Application
from drogowskaz.mail.models import Letter
from drogowskaz.programmes.models import Call
from drogowskaz.programmes.roles import Role
from drogowskaz.registers.voivodeships import Voivodeship
from tests.applications.questionnaire import a_rich_call
from tests.builders.applications import a_complete_draft, a_draft, a_rejected, a_submitted, an_accepted
from tests.builders.people import a_person
from tests.builders.programmes import a_call, a_guardian, a_member
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db
LIST = reverse("applications:list")


@pytest.fixture
def office(call):
    return a_member(call.edition.programme, Role.OFFICE)


def address(name, application):
    return reverse(f"applications:{name}", args=[application.pk])


def numbers(response):
    return [application.number for application in response.context["page"]]


def test_the_office_sees_what_was_sent_and_only_counts_drafts(client, call, office, now):
    sent = a_submitted(call=call, at=now)
    a_draft(call=call, at=now, city=a_city("Tajne Miasto"))
    a_submitted(call=a_rich_call(at=now), at=now)
    client.force_login(office)

    response = client.get(LIST)

    assert numbers(response) == [sent.number]
    assert response.context["drafts"] == 1
    assert "Tajne Miasto" not in response.content.decode()


QUERIES = {
    "": {"Łódź", "Chełm", "Zamość"},
    "q=lodz": {"Łódź"},
    "q=rynek": {"Chełm"},
    "stan=accepted": {"Zamość"},
    "cel=3": {"Chełm", "Zamość"},
    "wojewodztwo=10": {"Łódź"},
    "edycja=nieznana": {"Łódź", "Chełm", "Zamość"},
    "cel=0&stan=x&wojewodztwo=99&q=%00": {"Łódź", "Chełm", "Zamość"},
    "cel=99999999999999999999": {"Łódź", "Chełm", "Zamość"},
    "q=nic takiego": set(),
}


def test_the_list_and_its_csv_have_the_same_filters(client, call, office, now):
    a_submitted(call=call, at=now, city=a_city("Łódź", voivodeship=Voivodeship.LODZKIE))
    a_submitted(call=call, at=now, city=a_city("Chełm"), themes=(11, 3), title="Rynek na nowo")
    an_accepted(call=call, at=now, city=a_city("Zamość"), themes=(3,))
    client.force_login(office)

    def listed(query):
        page = client.get(f"{LIST}?{query}").context["page"]
        return {application.city.name for application in page}

    def exported(query):
        file = client.get(f"{reverse('applications:export')}?{query}").content.decode()
        rows = csv.DictReader(io.StringIO(file.removeprefix("\ufeff")), delimiter=";")
        return {row["city"] for row in rows}

    assert {query: listed(query) for query in QUERIES} == QUERIES
    assert {query: exported(query) for query in QUERIES} == QUERIES


def test_a_title_that_begins_like_a_formula_is_only_text_in_the_csv(client, call, office, now):
    a_submitted(call=call, at=now, title="=HYPERLINK(1)")
    client.force_login(office)

    assert ";'=HYPERLINK(1);" in client.get(reverse("applications:export")).content.decode()


@pytest.mark.parametrize("page", ["list", "export"])
@pytest.mark.parametrize("reader", ["office", "city"])
def test_lists_take_the_same_queries_for_one_and_for_three(client, call, office, now, reader, page):
    person = office if reader == "office" else a_person(acting_for=a_city())
    client.force_login(person)
    taken = []
    for number in (1, 2, 3):
        city = a_city() if reader == "office" else person.representations.get().city
        a_submitted(call=call if reader == "office" else a_rich_call(at=now), city=city, at=now)
        with CaptureQueriesContext(connection) as queries_taken:
            client.get(reverse(f"applications:{page}"))
        taken.append((number, len(queries_taken)))

    assert {count for number, count in taken if number != 2} == {taken[0][1]}


def test_a_guardian_sees_what_was_accepted_under_the_own_goal(client, call, now):
    themes = call.edition.themes
    mine = an_accepted(call=call, at=now, themes=(3,))
    other = an_accepted(call=call, at=now, themes=(11,))
    client.force_login(a_guardian(themes.get(number=3)))

    assert numbers(client.get(LIST)) == [mine.number]
    assert client.get(address("detail", mine)).status_code == 200
    assert client.get(address("detail", other)).status_code == 404


def test_foreign_applications_are_not_found_whatever_is_asked(client, call, now):
    draft, sent = a_complete_draft(call=call, at=now), a_submitted(call=call, at=now)
    client.force_login(a_person(acting_for=a_city()))

    for application in (draft, sent):
        attachment = application.attachments.get()
        for name in ("detail", "check", "withdraw", "copy", "accept", "reject"):
            assert client.get(address(name, application)).status_code == 404
        for name in ("submit", "withdraw", "accept", "reject"):
            assert client.post(address(name, application)).status_code == 404
        assert (
            client.get(reverse("applications:attachment", args=[application.pk, attachment.pk])).status_code
            == 404
        )
    assert client.get(reverse("applications:detail", args=[99999])).status_code == 404


def test_a_file_is_served_only_with_its_own_application(client, call, office, now):
    sent, other = a_submitted(call=call, at=now), a_submitted(call=call, at=now)
    client.force_login(office)
    file = sent.attachments.get()

    served = client.get(reverse("applications:attachment", args=[sent.pk, file.pk]))
    assert (served.status_code, served["Content-Disposition"]) == (
        200,
        'attachment; filename="statement.pdf"',
    )
    assert client.get(reverse("applications:attachment", args=[other.pk, file.pk])).status_code == 404


def test_sending_an_incomplete_draft_lists_what_is_missing(client, call, now):
    draft = a_draft(call=call, at=now)
    client.force_login(draft.started_by)

    response = client.post(address("submit", draft))

    assert response.status_code == 422
    page = response.content.decode()
    link = reverse("applications:step", args=[draft.pk, "applicant"])
    assert f'<a href="{link}?braki#office">Uzupełnij: Nazwa urzędu</a>' in page
    assert Application.objects.get().state == State.DRAFT


def test_sending_after_the_deadline_is_refused_in_a_sentence(client, call, now):
    draft = a_complete_draft(call=call, at=now)
    Call.objects.filter(pk=call.pk).update(closes_at=now - timedelta(seconds=1))
    client.force_login(draft.started_by)

    response = client.post(address("submit", draft))

    assert response.status_code == 403
    assert "Szkic zostaje." in response.content.decode()
    assert "Szkic zostaje." in client.get(address("check", draft)).content.decode()
    assert "Szkic zostaje." in client.get(address("detail", draft)).content.decode()


def test_sending_what_somebody_has_changed_is_refused(client, call, now):
    draft = a_complete_draft(call=call, at=now)
    client.force_login(draft.started_by)

    assert client.post(address("submit", draft), {"seen": "0" * 64}).status_code == 409
    assert client.post(address("submit", draft), {"seen": "\x00"}).status_code == 409


def test_a_second_click_on_send_changes_nothing(client, call, now):
    draft = a_complete_draft(call=call, at=now)
    client.force_login(draft.started_by)

    assert client.post(address("submit", draft)).status_code == 302
    assert client.post(address("submit", draft)).status_code == 403
    assert Letter.objects.filter(about="application_submitted").count() == 1


def test_withdrawing_has_its_own_page(client, call, now):
    sent = a_submitted(call=call, at=now)
    client.force_login(sent.started_by)

    assert sent.number in client.get(address("withdraw", sent)).content.decode()
    assert client.post(address("withdraw", sent)).url == LIST
    assert client.get(address("withdraw", sent)).status_code == 403
    assert client.get(address("detail", sent)).status_code == 200


def test_a_withdrawn_draft_can_still_be_read_by_its_city(client, call, now):
    draft = a_draft(call=call, at=now)
    actions.withdraw(draft, by=draft.started_by, at=now)
    client.force_login(draft.started_by)

    assert client.get(address("detail", draft)).status_code == 200
    assert client.get(address("copy", draft)).status_code == 404


def test_the_office_accepts_under_a_goal_the_city_named(client, call, office, now):
    sent = a_submitted(call=call, at=now, themes=(11, 3))
    themes = call.edition.themes
    client.force_login(office)

    page = client.get(address("accept", sent))
    assert [theme.number for theme in page.context["form"].fields["theme"].queryset] == [3, 11]
    for theme, reason in [
        (themes.get(number=4).pk, "Tak"),
        ("0", "Tak"),
        ("x", "Tak"),
        (themes.get(number=3).pk, " "),
    ]:
        assert client.post(address("accept", sent), {"theme": theme, "reason": reason}).status_code == 422
    client.post(address("accept", sent), {"theme": themes.get(number=3).pk, "reason": "Pasuje."})

    stored = Application.objects.get()
    assert (stored.state, stored.qualified_theme.number) == (State.ACCEPTED, 3)


def test_the_office_rejects_with_a_reason(client, call, office, now):
    sent = a_submitted(call=call, at=now)
    client.force_login(office)

    assert client.get(address("reject", sent)).status_code == 200
    assert client.post(address("reject", sent), {"reason": ""}).status_code == 422
    assert client.post(address("reject", sent), {"reason": "x" * 2001}).status_code == 422
    client.post(address("reject", sent), {"reason": "Za wcześnie."})

    assert Application.objects.get().decision_reason == "Za wcześnie."


def test_people_of_the_city_decide_nothing(client, call, now):
    sent = a_submitted(call=call, at=now)
    client.force_login(sent.started_by)

    for name in ("accept", "reject"):
        assert client.get(address(name, sent)).status_code == 403
        assert client.post(address(name, sent)).status_code == 403


def test_the_city_reads_the_decision_only_once_the_letters_are_released(client, call, now):
    rejected = a_rejected(call=call, at=now, reason="Za mało czasu.")
    client.force_login(rejected.started_by)

    page = client.get(address("detail", rejected)).content.decode()
    assert "Za mało czasu." not in page
    assert "Trwa ocena" in page
    assert "odrzucone" not in client.get(LIST).content.decode()

    Letter.objects.filter(about="application_rejected").update(state="sent", sent_at=now)
    assert "Za mało czasu." in client.get(address("detail", rejected)).content.decode()


def test_the_office_moves_the_deadline_and_people_with_drafts_are_told(client, call, office, now):
    draft = a_draft(call=call, at=now)
    a_submitted(call=call, at=now)
    client.force_login(office)
    page = reverse("applications:extend", args=[call.pk])
    later = timezone.localdate(call.closes_at) + timedelta(days=10)

    assert client.get(page).status_code == 200
    for until, reason in [
        ("", "Powódź"),
        ("2020-01-01", "Powódź"),
        ("nie", "Powódź"),
        (later.isoformat(), ""),
    ]:
        assert client.post(page, {"until": until, "reason": reason}).status_code == 422
    client.post(page, {"until": later.isoformat(), "reason": "Powódź"})

    closes_at = timezone.localtime(Call.objects.get(pk=call.pk).closes_at)
    assert (closes_at.date(), closes_at.hour) == (later + timedelta(days=1), 0)
    assert list(Letter.objects.filter(about="call_extended").values_list("user", flat=True)) == [
        draft.started_by.pk
    ]


def test_a_deadline_past_the_promised_results_is_refused_at_its_field(client, call, office):
    client.force_login(office)
    page = reverse("applications:extend", args=[call.pk])

    answers = [
        client.post(page, {"until": day.isoformat(), "reason": "Powódź"})
        for day in (call.results_on, call.results_on - timedelta(days=1))
    ]

    assert [answer.status_code for answer in answers] == [422, 302]
    assert "wyniki" in str(answers[0].context["form"].errors["until"]).lower()


def test_others_do_not_find_the_page_of_the_deadline(client, call, now):
    page = reverse("applications:extend", args=[call.pk])
    for person in (a_person(acting_for=a_city()), a_member(a_call(at=now).edition.programme, Role.OFFICE)):
        client.force_login(person)
        assert client.get(page).status_code == 404
        assert client.post(page, {"until": "2030-01-01", "reason": "x"}).status_code == 404


def test_the_questions_can_be_read_before_starting(client, call, now):
    client.force_login(a_person(acting_for=a_city()))

    page = client.get(reverse("applications:start", args=[call.pk])).content.decode()

    assert "Nazwa urzędu" in page
    assert "najwyżej 20 znaków" in page


@pytest.mark.parametrize("city", ["", "0", "x", "9" * 40, "\x00", "-1"])
def test_an_application_is_not_started_for_a_city_that_is_none(client, call, city):
    client.force_login(a_person(acting_for=a_city()))

    assert client.post(reverse("applications:start", args=[call.pk]), {"city": city}).status_code == 404


def test_an_application_is_not_started_for_a_foreign_city(client, call):
    client.force_login(a_person(acting_for=a_city()))

    response = client.post(reverse("applications:start", args=[call.pk]), {"city": a_city().pk})

    assert response.status_code == 403
    assert not Application.objects.exists()


def test_empty_lists_say_what_will_be_there(client, office):
    client.force_login(a_person())
    assert "Tu będą zgłoszenia Twojego miasta" in client.get(LIST).content.decode()
    client.force_login(office)
    assert "Nie ma jeszcze wysłanych zgłoszeń" in client.get(LIST).content.decode()


def test_what_waits_for_whom(call, office, now):
    draft = a_draft(call=call, at=now, city=a_city("Chełm"))
    sent = a_submitted(call=call, at=now, city=a_city("Zamość"))
    beginner = a_person(acting_for=a_city("Łódź"))

    def waiting(person, at=now):
        return [(one.url, one.city, one.decision) for one in queries.waiting_for(person, at)]

    start = reverse("applications:start", args=[call.pk])
    assert waiting(draft.started_by) == [(address("detail", draft), "Chełm", False)]
    assert waiting(sent.started_by) == []
    assert waiting(beginner) == [(start, "Łódź", False)]
    assert waiting(beginner, call.closes_at) == []
    assert waiting(office) == [(address("detail", sent), "Zamość", True)]
    assert waiting(a_person()) == [(reverse("acting:choose_city"), "", False)]
    assert queries.waiting_for(draft.started_by, now)[0].due_on == timezone.localdate(
        call.closes_at - timedelta(microseconds=1)
    )
