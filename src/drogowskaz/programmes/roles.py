"""The roles people have in a programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in a programme; people of cities have capacities instead."""

    OFFICE = "office", _("programme office")
    GUARDIAN = "guardian", _("goal guardian")
    ADVISER = "adviser", _("adviser")
    EVALUATOR = "evaluator", _("evaluator")
    AUDITOR = "auditor", _("auditor")
