"""Links by which a mayor approves one exact text without an account: whether one still works, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from drogowskaz.people.actions import digest
from drogowskaz.people.models import Capacity, Invitation

from .. import texts
from ..lifecycle import State
from ..models import ApprovalLink, Report
from .versions import latest

STANDS = pgettext_lazy("link", "works")
DECIDED = pgettext_lazy("link", "used")
REVOKED = pgettext_lazy("link", "taken back")
EXPIRED = pgettext_lazy("link", "expired")
OVERTAKEN = pgettext_lazy("link", "without effect: the report has moved on")


def found(secret: str) -> ApprovalLink | None:
    """The link with this secret, with all its page shows; only a digest is looked for, so guessing finds nothing."""
    links = ApprovalLink.objects.select_related(
        "version__report__participation__city",
        "version__report__participation__theme",
        "version__report__participation__edition__programme",
        "version__made_by",
        "sent_by",
        "review",
    )
    return links.filter(token=digest(secret)).first()


def stands(link: ApprovalLink, at: datetime) -> bool:
    """Say whether the link can still be used: in its time, not taken back, and its text is the one that waits.

    The words are hashed anew: what was altered behind our back is not what the mayor was asked about.
    """
    version, report = link.version, link.version.report
    if not link.is_open(at) or report.state != State.MAYOR or latest(report) != version:
        return False
    return link.sha256 == version.sha256 == texts.digest(version.content)


def open_link(report: Report, at: datetime) -> ApprovalLink | None:
    """The link sent last to the version that waits, while it can be used."""
    version = latest(report)
    if version is None:
        return None
    return version.links.open(at).order_by("-sent_at", "-pk").first()


@dataclass(frozen=True)
class Link:
    """A link as the workspace lists it; `works` says whether it can still be used."""

    link: ApprovalLink
    label: str | Promise
    works: bool


def links_of(report: Report, at: datetime) -> list[Link]:
    """Every link ever sent for a report, the newest first, with what became of it; two queries."""
    newest = latest(report)
    rows = ApprovalLink.objects.filter(version__report=report).select_related(
        "version", "sent_by", "revoked_by", "review"
    )
    return [
        _listed(link, report, newest.pk if newest else None, at) for link in rows.order_by("-sent_at", "-pk")
    ]


def _listed(link: ApprovalLink, report: Report, newest: int | None, at: datetime) -> Link:
    overtaken = report.state != State.MAYOR or link.version_id != newest
    label = (
        DECIDED
        if link.decided_at
        else REVOKED
        if link.revoked_at
        else OVERTAKEN
        if overtaken
        else STANDS
        if at < link.expires_at
        else EXPIRED
    )
    return Link(link, label, works=label is STANDS)


def known_mayor(report: Report) -> tuple[str, str]:
    """Name and address of the city's mayor as the product knows them: of the account, else of the invitation."""
    city = report.participation.city
    acting = city.representations.acting().filter(capacity=Capacity.MAYOR).select_related("user")
    if one := acting.order_by("-confirmed_at", "-pk").first():
        return one.user.name, one.user.email
    invited = Invitation.objects.filter(city=city, capacity=Capacity.MAYOR, revoked_at=None)
    if asked := invited.order_by("-invited_at", "-pk").first():
        return asked.name, asked.email
    return "", ""
