"""Who may open stages, ask, arrange, record, confirm, contest, settle and correct."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.participation import policies as participation_policies
from drogowskaz.participation.lifecycle import State
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.models import Stage

from . import queries
from .lifecycle import (
    ACCEPT,
    CANCEL,
    CANCEL_REQUEST,
    CLOSE,
    CONFIRM,
    CONTEST,
    DECLINE,
    RECORD,
    SETTLE,
    SessionState,
)
from .models import Account, AdvisoryRequest, AdvisorySession, Entry, EntryKind

SETTLE_AFTER = timedelta(days=14)  # decision 26: silence never approves; the Guardian decides then


def is_coordinator(user: User, participation: Participation) -> bool:
    """Say whether `user` acts for the city as its Local Coordinator."""
    return user.represents(participation.city, Capacity.LOCAL_COORDINATOR)


def is_adviser(user: User, participation: Participation) -> bool:
    """Say whether `user` is assigned to the city as its Adviser now."""
    return participation.assignments.filter(adviser=user, ends_on=None).exists()


def _guides(user: User, participation: Participation) -> bool:
    """The Guardian of the city's theme, or the Office."""
    if participation.theme and programmes.guards(user, participation.theme):
        return True
    return programmes.is_office(user, participation.edition)


def _nobodys_own(user: User, participation: Participation) -> Verdict:
    if user.represents(participation.city):
        return no(_("You act for this city, so somebody else decides about its hours."))
    return YES


def _office(user: User, participation: Participation) -> Verdict:
    if not programmes.is_office(user, participation.edition):
        return no(_("Only the programme office can do this."))
    return _nobodys_own(user, participation)


def can_open_stage(user: User, participation: Participation, stage: Stage, *, at: datetime) -> Verdict:
    """As for entering the stage; and nothing is still booked in an earlier one."""
    may_enter = participation_policies.can_enter_stage(user, participation, stage, at=at)
    if not may_enter:
        return may_enter
    if participation.accounts.filter(closed_at=None, reserved__gt=0).exists():
        return no(
            _("Time is still booked in the earlier stage. First its sessions are confirmed or cancelled.")
        )
    return YES


def can_ask(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Local Coordinator, once a stage is open."""
    if not is_coordinator(user, participation):
        return no(_("Only the local coordinator of the city asks for advice."))
    if participation.state != State.ADVISED or queries.open_account(participation) is None:
        return no(_("The office has not opened any hours of advice for the city yet."))
    return YES


def can_answer(user: User, request: AdvisoryRequest, *, at: datetime) -> Verdict:
    """The Guardian of the city's theme, or the Office where the Guardian is silent."""
    if not _guides(user, request.participation):
        return no(_("Requests are answered by the guardian of the city's goal."))
    return ACCEPT.possible(request) and DECLINE.possible(request)


def can_cancel_request(user: User, request: AdvisoryRequest, *, at: datetime) -> Verdict:
    """The Local Coordinator, as long as nothing has come of it."""
    if not is_coordinator(user, request.participation):
        return no(_("Only the local coordinator of the city takes a request back."))
    if request.sessions.exclude(state=SessionState.CANCELLED).exists():
        return no(_("A session has been arranged for this request. Cancel the session first."))
    return CANCEL_REQUEST.possible(request)


def can_close_request(user: User, request: AdvisoryRequest, *, at: datetime) -> Verdict:
    """Anybody who works on it: the coordinator, the adviser, the Guardian or the Office."""
    participation = request.participation
    if not (
        is_coordinator(user, participation) or request.adviser_id == user.pk or _guides(user, participation)
    ):
        return no(_("Only people who work on the request can close it."))
    return CLOSE.possible(request)


def can_arrange(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """An Adviser assigned to the city, once a stage is open."""
    if not is_adviser(user, participation):
        return no(_("Sessions are arranged by an adviser assigned to the city."))
    if participation.state != State.ADVISED or queries.open_account(participation) is None:
        return no(_("The city has no open hours of advice."))
    return YES


def can_cancel(user: User, session: AdvisorySession, *, at: datetime) -> Verdict:
    """Either side, before the session is recorded; the Guardian and the Office too."""
    participation = session.participation
    if not (
        session.adviser_id == user.pk or is_coordinator(user, participation) or _guides(user, participation)
    ):
        return no(_("A session is cancelled by the adviser or by the city's coordinator."))
    return CANCEL.possible(session)


def can_record(user: User, session: AdvisorySession, *, at: datetime) -> Verdict:
    """The Adviser of the session, once it has begun."""
    if session.adviser_id != user.pk:
        return no(_("Only the adviser of this session records the time."))
    if at < session.starts_at:
        return no(_("The session has not begun yet."))
    return RECORD.possible(session)


def _other_side(user: User, session: AdvisorySession) -> Verdict:
    if session.adviser_id == user.pk:
        return no(_("Advice is confirmed by another person than its adviser."))
    if not is_coordinator(user, session.participation):
        return no(_("Only the local coordinator of the city confirms advice."))
    return YES


def can_confirm(user: User, session: AdvisorySession, *, at: datetime) -> Verdict:
    """The Local Coordinator, who is not the adviser."""
    other = _other_side(user, session)
    return CONFIRM.possible(session) if other else other


def can_contest(user: User, session: AdvisorySession, *, at: datetime) -> Verdict:
    """As for confirming."""
    other = _other_side(user, session)
    return CONTEST.possible(session) if other else other


def can_settle(user: User, session: AdvisorySession, *, at: datetime) -> Verdict:
    """Guardian or Office, neither adviser nor of the city: what is contested at once, what is silent after 14 days."""
    if session.adviser_id == user.pk:
        return no(_("You advised the city, so somebody else settles it."))
    if not _guides(user, session.participation):
        return no(_("Contested sessions are settled by the guardian of the city's goal."))
    nobodys_own = _nobodys_own(user, session.participation)
    if not nobodys_own:
        return nobodys_own
    if (
        session.state == SessionState.TO_CONFIRM
        and session.recorded_at
        and at < session.recorded_at + SETTLE_AFTER
    ):
        return no(_("The city has 14 days to confirm; after that the guardian decides."))
    return SETTLE.possible(session)


def can_reverse(user: User, entry: Entry, *, at: datetime) -> Verdict:
    """The Office, but nobody of the city, for used time that has not been reversed."""
    office = _office(user, entry.account.participation)
    if not office:
        return office
    if entry.kind != EntryKind.USE:
        return no(_("Only used time can be reversed."))
    if Entry.objects.filter(ref=entry).exists():
        return no(_("This time has already been reversed."))
    return YES


def can_grant_more(user: User, account: Account, *, at: datetime) -> Verdict:
    """The Office, but nobody of the city, while the account is open."""
    office = _office(user, account.participation)
    if not office:
        return office
    if account.opened_at is None or account.closed_at is not None:
        return no(_("This stage is closed, so nothing can be added to it."))
    return YES


def can_read_internal_note(user: User, participation: Participation) -> Verdict:
    """Adviser, Guardian and Office; never anybody who acts for the city."""
    if user.represents(participation.city):
        return no(_("The city does not see this note."))
    if is_adviser(user, participation) or _guides(user, participation):
        return YES
    return no(_("Only advisers, the guardian and the programme office see this note."))
