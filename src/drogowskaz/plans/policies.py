"""Who compiles and freezes the Plan: the Office, and for the freeze a second person."""

from datetime import datetime

from django.utils.translation import gettext as _

from drogowskaz.common.verdict import YES, Verdict, no
from drogowskaz.people.models import User
from drogowskaz.programmes import queries as programmes
from drogowskaz.programmes.models import Edition

from .lifecycle import DISCARD, FAIL, FREEZE, State
from .models import PlanEdition
from .queries import PATIENCE


def _office(user: User, edition: Edition) -> Verdict:
    if programmes.is_office(user, edition):
        return YES
    return no(_("Only the programme office compiles the Plan."))


def can_compile(user: User, edition: Edition, *, at: datetime) -> Verdict:
    """The Office, at any moment, from what is ready."""
    return _office(user, edition)


def can_give_up(user: User, plan: PlanEdition, *, at: datetime) -> Verdict:
    """Anybody of the Office, when the worker has been at it far longer than it takes."""
    verdict = _office(user, plan.edition)
    if not verdict:
        return verdict
    if plan.state == State.COMPILING and at < plan.compiled_at + PATIENCE:
        return no(_("The worker may still be at it. Wait ten minutes from the order."))
    return FAIL.possible(plan)


def can_freeze(user: User, plan: PlanEdition, *, at: datetime) -> Verdict:
    """Another person of the Office than the one who compiled it."""
    verdict = _office(user, plan.edition)
    if not verdict:
        return verdict
    if plan.compiled_by == user:
        return no(_("You compiled this proof. Another person of the office reads and freezes it."))
    return FREEZE.possible(plan)


def can_discard(user: User, plan: PlanEdition, *, at: datetime) -> Verdict:
    """Anybody of the Office, while it is not frozen."""
    verdict = _office(user, plan.edition)
    return verdict if not verdict else DISCARD.possible(plan)
