"""The worker's part of the Plan: press a proof, outside the web process and with a bound of memory."""

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

    If the press cannot do it, the proof says why and the Office can order another.
    """
    plan = PlanEdition.objects.select_related("edition__programme").get(pk=plan_id)
    if plan.state != State.COMPILING:
        return
    try:
        snapshot = compiling.plan(plan, at=plan.compiled_at)
        printed = press_apart(TEMPLATE, snapshot, at=plan.compiled_at)
    except PressFailed as trouble:
        finishing.fail(plan, trouble=str(trouble), at=timezone.now())
        return
    try:
        finishing.finish(plan, printed=printed, at=timezone.now())
    except TooLate:  # another run of the same task was faster
        return
