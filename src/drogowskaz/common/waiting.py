"""What waits for a person: one line of the workspace's first page, whichever app it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Waiting:
    """One matter that waits for the reader: what, where, until when."""

    title: str | Promise
    url: str
    button: str | Promise
    city: str = ""
    note: str | Promise = ""
    since: datetime | None = None
    due_on: date | None = None
    decision: bool = False  # somebody else is held up until the reader decides

    def is_late(self, today: date) -> bool:
        """Say whether the due day has passed."""
        return self.due_on is not None and self.due_on < today


def by_urgency(matters: Iterable[Waiting]) -> list[Waiting]:
    """Order as people should take them: earliest due day first, decisions before tasks, then the longest waiting."""
    return sorted(
        matters,
        key=lambda matter: (
            matter.due_on or date.max,
            not matter.decision,
            matter.since.timestamp() if matter.since else float("inf"),
        ),
    )
