"""The end of a city's road: completed or not, and the certificate of two persons, revoked with a reason."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.common.verdict import require
from drogowskaz.documents import actions as documents
from drogowskaz.documents import codes
from drogowskaz.documents.press import press
from drogowskaz.participation import mails as participation_mails
from drogowskaz.participation import queries as participations
from drogowskaz.participation.lifecycle import COMPLETE, GIVE_UP, REOPEN
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


class ReasonNeeded(Refusal):
    """What is said against a city, or taken back, needs a reason."""

    message = _("Write the reason. The city will read it.")


class RulesChanged(Refusal):
    """The edition has got newer rules since the proposal."""

    message = _("The rules have changed since the proposal. Drop it and propose the certificate again.")


class AlreadyProposed(Refusal):
    """There is a valid certificate of this kind, or a proposal for one."""

    message = _("This city already has such a certificate, or somebody has just proposed it.")


REFUSALS = {"certificate_one_valid_of_a_kind": AlreadyProposed}


def _fulfilled(participation: Participation, *, at: datetime) -> Checklist:
    """The checklist as the database has it at this moment, whatever has been read before."""
    fresh = queries.with_road(Participation.objects.filter(pk=participation.pk)).get()
    checklist = queries.checklist(fresh, on=timezone.localdate(at))
    if not checklist.fulfilled:
        raise ConditionsMissing
    return checklist


@transaction.atomic
def complete(participation: Participation, *, remark: str = "", by: User, at: datetime) -> None:
    """Say that the city has been through the programme: every condition holds at this moment.

    Raises:
        PermissionDenied: `by` is not of the Office or has a tie to the city, or stages are missing.
        ConditionsMissing: the checklist is not complete.
        TooLate: somebody has just ended the city's part.
    """
    require(policies.can_complete(by, participation, at=at))
    checklist = _fulfilled(participation, at=at)
    COMPLETE.make(participation, completed_at=at, completed_by=by, completed_remark=remark.strip())
    remark = participation.completed_remark
    record("participation.complete", participation, by=by, at=at, rules=checklist.version, remark=remark)
    participation_mails.tell_completed(participation, at=at)


@transaction.atomic
def give_up(participation: Participation, *, reason: str, by: User, at: datetime) -> None:
    """Say that the city did not complete the programme, with the reason the city reads.

    Raises:
        PermissionDenied: `by` is not of the Office or has a tie to the city, or there is still time.
        ReasonNeeded: there is no reason.
        TooLate: somebody has just ended the city's part.
    """
    require(policies.can_give_up(by, participation, at=at))
    reason = _said(reason)
    GIVE_UP.make(participation, not_completed_at=at, not_completed_by=by, not_completed_reason=reason)
    record("participation.give_up", participation, by=by, at=at, reason=reason)
    participation_mails.tell_not_completed(participation, at=at)


@transaction.atomic
def reopen(participation: Participation, *, reason: str, by: User, at: datetime) -> None:
    """Take back that the city completed the programme or did not; its part goes on, the journal keeps both.

    Raises:
        PermissionDenied: `by` is not of the Office or has a tie to the city, or a certificate rests on it.
        ReasonNeeded: there is no reason.
        TooLate: somebody has just taken it back.
    """
    require(policies.can_reopen(by, participation, at=at))
    reason, before = _said(reason), participation.state
    completed = {"completed_at": None, "completed_by": None, "completed_remark": ""}
    not_completed = {"not_completed_at": None, "not_completed_by": None, "not_completed_reason": ""}
    REOPEN.make(participation, **completed, **not_completed)
    if queries.resting_on(participation).exists():
        raise TooLate
    record("participation.reopen", participation, by=by, at=at, before=before, reason=reason)
    participation_mails.tell_reopened(participation, reason=reason, at=at)


def _said(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()


@transaction.atomic
def propose(participation: Participation, *, by: User, at: datetime) -> Certificate:
    """Propose the certificate of fulfilment on the checklist of this moment, which is kept with it.

    Raises:
        PermissionDenied: `by` is not of the Office or has a tie to the city, or the city no longer takes part.
        ConditionsMissing: the checklist is not complete.
        AlreadyProposed: there is one already.
    """
    require(policies.can_propose(by, participation, at=at))
    checklist = _fulfilled(participation, at=at)
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
    office = participations.office_of(participation)
    seconds = [person for person in office if policies.can_issue(person, certificate, at=at)]
    mails.tell_proposed(certificate, to=seconds, at=at)
    return certificate


def issue(certificate: Certificate, *, by: User, at: datetime) -> None:
    """Issue a proposed certificate: number, code and bytes, stored once; the city gets a letter.

    A city whose part has not been said to be completed is completed by it: the conditions are the same.

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
        if _fulfilled(certificate.participation, at=at).version != certificate.rule_version:
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
        _complete_too(certificate, by=by, at=at)
        city = certificate.participation.city
        record("certificate.issue", certificate, by=by, at=at, city=city, number=issued.number)
        mails.tell_issued(certificate, at=at)


def _complete_too(certificate: Certificate, *, by: User, at: datetime) -> None:
    """See that a certificate never contradicts the city's state, and that nobody has to say the same twice."""
    participation = certificate.participation
    if COMPLETE.possible(participation):
        COMPLETE.make(participation, completed_at=at, completed_by=by)
        record("participation.complete", participation, by=by, at=at, rules=certificate.rule_version)
        return
    unmoved = Participation.objects.filter(pk=participation.pk, state=participation.state)
    if not unmoved.update(stage=F("stage")):  # written, so that whoever reopens it meanwhile waits and sees
        raise TooLate


@transaction.atomic
def drop(certificate: Certificate, *, by: User, at: datetime) -> None:
    """Drop a proposal; the city can be proposed again.

    Raises:
        PermissionDenied: `by` is not of the Office or acts for the city.
        TooLate: it has just been issued or dropped.
    """
    require(policies.can_drop(by, certificate, at=at))
    DROP.make(certificate)
    record("certificate.drop", certificate, by=by, at=at, city=certificate.participation.city)
    mails.tell_dropped(certificate, by=by, at=at)


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
