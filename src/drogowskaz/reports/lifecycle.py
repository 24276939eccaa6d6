"""The life of a city report: the steps of review are states, their order is data of the edition."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import pgettext_lazy

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("report", "draft")
    GUARDIAN = "guardian", pgettext_lazy("report", "with the guardian")
    MAYOR = "mayor", pgettext_lazy("report", "with the mayor")
    LANGUAGE = "language", pgettext_lazy("report", "in language edit")
    RETURNED = "returned", pgettext_lazy("report", "returned for changes")
    READY = "ready", pgettext_lazy("report", "ready to publish")
    PUBLISHED = "published", pgettext_lazy("report", "published")


STEPS = (State.GUARDIAN, State.MAYOR, State.LANGUAGE)  # those a preset may put in any order
READ_AT = (*STEPS, State.READY)  # from these a report can be sent back to the city
READERS = {
    State.GUARDIAN: pgettext_lazy("reader", "guardian of the goal"),
    State.MAYOR: pgettext_lazy("reader", "mayor"),
    State.LANGUAGE: pgettext_lazy("reader", "language edit"),
    State.READY: pgettext_lazy("reader", "programme office"),
}
WRITTEN_AT = (State.DRAFT, State.RETURNED)  # in these the city writes


def send(order: Sequence[str]) -> Move:
    """The arrow from the city's desk to the first step of `order`, or to READY where nobody has to read."""
    return Move("send", set(WRITTEN_AT), [*order, State.READY][0])


def pass_on(order: Sequence[str], step: str) -> Move:
    """The arrow from `step` to the next one of `order`, or to READY after the last."""
    after = [*order, State.READY][list(order).index(step) + 1]
    return Move("pass_on", {step}, after)


def send_back(step: str) -> Move:
    """The arrow from `step`, or from READY, back to the city's desk."""
    return Move("send_back", {step}, State.RETURNED)


def stay(state: str) -> Move:
    """The arrow that keeps a report in `state` while its words are saved; nobody moves it meanwhile."""
    return Move("stay", {state}, state)


PUBLISH = Move("publish", {State.READY}, State.PUBLISHED)
REVISE = Move("revise", {State.PUBLISHED}, State.DRAFT)

MOVES = (
    send(STEPS),
    *(pass_on(STEPS, step) for step in STEPS),
    *(send_back(step) for step in READ_AT),
    PUBLISH,
    REVISE,
)
