"""Who may open stages, ask, arrange, record, confirm, contest, settle and correct."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.participation import policies as participation_policies
from drogowskaz.participation import standing
from drogowskaz.participation.lifecycle import State
from drogowskaz.participation.models import Assignment, Participation
from drogowskaz.people.models import User
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
    RequestState,
    SessionState,
)
from .models import Account, AdvisoryRequest, AdvisorySession, Entry, EntryKind


def guides(user: User, participation: Participation) -> bool:
    """Say whether `user` watches over the advice of the city: as Guardian of its theme, or in the Office."""
    return standing.guards(user, participation) or standing.is_office(user, participation)


def _guide(user: User, participation: Participation, otherwise: str | Promise) -> Verdict:
    """Guardian or Office, but nobody of the city; `otherwise` is what all others are told."""
    if not guides(user, participation):
        return no(otherwise)
    return standing.nobodys_own(user, participation.city)


def can_open_stage(user: User, participation: Participation, stage: Stage, *, at: datetime) -> Verdict:
    """As for entering the stage, but nobody of the city; and nothing is still booked in an earlier one."""
    may_enter = participation_policies.can_enter_stage(user, participation, stage, at=at)
    if not may_enter:
        return may_enter
    nobodys_own = standing.nobodys_own(user, participation.city)
    if not nobodys_own:
        return nobodys_own
    if participation.accounts.filter(closed_at=None, reserved__gt=0).exists():
        return no(
            _("Time is still booked in the earlier stage. First its sessions are confirmed or cancelled.")
        )
    return YES


def can_ask(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The Local Coordinator, once a stage is open."""
    if not standing.coordinates(user, participation):
        return no(_("Only the local coordinator of the city asks for advice."))
    if participation.state != State.ADVISED or queries.open_account(participation) is None:
        return no(_("The office has not opened any hours of advice for the city yet."))
    return YES


def can_answer(user: User, request: AdvisoryRequest, *, at: datetime) -> Verdict:
    """The Guardian of the city's theme, or the Office where the Guardian is silent; nobody of the city."""
    guide = _guide(
        user, request.participation, _("Requests are answered by the guardian of the city's goal.")
    )
    if not guide:
        return guide
    if request.participation.state != State.ADVISED:
        return no(_("The city is not being advised now, so there is nothing to answer."))
    return ACCEPT.possible(request) and DECLINE.possible(request)


def can_cancel_request(user: User, request: AdvisoryRequest, *, at: datetime) -> Verdict:
    """The Local Coordinator, as long as nothing has come of it."""
    if not standing.coordinates(user, request.participation):
        return no(_("Only the local coordinator of the city takes a request back."))
    if request.sessions.exclude(state=SessionState.CANCELLED).exists():
        return no(_("A session has been arranged for this request. Cancel the session first."))
    return CANCEL_REQUEST.possible(request)


def can_close_request(user: User, request: AdvisoryRequest, *, at: datetime) -> Verdict:
    """Either side: the coordinator; or the adviser, the Guardian or the Office, but nobody else of the city."""
    participation = request.participation
    if standing.coordinates(user, participation):
        return CLOSE.possible(request)
    if not (request.adviser_id == user.pk or guides(user, participation)):
        return no(_("Only people who work on the request can close it."))
    nobodys_own = standing.nobodys_own(user, participation.city)
    return CLOSE.possible(request) if nobodys_own else nobodys_own


def can_end_adviser(user: User, assignment: Assignment, *, at: datetime) -> Verdict:
    """As for ending the assignment, once no session is arranged and no request open that only this adviser serves."""
    may_end = participation_policies.can_end_assignment(user, assignment, at=at)
    if not may_end:
        return may_end
    participation, adviser = assignment.participation, assignment.adviser
    if participation.sessions.filter(adviser=adviser, state=SessionState.ARRANGED).exists():
        return no(_("A session with this adviser is arranged. First it is recorded or cancelled."))
    if participation.requests.filter(adviser=adviser, state=RequestState.ACCEPTED).exists():
        return no(_("This adviser works on a request of the city. First close the request."))
    return YES


def can_arrange(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """An Adviser assigned to the city who does not act for it, once a stage is open."""
    if not standing.advises(user, participation):
        return no(_("Sessions are arranged by an adviser assigned to the city."))
    nobodys_own = standing.nobodys_own(user, participation.city)
    if not nobodys_own:
        return nobodys_own
    if participation.state != State.ADVISED or queries.open_account(participation) is None:
        return no(_("The city has no open hours of advice."))
    return YES


def can_cancel(user: User, session: AdvisorySession, *, at: datetime) -> Verdict:
    """Either side, before the session is recorded; the Guardian and the Office too, but nobody else of the city."""
    participation = session.participation
    if standing.coordinates(user, participation):
        return CANCEL.possible(session)
    if not (session.adviser_id == user.pk or guides(user, participation)):
        return no(_("A session is cancelled by the adviser or by the city's coordinator."))
    nobodys_own = standing.nobodys_own(user, participation.city)
    return CANCEL.possible(session) if nobodys_own else nobodys_own


def can_record(user: User, session: AdvisorySession, *, at: datetime) -> Verdict:
    """The Adviser of the session, once it has begun; not a person who acts for the city by now."""
    if session.adviser_id != user.pk:
        return no(_("Only the adviser of this session records the time."))
    nobodys_own = standing.nobodys_own(user, session.participation.city)
    if not nobodys_own:
        return nobodys_own
    if at < session.starts_at:
        return no(_("The session has not begun yet."))
    return RECORD.possible(session)


def _other_side(user: User, session: AdvisorySession) -> Verdict:
    if session.adviser_id == user.pk:
        return no(_("Advice is confirmed by another person than its adviser."))
    if not standing.coordinates(user, session.participation):
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
    guide = _guide(
        user, session.participation, _("Contested sessions are settled by the guardian of the city's goal.")
    )
    if not guide:
        return guide
    if (
        session.state == SessionState.TO_CONFIRM
        and session.recorded_at
        and at < session.recorded_at + queries.SETTLE_AFTER
    ):
        return no(_("The city has 14 days to confirm; after that the guardian decides."))
    return SETTLE.possible(session)


def can_reverse(user: User, entry: Entry, *, at: datetime) -> Verdict:
    """The Office, but nobody of the city, for used time that has not been reversed."""
    office = standing.decides(user, entry.account.participation)
    if not office:
        return office
    if entry.kind != EntryKind.USE:
        return no(_("Only used time can be reversed."))
    if Entry.objects.filter(ref=entry).exists():
        return no(_("This time has already been reversed."))
    return YES


def can_grant_more(user: User, account: Account, *, at: datetime) -> Verdict:
    """The Office, but nobody of the city, while the account is open."""
    office = standing.decides(user, account.participation)
    if not office:
        return office
    if account.opened_at is None or account.closed_at is not None:
        return no(_("This stage is closed, so nothing can be added to it."))
    return YES


def can_read_internal_note(user: User, participation: Participation) -> Verdict:
    """Adviser, Guardian and Office; never anybody who acts for the city."""
    if standing.acts_for(user, participation.city):
        return no(_("The city does not see this note."))
    if standing.advises(user, participation) or guides(user, participation):
        return YES
    return no(_("Only advisers, the guardian and the programme office see this note."))
