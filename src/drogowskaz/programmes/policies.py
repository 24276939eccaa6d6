"""Who may set up what: the Office of the programme."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.people.models import User

from . import queries
from .lifecycle import ARCHIVE, OPEN, EditionState
from .models import Call, Edition, Guardianship, Membership, Programme
from .roles import Role


def _office(user: User, programme: Programme) -> Verdict:
    if queries.holds(user, Role.OFFICE, programme):
        return YES
    return no(_("Only the programme office can do this."))


def can_open_edition(user: User, edition: Edition, *, at: datetime) -> Verdict:
    """Make a prepared edition public and let it run."""
    office = _office(user, edition.programme)
    return OPEN.possible(edition) if office else office


def can_archive_edition(user: User, edition: Edition, *, at: datetime) -> Verdict:
    """Close a running edition for good, once its projects have ended; it stays public."""
    office = _office(user, edition.programme)
    if not office:
        return office
    if edition.state == EditionState.RUNNING and timezone.localdate(at) <= edition.projects_end_on:
        return no(_("Projects of this edition are still under way."))
    return ARCHIVE.possible(edition)


def can_announce_call(user: User, edition: Edition, *, at: datetime) -> Verdict:
    """Say when the call opens and closes; once for an edition."""
    office = _office(user, edition.programme)
    if not office:
        return office
    if edition.state != EditionState.RUNNING:
        return no(_("Open the edition first; a call belongs to a running edition."))
    if not edition.paths.filter(has_application=True).exists():
        return no(_("No path of this edition has an application, so there is no call."))
    if Call.objects.filter(edition=edition).exists():
        return no(_("The call has been announced already. You can extend its deadline."))
    return YES


def can_extend(user: User, call: Call, *, at: datetime) -> Verdict:
    """Move the deadline of a call to a later moment."""
    office = _office(user, call.edition.programme)
    if not office:
        return office
    if call.edition.state != EditionState.RUNNING:
        return no(_("The edition is not running."))
    return YES


def can_see_people(user: User, programme: Programme, *, at: datetime) -> Verdict:
    """Read who works in the programme."""
    return _office(user, programme)


def can_add_membership(user: User, programme: Programme, *, at: datetime) -> Verdict:
    """Give somebody else a role in the programme."""
    return _office(user, programme)


def can_end_membership(user: User, membership: Membership, *, at: datetime) -> Verdict:
    """End a role; never the last one of the Office."""
    office = _office(user, membership.programme)
    if not office:
        return office
    if membership.ends_on is not None:
        return no(_("This role has ended already."))
    others = queries.office_of(membership.programme).exclude(pk=membership.pk)
    if membership.role == Role.OFFICE and not others.exists():
        return no(_("The last person of the programme office cannot go. Add another one first."))
    return YES


def can_add_guardianship(user: User, edition: Edition, *, at: datetime) -> Verdict:
    """Give a theme of the edition a Guardian."""
    office = _office(user, edition.programme)
    if not office:
        return office
    if edition.state == EditionState.ARCHIVED:
        return no(_("The edition is archived; nothing in it changes any more."))
    return YES


def can_end_guardianship(user: User, guardianship: Guardianship, *, at: datetime) -> Verdict:
    """End a Guardian's care for a theme."""
    office = _office(user, guardianship.theme.edition.programme)
    if not office:
        return office
    if guardianship.ends_on is not None:
        return no(_("This has ended already."))
    return YES
