"""Deeds with a report: written by the city, read step by step, approved by its hash, published from one snapshot."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.languages import LANGUAGES
from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.common.verdict import require
from drogowskaz.documents import actions as issuing
from drogowskaz.documents import codes
from drogowskaz.documents.models import Issued
from drogowskaz.documents.press import Printed
from drogowskaz.participation.models import Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.programmes import queries as programmes

from . import lifecycle, mails, policies, queries, texts
from .lifecycle import PUBLISH, REVISE, State
from .models import Report, Review, Section, Version


class AlreadyStarted(Refusal):
    """The city has a report in this edition."""

    message = _("The city already has its report. Open it from the list.")


class UnknownSection(Refusal):
    """The template of the edition has no such section, or the language is another."""

    message = _("The report has no such section.")


class Conflict(Refusal):
    """Somebody saved the same section after it was opened; both texts are shown, nothing is overwritten."""

    message = _("Somebody has changed this section in the meantime. Choose which text is to stay.")


class Incomplete(Refusal):
    """A required section is empty, or a text is too long."""

    message = _("Some sections are empty or too long. The list says which.")


class TextChanged(Refusal):
    """The words are no longer those the person has read."""

    message = _("The text has changed since you opened it. Nothing has been approved. Read it once more.")


class UnkeptWords(Refusal):
    """Words have been edited but not made into a version."""

    message = _("Some words have been edited since this version. First keep them as a version, with a note.")


class NothingChanged(Refusal):
    """A new version would say the same as the last one."""

    message = _("No word differs from the last version, so there is nothing to keep.")


class RemarksMissing(Refusal):
    """What is sent back says what to do."""

    message = _("Write what the city has to change. It will read this.")


class NoteMissing(Refusal):
    """An edited or revised version says what changed."""

    message = _("Write in one sentence what has changed.")


STARTED_ONCE: dict[str, type[Refusal]] = {
    "reports_report_participation_id_key": AlreadyStarted,
    "reports_report.participation_id": AlreadyStarted,
}
SAVED_ONCE: dict[str, type[Refusal]] = {"section_once": Conflict}


@transaction.atomic
def start(participation: Participation, *, by: User, at: datetime) -> Report:
    """Begin the report of a city; its sections come from the edition's template.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the city no longer takes part.
        AlreadyStarted: another person of the city was faster.
    """
    require(policies.can_start(by, participation, at=at))
    with refusing(STARTED_ONCE):
        report = Report.objects.create(participation=participation, started_at=at, started_by=by)
    record("report.start", report, by=by, at=at, city=participation.city)
    return report


@transaction.atomic
def save_section(
    report: Report, key: str, *, language: str, text: str, version: int, by: User, at: datetime
) -> Section:
    """Keep what was typed, complete or not, also when it is too long.

    `version` is that of the section when the page was opened, 0 for one never saved. Saving the same words again
    changes nothing. Saves are not journalled: each section knows who saved it last and when.

    Raises:
        PermissionDenied: `by` may not write now.
        UnknownSection: the template has no such section.
        Conflict: somebody has saved the section since `version`.
        TooLate: the report has just been sent or moved on.
    """
    require(policies.can_write(by, report, at=at))
    if language not in LANGUAGES or key not in queries.keys_of(report):
        raise UnknownSection
    text = texts.clean(text)
    stored = report.sections.filter(key=key, language=language).first()
    if stored and stored.text == text:
        return stored
    lifecycle.stay(report.state).make(report)
    facts = {"text": text, "saved_at": at, "saved_by": by}
    if version == 0:
        with refusing(SAVED_ONCE):
            return Section.objects.create(report=report, key=key, language=language, **facts)
    if not report.sections.filter(key=key, language=language, version=version).update(
        version=version + 1, **facts
    ):
        raise Conflict
    return report.sections.get(key=key, language=language)


def _freeze(report: Report, *, note: str, by: User, at: datetime) -> Version:
    content = queries.desk_content(report)
    last = report.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        report=report,
        number=last + 1,
        content=content,
        sha256=texts.digest(content),
        note=note.strip()[:300],
        made_at=at,
        made_by=by,
    )


@transaction.atomic
def send(report: Report, *, note: str = "", by: User, at: datetime) -> Version:
    """Freeze the words as a version and give it to the first step of the edition's order.

    After a publication `note` says in a sentence what has changed since; the public page will show it.

    Raises:
        PermissionDenied: `by` is not the city's coordinator, or the report has been sent.
        Incomplete: a required section is empty or a text too long; `queries.faults` says which.
        NoteMissing: a version has been published before and `note` is empty.
        TooLate: somebody has just sent it.
    """
    require(policies.can_send(by, report, at=at))
    template = programmes.report_template(report.participation.edition)
    lifecycle.send(template.steps).make(report)
    version = _freeze(report, note=note, by=by, at=at)
    if texts.faults(template, version.content):
        raise Incomplete
    if not note.strip() and report.versions.published().exists():
        raise NoteMissing
    facts = {"version": version.number, "sha256": version.sha256}
    record("report.send", report, by=by, at=at, city=report.participation.city, **facts)
    mails.tell_readers(report, version, at=at)
    return version


@transaction.atomic
def keep_words(report: Report, *, note: str, by: User, at: datetime) -> Version:
    """Make the words edited in the language edit a version of their own; earlier approvals stay with their version.

    Raises:
        PermissionDenied: `by` is not of the Office, or the report is not in the language edit.
        NoteMissing: `note` is empty.
        NothingChanged: no word differs from the last version.
        TooLate: somebody has just moved the report on.
    """
    require(policies.can_edit_words(by, report, at=at))
    if not note.strip():
        raise NoteMissing
    lifecycle.stay(report.state).make(report)
    before = queries.latest(report)
    version = _freeze(report, note=note, by=by, at=at)
    if before and before.sha256 == version.sha256:
        raise NothingChanged
    facts = {"version": version.number, "sha256": version.sha256, "note": version.note}
    record("report.keep_words", report, by=by, at=at, city=report.participation.city, **facts)
    return version


def _exact(report: Report, version_sha256: str) -> Version:
    """The last version, provided it is the one that was read; asked only after the report has been moved."""
    version = queries.latest(report)
    if version is None or version.sha256 != version_sha256:
        raise TextChanged
    return version


def _review(version: Version, step: str, *, passed: bool, remarks: str, by: User, at: datetime) -> Review:
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
    review = _review(version, step, passed=True, remarks=remarks, by=by, at=at)
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
    review = _review(_exact(report, version_sha256), step, passed=False, remarks=remarks, by=by, at=at)
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


@transaction.atomic
def revise(report: Report, *, by: User, at: datetime) -> None:
    """Open a published report for a new round; what has been published stays public at its address.

    Raises:
        PermissionDenied: `by` is neither the city's coordinator nor of the Office, or nothing is published.
        TooLate: somebody has just opened it.
    """
    require(policies.can_revise(by, report, at=at))
    REVISE.make(report)
    record("report.revise", report, by=by, at=at, city=report.participation.city)
