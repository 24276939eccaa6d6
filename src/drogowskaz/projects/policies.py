"""Who plans, reports and accepts; what a city reports, somebody else accepts."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.participation import queries as participations
from drogowskaz.participation import standing
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User

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
)
from .models import Evidence, Milestone, Project


def _coordinates(user: User, participation: Participation) -> Verdict:
    if standing.coordinates(user, participation):
        return YES
    return no(_("Only the city's local coordinator can do this."))


def _judges(user: User, participation: Participation) -> Verdict:
    if standing.acts_for(user, participation.city):
        return no(_("You act for this city, so somebody else looks at what it has reported."))
    if standing.guards(user, participation) or standing.is_office(user, participation):
        return YES
    return no(_("Only the guardian of the city's goal or the programme office can do this."))


def can_plan(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The city's coordinator, once, while the city takes part."""
    verdict = _coordinates(user, participation)
    if not verdict:
        return verdict
    if participation.state not in participations.OPEN:
        return no(_("This city no longer takes part."))
    if hasattr(participation, "project"):
        return no(_("The city already has its project."))
    return YES


def can_change(user: User, project: Project, *, at: datetime) -> Verdict:
    """The city's coordinator, until the project is reported or stopped; so too for its list of milestones."""
    verdict = _coordinates(user, project.participation)
    if not verdict:
        return verdict
    if project.state not in OPEN:
        return no(_("The project has been reported or has ended; its card no longer changes."))
    return YES


def can_start(user: User, project: Project, *, at: datetime) -> Verdict:
    """The city's coordinator, with at least one milestone that the certificate needs."""
    verdict = _coordinates(user, project.participation)
    if not verdict:
        return verdict
    if not project.milestones.filter(critical=True).exists():
        return no(_("First add at least one milestone that the certificate needs."))
    return START.possible(project)


def can_add_milestone(user: User, project: Project, *, at: datetime) -> Verdict:
    """As for changing the card."""
    return can_change(user, project, at=at)


def can_change_milestone(user: User, milestone: Milestone, *, at: datetime) -> Verdict:
    """The city's coordinator, until the milestone is reported."""
    verdict = can_change(user, milestone.project, at=at)
    if not verdict:
        return verdict
    if milestone.state != MilestoneState.PLANNED:
        return no(_("This milestone has been reported; it no longer changes."))
    return YES


def can_remove_milestone(user: User, milestone: Milestone, *, at: datetime) -> Verdict:
    """As for changing; what the certificate needs stays once the project has started."""
    verdict = can_change_milestone(user, milestone, at=at)
    if not verdict:
        return verdict
    if milestone.critical and milestone.project.state != State.PLANNED:
        return no(_("The project has started. Milestones that the certificate needs stay in it."))
    if milestone.evidence.exists():
        return no(_("There is evidence for this milestone. Remove the evidence first."))
    return YES


def can_report_milestone(user: User, milestone: Milestone, *, at: datetime) -> Verdict:
    """The city's coordinator, while the project is going on."""
    verdict = _coordinates(user, milestone.project.participation)
    if not verdict:
        return verdict
    if milestone.project.state != State.IN_PROGRESS:
        return no(_("Milestones are reported while the project is going on. Start the project first."))
    return REPORT_MILESTONE.possible(milestone)


def can_add_evidence(user: User, milestone: Milestone, *, at: datetime) -> Verdict:
    """As for reporting the milestone."""
    return can_report_milestone(user, milestone, at=at)


def can_remove_evidence(user: User, evidence: Evidence, *, at: datetime) -> Verdict:
    """The city's coordinator, until the milestone is reported."""
    return can_report_milestone(user, evidence.milestone, at=at)


def _another(user: User, thing: Project | Milestone) -> Verdict:
    if thing.reported_by_id == user.pk:
        return no(_("You reported this. Another person looks at it."))
    return _judges(user, thing.project.participation if isinstance(thing, Milestone) else thing.participation)


def can_accept_milestone(user: User, milestone: Milestone, *, at: datetime) -> Verdict:
    """The Guardian of the city's theme or the Office, never the person who reported, nor anybody of the city."""
    verdict = _another(user, milestone)
    return ACCEPT_MILESTONE.possible(milestone) if verdict else verdict


def can_return_milestone(user: User, milestone: Milestone, *, at: datetime) -> Verdict:
    """As for accepting."""
    verdict = _another(user, milestone)
    return RETURN_MILESTONE.possible(milestone) if verdict else verdict


def can_report(user: User, project: Project, *, at: datetime) -> Verdict:
    """The city's coordinator, when every milestone that the certificate needs has been reported."""
    verdict = _coordinates(user, project.participation)
    if not verdict:
        return verdict
    if project.milestones.filter(critical=True, state=MilestoneState.PLANNED).exists():
        return no(_("First report every milestone that the certificate needs."))
    return REPORT.possible(project)


def can_accept(user: User, project: Project, *, at: datetime) -> Verdict:
    """As for milestones, when all those that the certificate needs have been accepted."""
    verdict = _another(user, project)
    if not verdict:
        return verdict
    if project.milestones.filter(critical=True).exclude(state=MilestoneState.ACCEPTED).exists():
        return no(_("First every milestone that the certificate needs has to be accepted."))
    return ACCEPT.possible(project)


def can_return(user: User, project: Project, *, at: datetime) -> Verdict:
    """The Guardian of the city's theme or the Office, but not the person who reported."""
    verdict = _another(user, project)
    return RETURN.possible(project) if verdict else verdict


def can_stop(user: User, project: Project, *, at: datetime) -> Verdict:
    """The city's coordinator, or the Office without anybody who acts for the city; with a reason."""
    participation = project.participation
    if not standing.coordinates(user, participation):
        if not standing.is_office(user, participation):
            return no(_("Only the city's local coordinator or the programme office can stop a project."))
        own = standing.nobodys_own(user, participation.city)
        if not own:
            return own
    return STOP.possible(project)
