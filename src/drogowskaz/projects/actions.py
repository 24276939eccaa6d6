"""Deeds with projects: planned and reported by the city, accepted or returned by somebody else."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.common.verdict import require
from drogowskaz.documents import actions as documents
from drogowskaz.participation.models import Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User

from . import mails, policies
from .cards import Card
from .lifecycle import (
    ACCEPT,
    ACCEPT_MILESTONE,
    OPEN,
    REPORT,
    REPORT_MILESTONE,
    RETURN,
    RETURN_MILESTONE,
    START,
    STOP,
    MilestoneState,
    State,
    stay,
)
from .models import Evidence, Milestone, Project


class AlreadyPlanned(Refusal):
    """The city has a project in this edition."""

    message = _("The city already has its project. Open it from the list.")


class Changed(Refusal):
    """Somebody saved the same card after it was opened; both texts are shown, nothing is overwritten."""

    message = _("Somebody has changed this in the meantime. Choose which text is to stay.")


class EvidenceMissing(Refusal):
    """A milestone is reported with something that shows it."""

    message = _("Add at least one file or address that shows that the milestone has been reached.")


class RemarkMissing(Refusal):
    """What is returned says what to do."""

    message = _("Write what the city has to change or add. It will read this.")


class ReasonMissing(Refusal):
    """A project is stopped for a reason."""

    message = _("Write why the project stops.")


class CriticalFixed(Refusal):
    """What the certificate needs is settled before the project starts."""

    message = _("The project has started, so which milestones the certificate needs no longer changes.")


PLANNED_ONCE: dict[str, type[Refusal]] = {
    "projects_project_participation_id_key": AlreadyPlanned,
    "projects_project.participation_id": AlreadyPlanned,
}


@dataclass(frozen=True)
class Given:
    """Evidence as the city gives it: a file or an address, and a sentence on what it shows."""

    shows: str
    file: File[bytes] | None = None
    url: str = ""
    public: bool = False


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
def add_milestone(
    project: Project, *, title: str, criterion: str, due_on: date, critical: bool, by: User, at: datetime
) -> Milestone:
    """Add a dated step. Which ones the certificate needs is settled before the project starts.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the project has been reported.
        CriticalFixed: the project has started and this one should be needed for the certificate.
        TooLate: somebody has just moved the project.
    """
    require(policies.can_change(by, project, at=at))
    if critical and project.state != State.PLANNED:
        raise CriticalFixed
    stay(project.state).make(project)
    milestone = Milestone.objects.create(
        project=project,
        title=title,
        criterion=criterion,
        due_on=due_on,
        first_due_on=due_on,
        critical=critical,
    )
    record("project.add_milestone", milestone, by=by, at=at, title=title, due_on=due_on, critical=critical)
    return milestone


@transaction.atomic
def change_milestone(
    milestone: Milestone,
    *,
    title: str,
    criterion: str,
    due_on: date,
    critical: bool,
    version: int,
    by: User,
    at: datetime,
) -> None:
    """Change a milestone that has not been reported; once the project has started, the first day stays readable.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the milestone has been reported.
        CriticalFixed: the project has started and `critical` would change.
        Changed: somebody has saved it since `version`.
        TooLate: somebody has just moved the project.
    """
    require(policies.can_change_milestone(by, milestone, at=at))
    project = milestone.project
    if critical != milestone.critical and project.state != State.PLANNED:
        raise CriticalFixed
    stay(project.state).make(project)
    facts: dict[str, Any] = {"title": title, "criterion": criterion, "due_on": due_on, "critical": critical}
    if project.state == State.PLANNED:
        facts["first_due_on"] = due_on
    before = milestone.due_on
    unreported = Milestone.objects.filter(pk=milestone.pk, state=MilestoneState.PLANNED, version=version)
    if not unreported.update(version=version + 1, **facts):
        raise Changed
    for name, value in {"version": version + 1, **facts}.items():
        setattr(milestone, name, value)
    record("project.change_milestone", milestone, by=by, at=at, title=title, due_from=before, due_to=due_on)


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: User, at: datetime) -> None:
    """Take a milestone out of the plan; only before it is reported.

    Raises:
        PermissionDenied: it has been reported, or the started project needs it for the certificate.
        TooLate: somebody has just reported it, or moved the project.
    """
    require(policies.can_remove_milestone(by, milestone, at=at))
    project = milestone.project
    stay(project.state).make(project)
    record(
        "project.remove_milestone",
        milestone,
        by=by,
        at=at,
        title=milestone.title,
    )
    removed, _rows = Milestone.objects.filter(pk=milestone.pk, state=MilestoneState.PLANNED).delete()
    if not removed:
        raise TooLate


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


def _keep(milestone: Milestone, given: Given, *, by: User, at: datetime) -> Evidence:
    upload = documents.receive(given.file, by=by, at=at) if given.file else None
    return Evidence.objects.create(
        milestone=milestone,
        shows=given.shows,
        upload=upload,
        url="" if upload else given.url,
        public=given.public,
        added_at=at,
        added_by=by,
    )


@transaction.atomic
def add_evidence(milestone: Milestone, given: Given, *, by: User, at: datetime) -> Evidence:
    """Keep a file or an address that shows that the milestone has been reached, before reporting it.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the milestone has been reported.
        TooLate: somebody has just reported it.
        FileRefused: the file cannot be taken; the sentence says what to do.
    """
    require(policies.can_report_milestone(by, milestone, at=at))
    stay(milestone.state).make(milestone)
    evidence = _keep(milestone, given, by=by, at=at)
    sha256 = evidence.upload.sha256 if evidence.upload else ""
    record("project.add_evidence", milestone, by=by, at=at, shows=given.shows, sha256=sha256)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User, at: datetime) -> None:
    """Take evidence back before the milestone is reported, as when the wrong file was chosen.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the milestone has been reported.
        TooLate: somebody has just reported it.
    """
    require(policies.can_remove_evidence(by, evidence, at=at))
    milestone = evidence.milestone
    stay(milestone.state).make(milestone)
    record("project.remove_evidence", milestone, by=by, at=at, shows=evidence.shows)
    evidence.delete()


@transaction.atomic
def report_milestone(
    milestone: Milestone, *, evidence: tuple[Given, ...] = (), by: User, at: datetime
) -> None:
    """Say that the milestone has been reached; `evidence` comes on top of what was added before.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the project is not going on.
        EvidenceMissing: nothing shows it.
        TooLate: somebody has just reported it.
        FileRefused: a file cannot be taken; nothing is reported.
    """
    require(policies.can_report_milestone(by, milestone, at=at))
    REPORT_MILESTONE.make(milestone, reported_at=at, reported_by=by)
    for given in evidence:
        _keep(milestone, given, by=by, at=at)
    number = milestone.evidence.count()
    if not number:
        raise EvidenceMissing
    record("project.report_milestone", milestone, by=by, at=at, title=milestone.title, evidence=number)
    mails.tell_milestone_reported(milestone, at=at)


@transaction.atomic
def accept_milestone(milestone: Milestone, *, remark: str = "", by: User, at: datetime) -> None:
    """Accept what the city has reported.

    Raises:
        PermissionDenied: `by` reported it, acts for the city, or is neither the Guardian nor of the Office.
        TooLate: somebody has just accepted or returned it.
    """
    require(policies.can_accept_milestone(by, milestone, at=at))
    ACCEPT_MILESTONE.make(milestone, accepted_at=at, accepted_by=by, remark=remark.strip())
    record("project.accept_milestone", milestone, by=by, at=at, title=milestone.title)
    mails.tell_milestone_accepted(milestone, at=at)


def _back(remark: str, by: User, at: datetime) -> dict[str, Any]:
    return {
        "returned_at": at,
        "returned_by": by,
        "remark": remark.strip(),
        "reported_at": None,
        "reported_by": None,
    }


@transaction.atomic
def return_milestone(milestone: Milestone, *, remark: str, by: User, at: datetime) -> None:
    """Give the milestone back to the city with what is to be changed; its evidence stays with its dates.

    Raises:
        PermissionDenied: `by` reported it, acts for the city, or is neither the Guardian nor of the Office.
        RemarkMissing: `remark` is empty.
        TooLate: somebody has just accepted or returned it.
    """
    require(policies.can_return_milestone(by, milestone, at=at))
    if not remark.strip():
        raise RemarkMissing
    RETURN_MILESTONE.make(milestone, **_back(remark, by, at))
    record("project.return_milestone", milestone, by=by, at=at, title=milestone.title, remark=remark)
    mails.tell_milestone_returned(milestone, at=at)


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
    RETURN.make(project, **_back(remark, by, at))
    record("project.return", project, by=by, at=at, remark=remark)
    mails.tell_returned(project, at=at)


@transaction.atomic
def stop(project: Project, *, reason: str, by: User, at: datetime) -> None:
    """End the project before it is completed, and say why; it cannot be taken up again.

    Raises:
        PermissionDenied: `by` is neither the city's coordinator nor of the Office.
        ReasonMissing: `reason` is empty.
        TooLate: somebody has just reported or stopped it.
    """
    require(policies.can_stop(by, project, at=at))
    if not reason.strip():
        raise ReasonMissing
    STOP.make(project, stopped_at=at, stopped_by=by, stopped_reason=reason.strip())
    record("project.stop", project, by=by, at=at, reason=reason)
