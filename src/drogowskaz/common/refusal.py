"""Refusals: broken rules as exceptions with a sentence, and the translation of a database's no into ours."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.functional import Promise


class Refusal(Exception):
    """Base of every broken rule. Subclasses give `message`, or are raised with a sentence of their own."""

    message: str | Promise = ""

    def __init__(self, message: str | Promise = "") -> None:
        super().__init__(message or self.message)
        self.message = message or self.message

    def __str__(self) -> str:
        return str(self.message)


def broken(error: IntegrityError) -> str:
    """Name the constraint that refused; for a UNIQUE, SQLite can only name the columns."""
    diagnosis = getattr(error.__cause__, "diag", None)  # PostgreSQL
    if diagnosis:
        return diagnosis.constraint_name or ""
    return str(error).removeprefix("CHECK constraint failed: ")


@contextmanager
def refusing(refusals: Mapping[str, type[Refusal]]) -> Iterator[None]:
    """Turn the database's no into ours, by name of the constraint; any other error stays an error."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = refusals.get(broken(error))
        if refusal is None:
            raise
        raise refusal from error
