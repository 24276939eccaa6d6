"""Deeds with participations: admit, agree, name, assign, advance, withdraw."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drogowskaz.applications.lifecycle import State as ApplicationState
from drogowskaz.applications.mails import invite
from drogowskaz.applications.models import Application
from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.common.verdict import require
from drogowskaz.documents.models import Upload
from drogowskaz.people import actions as people
from drogowskaz.people.journal import record
from drogowskaz.people.models import Capacity, Representation, User
from drogowskaz.programmes.models import Edition, Path, Stage, Theme
from drogowskaz.registers.models import City

from . import mails, policies, queries
from .lifecycle import ADVISE, AGREE, CONFIRM, END, REFUSE, WITHDRAW, NamingState
from .models import Agreement, Assignment, CoordinatorNaming, Participation


class AlreadyTakesPart(Refusal):
    """The city is in the edition already."""

    message = _("This city already takes part in this edition.")


class ApplicationNeeded(Refusal):
    """The path leads through an application, and there is no fitting accepted one."""

    message = _("This path leads through an application. Choose an accepted application of this city.")


class EvidenceNeeded(Refusal):
    """The path has no application, so something else must show the achievements."""

    message = _("This path has no application. Write down which achievements are documented, and where.")


class AnotherEdition(Refusal):
    """Path or theme belong to another edition."""

    message = _("The path and the goal must belong to this edition.")


class NumberTaken(Refusal):
    """Another agreement has this number."""

    message = _("Another agreement has this number.")


class SignedTooEarly(Refusal):
    """A day of signing lies in the future."""

    message = _("The day of signing cannot lie in the future.")


class OneInOffice(Refusal):
    """Two people of the Office confirmed at once."""

    message = _("Another coordinator has just been confirmed for this city. Reload the page.")


class AlreadyAssigned(Refusal):
    """The adviser is assigned to the city."""

    message = _("This adviser is already assigned to the city.")


@transaction.atomic
def admit(
    edition: Edition,
    city: City,
    *,
    path: Path,
    theme: Theme,
    project_title: str,
    evidence: str,
    by: User,
    at: datetime,
    application: Application | None = None,
) -> Participation:
    """Let a city take part, qualified under `theme`; from now on its people and Guardian see it.

    A path through the open call needs the accepted application, which then gives theme and title; every other path
    needs `evidence` of documented achievements.

    Raises:
        PermissionDenied: `by` is not of the Office or acts for the city, or the edition is archived.
        ApplicationNeeded: there is no accepted application of this city where the path demands one.
        EvidenceNeeded: the path has no application and `evidence` is empty.
        AnotherEdition: path or theme belong elsewhere.
        AlreadyTakesPart: the city is in this edition.
    """
    require(policies.can_admit(by, edition, city, at=at))
    if path.edition_id != edition.pk or theme.edition_id != edition.pk:
        raise AnotherEdition
    if path.has_application:
        theme, project_title = _from_application(application, edition, city, theme, project_title)
    elif not evidence.strip():
        raise EvidenceNeeded
    once = dict.fromkeys(
        (
            "participation_once_per_edition",
            "participation_participation.application_id",
            "participation_participation_application_id_key",
        ),
        AlreadyTakesPart,
    )
    with refusing(once):
        participation = Participation.objects.create(
            edition=edition,
            city=city,
            path=path,
            theme=theme,
            application=application if path.has_application else None,
            project_title=project_title,
            evidence=evidence.strip(),
            qualified_at=at,
            qualified_by=by,
        )
    record("participation.admit", participation, by=by, at=at, theme=theme.number, path=path.key)
    mails.tell_admitted(participation, at=at)
    return participation


def _from_application(
    application: Application | None, edition: Edition, city: City, theme: Theme, project_title: str
) -> tuple[Theme, str]:
    fits = (
        application is not None
        and application.state == ApplicationState.ACCEPTED
        and application.city_id == city.pk
        and application.call.edition_id == edition.pk
    )
    if application is None or not fits:
        raise ApplicationNeeded
    return application.qualified_theme or theme, project_title.strip() or application.title


@transaction.atomic
def record_agreement(
    participation: Participation,
    *,
    number: str,
    city_signatory: str,
    city_function: str,
    city_signed_on: date,
    institution_signatory: str,
    institution_function: str,
    institution_signed_on: date,
    file: Upload,
    by: User,
    at: datetime,
) -> Agreement:
    """Record the agreement both sides have signed; it is in force from now on, and `file` holds its exact bytes.

    Raises:
        PermissionDenied: `by` is not of the Office, or there is an agreement already.
        SignedTooEarly: a day of signing lies in the future.
        NumberTaken: another agreement has `number`.
        TooLate: somebody has just recorded it.
    """
    require(policies.can_record_agreement(by, participation, at=at))
    if max(city_signed_on, institution_signed_on) > timezone.localdate(at):
        raise SignedTooEarly
    AGREE.make(participation)
    taken = dict.fromkeys(
        ("participation_agreement.number", "participation_agreement_number_key"), NumberTaken
    )
    with refusing(taken):
        agreement = Agreement.objects.create(
            participation=participation,
            number=number.strip(),
            city_signatory=city_signatory,
            city_function=city_function,
            city_signed_on=city_signed_on,
            institution_signatory=institution_signatory,
            institution_function=institution_function,
            institution_signed_on=institution_signed_on,
            upload=file,
            recorded_at=at,
            recorded_by=by,
        )
    facts = {"number": agreement.number, "sha256": file.sha256}
    record("participation.record_agreement", agreement, by=by, at=at, city=participation.city, **facts)
    mails.tell_agreement(agreement, at=at)
    return agreement


@transaction.atomic
def propose_coordinator(
    participation: Participation,
    *,
    name: str,
    email: str,
    by: User,
    at: datetime,
    position: str = "",
    public_name: bool = False,
) -> CoordinatorNaming:
    """Name the city's coordinator; the Office answers. The one in office stays until the new one is confirmed.

    Raises:
        PermissionDenied: `by` may not name for the city, or a proposal already waits.
    """
    require(policies.can_propose_coordinator(by, participation, at=at))
    naming = CoordinatorNaming.objects.create(
        participation=participation,
        name=name.strip(),
        email=email.strip().lower(),
        position=position.strip(),
        public_name=public_name,
        proposed_at=at,
        proposed_by=by,
    )
    record("participation.propose_coordinator", naming, by=by, at=at, city=participation.city)
    mails.ask_the_office(naming, at=at)
    return naming


@transaction.atomic
def confirm_coordinator(naming: CoordinatorNaming, *, by: User, at: datetime) -> None:
    """Put the proposed coordinator into office; the former one's right to act for the city ends.

    Whoever has an account may act at once; whoever has none gets an invitation.

    Raises:
        PermissionDenied: `by` is not of the Office, or proposed this person.
        TooLate: somebody has just answered.
        OneInOffice: another person of the Office confirmed somebody else at this moment.
    """
    require(policies.can_confirm_coordinator(by, naming, at=at))
    participation = naming.participation
    former = queries.coordinator(participation)
    if former:
        END.make(former, ended_at=at, ended_by=by)
    user = User.objects.filter(email__iexact=naming.email, is_active=True).first()
    with refusing({"coordinator_one_in_office": OneInOffice}):
        CONFIRM.make(naming, confirmed_at=at, confirmed_by=by, user=user)
    if former:
        _end_right(former, unless=user, by=by, at=at)
    record("participation.confirm_coordinator", naming, by=by, at=at, city=participation.city)
    if user:
        _give_right(naming, user, by=by, at=at)
    else:
        _invite(naming, by=by, at=at)
    mails.tell_confirmed(naming, at=at)


def _end_right(former: CoordinatorNaming, *, unless: User | None, by: User, at: datetime) -> None:
    """End the former's right, unless they coordinate another participation of the same city."""
    person = former.user or User.objects.filter(email__iexact=former.email).first()
    city = former.participation.city
    elsewhere = CoordinatorNaming.objects.filter(
        state=NamingState.IN_OFFICE, participation__city=city, email__iexact=former.email
    )
    if person is None or person == unless or elsewhere.exists():
        return
    for right in Representation.objects.filter(
        user=person, city=city, capacity=Capacity.LOCAL_COORDINATOR, ended_at=None
    ):
        people.end_representation(right, by=by, at=at)


def _give_right(naming: CoordinatorNaming, user: User, *, by: User, at: datetime) -> None:
    right, _made = Representation.objects.get_or_create(
        user=user,
        city=naming.participation.city,
        capacity=Capacity.LOCAL_COORDINATOR,
        ended_at=None,
        defaults={"asked_at": naming.proposed_at, "asked_by": naming.proposed_by},
    )
    if right.confirmed_at is None:
        people.confirm(right, by=by, at=at)


def _invite(naming: CoordinatorNaming, *, by: User, at: datetime) -> None:
    """Send the link; where an earlier one is still open, that one serves."""
    try:
        invited = people.invite(
            email=naming.email,
            name=naming.name,
            city=naming.participation.city,
            capacity=Capacity.LOCAL_COORDINATOR,
            by=by,
            at=at,
        )
    except people.AlreadyInvited:
        return
    invite(invited.invitation, invited.secret, naming.participation.edition, at=at)


@transaction.atomic
def refuse_coordinator(naming: CoordinatorNaming, *, reason: str, by: User, at: datetime) -> None:
    """Refuse a proposal; the city names somebody else.

    Raises:
        PermissionDenied: `by` is not of the Office, or proposed this person.
        TooLate: somebody has just answered.
    """
    require(policies.can_refuse_coordinator(by, naming, at=at))
    REFUSE.make(naming, answer_reason=reason)
    record(
        "participation.refuse_coordinator",
        naming,
        by=by,
        at=at,
        city=naming.participation.city,
        reason=reason,
    )
    mails.tell_refused(naming, at=at)


@transaction.atomic
def assign_adviser(
    participation: Participation, adviser: User, *, by: User, at: datetime, tell: bool = True
) -> Assignment:
    """Give the city an Adviser, who sees it from now on and gets a letter, unless the deed around this one sends it.

    Raises:
        PermissionDenied: `by` is neither the Guardian nor of the Office, or the person cannot advise this city.
        AlreadyAssigned: the adviser is assigned to it.
    """
    require(policies.can_assign_adviser(by, participation, at=at))
    require(policies.is_adviser(adviser, participation))
    with refusing({"assignment_once": AlreadyAssigned}):
        assignment = Assignment.objects.create(
            participation=participation, adviser=adviser, assigned_at=at, assigned_by=by
        )
    record(
        "participation.assign_adviser", assignment, by=by, at=at, city=participation.city, adviser=adviser.pk
    )
    if tell:
        mails.tell_assigned(assignment, at=at)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, reason: str, by: User, at: datetime) -> None:
    """Take an Adviser away from the city, who no longer sees it; `advisory.actions.end_adviser` looks at their work.

    Raises:
        PermissionDenied: `by` is neither the Guardian nor of the Office, or the adviser is no longer assigned.
        TooLate: somebody has just ended it.
    """
    require(policies.can_end_assignment(by, assignment, at=at))
    today = timezone.localdate(at)
    if not Assignment.objects.filter(pk=assignment.pk, ends_on=None).update(ends_on=today):
        raise TooLate
    assignment.ends_on = today
    city, person = assignment.participation.city, assignment.adviser
    record(
        "participation.end_assignment", assignment, by=by, at=at, city=city, adviser=person.pk, reason=reason
    )
    mails.tell_ended(assignment, reason=reason, at=at)


@transaction.atomic
def withdraw(participation: Participation, *, reason: str, by: User, at: datetime) -> None:
    """End the city's part before its time, with the reason the public page will keep.

    Raises:
        PermissionDenied: `by` is neither the mayor nor of the Office.
        TooLate: somebody has just ended it.
    """
    require(policies.can_withdraw(by, participation, at=at))
    WITHDRAW.make(participation, withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason)
    record("participation.withdraw", participation, by=by, at=at, reason=reason)
    mails.tell_withdrawn(participation, at=at)


@transaction.atomic
def enter_stage(participation: Participation, stage: Stage, *, by: User, at: datetime) -> None:
    """Bring the city into a stage of advice; `advisory.actions.open_stage` opens its account in the same deed.

    Raises:
        PermissionDenied: there is no agreement or coordinator, or the stage does not follow.
        TooLate: somebody has just moved the city.
    """
    require(policies.can_enter_stage(by, participation, stage, at=at))
    ADVISE.make(participation, stage=stage)
    record("participation.enter_stage", participation, by=by, at=at, stage=stage.number)
