"""Certificates: proposed by one person on a checklist, issued by another, checked by anybody, revoked with a reason."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.lifecycle import Staged
from drogowskaz.documents.models import Issued
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User

from .lifecycle import State


class CertificateKind(models.TextChoices):
    """For what a certificate is given."""

    FULFILMENT = "fulfilment", _("for fulfilling the programme")


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Certificates of the participations `user` may read."""
        return self.filter(participation__in=Participation.objects.visible_to(user))


class Certificate(Staged):
    """What says that a city fulfilled the programme: conditions, decision of two persons, document, state."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=12, choices=CertificateKind, default=CertificateKind.FULFILMENT)
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED, editable=False)
    rule_version = models.CharField(max_length=20)
    checklist = models.JSONField(
        help_text="each condition with its state and what decided it, at the proposal"
    )
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, editable=False)
    issued_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(
        Issued, null=True, editable=False, on_delete=models.PROTECT, related_name="certificate"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    revoked_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "kind"],
                condition=Q(state__in=[State.PROPOSED, State.ISSUED]),
                name="certificate_one_valid_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="certificate_proposed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None, issued_by=None)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="certificate_issued_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="certificate_revoked_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ISSUED, State.REVOKED])
                | Q(document__isnull=False) & ~Q(issued_by=F("proposed_by")),
                name="certificate_issued_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REVOKED) | ~Q(revoked_reason=""),
                name="certificate_revoked_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.get_kind_display()}"
