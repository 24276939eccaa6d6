"""Deeds with milestones and their evidence: entered once by the city, accepted or returned by somebody else."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import broken
from drogowskaz.common.templatetags.house import day
from drogowskaz.common.verdict import require
from drogowskaz.documents import actions as documents
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.projects import mails, policies
from drogowskaz.projects.lifecycle import (
    ACCEPT_MILESTONE,
    REPORT_MILESTONE,
    RETURN_MILESTONE,
    UNREPORTED,
    MilestoneState,
    State,
    stay,
)
from drogowskaz.projects.models import Evidence, Milestone, Project

from .refusals import (
    AlreadyAdded,
    AlreadyKept,
    Changed,
    CriticalFixed,
    DayRefused,
    EvidenceMissing,
    KeyReused,
    RemarkMissing,
)


@dataclass(frozen=True)
class Given:
    """Evidence as the city gives it: a file or an address, and a sentence on what it shows."""

    shows: str
    file: File[bytes] | None = None
    url: str = ""
    public: bool = False


def _within_the_edition(project: Project, due_on: date, *, at: datetime) -> None:
    """Refuse a day in the past, or after the day by which projects are finished."""
    end = project.participation.edition.projects_end_on
    if due_on > end:
        raise DayRefused(
            _("Give a day not later than %(day)s, when the projects of this edition end.") % {"day": day(end)}
        )
    if due_on < timezone.localdate(at):
        raise DayRefused(
            _(
                "This day has passed. Give today or a later day. "
                "What has been reached already gets today's day and can be reported at once."
            )
        )


@transaction.atomic
def add_milestone(
    project: Project,
    *,
    title: str,
    criterion: str,
    due_on: date,
    critical: bool,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Milestone:
    """Add a dated step. Which ones the certificate needs is settled before the project starts.

    `key` comes with the form: the same form sent twice adds once.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the project has been reported.
        AlreadyAdded: this very form has added it before.
        KeyReused: this form has added another one before.
        DayRefused: `due_on` has passed, or lies after the end of the edition's projects.
        CriticalFixed: the project has started and this one should be needed for the certificate.
        TooLate: somebody has just moved the project.
    """
    require(policies.can_add_milestone(by, project, at=at))
    facts = {"title": title, "criterion": criterion, "due_on": due_on, "critical": critical}
    _refuse_repetition(project, key, facts)
    if critical and project.state != State.PLANNED:
        raise CriticalFixed
    _within_the_edition(project, due_on, at=at)
    stay(project.state).make(project)
    try:
        with transaction.atomic():
            milestone = Milestone.objects.create(project=project, key=key, first_due_on=due_on, **facts)
    except IntegrityError as error:
        if broken(error) == "milestone_key_once":
            _refuse_repetition(project, key, facts)
        raise
    record("project.add_milestone", milestone, by=by, at=at, title=title, due_on=due_on, critical=critical)
    return milestone


def _refuse_repetition(project: Project, key: UUID | None, facts: dict[str, Any]) -> None:
    earlier = project.milestones.filter(key=key).first() if key else None
    if earlier is None:
        return
    if all(getattr(earlier, name) == value for name, value in facts.items()):
        raise AlreadyAdded(earlier)
    raise KeyReused


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
        DayRefused: the new `due_on` has passed, or lies after the end of the edition's projects.
        Changed: somebody has saved it since `version`.
        TooLate: somebody has just moved the project.
    """
    require(policies.can_change_milestone(by, milestone, at=at))
    project = milestone.project
    if critical != milestone.critical and project.state != State.PLANNED:
        raise CriticalFixed
    if due_on != milestone.due_on:
        _within_the_edition(project, due_on, at=at)
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


def _keep(milestone: Milestone, given: Given, *, by: User, at: datetime) -> Evidence:
    """Keep evidence; what stands with the milestone already is refused, not kept a second time."""
    sha256 = ""
    try:
        with transaction.atomic():
            upload = documents.receive(given.file, by=by, at=at) if given.file else None
            sha256 = upload.sha256 if upload else hashlib.sha256(given.url.encode()).hexdigest()
            return Evidence.objects.create(
                milestone=milestone,
                shows=given.shows,
                upload=upload,
                url="" if upload else given.url,
                sha256=sha256,
                public=given.public,
                added_at=at,
                added_by=by,
            )
    except IntegrityError as error:
        if broken(error) == "evidence_once_with_a_milestone":
            raise AlreadyKept(milestone.evidence.get(sha256=sha256)) from error
        raise


@transaction.atomic
def add_evidence(milestone: Milestone, given: Given, *, by: User, at: datetime) -> Evidence:
    """Keep a file or an address that shows that the milestone has been reached, before reporting it.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the milestone has been reported.
        AlreadyKept: this file or address stands with the milestone.
        TooLate: somebody has just reported it.
        FileRefused: the file cannot be taken; the sentence says what to do.
    """
    require(policies.can_add_evidence(by, milestone, at=at))
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
    """Say that the milestone has been reached; `evidence` comes on top of what was added before, each piece once.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the project is not going on.
        EvidenceMissing: nothing shows it.
        TooLate: somebody has just reported it.
        FileRefused: a file cannot be taken; nothing is reported.
    """
    require(policies.can_report_milestone(by, milestone, at=at))
    REPORT_MILESTONE.make(milestone, reported_at=at, reported_by=by)
    for given in evidence:
        with suppress(AlreadyKept):
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
    RETURN_MILESTONE.make(milestone, returned_at=at, returned_by=by, remark=remark.strip(), **UNREPORTED)
    record("project.return_milestone", milestone, by=by, at=at, title=milestone.title, remark=remark)
    mails.tell_milestone_returned(milestone, at=at)
