"""The life of a project and of its milestones."""

from django.db import models
from django.utils.translation import pgettext_lazy

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("project", "planned")
    IN_PROGRESS = "in_progress", pgettext_lazy("project", "in progress")
    REPORTED = "reported", pgettext_lazy("project", "completion reported")
    COMPLETED = "completed", pgettext_lazy("project", "completed")
    STOPPED = "stopped", pgettext_lazy("project", "stopped")


START = Move("start", {State.PLANNED}, State.IN_PROGRESS)
REPORT = Move("report", {State.IN_PROGRESS}, State.REPORTED)
ACCEPT = Move("accept", {State.REPORTED}, State.COMPLETED)
RETURN = Move("return", {State.REPORTED}, State.IN_PROGRESS)
STOP = Move("stop", {State.PLANNED, State.IN_PROGRESS}, State.STOPPED)

PROJECT_MOVES = (START, REPORT, ACCEPT, RETURN, STOP)


UNREPORTED = {"reported_at": None, "reported_by": None}  # the stamps of a report that goes back to the city
OPEN = (State.PLANNED, State.IN_PROGRESS)  # in these its card and milestones can be changed


class MilestoneState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("milestone", "planned")
    REPORTED = "reported", pgettext_lazy("milestone", "reported done")
    ACCEPTED = "accepted", pgettext_lazy("milestone", "accepted")


REPORT_MILESTONE = Move("report", {MilestoneState.PLANNED}, MilestoneState.REPORTED)
ACCEPT_MILESTONE = Move("accept", {MilestoneState.REPORTED}, MilestoneState.ACCEPTED)
RETURN_MILESTONE = Move("return", {MilestoneState.REPORTED}, MilestoneState.PLANNED)

MILESTONE_MOVES = (REPORT_MILESTONE, ACCEPT_MILESTONE, RETURN_MILESTONE)
MOVES = PROJECT_MOVES + MILESTONE_MOVES


def stay(state: str) -> Move:
    """The arrow that keeps a thing in `state` while what belongs to it changes; nobody moves it meanwhile."""
    return Move("stay", {state}, state)
