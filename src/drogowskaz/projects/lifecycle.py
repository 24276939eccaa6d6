"""The life of a project and of its milestones."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Move


class State(models.TextChoices):
    PLANNED = "planned", _("planned")
    IN_PROGRESS = "in_progress", _("in progress")
    REPORTED = "reported", _("completion reported")
    COMPLETED = "completed", _("completed")
    STOPPED = "stopped", _("stopped")


START = Move("start", {State.PLANNED}, State.IN_PROGRESS)
REPORT = Move("report", {State.IN_PROGRESS}, State.REPORTED)
ACCEPT = Move("accept", {State.REPORTED}, State.COMPLETED)
RETURN = Move("return", {State.REPORTED}, State.IN_PROGRESS)
STOP = Move("stop", {State.PLANNED, State.IN_PROGRESS}, State.STOPPED)

PROJECT_MOVES = (START, REPORT, ACCEPT, RETURN, STOP)


class MilestoneState(models.TextChoices):
    PLANNED = "planned", _("planned")
    REPORTED = "reported", _("reported done")
    ACCEPTED = "accepted", _("accepted")


REPORT_MILESTONE = Move("report", {MilestoneState.PLANNED}, MilestoneState.REPORTED)
ACCEPT_MILESTONE = Move("accept", {MilestoneState.REPORTED}, MilestoneState.ACCEPTED)
RETURN_MILESTONE = Move("return", {MilestoneState.REPORTED}, MilestoneState.PLANNED)

MILESTONE_MOVES = (REPORT_MILESTONE, ACCEPT_MILESTONE, RETURN_MILESTONE)
MOVES = PROJECT_MOVES + MILESTONE_MOVES
