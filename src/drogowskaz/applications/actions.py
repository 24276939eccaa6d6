"""Deeds with an application: start, save, attach, hand in, withdraw, accept, reject."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Move, TooLate
from drogowskaz.common.refusal import Refusal, refusing
from drogowskaz.common.verdict import require
from drogowskaz.documents import actions as documents
from drogowskaz.documents.actions import Number
from drogowskaz.documents.models import Issued, Upload
from drogowskaz.documents.press import Printed
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Call, Theme
from drogowskaz.registers.models import City

from . import mails, policies
from .answers import Answers
from .lifecycle import ACCEPT, REJECT, SUBMIT, WITHDRAW, State
from .models import Application, Attachment, GoalChoice, StepAnswers
from .queries import sheet_of
from .sheet import Sheet, digest


class AlreadyStarted(Refusal):
    """The city has an application in this call."""

    message = _("The city already has an application in this call. Open it from the list.")


class Conflict(Refusal):
    """Somebody saved the same step after it was opened; both texts are shown, nothing is overwritten."""

    message = _("Somebody has changed this step in the meantime. Choose which answers are to stay.")


class Incomplete(Refusal):
    """Something is missing or wrong, so the application cannot be handed in."""

    message = _("Some answers are missing or need to be put right. The list says which.")


class Changed(Refusal):
    """The answers are no longer those the person has checked."""

    message = _(
        "The answers have changed since you checked them. Check them once more, then send the application."
    )


class NotChosen(Refusal):
    """A city is qualified only under a theme it has named."""

    message = _("Choose one of those the city has named in its application.")


class ReasonMissing(Refusal):
    """A decision has a reason that the city reads."""

    message = _("Write the reason. The city will read it.")


class NumberTaken(TooLate):
    """Another application took the number at the same moment."""

    message = _("Another application has just been given this number. Send yours once more.")


STARTED_ONCE: dict[str, type[Refusal]] = {
    "application_one_per_city_and_call": AlreadyStarted,
    "UNIQUE constraint failed: applications_application.call_id, applications_application.city_id": AlreadyStarted,
}
SAVED_ONCE: dict[str, type[Refusal]] = {
    "step_answers_once": Conflict,
    "UNIQUE constraint failed: applications_stepanswers.application_id, applications_stepanswers.step": Conflict,
}
NUMBERED_ONCE: dict[str, type[Refusal]] = {
    "applications_application_number_key": NumberTaken,
    "UNIQUE constraint failed: applications_application.number": NumberTaken,
}
TRIES = 20


@transaction.atomic
def start(call: Call, *, city: City, by: User, at: datetime) -> Application:
    """Begin the application of `city`; everybody acting for the city can write in it.

    Raises:
        PermissionDenied: `by` does not act for the city, or the call is not open.
        AlreadyStarted: the city has an application in this call.
    """
    require(policies.can_start(by, call, city, at=at))
    with refusing(STARTED_ONCE):
        application = Application.objects.create(call=call, city=city, started_at=at, started_by=by)
    record("application.start", application, by=by, at=at)
    return application


def _touch(application: Application, **columns: Any) -> None:
    # One UPDATE that only finds a draft: it waits for a hand-in at the same moment, and loses to it.
    drafts = Application.objects.filter(pk=application.pk, state=State.DRAFT)
    if not drafts.update(**(columns or {"started_at": application.started_at})):
        raise TooLate


@transaction.atomic
def save_step(
    application: Application, step: str, answers: Answers, *, version: int, by: User, at: datetime
) -> StepAnswers:
    """Keep what was typed into a step, complete or not, right or wrong; also after the deadline.

    `version` is that of the step when the page was opened, 0 for one never saved. Saving the same answers again
    changes nothing. Saves are not journalled: each step knows who saved it last and when.

    Raises:
        PermissionDenied: `by` does not act for the city, or the application is no draft.
        Conflict: somebody has saved the step since `version`.
        TooLate: the application has just been handed in or withdrawn.
    """
    require(policies.can_edit(by, application, at=at))
    stored = application.steps.filter(step=step).first()
    if stored and stored.answers == answers:
        return stored
    _touch(application)
    facts = {"answers": answers, "saved_at": at, "saved_by": by}
    if version == 0:
        with refusing(SAVED_ONCE):
            saved = StepAnswers.objects.create(application=application, step=step, **facts)
    else:
        if not application.steps.filter(step=step, version=version).update(version=version + 1, **facts):
            raise Conflict
        saved = application.steps.get(step=step)
    _derive(application, sheet_of(application))
    return saved


def _derive(application: Application, sheet: Sheet) -> None:
    # Title and themes are what rules read, so they are columns beside the answers.
    title = sheet.title()
    if title != application.title:
        _touch(application, title=title)
        application.title = title
    wanted = {theme.number: theme.leading for theme in sheet.chosen}
    if wanted == dict(application.goals.values_list("theme__number", "leading")):
        return
    application.goals.all().delete()
    themes = Theme.objects.filter(edition=application.call.edition, number__in=wanted)
    GoalChoice.objects.bulk_create(
        GoalChoice(application=application, theme=theme, leading=wanted[theme.number]) for theme in themes
    )


@transaction.atomic
def attach(application: Application, question: str, upload: Upload, *, by: User, at: datetime) -> Attachment:
    """Give a file as the answer to `question`; it takes the place of the one before.

    Raises:
        PermissionDenied: `by` does not act for the city, or the application is no draft.
        TooLate: the application has just been handed in or withdrawn.
    """
    require(policies.can_edit(by, application, at=at))
    _touch(application)
    attachment, _made = Attachment.objects.update_or_create(
        application=application,
        question=question,
        defaults={"upload": upload, "attached_at": at, "attached_by": by},
    )
    record("application.attach", application, by=by, at=at, question=question, sha256=upload.sha256)
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: User, at: datetime) -> None:
    """Take a file out of a draft.

    Raises:
        PermissionDenied: `by` does not act for the city, or the application is no draft.
        TooLate: the application has just been handed in or withdrawn.
    """
    application = attachment.application
    require(policies.can_edit(by, application, at=at))
    _touch(application)
    record("application.detach", application, by=by, at=at, question=attachment.question)
    attachment.delete()


def _next_number(application: Application, at: datetime) -> str:
    stem = f"{application.call.edition.number_prefix}-{timezone.localtime(at).year}-"
    # Numbers are never taken away, so counting them leaves no gap.
    return f"{stem}{Application.objects.filter(number__startswith=stem).count() + 1:04}"


def _freeze(application: Application) -> tuple[Sheet, dict[str, object]]:
    sheet, city = sheet_of(application), application.city
    frozen = sheet.frozen(
        edition=application.call.edition.slug,
        city={
            "name": city.name,
            "teryt": city.teryt,
            "municipality_type": city.municipality_type,
            "county": city.county,
            "voivodeship": city.voivodeship,
        },
    )
    return sheet, frozen


@transaction.atomic
def submit(application: Application, *, by: User, at: datetime, seen: str = "") -> None:
    """Hand in a draft on behalf of its city; from now on it can no longer be edited.

    It gets the next number and a frozen copy of questions and answers with its SHA-256. The printed copy is pressed
    from that afterwards, outside the transaction (`printing.copy_of`).
    `seen` is the fingerprint of the answers the person has checked, if they were shown.

    Raises:
        PermissionDenied: `by` does not act for the city, or the call is closed; the draft stays.
        Incomplete: an answer is missing or wrong.
        Changed: the answers are not those with the fingerprint `seen`.
        TooLate: the application has already been handed in or withdrawn, or was saved at this very moment.
    """
    require(policies.can_submit(by, application, at=at))
    sheet, frozen = _freeze(application)
    if seen and seen != sheet.fingerprint():
        raise Changed
    if not sheet.is_complete():
        raise Incomplete
    for left in reversed(range(TRIES)):
        try:
            with refusing(NUMBERED_ONCE):
                SUBMIT.make(
                    application,
                    number=_next_number(application, at),
                    submitted_at=at,
                    submitted_by=by,
                    frozen=frozen,
                    frozen_sha256=digest(frozen),
                )
            break
        except NumberTaken:
            if not left:
                raise
    _must_be_unchanged(application, sheet)
    record(
        "application.submit",
        application,
        by=by,
        at=at,
        number=application.number,
        sha256=application.frozen_sha256,
    )
    mails.confirm_submission(application, to=by, at=at)


def _must_be_unchanged(application: Application, sheet: Sheet) -> None:
    # Where readers do not block writers, somebody may have saved between our reading and our move; none can after it.
    versions = dict(application.steps.values_list("step", "version"))
    hashes = dict(application.attachments.values_list("question", "upload__sha256"))
    if versions != sheet.versions or hashes != {name: file.sha256 for name, file in sheet.files.items()}:
        raise TooLate


@transaction.atomic
def keep_copy(application: Application, printed: Printed, *, code: str, at: datetime) -> Issued:
    """Store the printed copy of an application handed in; a second one changes nothing.

    It bears the application's number. `by` is the person who handed it in.
    """
    stored = Application.objects.select_related("copy").get(pk=application.pk)
    if stored.copy:
        return stored.copy
    stem, _dash, sequence = (application.number or "").rpartition("-")
    issued = documents.issue(
        "application",
        title=application.title,
        printed=printed,
        number=Number(series=f"application/{stem}", sequence=int(sequence), text=application.number or ""),
        code=code,
        by=application.submitted_by or application.started_by,
        at=at,
    )
    Application.objects.filter(pk=application.pk, copy=None).update(copy=issued)
    application.copy = issued
    record("application.print", application, by=None, at=at, sha256=issued.sha256)
    return issued


@transaction.atomic
def withdraw(application: Application, *, by: User, at: datetime) -> None:
    """Take a draft or an application handed in back; the city may begin another while the call is open.

    Raises:
        PermissionDenied: `by` does not act for the city, or it has been decided.
        TooLate: it has just been decided or withdrawn.
    """
    require(policies.can_withdraw(by, application, at=at))
    WITHDRAW.make(application, withdrawn_at=at, withdrawn_by=by)
    record("application.withdraw", application, by=by, at=at, number=application.number)
    if application.number:
        mails.confirm_withdrawal(application, at=at)


@transaction.atomic
def accept(application: Application, *, theme: Theme, reason: str, by: User, at: datetime) -> None:
    """Qualify the city under one of the themes it has named; the letters wait until the Office releases them.

    Raises:
        PermissionDenied: `by` is not of the programme's Office, or acts for the city, or it is not handed in.
        NotChosen: the city has not named `theme`.
        ReasonMissing: no reason is given.
        TooLate: somebody else has just decided, or the city has withdrawn.
    """
    require(policies.can_accept(by, application, at=at))
    if not application.goals.filter(theme=theme).exists():
        raise NotChosen
    _decide(application, ACCEPT, reason=reason, by=by, at=at, qualified_theme=theme)
    record("application.accept", application, by=by, at=at, number=application.number, theme=theme.number)
    mails.announce_acceptance(application, at=at)


@transaction.atomic
def reject(application: Application, *, reason: str, by: User, at: datetime) -> None:
    """Turn the application down; the letters wait until the Office releases them.

    Raises:
        PermissionDenied: `by` is not of the programme's Office, or acts for the city, or it is not handed in.
        ReasonMissing: no reason is given.
        TooLate: somebody else has just decided, or the city has withdrawn.
    """
    require(policies.can_reject(by, application, at=at))
    _decide(application, REJECT, reason=reason, by=by, at=at)
    record("application.reject", application, by=by, at=at, number=application.number)
    mails.announce_rejection(application, at=at)


def _decide(
    application: Application, move: Move, *, reason: str, by: User, at: datetime, **stamps: Theme
) -> None:
    if not reason.strip():
        raise ReasonMissing
    move.make(application, decision_reason=reason.strip(), decided_at=at, decided_by=by, **stamps)
