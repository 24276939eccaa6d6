"""The readers' part: a version is passed on or sent back by the person of the step, and published by the Office."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from drogowskaz.common.verdict import require
from drogowskaz.documents import actions as issuing
from drogowskaz.documents import codes
from drogowskaz.documents.models import Issued
from drogowskaz.documents.press import Printed
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.programmes import queries as programmes

from .. import lifecycle, mails, policies, queries, texts
from ..lifecycle import PUBLISH, State
from ..models import Report, Review, Version
from .refusals import RemarksMissing, TextChanged, UnkeptWords


def _exact(report: Report, version_sha256: str) -> Version:
    """The last version, provided it is the one that was read; asked only after the report has been moved."""
    version = queries.latest(report)
    if version is None or version.sha256 != version_sha256:
        raise TextChanged
    return version


def _reviewed(version: Version, step: str, *, passed: bool, remarks: str, by: User, at: datetime) -> Review:
    return Review.objects.create(
        version=version, step=step, passed=passed, remarks=remarks.strip(), reviewed_at=at, reviewed_by=by
    )


@transaction.atomic
def pass_on(report: Report, *, version_sha256: str, remarks: str = "", by: User, at: datetime) -> Review:
    """Approve exactly the version with this hash and give it to the next step, or make it ready to publish.

    Raises:
        PermissionDenied: `by` is not the person of this step.
        TextChanged: the last version has another hash; nothing is approved.
        UnkeptWords: in the language edit, words were edited and not kept as a version.
        TooLate: somebody has just moved the report.
    """
    require(policies.can_pass_on(by, report, at=at))
    step = report.state
    order = programmes.report_template(report.participation.edition).steps
    lifecycle.pass_on(order, step).make(report)
    version = _exact(report, version_sha256)
    if step == State.LANGUAGE and texts.digest(queries.desk_content(report)) != version.sha256:
        raise UnkeptWords
    review = _reviewed(version, step, passed=True, remarks=remarks, by=by, at=at)
    facts = {"step": step, "version": version.number, "sha256": version.sha256}
    record("report.pass_on", report, by=by, at=at, city=report.participation.city, **facts)
    mails.tell_readers(report, version, at=at)
    return review


@transaction.atomic
def send_back(report: Report, *, version_sha256: str, remarks: str, by: User, at: datetime) -> Review:
    """Give the report back to the city with what is to be changed; it comes again through every step.

    Raises:
        PermissionDenied: `by` is not the person of this step.
        RemarksMissing: `remarks` is empty.
        TextChanged: the last version has another hash.
        TooLate: somebody has just moved the report.
    """
    require(policies.can_send_back(by, report, at=at))
    if not remarks.strip():
        raise RemarksMissing
    step = report.state
    lifecycle.send_back(step).make(report)
    review = _reviewed(_exact(report, version_sha256), step, passed=False, remarks=remarks, by=by, at=at)
    record("report.send_back", report, by=by, at=at, city=report.participation.city, step=step)
    mails.tell_returned(report, review, at=at)
    return review


@transaction.atomic
def publish(
    report: Report, *, version_sha256: str, printed: Sequence[Printed], by: User, at: datetime
) -> Version:
    """Publish the last version: each PDF of `printed`, one per language, is stored with the snapshot it came from.

    The public web page is made from the same snapshot. Pressing is done before, outside of the transaction.

    Raises:
        PermissionDenied: `by` is not of the Office, or the report is not ready.
        TextChanged: the last version is not the one the documents were made from.
        TooLate: somebody has just published it or sent it back, or took the next number.
    """
    require(policies.can_publish(by, report, at=at))
    PUBLISH.make(report)
    version = _exact(report, version_sha256)
    issued = {paper.as_json()["language"]: _issue(report, version, paper, by=by, at=at) for paper in printed}
    facts = {"issued": issued["pl"], "issued_en": issued.get("en"), "published_at": at, "published_by": by}
    Version.objects.filter(pk=version.pk).update(**facts)
    for name, value in facts.items():
        setattr(version, name, value)
    said = {"version": version.number, "sha256": version.sha256, "number": issued["pl"].number}
    record("report.publish", report, by=by, at=at, city=report.participation.city, **said)
    mails.tell_published(report, at=at)
    return version


def _issue(report: Report, version: Version, paper: Printed, *, by: User, at: datetime) -> Issued:
    snapshot = paper.as_json()
    if snapshot["version"] != str(version.number):
        raise TextChanged
    prefix = f"{report.participation.edition.number_prefix}-R"
    return issuing.issue(
        "report",
        title=snapshot["title"],
        printed=paper,
        number=issuing.next_number("report", prefix=prefix, at=at),
        code=codes.new(),
        by=by,
        at=at,
    )
