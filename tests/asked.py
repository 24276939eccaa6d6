"""What everybody is answered on every page, as tables of access say it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from tests.page import CheckedClient


def codes(
    people: dict[str, Any], pages: Iterable[Any], ask: Callable[[CheckedClient, Any], Any]
) -> dict[str, dict[Any, int]]:
    """The status that `ask(client, page)` gets as each of `people`, `None` being nobody in particular.

    What one person does is undone before the next one comes.
    """
    found = {}
    for role, person in people.items():
        with transaction.atomic():
            client = CheckedClient()
            if person:
                client.force_login(person)
            found[role] = {page: ask(client, page).status_code for page in pages}
            transaction.set_rollback(True)
    return found
