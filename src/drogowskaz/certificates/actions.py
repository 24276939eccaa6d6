"""Deeds with certificates: proposed by one person, issued by another, revoked with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.common.verdict import require
from drogowskaz.documents import actions as documents
from drogowskaz.documents import codes
from drogowskaz.documents.press import press
from drogowskaz.participation.models import Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User

from . import documents as paper
from . import mails, policies, queries
from .fulfilment import Checklist
from .lifecycle import DROP, ISSUE, REVOKE, State
from .models import Certificate, CertificateKind


class ConditionsMissing(Refusal):
    """Not all conditions of the certificate hold at this moment."""

    message = _("Not all conditions of the certificate are met. The checklist says which are missing.")


class RulesChanged(Refusal):
    """The edition has got newer rules since the proposal."""

    message = _("The rules have changed since the proposal. Drop it and propose the certificate again.")


class AlreadyProposed(Refusal):
    """There is a valid certificate of this kind, or a proposal for one."""

    message = _("This city already has such a certificate, or somebody has just proposed it.")


REFUSALS = {"certificate_one_valid_of_a_kind": AlreadyProposed}


def _complete(participation: Participation, *, at: datetime) -> Checklist:
    """The checklist as the database has it at this moment, whatever has been read before."""
    fresh = queries.with_road(Participation.objects.filter(pk=participation.pk)).get()
    checklist = queries.checklist(fresh, on=timezone.localdate(at))
    if not checklist.fulfilled:
        raise ConditionsMissing
    return checklist


@transaction.atomic
def propose(participation: Participation, *, by: User, at: datetime) -> Certificate:
    """Propose the certificate of fulfilment on the checklist of this moment, which is kept with it.

    Raises:
        PermissionDenied: `by` is not of the Office or has a tie to the city, or the city no longer takes part.
        ConditionsMissing: the checklist is not complete.
        AlreadyProposed: there is one already.
    """
    require(policies.can_propose(by, participation, at=at))
    checklist = _complete(participation, at=at)
    with refusing(REFUSALS):
        certificate = Certificate.objects.create(
            participation=participation,
            kind=CertificateKind.FULFILMENT,
            state=State.PROPOSED,
            rule_version=checklist.version,
            checklist=checklist.as_json(),
            proposed_at=at,
            proposed_by=by,
        )
    record("certificate.propose", certificate, by=by, at=at, city=participation.city, rules=checklist.version)
    return certificate


def issue(certificate: Certificate, *, by: User, at: datetime) -> None:
    """Issue a proposed certificate: number, code and bytes, stored once; the city gets a letter.

    The conditions are judged again in the issuing transaction. The document is pressed before it, from the number
    that comes next; if another certificate takes that number meanwhile, nothing is changed and the deed can be
    done again.

    Raises:
        PermissionDenied: `by` proposed it, is not of the Office or has a tie to the city.
        ConditionsMissing: a condition has fallen away since the proposal.
        RulesChanged: the proposal was judged by older rules.
        TooLate: it has just been issued or dropped, or its number was taken.
    """
    require(policies.can_issue(by, certificate, at=at))
    edition = certificate.participation.edition
    number = documents.next_number("certificate", prefix=f"{edition.number_prefix}-C", at=at)
    code = codes.new()
    snapshot = paper.certificate(certificate, number=number.text, code=code, at=at)
    printed = press(paper.TEMPLATE, snapshot, at=at)
    with transaction.atomic():
        require(policies.can_issue(by, certificate, at=at))
        if _complete(certificate.participation, at=at).version != certificate.rule_version:
            raise RulesChanged
        issued = documents.issue(
            "certificate",
            title=snapshot.title,
            language=snapshot.language,
            printed=printed,
            number=number,
            code=code,
            by=by,
            at=at,
        )
        ISSUE.make(certificate, issued_at=at, issued_by=by, document=issued)
        city = certificate.participation.city
        record("certificate.issue", certificate, by=by, at=at, city=city, number=issued.number)
        mails.tell_issued(certificate, at=at)


@transaction.atomic
def drop(certificate: Certificate, *, by: User, at: datetime) -> None:
    """Drop a proposal; the city can be proposed again.

    Raises:
        PermissionDenied: `by` is not of the Office.
        TooLate: it has just been issued or dropped.
    """
    require(policies.can_drop(by, certificate, at=at))
    DROP.make(certificate)
    record("certificate.drop", certificate, by=by, at=at, city=certificate.participation.city)


@transaction.atomic
def revoke(certificate: Certificate, *, reason: str, by: User, at: datetime) -> None:
    """Say that a certificate no longer holds, and why; the check page shows it at once, the bytes stay.

    Raises:
        PermissionDenied: `by` is not of the Office or has a tie to the city.
        TooLate: it has just been revoked.
    """
    require(policies.can_revoke(by, certificate, at=at))
    REVOKE.make(certificate, revoked_at=at, revoked_by=by, revoked_reason=reason)
    if certificate.document:  # an issued certificate always has one; the database sees to it
        documents.revoke(certificate.document, reason=reason, by=by, at=at)
    record(
        "certificate.revoke", certificate, by=by, at=at, city=certificate.participation.city, reason=reason
    )
    mails.tell_revoked(certificate, at=at)
