"""The life of an edition, and the phases of a call."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Move


class EditionState(models.TextChoices):
    PREPARED = "prepared", _("in preparation")
    RUNNING = "running", _("running")
    ARCHIVED = "archived", _("archived")


OPEN = Move("open", {EditionState.PREPARED}, EditionState.RUNNING)
ARCHIVE = Move("archive", {EditionState.PREPARED, EditionState.RUNNING}, EditionState.ARCHIVED)

MOVES = (OPEN, ARCHIVE)
