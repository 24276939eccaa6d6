"""Deeds about who acts for a city.

They hold what people and cities can decide. The Office's word, the letters and the programme are added above, in
`applications.acting`, because this app knows nothing of programmes; `confirm`, `refuse` and the Office's `invite`,
`revoke` and `end` are called from there.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.common.verdict import require
from drogowskaz.registers.models import City

from . import policies
from .journal import record
from .models import Capacity, Invitation, Representation, User

VALID_FOR = timedelta(days=7)


class AlreadyAsked(Refusal):
    """The person acts for the city already, or waits for the answer."""

    message = _(
        "You already act for this city in this capacity, or your request is waiting for the programme office."
    )


class AlreadyInvited(Refusal):
    """An invitation of the same person to the same city is still open."""

    message = _(
        "This person has an open invitation to this city. Take it back first if you want to send another."
    )


class AlreadyAnswered(TooLate):
    """Somebody was faster."""

    message = _("Somebody else has just answered this. Reload the page.")


ASKED_ONCE = {
    "representation_once": AlreadyAsked,
    "UNIQUE constraint failed: people_representation.user_id, people_representation.city_id,"
    " people_representation.capacity": AlreadyAsked,
}


@dataclass(frozen=True)
class Invited:
    """An invitation and the secret of its link, which is nowhere stored."""

    invitation: Invitation
    secret: str


def digest(secret: str) -> str:
    """What is stored of an invitation's secret."""
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def ask_to_represent(city: City, *, capacity: str, by: User, at: datetime) -> Representation:
    """Ask to act for `city`; it counts once the Office has confirmed it.

    Raises:
        PermissionDenied: the city no longer exists.
        AlreadyAsked: the person acts for it already, or has asked before.
    """
    require(policies.can_ask_to_represent(by, city, at=at))
    with refusing(ASKED_ONCE):
        representation = Representation.objects.create(
            user=by, city=city, capacity=Capacity(capacity), asked_at=at, asked_by=by
        )
    record("people.ask_to_represent", representation, by=by, at=at, capacity=capacity)
    return representation


@transaction.atomic
def confirm(representation: Representation, *, by: User, at: datetime) -> None:
    """Let the person act for the city from now on. The caller has checked that `by` works in an Office.

    Raises:
        PermissionDenied: `by` asked for it themselves, or it has been answered.
        AlreadyAnswered: somebody was faster.
    """
    require(policies.can_answer(by, representation, at=at))
    _stamp(representation, confirmed_at=at, confirmed_by=by)
    record("people.confirm_representation", representation, by=by, at=at, capacity=representation.capacity)


@transaction.atomic
def refuse(representation: Representation, *, reason: str, by: User, at: datetime) -> None:
    """Refuse a request to act for a city; the person may ask again. The caller has checked as for `confirm`.

    Raises:
        PermissionDenied: `by` asked for it themselves, or it has been answered.
        AlreadyAnswered: somebody was faster.
    """
    require(policies.can_answer(by, representation, at=at))
    _stamp(representation, ended_at=at, ended_by=by)
    record("people.refuse_representation", representation, by=by, at=at, reason=reason)


def _stamp(representation: Representation, **stamps: object) -> None:
    waiting = Representation.objects.waiting().filter(pk=representation.pk)
    if not waiting.update(**stamps):
        raise AlreadyAnswered
    for name, value in stamps.items():
        setattr(representation, name, value)


@transaction.atomic
def end_representation(representation: Representation, *, by: User, at: datetime) -> None:
    """End a person's right to act for the city; what they did stays.

    The caller has checked that `by` may (`policies.can_end_representation`, or as the Office).

    Raises:
        AlreadyAnswered: it has ended already.
    """
    if not Representation.objects.filter(pk=representation.pk, ended_at=None).update(
        ended_at=at, ended_by=by
    ):
        raise AlreadyAnswered
    representation.ended_at, representation.ended_by = at, by
    record("people.end_representation", representation, by=by, at=at, capacity=representation.capacity)


@transaction.atomic
def invite(*, email: str, name: str, city: City, capacity: str, by: User, at: datetime) -> Invited:
    """Make an invitation to act for `city`, valid for 7 days. The caller has checked who may, and posts the letter.

    Only a digest of the secret is stored, so nobody can read the link out of the database. An earlier invitation of the
    person to the city that has expired is taken back; of two at the same moment the database lets one in.

    Raises:
        AlreadyInvited: the person has an open invitation to the city.
    """
    address = email.strip().lower()
    expired = Invitation.objects.filter(
        email=address, city=city, accepted_at=None, revoked_at=None, expires_at__lte=at
    )
    for one in expired:
        revoke_invitation(one, by=by, at=at)
    secret = secrets.token_urlsafe(32)
    with refusing({"invitation_open_once": AlreadyInvited}):
        invitation = Invitation.objects.create(
            email=address,
            name=name,
            city=city,
            capacity=Capacity(capacity),
            token=digest(secret),
            expires_at=at + VALID_FOR,
            invited_at=at,
            invited_by=by,
        )
    record("people.invite", invitation, by=by, at=at, capacity=capacity)
    return Invited(invitation, secret)


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Take an invitation back; its link stops working. The caller has checked who may.

    Raises:
        AlreadyAnswered: it has been accepted or taken back already.
    """
    pending = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not pending.update(revoked_at=at, revoked_by=by):
        raise AlreadyAnswered
    invitation.revoked_at, invitation.revoked_by = at, by
    record("people.revoke_invitation", invitation, by=by, at=at)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User, at: datetime) -> Representation:
    """Act for the city from now on, confirmed by the person who invited.

    Raises:
        PermissionDenied: the invitation is used, taken back or expired, or was sent to another address.
        AlreadyAnswered: it has been accepted in another window.
    """
    require(policies.can_accept_invitation(by, invitation, at=at))
    pending = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not pending.update(accepted_at=at, accepted_by=by):
        raise AlreadyAnswered
    invitation.accepted_at, invitation.accepted_by = at, by
    representation, _made = Representation.objects.get_or_create(
        user=by,
        city=invitation.city,
        capacity=invitation.capacity,
        ended_at=None,
        defaults={"asked_at": at, "asked_by": by},
    )
    confirming = {"confirmed_at": at, "confirmed_by": invitation.invited_by}
    if Representation.objects.waiting().filter(pk=representation.pk).update(**confirming):
        representation.confirmed_at, representation.confirmed_by = at, invitation.invited_by
    record("people.accept_invitation", representation, by=by, at=at, capacity=invitation.capacity)
    return representation


@transaction.atomic
def introduce(user: User, *, name: str, language: str, by: User, at: datetime) -> None:
    """Change the name others see and the language of letters; each person does it for themselves."""
    require(policies.can_introduce(by, user))
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    record("people.introduce", user, by=by, at=at, language=language)
