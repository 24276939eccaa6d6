"""The toolbox: instructions that teach residents how to influence their city; works without the rest."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drogowskaz.people.models import User


class Subject(models.TextChoices):
    """What a tool influences."""

    SPACE = "space", _("the space of the city")
    RUNNING = "running", _("how the city is run")


class ToolQuerySet(models.QuerySet["Tool"]):
    def published(self) -> Self:
        """Tools the public reads."""
        return self.filter(published_at__isnull=False)


class Tool(models.Model):
    """One instruction: for whom, how long, what to do step by step, what the authority must do."""

    slug = models.SlugField(unique=True)
    subject = models.CharField(max_length=10, choices=Subject)
    position = models.PositiveSmallIntegerField(default=0)
    name_pl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    summary_pl = models.CharField(max_length=300)
    summary_en = models.CharField(max_length=300, blank=True)
    for_whom_pl = models.CharField(max_length=200, blank=True)
    for_whom_en = models.CharField(max_length=200, blank=True)
    time_needed_pl = models.CharField(max_length=200, blank=True)
    time_needed_en = models.CharField(max_length=200, blank=True)
    cost_pl = models.CharField(max_length=200, blank=True)
    cost_en = models.CharField(max_length=200, blank=True)
    duty_pl = models.CharField(max_length=200, blank=True, help_text="what the authority must do, until when")
    duty_en = models.CharField(max_length=200, blank=True)
    goals = models.JSONField(default=list, blank=True, help_text="numbers of the goals it serves")
    body_pl = models.TextField(help_text="small Markdown")
    body_en = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True, help_text="acts and articles, each on a line")
    checked_on = models.DateField(
        null=True, blank=True, help_text="the day a lawyer last checked the law in it; empty before that"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = ToolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="tool_published_at_with_by",
            )
        ]

    def __str__(self) -> str:
        return self.name_pl
