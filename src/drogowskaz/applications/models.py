"""The city's side of the open call: an application, its goals, the answers of each step, its attachments."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from drogowskaz.common.lifecycle import Staged
from drogowskaz.documents.models import Issued, Upload
from drogowskaz.people.models import User
from drogowskaz.programmes.models import Call, Guardianship, Membership, Theme
from drogowskaz.programmes.roles import Role
from drogowskaz.registers.models import City

from .lifecycle import State


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Applications `user` may read.

        Those of their cities; for the Office and the Auditor those handed in; for a Guardian those accepted under
        the own theme. Drafts belong to the city alone.
        """
        if user.is_anonymous:
            return self.none()
        own = Q(city__in=user.representations.acting().values("city"))
        reading = Membership.objects.filter(user=user, ends_on=None, role__in=[Role.OFFICE, Role.AUDITOR])
        office = Q(submitted_at__isnull=False, call__edition__programme__in=reading.values("programme"))
        guarded = Guardianship.objects.filter(user=user, ends_on=None).values("theme")
        return self.filter(own | office | Q(state=State.ACCEPTED, qualified_theme__in=guarded))


class Application(Staged):
    """A city's request to take part, answered once in each call."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="applications")
    title = models.CharField(max_length=250, blank=True, help_text="of the project; copied from its question")
    number = models.CharField(max_length=30, null=True, unique=True, editable=False)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    frozen = models.JSONField(
        null=True, editable=False, help_text="questions and answers as they were handed in"
    )
    frozen_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    copy = models.OneToOneField(
        Issued, null=True, editable=False, on_delete=models.PROTECT, related_name="application"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.TextField(blank=True, editable=False)
    qualified_theme = models.ForeignKey(
        Theme, null=True, editable=False, on_delete=models.PROTECT, related_name="accepted_applications"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "city"],
                condition=~Q(state=State.WITHDRAWN),
                name="application_one_per_city_and_call",
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=False, started_by__isnull=False),
                name="application_started_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="application_submitted_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="application_withdrawn_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="application_decided_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(submitted_at__isnull=False, number__isnull=False, frozen__isnull=False),
                name="application_handed_in_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ACCEPTED, State.REJECTED])
                | Q(decided_at__isnull=False) & ~Q(decision_reason=""),
                name="application_decision_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACCEPTED) | Q(qualified_theme__isnull=False),
                name="application_accepted_under_a_theme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city}: {self.title}" if self.title else str(self.city)


class GoalChoice(models.Model):
    """A theme an application names; exactly one of them leads once it is handed in."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="goals")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    leading = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "theme"], name="goal_choice_once"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(leading=True), name="goal_choice_one_leads"
            ),
        ]

    def __str__(self) -> str:
        return str(self.theme)


class StepAnswers(models.Model):
    """What has been typed into one step of the wizard, complete or not; `version` grows with each save."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    step = models.SlugField()
    answers = models.JSONField(default=dict, help_text="key of the question → what was typed, as text")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "step"], name="step_answers_once"),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=False, saved_by__isnull=False),
                name="stepanswers_saved_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.step}"


class Attachment(models.Model):
    """A file given as the answer to a question; a new one takes the place of the old until hand-in."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="attachments")
    question = models.SlugField()
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "question"], name="attachment_one_per_question"),
            models.CheckConstraint(
                condition=Q(attached_at__isnull=False, attached_by__isnull=False),
                name="attachment_attached_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.upload}"
