"""The board: every city the reader may see, the most urgent first, with what comes next.

Hours, sessions and requests belong to `advisory`, above; here they are only counted through the tables.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drogowskaz.programmes.lifecycle import EditionState

from .lifecycle import NamingState, State
from .models import CoordinatorNaming, Participation
from .queries import AGREE_WITHIN, NAME_WITHIN, OPEN

SILENCE = timedelta(days=30)  # without a meeting, past or planned, a city needs attention
SETTLE_AFTER = timedelta(days=14)
NEARLY_USED = 10  # percent left

# States of advice by their stored words, since advice lies above; a test ties them to `advisory.lifecycle`.
ASKED = "requested"
ARRANGED = "arranged"
TO_CONFIRM, CONFIRMED, CONTESTED = "to_confirm", "confirmed", "contested"

LATE, ATTENTION, HOURS, WAITING, WELL, OVER = range(6)
TAGS = {LATE: "bad", ATTENTION: "warn", HOURS: "warn", WAITING: "info", WELL: "ok", OVER: "plain"}


@dataclass(frozen=True)
class Line:
    """One city of the board: how it stands, and the next step in words."""

    participation: Participation
    urgency: int
    status: str
    next_step: str
    last_contact: date | None
    accounts: list[Any]

    @property
    def tag(self) -> str:
        """The tag's colour: ok, info, warn, bad or plain."""
        return TAGS[self.urgency]


@dataclass(frozen=True)
class Figures:
    """What the head of the board counts, in minutes and cities."""

    used: int
    granted: int
    reserved: int
    late: int
    cities: int


def of(participations: QuerySet[Participation], at: datetime) -> list[Line]:
    """The lines of the board, the most urgent first, then by name; a constant number of queries."""
    in_office = CoordinatorNaming.objects.filter(state__in=[NamingState.IN_OFFICE, NamingState.PROPOSED])
    held = Q(sessions__state__in=[TO_CONFIRM, CONFIRMED, CONTESTED])
    counted = participations.select_related(
        "city", "theme", "stage", "edition__programme", "agreement"
    ).prefetch_related(Prefetch("namings", in_office, to_attr="standing"), "accounts__stage")
    counted = counted.annotate(
        last_session=Max("sessions__starts_at", filter=held & Q(sessions__starts_at__lte=at)),
        next_session=Min(
            "sessions__starts_at", filter=Q(sessions__state=ARRANGED, sessions__starts_at__gt=at)
        ),
        unconfirmed_since=Min("sessions__recorded_at", filter=Q(sessions__state=TO_CONFIRM)),
        contested=Count("sessions", filter=Q(sessions__state=CONTESTED), distinct=True),
        asked=Count("requests", filter=Q(requests__state=ASKED), distinct=True),
    )
    lines = [_line(participation, at) for participation in counted]
    return sorted(lines, key=lambda line: (line.urgency, line.participation.city.name))


def figures(lines: list[Line]) -> Figures:
    """Add up the lines."""
    accounts = [account for line in lines for account in line.accounts]
    return Figures(
        used=sum(account.used for account in accounts),
        granted=sum(account.granted for account in accounts),
        reserved=sum(account.reserved for account in accounts),
        late=sum(line.urgency == LATE for line in lines),
        cities=len(lines),
    )


def _line(participation: Any, at: datetime) -> Line:
    accounts = sorted(participation.accounts.all(), key=lambda account: account.stage.number)
    urgency, status, next_step = _standing(participation, accounts, at)
    last = participation.last_session
    return Line(
        participation, urgency, status, next_step, timezone.localdate(last) if last else None, accounts
    )


def _standing(participation: Any, accounts: list[Any], at: datetime) -> tuple[int, str, str]:
    """How a city stands: urgency, status and next step."""
    if participation.state not in OPEN:
        return OVER, participation.get_state_display(), ""
    if participation.edition.state == EditionState.ARCHIVED:
        return OVER, str(EditionState.ARCHIVED.label), ""
    return (
        _before_advice(participation, accounts, at)
        or _decisions(participation, at)
        or _in_advice(participation, accounts, at)
    )


def _before_advice(participation: Any, accounts: list[Any], at: datetime) -> tuple[int, str, str] | None:
    if participation.state == State.QUALIFIED:
        since = participation.qualified_at
        late = since is not None and at - since > AGREE_WITHIN
        return _waits(late, _("Record the agreement"))
    states = {naming.state for naming in participation.standing}
    if not states:
        late = at - participation.agreement.recorded_at > NAME_WITHIN
        return _waits(late, _("The city names its coordinator"))
    if NamingState.IN_OFFICE not in states:
        return _waits(False, _("Confirm the coordinator"))
    if not accounts:
        return _waits(False, _("Open the first stage of advice"))
    return None


def _waits(late: bool, step: str) -> tuple[int, str, str]:
    return (LATE, _("Late"), step) if late else (WAITING, _("To do"), step)


def _decisions(participation: Any, at: datetime) -> tuple[int, str, str] | None:
    if participation.contested:
        return WAITING, _("A decision waits"), _("Settle a contested session")
    since = participation.unconfirmed_since
    if since and at - since > SETTLE_AFTER:
        return LATE, _("Late"), _("Settle a session that the city has not confirmed")
    if participation.asked:
        return WAITING, _("A decision waits"), _("Answer the request for advice")
    return None


def _in_advice(participation: Any, accounts: list[Any], at: datetime) -> tuple[int, str, str]:
    account = accounts[-1]
    upcoming = participation.next_session
    step = (
        _("Session on %(day)s") % {"day": date_format(timezone.localdate(upcoming), "j E")}
        if upcoming
        else _("Agree on the next session")
    )
    if account.stage.ends_on < timezone.localdate(at) and account.left and account.closed_at is None:
        return LATE, _("Late"), _("The stage is over and hours are left")
    last = participation.last_session or account.opened_at
    if not upcoming and at - last > SILENCE:
        return ATTENTION, _("Needs attention"), _("No session for a month: ask how it goes")
    if account.granted and account.left * 100 < account.granted * NEARLY_USED:
        return HOURS, _("Hours run out"), step
    return WELL, _("On track"), step
