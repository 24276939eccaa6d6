"""Who gets which letter about advice, in the words of both programmes and both languages."""

from uuid import uuid4

import pytest

from drogowskaz.advisory import actions, queries
from drogowskaz.mail.models import Letter
from tests.builders.advisory import (
    a_confirmed_session,
    a_recorded_session,
    a_request,
    an_accepted_request,
    an_account,
)
from tests.builders.participation import coordinator_of, guardian_of, office_of
from tests.builders.programmes import NOW

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"


def sent(about):
    return {letter.user: letter for letter in Letter.objects.filter(about=about)}


def plain(text):
    return text.replace(NBSP, " ")


def test_the_adviser_learns_that_the_city_has_confirmed():
    session = a_recorded_session(minutes=90)
    actions.confirm_session(session, by=coordinator_of(session.participation), at=NOW, key=uuid4())

    letters = sent("session_confirmed")

    assert set(letters) == {session.adviser}
    assert plain(letters[session.adviser].subject) == "Modrzewiec potwierdza: 1 h 30 min"
    assert f"/spotkania/{session.pk}/" in letters[session.adviser].body


def test_the_coordinator_learns_that_time_was_added_and_how_much_is_left():
    account = an_account()
    participation = account.participation
    facts = {"minutes": 120, "reason": "Drugi obszar.", "by": office_of(participation), "at": NOW}
    actions.grant_more(account, key=uuid4(), **facts)

    letters = sent("hours_added")

    assert set(letters) == {coordinator_of(participation)}
    [letter] = letters.values()
    assert "Dodano: 2 h\n" in plain(letter.body)
    assert "Zostaje w tym etapie: 22 h\n" in plain(letter.body)
    assert "Powód: Drugi obszar.\n" in letter.body


def test_both_sides_learn_that_time_was_taken_back():
    session = a_confirmed_session(minutes=90)
    used, office = queries.used_entry(session), office_of(session.participation)
    actions.reverse_use(used, reason="Wpisane dwa razy.", by=office, at=NOW, key=uuid4())

    letters = sent("hours_reversed")

    assert set(letters) == {coordinator_of(session.participation), session.adviser}
    assert {"Temat: Dobór drzew", "Powód: Wpisane dwa razy."} <= set(
        letters[session.adviser].body.splitlines()
    )


def test_the_guardian_learns_that_an_open_request_was_taken_back():
    request = a_request()
    actions.cancel_request(request, by=coordinator_of(request.participation), at=NOW)

    assert set(sent("advice_cancelled")) == {guardian_of(request.participation)}


def test_the_adviser_learns_that_an_accepted_request_was_taken_back():
    request = an_accepted_request()
    actions.cancel_request(request, by=coordinator_of(request.participation), at=NOW)

    assert set(sent("advice_cancelled")) == {request.adviser}


def test_a_reader_of_english_gets_english():
    session = a_recorded_session(minutes=90)
    session.adviser.language = "en"
    session.adviser.save()
    actions.confirm_session(session, by=coordinator_of(session.participation), at=NOW, key=uuid4())

    [letter] = sent("session_confirmed").values()

    assert (plain(letter.subject), letter.language) == ("Modrzewiec confirms: 1 h 30 min", "en")
    assert f"/en/panel/doradztwo/spotkania/{session.pk}/" in letter.body
