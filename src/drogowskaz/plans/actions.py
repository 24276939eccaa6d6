"""Deeds with the Plan: compile it from what is published, freeze it as a numbered edition, or discard the proof."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.refusal import Refusal, broken, refusing
from drogowskaz.common.verdict import require
from drogowskaz.documents import actions as documents
from drogowskaz.documents import codes, store
from drogowskaz.documents.press import Printed
from drogowskaz.people.journal import record
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Edition
from drogowskaz.reports import queries as reports

from . import mails, policies, queries, tasks
from .lifecycle import DISCARD, FAIL, FREEZE, State
from .models import PlanEdition

GIVEN_UP = _("The worker did not finish the document, and somebody stopped waiting for it.")


class NothingToCompile(Refusal):
    """No city report has been published yet."""

    message = _("No city report has been published yet, so there is nothing to compile.")


class AlreadyCompiling(Refusal):
    """A proof of this edition is just being compiled: a second click, or a colleague. `plan` is that proof."""

    message = _("A proof of the Plan is being compiled already. This is it.")

    def __init__(self, plan: PlanEdition | None) -> None:
        super().__init__()
        self.plan = plan


class NumberTaken(Refusal):
    """Another edition of the Plan was frozen after this proof was compiled."""

    message = _(
        "Another edition of the Plan has been frozen since. Compile a new proof, so that the numbers agree."
    )


@transaction.atomic
def compile(edition: Edition, *, language: str, foreword: str, by: User, at: datetime) -> PlanEdition:
    """Order a proof of the Plan from the reports published at this moment; a worker presses it afterwards.

    The versions that go in are fixed now, with their hashes.

    Raises:
        PermissionDenied: `by` is not of the Office.
        NothingToCompile: no report has been published.
        AlreadyCompiling: a proof of this edition is being compiled.
    """
    require(policies.can_compile(by, edition, at=at))
    versions = reports.published(edition)
    if not versions:
        raise NothingToCompile
    inputs = [
        {
            "participation": version.report.participation_id,
            "city": version.report.participation.city.name,
            "version": version.pk,
            "number": version.number,
            "sha256": version.sha256,
        }
        for version in versions
    ]
    plan = _order(edition, language=language, foreword=foreword, inputs=inputs, by=by, at=at)
    record("plan.compile", plan, by=by, at=at, reports=len(plan.inputs))
    tasks.press_plan.enqueue(plan.pk)
    return plan


def _order(edition: Edition, *, by: User, at: datetime, **facts: Any) -> PlanEdition:
    try:
        with transaction.atomic():
            return PlanEdition.objects.create(
                edition=edition, state=State.COMPILING, compiled_at=at, compiled_by=by, **facts
            )
    except IntegrityError as error:
        if broken(error) == "plan_compiled_one_at_a_time":
            running = PlanEdition.objects.filter(edition=edition, state=State.COMPILING)
            raise AlreadyCompiling(running.first()) from error
        raise


@transaction.atomic
def give_up(plan: PlanEdition, *, by: User, at: datetime) -> None:
    """Stop waiting for a proof whose worker is gone, so that another one can be compiled.

    A worker that finishes after all is too late and changes nothing.

    Raises:
        PermissionDenied: `by` is not of the Office, or the worker may still be at it.
        TooLate: it has just been finished.
    """
    require(policies.can_give_up(by, plan, at=at))
    FAIL.make(plan, trouble=str(GIVEN_UP))
    record("plan.give_up", plan, by=by, at=at)


@transaction.atomic
def freeze(plan: PlanEdition, *, by: User, at: datetime) -> None:
    """Make a proof the next numbered edition of the Plan; its bytes never change again and the public reads it.

    Raises:
        PermissionDenied: `by` compiled it or is not of the Office.
        NumberTaken: another edition was frozen since the proof was compiled.
        TooLate: it has just been frozen or discarded.
    """
    require(policies.can_freeze(by, plan, at=at))
    number = queries.next_number(plan.edition, plan.language)
    if plan.snapshot is None or plan.snapshot.get("edition_number") != number:
        raise NumberTaken
    issued = documents.issue(
        "plan",
        title=plan.snapshot["title"],
        language=plan.language,
        printed=Printed.from_json(store.fetch(plan.pdf_sha256), plan.snapshot),
        number=documents.next_number("plan", prefix=f"{plan.edition.number_prefix}-P", at=at),
        code=codes.new(),
        by=by,
        at=at,
    )
    with refusing({"plan_edition_numbered_once": NumberTaken}):
        FREEZE.make(plan, number=number, frozen_at=at, frozen_by=by, issued=issued)
    record("plan.freeze", plan, by=by, at=at, number=number, sha256=issued.sha256)
    mails.tell_frozen(plan, at=at)


@transaction.atomic
def discard(plan: PlanEdition, *, by: User, at: datetime) -> None:
    """Set a proof aside; it stays in the list and is never published.

    Raises:
        PermissionDenied: `by` is not of the Office.
        TooLate: it has just been frozen or discarded.
    """
    require(policies.can_discard(by, plan, at=at))
    DISCARD.make(plan)
    record("plan.discard", plan, by=by, at=at)
