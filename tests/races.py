"""Two who do the same thing at once, and a database from which one constraint has been taken away."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.db import connection, models, transaction


@contextmanager
def without(model: type[models.Model], name: str) -> Iterator[None]:
    """The database without the constraint `name`; afterwards the rows of `model` are gone and it is back."""
    constraint = next(one for one in model._meta.constraints if one.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        model.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)


def at_once(deed: Callable[[], object], *, times: int = 2) -> list[str]:
    """Do `deed` that many times at one moment, each in its own transaction: "done", or the name of what it raised."""
    start = Barrier(times, timeout=20)

    def one(_: int) -> str:
        try:
            with transaction.atomic():
                start.wait()
                deed()
        except Exception as refusal:  # every refusal is an answer here
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(one, range(times)))
