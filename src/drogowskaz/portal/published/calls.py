"""What the public may know of the open call: its dates, how they came to be, and every question it asks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Call
from drogowskaz.programmes.parts import Questionnaire

from .editions import PublicEdition, records, rows

ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class PublicExtension:
    """A deadline that was moved: the last minute before and since, the reason, and the day it was said."""

    before: datetime
    since: datetime
    reason: str
    on: date


@dataclass(frozen=True)
class PublicCall:
    """The call: its dates, how they came to be, and how many goals a city may name.

    `phase` is "before", "open" or "after"; `last_at` is the last minute in which one can hand in; `days_left` counts
    whole days to the day of that minute, or to the day it opens.
    """

    edition: PublicEdition
    opens_at: datetime
    last_at: datetime
    results_on: date
    phase: str
    days_left: int
    themes_at_most: int
    extensions: tuple[PublicExtension, ...]

    @property
    def is_open(self) -> bool:
        return self.phase == "open"


def call(at: datetime) -> PublicCall | None:
    """The call that is open at `at`, or else the one that opens next, or else the one that closed last."""
    known = Call.objects.filter(edition__state=EditionState.RUNNING).select_related("edition")
    row = (
        known.open(at).order_by("closes_at", "pk").first()
        or known.filter(opens_at__gt=at).order_by("opens_at", "pk").first()
        or known.order_by("-closes_at", "pk").first()
    )
    if row is None:
        return None
    (edition,) = records(list(rows().filter(pk=row.edition_id)))
    phase = "open" if row.is_open(at) else "before" if at < row.opens_at else "after"
    until = row.opens_at if phase == "before" else row.closes_at - ONE_MINUTE
    return PublicCall(
        edition=edition,
        opens_at=row.opens_at,
        last_at=row.closes_at - ONE_MINUTE,
        results_on=row.results_on,
        phase=phase,
        days_left=(timezone.localdate(until) - timezone.localdate(at)).days,
        themes_at_most=row.edition.themes_at_most,
        extensions=tuple(
            PublicExtension(
                one.from_at - ONE_MINUTE,
                one.to_at - ONE_MINUTE,
                one.reason,
                timezone.localdate(one.extended_at),
            )
            for one in row.extensions.order_by("extended_at", "pk")
        ),
    )


def questions(slug: str) -> Questionnaire | None:
    """Everything the application of an edition asks, to be read beforehand."""
    row = rows().filter(slug=slug).first()
    return programmes.questionnaire(row) if row else None
