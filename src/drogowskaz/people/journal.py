"""The journal: who did what, when, to what, with which facts; written in the transaction of the deed."""

from datetime import datetime
from typing import Any

from django.db import models

from drogowskaz.registers.models import City

from .models import JournalEntry, User


def record(
    verb: str, thing: models.Model, *, by: User | None, at: datetime, city: City | None = None, **facts: Any
) -> JournalEntry:
    """Append one line. `verb` is "<app>.<deed>"; `by` is nobody where a clock did it.

    `city` is the city concerned; things that have a `city` of their own need not say it. `facts` are plain values.
    """
    concerned = city or (thing if isinstance(thing, City) else getattr(thing, "city", None))
    return JournalEntry.objects.create(
        verb=verb,
        thing=thing._meta.label_lower,
        thing_id=thing.pk,
        city=concerned,
        by=by,
        at=at,
        facts={
            name: value if isinstance(value, int | bool | None) else str(value)
            for name, value in facts.items()
        },
    )
