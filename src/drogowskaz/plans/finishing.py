"""What the worker does to a proof: keep the pressed document, or say why there is none."""

from datetime import datetime

from django.db import transaction

from drogowskaz.documents import store
from drogowskaz.documents.press import Printed
from drogowskaz.people.journal import record

from . import mails
from .lifecycle import FAIL, FINISH
from .models import PlanEdition


@transaction.atomic
def finish(plan: PlanEdition, *, printed: Printed, at: datetime) -> None:
    """Keep the pressed proof; from now on it can be read and frozen.

    Raises:
        TooLate: the proof was finished by another run of the same task; nothing is changed.
    """
    FINISH.make(plan, snapshot=printed.as_json(), pdf_sha256=store.keep(printed.pdf))
    record("plan.finish", plan, by=None, at=at, sha256=plan.pdf_sha256)
    mails.tell_proof(plan, at=at)


@transaction.atomic
def fail(plan: PlanEdition, *, trouble: str, at: datetime) -> None:
    """Say why the proof could not be pressed, on its page and to the person who ordered it.

    Raises:
        TooLate: the proof was finished by another run, or somebody stopped waiting for it.
    """
    FAIL.make(plan, trouble=trouble[:500])
    record("plan.fail", plan, by=None, at=at, trouble=trouble[:200])
    mails.tell_failed(plan, at=at)
