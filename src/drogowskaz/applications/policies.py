"""Who may do what with an application, a call and a request to act for a city, and when."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.people import policies as people
from drogowskaz.people.models import Invitation, Representation, User
from drogowskaz.programmes.models import Call
from drogowskaz.programmes.queries import is_office
from drogowskaz.registers.models import City

from .lifecycle import ACCEPT, REJECT, SUBMIT, WITHDRAW, State
from .models import Application
from .queries import in_an_office


def _is_open(call: Call, at: datetime) -> Verdict:
    if call.is_open(at):
        return YES
    if at < call.opens_at:
        return no(_("The call is not open yet."))
    if at >= call.closes_at:
        last = localtime(call.closes_at - timedelta(microseconds=1))
        moment = {"day": date_format(last, "j E Y"), "time": date_format(last, "H:i")}
        return no(_("The call closed on %(day)s at %(time)s. Your draft stays.") % moment)
    return no(_("The call is not open."))


def can_start(user: User, call: Call, city: City, *, at: datetime) -> Verdict:
    """People of a city begin its application while the call is open."""
    if not user.represents(city):
        return no(_("Only people acting for the city can begin its application."))
    return _is_open(call, at)


def can_edit(user: User, application: Application, *, at: datetime) -> Verdict:
    """People of the city write in the draft, also after the deadline."""
    if not user.represents(application.city):
        return no(_("Only people acting for the city can change its application."))
    if application.state != State.DRAFT:
        return no(_("The application has been handed in or withdrawn. It can no longer be changed."))
    return YES


def can_submit(user: User, application: Application, *, at: datetime) -> Verdict:
    """People of the city hand in its draft while the call is open."""
    if not user.represents(application.city):
        return no(_("Only people acting for the city can hand in its application."))
    possible = SUBMIT.possible(application)
    return _is_open(application.call, at) if possible else possible


def can_withdraw(user: User, application: Application, *, at: datetime) -> Verdict:
    """People of the city take its application back until it is decided."""
    if not user.represents(application.city):
        return no(_("Only people acting for the city can withdraw its application."))
    return WITHDRAW.possible(application)


def _nobodys_own(user: User, city: City, own: Collection[int] | None = None) -> Verdict:
    """`own` are the cities of `user`, where they have been looked up before."""
    if user.represents(city) if own is None else city.pk in own:
        return no(_("Nobody decides about their own city. Another person of the office has to do it."))
    return YES


def _can_decide(user: User, application: Application) -> Verdict:
    if not is_office(user, application.call.edition):
        return no(_("Only the programme office decides on applications."))
    return _nobodys_own(user, application.city)


def can_accept(user: User, application: Application, *, at: datetime) -> Verdict:
    """The Office accepts what has been handed in, but nobody the own city."""
    return _can_decide(user, application) and ACCEPT.possible(application)


def can_reject(user: User, application: Application, *, at: datetime) -> Verdict:
    """The Office rejects what has been handed in, but nobody the own city."""
    return _can_decide(user, application) and REJECT.possible(application)


def can_see_requests(user: User, *, at: datetime) -> Verdict:
    """The Office of any programme sees who asks to act for a city."""
    if not in_an_office(user):
        return no(_("Only the programme office sees this page."))
    return YES


def can_confirm_representation(user: User, representation: Representation, *, at: datetime) -> Verdict:
    """The Office of any programme answers a request, but nobody the own one, nor one to act for the own city."""
    ((_, verdict),) = answers_to(user, [representation], at=at)
    return verdict


def answers_to(
    user: User, requests: Iterable[Representation], *, at: datetime
) -> list[tuple[Representation, Verdict]]:
    """Each request with whether `user` may answer it; who the user is gets asked once for all of them."""
    office = can_see_requests(user, at=at)
    own = set(user.representations.acting().values_list("city", flat=True))
    return [
        (one, office and people.can_answer(user, one, at=at) and _nobodys_own(user, one.city, own))
        for one in requests
    ]


can_refuse_representation = can_confirm_representation


def can_invite(user: User, city: City, capacity: str, *, at: datetime) -> Verdict:
    """The Office of any programme invites anybody; people of a city, also of the Office, as `people.policies` says."""
    if in_an_office(user) and not user.represents(city):
        return YES
    return people.can_invite(user, city, capacity, at=at)


def can_revoke(user: User, invitation: Invitation, *, at: datetime) -> Verdict:
    """The Office of any programme, or people of the city, while the invitation is open."""
    return people.is_pending(invitation) if in_an_office(user) else people.can_revoke(user, invitation, at=at)


def can_end_representation(user: User, representation: Representation, *, at: datetime) -> Verdict:
    """The person, the mayor for coordinators, or somebody of an Office who does not act for the city."""
    if representation.ended_at is None and in_an_office(user) and not user.represents(representation.city):
        return YES
    return people.can_end_representation(user, representation, at=at)


def can_see_people_of(user: User, city: City, *, at: datetime) -> Verdict:
    """Who acts for a city is seen by its own people and the Office of any programme."""
    return YES if in_an_office(user) else people.can_see_people_of(user, city, at=at)
