"""Who writes a report, who reads it at which step, and who lets it out."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.participation import queries as participations
from drogowskaz.participation.models import Participation
from drogowskaz.participation.standing import acts_for, coordinates, decides, governs, guards
from drogowskaz.people.models import User

from .lifecycle import PUBLISH, READ_AT, REVISE, WRITTEN_AT, State
from .models import ApprovalLink, Report


def _coordinates(user: User, participation: Participation) -> Verdict:
    if coordinates(user, participation):
        return YES
    return no(_("Only the city's local coordinator can do this."))


def _guards(user: User, participation: Participation) -> Verdict:
    if acts_for(user, participation.city):
        return no(_("You act for this city, so somebody else reads its report."))
    if guards(user, participation):
        return YES
    return no(_("Only the guardian of the city's goal can do this."))


def _governs(user: User, participation: Participation) -> Verdict:
    if governs(user, participation):
        return YES
    return no(_("Only the mayor of the city can do this."))


READERS = {State.GUARDIAN: _guards, State.MAYOR: _governs, State.LANGUAGE: decides, State.READY: decides}


def can_start(user: User, participation: Participation, *, at: datetime) -> Verdict:
    """The city's coordinator, once, while the city takes part."""
    verdict = _coordinates(user, participation)
    if not verdict:
        return verdict
    if participation.state not in participations.OPEN:
        return no(_("This city no longer takes part."))
    if hasattr(participation, "report"):
        return no(_("The city already has its report."))
    return YES


def can_write(user: User, report: Report, *, at: datetime) -> Verdict:
    """The city's coordinator while the report is on the city's desk; the Office in the language edit.

    Nobody of the Office who acts for the city edits the words others have approved.
    """
    if report.state in WRITTEN_AT:
        return _coordinates(user, report.participation)
    if report.state == State.LANGUAGE:
        return decides(user, report.participation)
    return no(_("The report is being read; its words do not change now."))


def can_send(user: User, report: Report, *, at: datetime) -> Verdict:
    """The city's coordinator, while the report is on the city's desk."""
    verdict = _coordinates(user, report.participation)
    if not verdict:
        return verdict
    if report.state not in WRITTEN_AT:
        return no(_("The report has already been sent."))
    return YES


def can_edit_words(user: User, report: Report, *, at: datetime) -> Verdict:
    """The Office, in the language edit."""
    verdict = decides(user, report.participation)
    if not verdict:
        return verdict
    if report.state != State.LANGUAGE:
        return no(_("Words are edited only in the language edit."))
    return YES


def _reads(user: User, report: Report) -> Verdict:
    if report.state not in READ_AT:
        return no(_("The report waits for nobody's reading now."))
    return READERS[State(report.state)](user, report.participation)


def can_pass_on(user: User, report: Report, *, at: datetime) -> Verdict:
    """The person of the step: Guardian of the theme, mayor of the city, or the Office for the language edit."""
    if report.state == State.READY:
        return no(_("All have read the report; now it is published."))
    return _reads(user, report)


def can_send_back(user: User, report: Report, *, at: datetime) -> Verdict:
    """The person of the step; before publication the Office."""
    return _reads(user, report)


def can_publish(user: User, report: Report, *, at: datetime) -> Verdict:
    """The Office, once every step has passed it on."""
    verdict = decides(user, report.participation)
    return PUBLISH.possible(report) if verdict else verdict


def can_revise(user: User, report: Report, *, at: datetime) -> Verdict:
    """The city's coordinator or the Office, after publication."""
    if not coordinates(user, report.participation) and not decides(user, report.participation):
        return no(_("Only the city's local coordinator or the programme office can open a new version."))
    return REVISE.possible(report)


def can_see_links(user: User, report: Report, *, at: datetime) -> Verdict:
    """Whoever may send links, and the city's own mayor, in whose name they are used."""
    if governs(user, report.participation):
        return YES
    return _asks_the_mayor(user, report)


def _asks_the_mayor(user: User, report: Report) -> Verdict:
    if coordinates(user, report.participation) or decides(user, report.participation):
        return YES
    return no(_("Only the city's local coordinator or the programme office sends the mayor a link."))


def can_send_link(user: User, report: Report, *, at: datetime) -> Verdict:
    """The city's coordinator or the Office, while a text waits for the mayor."""
    verdict = _asks_the_mayor(user, report)
    if verdict and report.state != State.MAYOR:
        return no(_("No text waits for the mayor now."))
    return verdict


def can_revoke_link(user: User, link: ApprovalLink, *, at: datetime) -> Verdict:
    """The city's coordinator, its mayor or the Office, as long as the link has been neither used nor taken back."""
    verdict = can_see_links(user, link.version.report, at=at)
    if verdict and link.decided_at:
        return no(_("This link has been used. What was decided stays."))
    if verdict and link.revoked_at:
        return no(_("This link has already been taken back."))
    return verdict
