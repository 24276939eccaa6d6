"""Readings across the rooms: what waits for a person, and which letters and journal lines they may read."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from drogowskaz.advisory import queries as advisory
from drogowskaz.applications import queries as applications
from drogowskaz.certificates import queries as certificates
from drogowskaz.common.waiting import Waiting, by_urgency
from drogowskaz.mail.models import Letter
from drogowskaz.participation import queries as participation
from drogowskaz.people.models import JournalEntry, User
from drogowskaz.plans import queries as plans
from drogowskaz.programmes.models import Membership
from drogowskaz.programmes.roles import Role
from drogowskaz.projects import queries as projects
from drogowskaz.reports import queries as reports

SOURCES: tuple[Callable[[User, datetime], list[Waiting]], ...] = (
    applications.waiting_for,
    participation.waiting_for,
    advisory.waiting_for,
    projects.waiting_for,
    reports.waiting_for,
    plans.waiting_for,
    certificates.waiting_for,
)


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """Everything that waits for `user`, whichever room it comes from; the most urgent first."""
    return by_urgency(matter for source in SOURCES for matter in source(user, at))


def programmes_read(user: User, *roles: Role) -> QuerySet[Membership]:
    """The memberships of `user` in one of `roles` that have not ended."""
    return Membership.objects.filter(user=user, ends_on=None, role__in=roles)


def office_letters(user: User) -> QuerySet[Letter]:
    """Letters of the programmes in whose Office `user` works."""
    slugs = programmes_read(user, Role.OFFICE).values("programme__slug")
    return Letter.objects.filter(programme__in=slugs).select_related("user")


def own_letters(user: User) -> QuerySet[Letter]:
    """Letters that went to `user`; those still held are not theirs yet."""
    return Letter.objects.filter(user=user, state__in=["waiting", "sent", "failed"])


def reads_whole_journal(user: User) -> bool:
    """Say whether `user` reads everybody's lines: an Auditor and the Office do."""
    return programmes_read(user, Role.AUDITOR, Role.OFFICE).exists()


def journal(user: User) -> QuerySet[JournalEntry]:
    """Journal lines `user` may read: everything for an Auditor and the Office, own deeds for everybody."""
    lines = JournalEntry.objects.select_related("by", "city")
    return lines if reads_whole_journal(user) else lines.filter(by=user)
