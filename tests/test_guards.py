"""What the tests themselves stand on: committed tests begin empty, and the guards are back afterwards."""

import pytest
from django.db import connection

from drogowskaz.people.models import JournalEntry
from tests.builders.people import a_person
from tests.guards import GUARDS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_committed_line_of_the_journal_does_not_reach_the_next_test(time):
    assert JournalEntry.objects.count() == 0

    person = a_person()
    JournalEntry.objects.create(verb="test.deed", thing="x", thing_id=1, by=person, at="2026-06-01T12:00:00Z")

    assert JournalEntry.objects.count() == 1


def test_the_guards_are_back():
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger UNION SELECT conname FROM pg_constraint",
    }
    with connection.cursor() as cursor:
        cursor.execute(question[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}

    assert [guard.__name__ for guard in GUARDS if not set(guard.TRIGGERS) <= present] == []
