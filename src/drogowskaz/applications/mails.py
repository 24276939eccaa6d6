"""Letters about applications and about who acts for a city; the words are those of the edition's preset."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override

from drogowskaz.people.models import Capacity, Invitation, Representation, User
from drogowskaz.programmes import mails
from drogowskaz.programmes.models import Edition

from .models import Application
from .queries import office_of, people_of


def confirm_submission(application: Application, *, to: User, at: datetime) -> None:
    """Tell the person who handed it in: number, time to the second, hash of what was frozen."""
    with override(to.language):
        moment = date_format(localtime(at), "j E Y, H:i:s")
    mails.send(
        "application_submitted",
        application.call.edition,
        at=at,
        page=("applications:detail", application.pk),
        to=to,
        city=application.city,
        number=application.number or "",
        moment=moment,
        sha256=application.frozen_sha256,
    )


def confirm_withdrawal(application: Application, *, at: datetime) -> None:
    """Tell everybody acting for the city that its application has been taken back."""
    for person in people_of(application.city):
        _send("application_withdrawn", application, person, at=at)


def announce_acceptance(application: Application, *, at: datetime) -> None:
    """Prepare the letters to the city's people; they wait until the Office releases them."""
    for person in people_of(application.city):
        with override(person.language):
            theme = str(application.qualified_theme)
        reason = application.decision_reason
        _send("application_accepted", application, person, at=at, hold=True, theme=theme, reason=reason)


def announce_rejection(application: Application, *, at: datetime) -> None:
    """Prepare the letters to the city's people; they wait until the Office releases them."""
    for person in people_of(application.city):
        reason = application.decision_reason
        _send("application_rejected", application, person, at=at, hold=True, reason=reason)


def _send(
    key: str, application: Application, person: User, *, at: datetime, hold: bool = False, **words: str
) -> None:
    mails.send(
        key,
        application.call.edition,
        at=at,
        page=("applications:detail", application.pk),
        to=person,
        city=application.city,
        hold=hold,
        number=application.number or "",
        **words,
    )


def _capacity(capacity: str, language: str) -> str:
    with override(language):
        return str(Capacity(capacity).label)


def invite(invitation: Invitation, secret: str, edition: Edition, *, at: datetime) -> None:
    """Send the link of an invitation to the invited address."""
    with override("pl"):
        until = date_format(localtime(invitation.expires_at), "j E Y, H:i")
    mails.send(
        "invitation",
        edition,
        at=at,
        page=("acting:invitation", secret),
        address=invitation.email,
        name=invitation.name,
        city=invitation.city,
        capacity=_capacity(invitation.capacity, "pl"),
        until=until,
    )


def ask_office(representation: Representation, edition: Edition, *, at: datetime) -> None:
    """Tell the Office that somebody asks to act for a city."""
    for person in office_of(edition):
        mails.send(
            "representation_asked",
            edition,
            at=at,
            page=("acting:requests",),
            to=person,
            city=representation.city,
            person=representation.user.name,
            capacity=_capacity(representation.capacity, person.language),
        )


def confirm_representation(representation: Representation, edition: Edition, *, at: datetime) -> None:
    """Tell the person that they act for the city from now on."""
    mails.send(
        "representation_confirmed",
        edition,
        at=at,
        page=("desk:home",),
        to=representation.user,
        city=representation.city,
        capacity=_capacity(representation.capacity, representation.user.language),
    )


def refuse_representation(
    representation: Representation, edition: Edition, *, reason: str, at: datetime
) -> None:
    """Tell the person why they do not act for the city, and where to ask again."""
    mails.send(
        "representation_refused",
        edition,
        at=at,
        page=("acting:choose_city",),
        to=representation.user,
        city=representation.city,
        capacity=_capacity(representation.capacity, representation.user.language),
        reason=reason,
    )
