"""What many tests of a module begin from, made once: each gets it fresh, and nothing of it is left afterwards."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import models, transaction
from django.utils import translation


def once(build: Callable[[], Any]) -> Any:
    """A fixture of a module: what `build` makes by the deeds of the right people, in Polish, is made a single time.

    It stands in a transaction around all tests of the module, each of which is still undone by itself. Give it to
    tests through a fixture of their own that asks `fresh`, so that no object is changed by one and seen by another.
    Not for tests that commit: they would wait for this transaction.
    """

    @pytest.fixture(scope="module")
    def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        with django_db_blocker.unblock(), translation.override("pl"), transaction.atomic():
            yield build()
            transaction.set_rollback(True)

    return built


def fresh(thing: Any) -> Any:
    """`thing`, or each thing of a tuple, read anew from the database; what is not stored there stays as it is."""
    if isinstance(thing, tuple):
        return tuple(fresh(one) for one in thing)
    return type(thing)._base_manager.get(pk=thing.pk) if isinstance(thing, models.Model) else thing
