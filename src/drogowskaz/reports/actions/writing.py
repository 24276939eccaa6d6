"""The city's part: a report is begun, written section by section, sent, and opened for a new round."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from drogowskaz.common.languages import LANGUAGES
from drogowskaz.common.refusal import refusing
from drogowskaz.common.verdict import require
from drogowskaz.participation.models import Participation
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.programmes import queries as programmes

from .. import lifecycle, mails, policies, queries, texts
from ..lifecycle import REVISE
from ..models import Report, Section, Version
from .refusals import (
    SAVED_ONCE,
    STARTED_ONCE,
    Conflict,
    Incomplete,
    NoteMissing,
    NothingChanged,
    UnknownSection,
)


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
