"""A form sent twice: the deed is done once, and the second click sees the page the first one saw."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from drogowskaz.advisory import actions, ledger, queries
from drogowskaz.advisory.models import AdvisoryRequest, AdvisorySession, Entry
from drogowskaz.mail.models import Letter
from drogowskaz.people.models import JournalEntry
from tests.builders.advisory import (
    a_confirmed_session,
    a_contested_session,
    a_recorded_session,
    a_request,
    a_session,
    adviser_of,
    an_accepted_request,
    an_account,
    an_advised,
)
from tests.builders.participation import a_coordinated, coordinator_of, guardian_of, mayor_of, office_of
from tests.builders.programmes import NOW, a_member

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ALREADY = "To już zapisane. Nic nie zmieniliśmy."


def asking(**more):
    return {
        "topic": "Zieleń na rynku",
        "purpose": "Jakie drzewa wytrzymają suszę?",
        "preferred_dates": "",
        "key": str(uuid4()),
    } | more


def standing():
    """Everything a deed leaves behind, counted."""
    return [
        model.objects.count() for model in (AdvisoryRequest, AdvisorySession, Entry, Letter, JournalEntry)
    ]


def a_first_stage(now, participation):
    another = a_coordinated(edition=participation.edition, at=now)
    stage = another.edition.stages.get(number=1)
    return office_of(another), "open_stage", [another.pk, stage.pk], {}


def a_question(now, participation):
    return coordinator_of(participation), "ask", [participation.pk], asking()


def a_promise(now, participation):
    day = timezone.localtime(now + 3 * DAY)
    facts = {
        "topic": "Drzewa",
        "form": "online",
        "day": f"{day:%Y-%m-%d}",
        "begins": "10:00",
        "ends": "12:00",
    }
    return adviser_of(participation), "arrange", [participation.pk], {**facts, "key": str(uuid4())}


def an_answer(now, participation):
    request = a_request(participation, at=now)
    adviser = a_member(request.participation.edition.programme, "adviser")
    return guardian_of(request.participation), "accept", [request.pk], {"adviser": adviser.pk}


def a_refusal(now, participation):
    request = a_request(participation, at=now)
    return guardian_of(request.participation), "decline", [request.pk], {"answer": "Nie teraz."}


def a_retreat(now, participation):
    request = a_request(participation, at=now)
    return coordinator_of(request.participation), "cancel_request", [request.pk], {}


def an_end(now, participation):
    request = an_accepted_request(participation, at=now)
    return request.adviser, "close_request", [request.pk], {}


def a_record(now, participation):
    session = a_session(participation, at=now)
    return session.adviser, "record", [session.pk], {"minutes": "1:30", "note": "Lista drzew."}


def a_yes(now, participation):
    session = a_recorded_session(a_session(participation, at=now), at=now)
    return coordinator_of(session.participation), "confirm", [session.pk], {"key": str(uuid4())}


def a_yes_without_a_key(now, participation):
    session = a_recorded_session(a_session(participation, at=now), at=now)
    return coordinator_of(session.participation), "confirm", [session.pk], {}


def a_no(now, participation):
    session = a_recorded_session(a_session(participation, at=now), at=now)
    return coordinator_of(session.participation), "contest", [session.pk], {"reason": "Krócej."}


def a_verdict(now, participation):
    session = a_contested_session(a_session(participation, at=now), at=now)
    facts = {"minutes": "1", "reason": "Notatki.", "key": str(uuid4())}
    return guardian_of(session.participation), "settle", [session.pk], facts


def a_verdict_of_nothing(now, participation):
    session = a_contested_session(a_session(participation, at=now), at=now)
    facts = {"minutes": "0", "reason": "Notatki.", "key": str(uuid4())}
    return guardian_of(session.participation), "settle", [session.pk], facts


def a_cancelling(now, participation):
    session = a_session(participation, starts_at=now + DAY, at=now)
    return session.adviser, "cancel", [session.pk], {"reason": "Choroba.", "key": str(uuid4())}


def more_time(now, participation):
    account = an_account(participation, at=now)
    facts = {"minutes": "2", "reason": "Bo trzeba.", "key": str(uuid4())}
    return office_of(account.participation), "grant", [account.pk], facts


def a_correction(now, participation):
    session = a_confirmed_session(a_session(participation, at=now), at=now)
    used = queries.used_entry(session)
    return (
        office_of(session.participation),
        "reverse",
        [used.pk],
        {"reason": "Dwa razy.", "key": str(uuid4())},
    )


def a_withdrawal(now, participation):
    a_session(participation, starts_at=now + DAY, at=now)
    return mayor_of(participation), "withdraw", [participation.pk], {"reason": "Brak środków."}


FORMS = (
    a_first_stage, a_question, a_promise, an_answer, a_refusal, a_retreat, an_end, a_record, a_yes, a_yes_without_a_key,
    a_no, a_verdict, a_verdict_of_nothing, a_cancelling, more_time, a_correction, a_withdrawal,
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_form_sent_twice_does_its_deed_once_and_answers_with_the_same_page(
    client, now, participation, form
):
    person, name, ids, facts = form(now, participation)
    client.force_login(person)
    address = reverse(f"advisory:{name}", args=ids)

    first = client.post(address, facts)
    left_behind = standing()
    second = client.post(address, facts)

    assert (first.status_code, second.status_code) == (302, 302)
    assert second.url == first.url
    assert standing() == left_behind
    assert ALREADY in client.get(second.url).content.decode()
    assert not any(ledger.verify().values())


def test_every_form_of_advice_is_sent_twice_in_this_file(now, participation):
    posted = set()
    for form in FORMS:
        with transaction.atomic():  # each begins with the city as it was
            posted.add(form(now, participation)[1])
            transaction.set_rollback(True)

    assert posted == {
        "open_stage", "ask", "arrange", "accept", "decline", "cancel_request", "close_request", "record", "confirm",
        "contest", "settle", "cancel", "grant", "reverse", "withdraw",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["decline", "accept"])
def test_somebody_else_who_comes_too_late_is_not_told_that_it_was_a_repetition(
    client, now, name, participation
):
    request = a_request(participation, at=now)
    actions.decline_request(request, answer="Nie.", by=guardian_of(request.participation), at=now)
    client.force_login(office_of(request.participation))

    answer = client.post(reverse(f"advisory:{name}", args=[request.pk]), {"answer": "Też nie."})

    assert answer.status_code == 403
    assert AdvisoryRequest.objects.get().answer == "Nie."


def test_a_form_that_was_sent_and_then_changed_is_asked_back_with_nothing_lost(client, now, participation):
    client.force_login(coordinator_of(participation))
    address, sent = reverse("advisory:ask", args=[participation.pk]), asking()
    client.post(address, sent)

    changed = client.post(address, sent | {"topic": "Retencja", "purpose": "Gdzie zbierać wodę?"})
    form = changed.context["form"]
    again = client.post(address, {name: form[name].value() for name in form.fields})

    assert changed.status_code == 422
    assert "Ten formularz już raz został wysłany" in changed.content.decode()
    assert "Gdzie zbierać wodę?" in changed.content.decode()
    assert again.status_code == 302
    assert sorted(AdvisoryRequest.objects.values_list("topic", flat=True)) == ["Retencja", "Zieleń na rynku"]


def test_a_changed_session_of_the_same_form_is_asked_back_too(client, now, participation):
    person, name, ids, facts = a_promise(now, participation)
    client.force_login(person)
    address = reverse(f"advisory:{name}", args=ids)
    client.post(address, facts)

    changed = client.post(address, facts | {"begins": "14:00", "ends": "17:00"})

    assert changed.status_code == 422
    assert AdvisorySession.objects.count() == 1


def test_two_forms_with_the_same_words_are_two_requests(client, now, participation):
    client.force_login(coordinator_of(participation))

    for _ in range(2):
        client.post(reverse("advisory:ask", args=[participation.pk]), asking())

    assert AdvisoryRequest.objects.count() == 2


def test_the_key_of_one_city_says_nothing_about_another():
    key = uuid4()
    first, second = an_advised(), an_advised()

    for city in (first, second):
        actions.ask(city, topic="A", purpose="B", by=coordinator_of(city), at=NOW, key=key)

    assert AdvisoryRequest.objects.filter(key=key).count() == 2


def twice_behind_the_deed(participation):
    facts = {"topic": "A", "purpose": "B", "requested_at": NOW, "requested_by": coordinator_of(participation)}
    key = uuid4()
    for _ in range(2):
        AdvisoryRequest.objects.create(participation=participation, key=key, **facts)


def test_the_database_keeps_one_request_for_each_form():
    with pytest.raises(IntegrityError):
        twice_behind_the_deed(an_advised())


def test_without_the_constraint_it_would_keep_two():
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX advisoryrequest_key_once")

    twice_behind_the_deed(an_advised())

    assert AdvisoryRequest.objects.count() == 2
