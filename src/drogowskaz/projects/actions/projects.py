"""Deeds with a project: planned and reported by the city, accepted or returned by somebody else, or stopped."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.common.verdict import require
from drogowskaz.participation.models import Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.projects import mails, policies
from drogowskaz.projects.cards import Card
from drogowskaz.projects.lifecycle import ACCEPT, OPEN, REPORT, RETURN, START, STOP, UNREPORTED
from drogowskaz.projects.models import Project

from .refusals import AlreadyPlanned, Changed, ReasonMissing, RemarkMissing

PLANNED_ONCE: dict[str, type[Refusal]] = {
    "projects_project_participation_id_key": AlreadyPlanned,
    "projects_project.participation_id": AlreadyPlanned,
}


@transaction.atomic
def plan(participation: Participation, *, card: Card, by: User, at: datetime) -> Project:
    """Write down the city's project; milestones follow, then it starts.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the city no longer takes part.
        AlreadyPlanned: another person of the city was faster.
    """
    require(policies.can_plan(by, participation, at=at))
    with refusing(PLANNED_ONCE):
        project = Project.objects.create(
            participation=participation, planned_at=at, planned_by=by, **card.as_fields()
        )
    record("project.plan", project, by=by, at=at, title=project.title)
    return project


@transaction.atomic
def change(project: Project, *, card: Card, version: int, by: User, at: datetime) -> None:
    """Change the card; `version` is that of the card when the page was opened.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the project has been reported.
        Changed: somebody has saved it since `version`.
    """
    require(policies.can_change(by, project, at=at))
    facts: dict[str, Any] = card.as_fields() | {"changed_at": at, "changed_by": by, "version": version + 1}
    if not Project.objects.filter(pk=project.pk, state__in=OPEN, version=version).update(**facts):
        raise Changed
    for name, value in facts.items():
        setattr(project, name, value)
    record("project.change", project, by=by, at=at, version=project.version)


@transaction.atomic
def start(project: Project, *, by: User, at: datetime) -> None:
    """Begin to carry the project out; from now on milestones can be reported.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or there is no milestone the certificate needs.
        TooLate: somebody has just started or stopped it.
    """
    require(policies.can_start(by, project, at=at))
    START.make(project, started_at=at, started_by=by)
    project.milestones.update(first_due_on=F("due_on"))
    record("project.start", project, by=by, at=at)


@transaction.atomic
def report_completion(project: Project, *, text: str, by: User, at: datetime) -> None:
    """Say in the city's words what has been done; the Guardian or the Office looks at it.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or a milestone the certificate needs is not reported.
        TooLate: somebody has just reported or stopped it.
    """
    require(policies.can_report(by, project, at=at))
    REPORT.make(project, reported_at=at, reported_by=by, report_text=text)
    record("project.report", project, by=by, at=at)
    mails.tell_reported(project, at=at)


@transaction.atomic
def accept_completion(project: Project, *, remark: str = "", by: User, at: datetime) -> None:
    """Accept the project as completed.

    Raises:
        PermissionDenied: `by` reported it or acts for the city, or a milestone the certificate needs is not accepted.
        TooLate: somebody has just accepted or returned it.
    """
    require(policies.can_accept(by, project, at=at))
    ACCEPT.make(project, accepted_at=at, accepted_by=by, remark=remark.strip())
    record("project.accept", project, by=by, at=at)
    mails.tell_accepted(project, at=at)


@transaction.atomic
def return_completion(project: Project, *, remark: str, by: User, at: datetime) -> None:
    """Give the project back to the city with what is missing; it goes on.

    Raises:
        PermissionDenied: `by` reported it, acts for the city, or is neither the Guardian nor of the Office.
        RemarkMissing: `remark` is empty.
        TooLate: somebody has just accepted or returned it.
    """
    require(policies.can_return(by, project, at=at))
    if not remark.strip():
        raise RemarkMissing
    RETURN.make(project, returned_at=at, returned_by=by, remark=remark.strip(), **UNREPORTED)
    record("project.return", project, by=by, at=at, remark=remark)
    mails.tell_returned(project, at=at)


@transaction.atomic
def stop(project: Project, *, reason: str, by: User, at: datetime) -> None:
    """End the project before it is completed, and say why; it cannot be taken up again.

    Raises:
        PermissionDenied: `by` is neither the city's coordinator nor of an Office that does not act for the city.
        ReasonMissing: `reason` is empty.
        TooLate: somebody has just reported or stopped it.
    """
    require(policies.can_stop(by, project, at=at))
    if not reason.strip():
        raise ReasonMissing
    STOP.make(project, stopped_at=at, stopped_by=by, stopped_reason=reason.strip())
    record("project.stop", project, by=by, at=at, reason=reason)
    mails.tell_stopped(project, at=at)
