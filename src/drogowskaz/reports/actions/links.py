"""The mayor's approval by a link without an account: the link is sent, taken back, and used once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from drogowskaz.common.refusal import refusing
from drogowskaz.common.verdict import require
from drogowskaz.people.actions import digest
from drogowskaz.people.journal import record
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes import queries as programmes

from .. import lifecycle, mails, policies, queries
from ..lifecycle import State
from ..models import ApprovalLink, Report, Review
from .refusals import (
    LINKED_ONCE,
    AlreadySent,
    DeadLink,
    RemarksMissing,
    SomebodyElses,
    TextChanged,
    TooManyLinks,
    Unsigned,
)

MOST = 5  # open links to one text


@dataclass(frozen=True)
class SentLink:
    """A link and the secret of its address, which is kept nowhere but in the letter."""

    link: ApprovalLink
    secret: str


@dataclass(frozen=True)
class Signatory:
    """Who decides by a link: as they say, for there is no account that would say it."""

    name: str
    function: str


@transaction.atomic
def send_link(report: Report, *, email: str, name: str, by: User, at: datetime) -> SentLink:
    """Send the mayor a letter with a link to exactly the version that waits for approval.

    The link works once, for the days the edition gives, and dies with the text. Only a digest of its secret is stored.

    Raises:
        PermissionDenied: `by` is neither the city's coordinator nor of the Office, or no text waits for the mayor.
        SomebodyElses: the address belongs to an account that does not govern the city.
        AlreadySent: the address holds a link to this version that still works.
        TooManyLinks: as many links to this version are out as can be.
        TextChanged: there is no version.
        TooLate: somebody has just moved the report.
    """
    require(policies.can_send_link(by, report, at=at))
    lifecycle.stay(State.MAYOR).make(report)
    version, address = queries.latest(report), email.strip().lower()
    if version is None:
        raise TextChanged
    person = User.objects.filter(email__iexact=address).first()
    if person and not person.represents(report.participation.city, Capacity.MAYOR):
        raise SomebodyElses
    unanswered = version.links.unanswered()
    unanswered.filter(email=address, expires_at__lte=at).update(revoked_at=at, revoked_by=by)
    if unanswered.filter(email=address).exists():
        raise AlreadySent
    if version.links.open(at).count() >= MOST:
        raise TooManyLinks
    secret = secrets.token_urlsafe(32)
    days = programmes.report_template(report.participation.edition).link_days
    with refusing(LINKED_ONCE):
        link = ApprovalLink.objects.create(
            version=version,
            sha256=version.sha256,
            email=address,
            name=name.strip(),
            token=digest(secret),
            expires_at=at + timedelta(days=days),
            sent_at=at,
            sent_by=by,
        )
    facts = {"email": address, "version": version.number, "sha256": version.sha256, "until": link.expires_at}
    record("report.send_link", report, by=by, at=at, city=report.participation.city, **facts)
    mails.send_link(link, secret, person=person, at=at)
    return SentLink(link, secret)


@transaction.atomic
def revoke_link(link: ApprovalLink, *, by: User, at: datetime) -> None:
    """Take a link back; it stops working at once.

    Raises:
        PermissionDenied: `by` may not, or the link has been used or taken back.
        DeadLink: it has been used or taken back in this moment.
    """
    require(policies.can_revoke_link(by, link, at=at))
    if not ApprovalLink.objects.unanswered().filter(pk=link.pk).update(revoked_at=at, revoked_by=by):
        raise DeadLink
    link.revoked_at, link.revoked_by = at, by
    report = link.version.report
    facts = {"email": link.email, "version": link.version.number}
    record("report.revoke_link", report, by=by, at=at, city=report.participation.city, **facts)


@transaction.atomic
def decide(
    link: ApprovalLink, *, passed: bool, read: bool = True, remarks: str = "", by: Signatory, at: datetime
) -> Review:
    """Approve by a link exactly the version it was made for, or give it back to the city with `remarks`.

    One UPDATE marks the link as used, so of two clicks only one decides. Nobody's account has done it: the journal
    keeps the address the link went to, the name and function that were given, the version and its hash.

    Raises:
        Unsigned: name, function or, to approve, the tick that the text has been read is missing.
        RemarksMissing: it is given back and `remarks` is empty.
        DeadLink: the link has been used, taken back or has expired, or its text no longer waits.
        TooLate: somebody has just moved the report.
    """
    name, function = by.name.strip(), by.function.strip()
    if not name or not function or (passed and not read):
        raise Unsigned
    if not passed and not remarks.strip():
        raise RemarksMissing
    report = link.version.report
    if not queries.stands(link, at):
        raise DeadLink
    used = ApprovalLink.objects.open(at).filter(pk=link.pk)
    if not used.update(decided_at=at, person=name, function=function):
        raise DeadLink
    order = programmes.report_template(report.participation.edition).steps
    move = lifecycle.pass_on(order, State.MAYOR) if passed else lifecycle.send_back(State.MAYOR)
    move.make(report)
    if queries.latest(report) != link.version:
        raise DeadLink
    link.decided_at, link.person, link.function = at, name, function
    review = Review.objects.create(
        version=link.version,
        step=State.MAYOR,
        passed=passed,
        remarks=remarks.strip(),
        reviewed_at=at,
        link=link,
    )
    verb = "report.approve_by_link" if passed else "report.return_by_link"
    facts = {"email": link.email, "person": name, "function": function, "link": link.pk}
    text = {"version": link.version.number, "sha256": link.sha256}
    record(verb, report, by=None, at=at, city=report.participation.city, **facts, **text)
    if passed:
        mails.tell_readers(report, link.version, at=at)
        mails.tell_approved_by_link(link, review, at=at)
    else:
        mails.tell_returned(report, review, at=at)
    return review
