"""Refusals: broken rules as exceptions with a sentence, and the translation of a database's no into ours."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.functional import Promise


class Refusal(Exception):
    """Base of every broken rule. Subclasses give `message`, or are raised with a sentence of their own."""

    message: str | Promise = ""

    def __init__(self, message: str | Promise = "") -> None:
        super().__init__(message or self.message)
        self.message = message or self.message

    def __str__(self) -> str:
        return str(self.message)


UNIQUE_ON_SQLITE = "UNIQUE constraint failed: "


def broken(error: IntegrityError) -> str:
    """Name the constraint that refused.

    SQLite names only the columns of a UNIQUE; the constraint is then looked up among those of the table.
    """
    diagnosis = getattr(error.__cause__, "diag", None)  # PostgreSQL
    if diagnosis:
        return diagnosis.constraint_name or ""
    said = str(error)
    if said.startswith(UNIQUE_ON_SQLITE):
        return _unique_on(said.removeprefix(UNIQUE_ON_SQLITE).split(", "))
    return said.removeprefix("CHECK constraint failed: ")


def _unique_on(columns: list[str]) -> str:
    table = columns[0].partition(".")[0]
    wanted = {column.partition(".")[2] for column in columns}
    for model in apps.get_models():
        if model._meta.db_table != table:
            continue
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                fields = {getattr(model._meta.get_field(name), "column", name) for name in constraint.fields}
                if fields == wanted:
                    return constraint.name
    return ", ".join(columns)


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
