"""Letters: what the product has to say to people, stored with the deed that caused it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from drogowskaz.common.lifecycle import Staged
from drogowskaz.people.models import User

from .lifecycle import State


class LetterQuerySet(models.QuerySet["Letter"]):
    def held(self) -> Self:
        """Letters that wait until a person releases them."""
        return self.filter(state=State.HELD)

    def due(self, at: datetime) -> Self:
        """Letters that should have been sent, or tried again, by `at`."""
        return self.filter(state=State.WAITING, due_at__lte=at)


class Letter(Staged):
    """One letter to one person. Text and Message-ID are fixed when it is stored."""

    state = models.CharField(max_length=20, choices=State, editable=False)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="letters")
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    about = models.CharField(max_length=60, help_text="which letter it is, as in application_submitted")
    programme = models.SlugField(blank=True, help_text="of the programme whose Office answers for it")
    message_id = models.CharField(max_length=120, unique=True, editable=False)
    stored_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    due_at = models.DateTimeField(null=True, editable=False, help_text="when the next try is to be made")
    sent_at = models.DateTimeField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    trouble = models.CharField(max_length=300, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "stored_at"]),
            models.Index(fields=["state", "due_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="letter_released_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False), name="letter_sent_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WAITING) | Q(due_at__isnull=False), name="letter_waiting_is_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"
