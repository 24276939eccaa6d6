"""Deeds of the Office: open an edition, announce and extend its call, give and end roles."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.common.verdict import require
from drogowskaz.people.journal import record
from drogowskaz.people.models import User

from . import policies, queries
from .lifecycle import ARCHIVE, OPEN
from .mails import send
from .models import Call, Edition, Extension, Guardianship, Membership, Programme, Theme
from .roles import Role

ONE_MINUTE = timedelta(minutes=1)
TABLE = "UNIQUE constraint failed: programmes_"


class WrongDates(Refusal):
    """The moments of a call do not follow one another."""

    message = _("A call closes after it opens, and its results come after that.")


class CallIsThere(TooLate):
    """Somebody announced the call first."""

    message = _("Somebody else has just announced the call. Reload the page.")


class NotLater(Refusal):
    """A deadline moves to a later moment only."""

    message = _("The new deadline must be later than the present one, and still to come.")


class AfterResults(Refusal):
    """Cities have been promised an answer by a day that would come before the new deadline."""

    message = _("Results of this call are promised by %(day)s. The call has to close before that day.")

    def __init__(self, results_on: date) -> None:
        super().__init__(self.message % {"day": date_format(results_on, "j E Y")})


class OverAlready(Refusal):
    """Nobody could hand anything in."""

    message = _("The last day of the call has passed already.")


class ReasonNeeded(Refusal):
    """The reason is read by everybody who is preparing an application."""

    message = _("Say why the deadline is moved. Cities will read it.")


class NotToOneself(Refusal):
    """Nobody gives roles to themselves."""

    message = _("Nobody can give a role to themselves. Ask another person of the programme office.")


class HasItAlready(Refusal):
    """The person has this role."""

    message = _("This person has this role already.")


class WhyMissing(Refusal):
    """A role ends for a reason that somebody can read later."""

    message = _("Say why it ends. The journal keeps it.")


class LastOfTheOffice(Refusal):
    """Without the Office nobody could run the programme."""

    message = _("The last person of the programme office cannot go. Add another one first.")


@transaction.atomic
def open_edition(edition: Edition, *, by: User, at: datetime) -> None:
    """Let the edition run: the public sees it, and its preset is never loaded again.

    Raises:
        PermissionDenied: `by` is not of the Office, or the edition is not in preparation.
        TooLate: somebody has just opened it.
    """
    require(policies.can_open_edition(by, edition, at=at))
    OPEN.make(edition, opened_at=at, opened_by=by)
    record("programmes.open_edition", edition, by=by, at=at, preset=edition.preset_sha256)


@transaction.atomic
def archive_edition(edition: Edition, *, by: User, at: datetime) -> None:
    """Close the edition: it can be read by everybody and changed by nobody.

    Raises:
        PermissionDenied: `by` is not of the Office, or its projects are still under way.
        TooLate: somebody has just archived it.
    """
    require(policies.can_archive_edition(by, edition, at=at))
    ARCHIVE.make(edition, archived_at=at, archived_by=by)
    record("programmes.archive_edition", edition, by=by, at=at)


@transaction.atomic
def announce_call(
    edition: Edition, *, opens_at: datetime, closes_at: datetime, results_on: date, by: User, at: datetime
) -> Call:
    """Say when applications can be handed in: from `opens_at` until just before `closes_at`.

    Raises:
        PermissionDenied: `by` is not of the Office, the edition does not run, or its call is announced already.
        WrongDates: the call closes before it opens, or its results come before it closes.
        OverAlready: it would be closed from the first.
        CallIsThere: somebody was faster.
    """
    require(policies.can_announce_call(by, edition, at=at))
    if closes_at <= opens_at or results_on < timezone.localdate(closes_at - ONE_MINUTE):
        raise WrongDates
    if closes_at <= at:
        raise OverAlready
    with refusing({f"{TABLE}call.edition_id": CallIsThere, "programmes_call_edition_id_key": CallIsThere}):
        call = Call.objects.create(
            edition=edition,
            opens_at=opens_at,
            closes_at=closes_at,
            results_on=results_on,
            announced_at=at,
            announced_by=by,
        )
    record("programmes.announce_call", call, by=by, at=at, opens_at=opens_at, closes_at=closes_at)
    return call


@transaction.atomic
def extend(
    call: Call, *, to_at: datetime, reason: str, tell: Iterable[User], by: User, at: datetime
) -> Extension:
    """Move the deadline of a call to `to_at`; the old one stays readable with `reason`. A closed call opens again.

    Everybody in `tell` gets a letter; the caller knows who has a draft.

    Raises:
        PermissionDenied: `by` is not of the Office, or the edition does not run.
        NotLater: `to_at` is not after the present deadline and after `at`.
        AfterResults: the day by which results are promised would come first.
        ReasonNeeded: there is no reason.
        TooLate: somebody has just moved the deadline.
    """
    require(policies.can_extend(by, call, at=at))
    if to_at <= call.closes_at or to_at <= at:
        raise NotLater
    if call.results_on <= timezone.localdate(to_at - ONE_MINUTE):
        raise AfterResults(call.results_on)
    if not reason.strip():
        raise ReasonNeeded
    before = call.closes_at
    if not Call.objects.filter(pk=call.pk, closes_at=before).update(closes_at=to_at):
        raise TooLate
    call.closes_at = to_at
    extension = Extension.objects.create(
        call=call, from_at=before, to_at=to_at, reason=reason.strip(), extended_at=at, extended_by=by
    )
    record("programmes.extend", call, by=by, at=at, from_at=before, to_at=to_at, reason=extension.reason)
    for person in tell:
        send(
            "call_extended",
            call.edition,
            to=person,
            page=("applications:list",),
            at=at,
            old=_last_moment(before, person.language),
            new=_last_moment(to_at, person.language),
            reason=extension.reason,
        )
    return extension


def _last_moment(closes_at: datetime, language: str) -> str:
    """The last minute in which an application can be handed in, as people write it."""
    with override(language):
        return date_format(timezone.localtime(closes_at - ONE_MINUTE), "j E Y, H:i")


@transaction.atomic
def add_membership(
    programme: Programme, user: User, *, role: str, starts_on: date, by: User, at: datetime
) -> Membership:
    """Give `user` a role in `programme` from a day on.

    Raises:
        PermissionDenied: `by` is not of the Office.
        NotToOneself: `by` is the person.
        HasItAlready: the person has the role.
    """
    require(policies.can_add_membership(by, programme, at=at))
    if user == by:
        raise NotToOneself
    columns = ", ".join(f"programmes_membership.{name}" for name in ("programme_id", "user_id", "role"))
    with refusing({"membership_once": HasItAlready, f"UNIQUE constraint failed: {columns}": HasItAlready}):
        membership = Membership.objects.create(
            programme=programme, user=user, role=Role(role), starts_on=starts_on
        )
    record("programmes.add_membership", membership, by=by, at=at, person=user.pk, role=role)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, reason: str, by: User, at: datetime) -> None:
    """End a role today, for a reason the journal keeps.

    An Office always keeps at least one person, also when two end each other at once.

    Raises:
        PermissionDenied: `by` is not of the Office, the role has ended, or it is the last of the Office.
        WhyMissing: no reason is given.
        LastOfTheOffice: the other one has just gone.
        TooLate: somebody has just ended it.
    """
    require(policies.can_end_membership(by, membership, at=at))
    if not reason.strip():
        raise WhyMissing
    # Both write the programme's row first, so the second to come counts what the first has left.
    Programme.objects.filter(pk=membership.programme_id).update(name_pl=membership.programme.name_pl)
    today = timezone.localdate(at)
    if not Membership.objects.filter(pk=membership.pk, ends_on=None).update(ends_on=today):
        raise TooLate
    membership.ends_on = today
    if membership.role == Role.OFFICE and not queries.office_of(membership.programme).exists():
        raise LastOfTheOffice
    person = membership.user
    said = reason.strip()
    record(
        "programmes.end_membership",
        membership,
        by=by,
        at=at,
        person=person.pk,
        role=membership.role,
        reason=said,
    )


@transaction.atomic
def add_guardianship(theme: Theme, user: User, *, starts_on: date, by: User, at: datetime) -> Guardianship:
    """Make `user` a Guardian of `theme` from a day on; they see the cities qualified under it.

    Raises:
        PermissionDenied: `by` is not of the Office, or the edition is archived.
        NotToOneself: `by` is the person.
        HasItAlready: the person guards the theme.
    """
    require(policies.can_add_guardianship(by, theme.edition, at=at))
    if user == by:
        raise NotToOneself
    columns = "programmes_guardianship.theme_id, programmes_guardianship.user_id"
    with refusing({"guardianship_once": HasItAlready, f"UNIQUE constraint failed: {columns}": HasItAlready}):
        guardianship = Guardianship.objects.create(theme=theme, user=user, starts_on=starts_on)
    record("programmes.add_guardianship", guardianship, by=by, at=at, person=user.pk, theme=theme.number)
    return guardianship


@transaction.atomic
def end_guardianship(guardianship: Guardianship, *, reason: str, by: User, at: datetime) -> None:
    """End a Guardian's care for a theme today, for a reason the journal keeps.

    Raises:
        PermissionDenied: `by` is not of the Office, or it has ended.
        WhyMissing: no reason is given.
        TooLate: somebody has just ended it.
    """
    require(policies.can_end_guardianship(by, guardianship, at=at))
    if not reason.strip():
        raise WhyMissing
    today = timezone.localdate(at)
    if not Guardianship.objects.filter(pk=guardianship.pk, ends_on=None).update(ends_on=today):
        raise TooLate
    guardianship.ends_on = today
    said, person = reason.strip(), guardianship.user
    record("programmes.end_guardianship", guardianship, by=by, at=at, person=person.pk, reason=said)
