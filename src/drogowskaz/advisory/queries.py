"""Readings about advice: what is left, what waits for whom, and the ledger in running order."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drogowskaz.common.waiting import Waiting
from drogowskaz.participation import queries as participations
from drogowskaz.participation.lifecycle import NamingState, State
from drogowskaz.participation.models import CoordinatorNaming, Participation
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.models import Guardianship, Membership, Stage
from drogowskaz.programmes.queries import amount
from drogowskaz.programmes.roles import Role

from .lifecycle import RequestState, SessionState
from .models import Account, AdvisoryRequest, AdvisorySession, Entry

CONFIRM_WITHIN = timedelta(days=7)  # then the city is reminded, once
SETTLE_AFTER = timedelta(days=14)  # decision 26: silence never approves; the Guardian decides then
ANSWER_WITHIN = timedelta(days=7)  # five working days
RECORD_WITHIN = timedelta(days=2)
SETTLE_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class LedgerLine:
    """An entry with the minutes left after it, and what undid it."""

    entry: Entry
    left: int
    undone: bool


def open_account(participation: Participation) -> Account | None:
    """The account in which advice is booked now: the one of the latest open stage."""
    return (
        participation.accounts.filter(opened_at__isnull=False, closed_at=None)
        .select_related("stage__edition")
        .order_by("-stage__number")
        .first()
    )


def next_stage(participation: Participation) -> Stage | None:
    """The stage that comes after those opened for the city, if the edition has one."""
    number = participation.stage.number if participation.stage else 0
    return participation.edition.stages.filter(number__gt=number).order_by("number").first()


def ledger_of(account: Account) -> list[LedgerLine]:
    """Every entry of `account` in the order of the ledger, each with what was left after it."""
    left, lines = 0, []
    entries = account.entries.select_related("by", "ref", "session", "account__stage").order_by("seq")
    undone = set(account.entries.filter(ref__isnull=False).values_list("ref", flat=True))
    for entry in entries:
        left += entry.minutes * LEFT[entry.kind]
        lines.append(LedgerLine(entry, left, entry.pk in undone))
    return lines


LEFT = {  # what an entry of each kind does to the minutes neither used nor promised
    "grant": 1,
    "transfer_in": 1,
    "release": 1,
    "reverse": 1,
    "reserve": -1,
    "use": -1,
    "expire": -1,
    "transfer_out": -1,
}


def used_entry(session: AdvisorySession) -> Entry | None:
    """The entry by which the session's time counts, if it has been confirmed or settled."""
    release = Entry.objects.filter(ref=session.promise_id).first()
    if release is None:
        return None
    return Entry.objects.filter(key=release.key, kind="use", account=session.account_id).first()


def session_of(used: Entry) -> AdvisorySession | None:
    """The session whose time `used` counts."""
    released = Entry.objects.filter(key=used.key, kind="release", account=used.account_id).values("ref")
    return AdvisorySession.objects.filter(promise__in=released).select_related("adviser").first()


def sessions_of(participation: Participation) -> QuerySet[AdvisorySession]:
    """The sessions of a city, the latest first."""
    return participation.sessions.select_related("adviser", "account__stage", "promise").order_by(
        "-starts_at", "-pk"
    )


def accounts_for(user: User) -> QuerySet[Account]:
    """Accounts `user` may read, by city and stage, with everything a list shows."""
    return (
        Account.objects.visible_to(user)
        .select_related("participation__city", "participation__theme", "participation__edition", "stage")
        .order_by("participation__city__name", "participation", "stage__number")
    )


def sums(accounts: QuerySet[Account]) -> dict[str, int]:
    """Minutes granted, reserved and used in `accounts` together."""
    return accounts.order_by().aggregate(
        granted=Sum("granted", default=0), reserved=Sum("reserved", default=0), used=Sum("used", default=0)
    )


def guides(user: User) -> bool:
    """Say whether `user` answers requests anywhere: as a Guardian or in an Office."""
    guarding = Guardianship.objects.filter(user=user, ends_on=None).exists()
    return guarding or Membership.objects.of(Role.OFFICE).filter(user=user).exists()


def own_cities(user: User) -> QuerySet[Participation]:
    """Participations of the cities `user` acts for, with their accounts."""
    cities = user.representations.acting().values("city")
    return (
        Participation.objects.filter(city__in=cities)
        .select_related("city", "edition")
        .prefetch_related("accounts__stage")
        .order_by(F("qualified_at").desc(nulls_last=True), "pk")
    )


def advised(user: User) -> QuerySet[Participation]:
    """Participations `user` is assigned to as Adviser."""
    assigned = user.assignments.filter(ends_on=None).values("participation")
    return (
        Participation.objects.filter(pk__in=assigned)
        .select_related("city", "edition")
        .order_by("city__name", "pk")
    )


def upcoming(user: User, at: datetime) -> QuerySet[AdvisorySession]:
    """Sessions `user` has arranged that are not over at `at`, the next first."""
    return _listed(AdvisorySession.objects.filter(adviser=user, state=SessionState.ARRANGED, ends_at__gt=at))


def to_record(user: User, at: datetime) -> QuerySet[AdvisorySession]:
    """Sessions of `user` that are over and not recorded yet."""
    over = AdvisorySession.objects.filter(adviser=user, state=SessionState.ARRANGED, ends_at__lte=at)
    return _listed(over.filter(_others(user)))


def arrangeable(user: User) -> QuerySet[Participation]:
    """Cities in which `user` may arrange a session as their Adviser."""
    accounts = Account.objects.filter(opened_at__isnull=False, closed_at=None).values("participation")
    own = user.representations.acting().values("city")
    return advised(user).filter(state=State.ADVISED, pk__in=accounts).exclude(city__in=own)


def _others(user: User) -> Q:
    """What belongs to other cities than those `user` acts for: nobody decides about the own city."""
    return ~Q(participation__city__in=user.representations.acting().values("city"))


def _guarded(user: User) -> Q:
    """What belongs to cities whose theme `user` guards."""
    themes = Guardianship.objects.filter(user=user, ends_on=None).values("theme")
    return Q(participation__theme__in=themes) & _others(user)


def _overseen(user: User) -> Q:
    """What belongs to cities of a programme in whose Office `user` works."""
    programmes = Membership.objects.of(Role.OFFICE).filter(user=user).values("programme")
    return Q(participation__edition__programme__in=programmes) & _others(user)


def open_requests(user: User) -> QuerySet[AdvisoryRequest]:
    """Requests `user` may answer, the longest waiting first."""
    return _unanswered(_guarded(user) | _overseen(user))


def _unanswered(whose: Q) -> QuerySet[AdvisoryRequest]:
    requests = AdvisoryRequest.objects.filter(
        whose, state=RequestState.REQUESTED, participation__state=State.ADVISED
    )
    return requests.select_related("participation__city", "participation__theme").order_by(
        "requested_at", "pk"
    )


def to_settle(user: User, at: datetime) -> QuerySet[AdvisorySession]:
    """Contested sessions, and those unconfirmed for 14 days, that `user` may settle."""
    return _unsettled(user, _guarded(user) | _overseen(user), at)


def _unsettled(user: User, whose: Q, at: datetime) -> QuerySet[AdvisorySession]:
    silent = Q(state=SessionState.TO_CONFIRM, recorded_at__lte=at - SETTLE_AFTER)
    sessions = AdvisorySession.objects.filter(whose, Q(state=SessionState.CONTESTED) | silent)
    return _listed(sessions.exclude(adviser=user))


def deciders_of(participation: Participation, *, but: User | None = None) -> list[User]:
    """Who decides about the city now: the Guardians of its theme, or the Office where none of them may.

    Nobody who acts for the city is among them, nor `but`, who gave the advice.
    """
    guardians, office = guides_of(participation, but=but)
    return guardians or office


def guides_of(participation: Participation, *, but: User | None = None) -> tuple[list[User], list[User]]:
    """The Guardians of the city's theme and the Office, without those who act for the city and without `but`."""
    barred = {*participations.people_of(participation.city), but}
    guardians = [one for one in participations.guardians_of(participation) if one not in barred]
    office = [one for one in participations.office_of(participation) if one not in barred]
    return guardians, office


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """What waits for `user` about advice: as coordinator, Guardian, Adviser and Office."""
    return [*_everywhere(user, at, Q()), *_for_office(user)]


def waiting_in(participation: Participation, user: User, at: datetime) -> list[Waiting]:
    """What of it is about this city."""
    return _everywhere(user, at, Q(participation=participation))


def _everywhere(user: User, at: datetime, where: Q) -> list[Waiting]:
    return [*_for_coordinator(user, where), *_for_guide(user, at, where), *_for_adviser(user, at, where)]


def _for_coordinator(user: User, where: Q) -> list[Waiting]:
    cities = user.representations.acting().filter(capacity=Capacity.LOCAL_COORDINATOR).values("city")
    sessions = AdvisorySession.objects.filter(
        where, participation__city__in=cities, state=SessionState.TO_CONFIRM
    ).exclude(adviser=user)
    return [
        Waiting(
            title=_("Confirm %(amount)s of advice")
            % {"amount": _amount(session, session.recorded_minutes or 0)},
            url=reverse("advisory:session", args=[session.pk]),
            button=_("Look and confirm"),
            city=session.participation.city.name,
            note=_("%(topic)s, %(day)s") % {"topic": session.topic, "day": _day(session.starts_at)},
            since=session.recorded_at,
            due_on=timezone.localdate(session.recorded_at + CONFIRM_WITHIN) if session.recorded_at else None,
            decision=True,
        )
        for session in _listed(sessions)
    ]


def _listed(sessions: QuerySet[AdvisorySession]) -> QuerySet[AdvisorySession]:
    return sessions.select_related("participation__city", "participation__edition").order_by(
        "starts_at", "pk"
    )


def _amount(session: AdvisorySession, minutes: int) -> str:
    return amount(session.participation.edition, minutes)


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j E")


def _for_guide(user: User, at: datetime, where: Q) -> list[Waiting]:
    """The Guardian answers requests and settles; what is overdue waits for the Office as well."""
    overdue = Q(requested_at__lte=at - ANSWER_WITHIN)
    requests = _unanswered(_guarded(user) | _overseen(user) & overdue)
    long_ago = Q(recorded_at__lte=at - SETTLE_AFTER - SETTLE_WITHIN)
    sessions = _unsettled(user, _guarded(user) | _overseen(user) & long_ago, at)
    matters = [
        Waiting(
            title=_("Answer the request for advice"),
            url=reverse("advisory:request", args=[request.pk]),
            button=_("Answer the city"),
            city=request.participation.city.name,
            note=request.topic,
            since=request.requested_at,
            due_on=timezone.localdate(request.requested_at + ANSWER_WITHIN),
            decision=True,
        )
        for request in requests.filter(where)
    ]
    return matters + [
        Waiting(
            title=_("Settle a contested session")
            if session.state == SessionState.CONTESTED
            else _("Decide on a session the city has not confirmed"),
            url=reverse("advisory:session", args=[session.pk]),
            button=_("Look and settle"),
            city=session.participation.city.name,
            note=session.contest_reason or session.topic,
            since=session.recorded_at,
            due_on=timezone.localdate(session.recorded_at + SETTLE_AFTER + SETTLE_WITHIN)
            if session.recorded_at
            else None,
            decision=True,
        )
        for session in sessions.filter(where)
    ]


def _for_adviser(user: User, at: datetime, where: Q) -> list[Waiting]:
    matters = [
        Waiting(
            title=_("Record the session"),
            url=reverse("advisory:record", args=[session.pk]),
            button=_("Record"),
            city=session.participation.city.name,
            note=_("%(topic)s, %(day)s") % {"topic": session.topic, "day": _day(session.starts_at)},
            since=session.ends_at,
            due_on=timezone.localdate(session.ends_at + RECORD_WITHIN),
        )
        for session in to_record(user, at).filter(where)
    ]
    requests = AdvisoryRequest.objects.filter(
        where, adviser=user, state=RequestState.ACCEPTED, participation__in=arrangeable(user)
    ).exclude(sessions__state__in=[state for state in SessionState if state != SessionState.CANCELLED])
    return matters + [
        Waiting(
            title=_("Arrange a session"),
            url=f"{reverse('advisory:arrange', args=[request.participation_id])}?prosba={request.pk}",
            button=_("Arrange"),
            city=request.participation.city.name,
            note=request.topic,
            since=request.answered_at,
            due_on=timezone.localdate(request.answered_at + ANSWER_WITHIN) if request.answered_at else None,
        )
        for request in requests.select_related("participation__city").order_by("answered_at", "pk")
    ]


def ready_for_first_stage(user: User) -> QuerySet[Participation]:
    """Cities of the Office `user` works in that have agreement and coordinator but no open hours yet."""
    office = Membership.objects.of(Role.OFFICE).filter(user=user).values("programme")
    named = CoordinatorNaming.objects.filter(state=NamingState.IN_OFFICE).values("participation")
    own = user.representations.acting().values("city")
    return (
        Participation.objects.filter(edition__programme__in=office, state=State.AGREED, pk__in=named)
        .exclude(city__in=own)
        .select_related("city")
    )


def _for_office(user: User) -> list[Waiting]:
    return [
        Waiting(
            title=_("Open the first stage of advice"),
            url=reverse("advisory:city", args=[participation.pk]),
            button=_("Open the hours"),
            city=participation.city.name,
            since=participation.qualified_at,
            decision=True,
        )
        for participation in ready_for_first_stage(user).order_by("qualified_at", "pk")
    ]
