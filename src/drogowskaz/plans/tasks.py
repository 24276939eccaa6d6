"""The worker's part of the Plan: press a proof, outside the web process and with a bound of memory."""

from contextlib import suppress

from django.utils import timezone
from django_tasks import task

from drogowskaz.common.lifecycle import TooLate
from drogowskaz.documents.press import PressFailed, press_apart

from . import compiling, finishing
from .documents import TEMPLATE
from .lifecycle import State
from .models import PlanEdition


@task()
def press_plan(plan_id: int) -> None:
    """Press one ordered proof and keep it; a proof that is finished already is left alone.

    If it cannot be done, the proof says so and the Office can order another. If the worker dies, the clock puts the
    task back, or somebody of the Office stops waiting for it.
    """
    plan = PlanEdition.objects.select_related("edition__programme").get(pk=plan_id)
    if plan.state != State.COMPILING:
        return
    try:
        snapshot = compiling.plan(plan, at=plan.compiled_at)
        printed = press_apart(TEMPLATE, snapshot, at=plan.compiled_at)
    except PressFailed as trouble:
        _fail(plan, str(trouble))
        return
    except Exception:
        _fail(plan, str(PressFailed.message))
        raise
    with suppress(TooLate):  # another run of the same task was faster
        finishing.finish(plan, printed=printed, at=timezone.now())


def _fail(plan: PlanEdition, trouble: str) -> None:
    with suppress(TooLate):  # it has been finished or given up meanwhile
        finishing.fail(plan, trouble=trouble, at=timezone.now())
