"""The life of a city report: the steps of review are states, their order is data of the edition."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    GUARDIAN = "guardian", _("with the guardian")
    MAYOR = "mayor", _("with the mayor")
    LANGUAGE = "language", _("in language edit")
    RETURNED = "returned", _("returned for changes")
    READY = "ready", _("ready to publish")
    PUBLISHED = "published", _("published")


STEPS = (State.GUARDIAN, State.MAYOR, State.LANGUAGE)  # those a preset may put in any order


def send(order: Sequence[str]) -> Move:
    """The arrow from the city's desk to the first step of `order`."""
    return Move("send", {State.DRAFT, State.RETURNED}, order[0])


def pass_on(order: Sequence[str], step: str) -> Move:
    """The arrow from `step` to the next one of `order`, or to READY after the last."""
    after = [*order, State.READY][list(order).index(step) + 1]
    return Move("pass_on", {step}, after)


def send_back(step: str) -> Move:
    """The arrow from `step` back to the city's desk."""
    return Move("send_back", {step}, State.RETURNED)


PUBLISH = Move("publish", {State.READY}, State.PUBLISHED)
REVISE = Move("revise", {State.PUBLISHED}, State.DRAFT)

MOVES = (
    send(STEPS),
    *(pass_on(STEPS, step) for step in STEPS),
    *(send_back(step) for step in STEPS),
    PUBLISH,
    REVISE,
)
