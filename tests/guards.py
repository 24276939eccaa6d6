"""The guards of the database – ledger, documents, journal – between tests that commit."""

from django.db import connection
from django.test import TransactionTestCase

from drogowskaz.advisory import triggers as of_the_ledger
from drogowskaz.documents import triggers as of_the_documents
from drogowskaz.people import triggers as of_the_journal

GUARDS = (of_the_ledger, of_the_documents, of_the_journal)


def step_aside_when_a_test_is_cleared_away() -> None:
    """From now on the database is emptied without its guards, who refuse just that, and they come back at once."""
    empty = TransactionTestCase._fixture_teardown

    def empty_without_guards(case: TransactionTestCase) -> None:
        for guard in GUARDS:
            guard.remove(connection)
        try:
            empty(case)
        finally:
            for guard in GUARDS:
                guard.install(connection)

    TransactionTestCase._fixture_teardown = empty_without_guards
