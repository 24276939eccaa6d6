"""The public site's own words: news."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from drogowskaz.people.models import User


class NewsItemQuerySet(models.QuerySet["NewsItem"]):
    def published(self, at: datetime) -> Self:
        """News the public reads at `at`."""
        return self.filter(publish_at__lte=at)


class NewsItem(models.Model):
    """One piece of news; `publish_at` may lie ahead."""

    slug = models.SlugField(unique=True)
    title_pl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    lead_pl = models.CharField(max_length=400, blank=True)
    lead_en = models.CharField(max_length=400, blank=True)
    body_pl = models.TextField(help_text="small Markdown")
    body_en = models.TextField(blank=True)
    publish_at = models.DateTimeField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = NewsItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(written_at__isnull=False, written_by__isnull=False),
                name="newsitem_written_at_with_by",
            )
        ]

    def __str__(self) -> str:
        return self.title_pl
