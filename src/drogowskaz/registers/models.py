"""Registers: lists we do not own; imported, end-dated, never edited."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .voivodeships import Voivodeship


class MunicipalityType(models.TextChoices):
    """The kinds of unit that may take part."""

    URBAN = "urban", _("urban municipality")
    URBAN_RURAL = "urban_rural", _("urban-rural municipality")
    COUNTY_RIGHTS = "county_rights", _("city with county rights")


class CityQuerySet(models.QuerySet["City"]):
    def current(self) -> Self:
        """Cities that exist today; those the register has closed stay in the table."""
        return self.filter(ends_on=None)


class City(models.Model):
    """A city of the territorial register, or an invented one of the demo edition."""

    teryt = models.CharField(max_length=7, unique=True, help_text="number in the register, as text")
    name = models.CharField(max_length=100)
    slug = models.SlugField(
        max_length=140, unique=True, help_text="the name in addresses; given once, for ever"
    )
    municipality_type = models.CharField(max_length=16, choices=MunicipalityType)
    county = models.CharField(max_length=100, blank=True)
    voivodeship = models.CharField(max_length=2, choices=Voivodeship)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=200, help_text="where the row comes from")
    state_on = models.DateField(help_text="the day on which the source says so")
    ends_on = models.DateField(null=True, blank=True, help_text="the day the unit ceased to exist")
    invented = models.BooleanField(default=False, help_text="made up for the demo edition")

    objects = CityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="city_place_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(population=None) | Q(population_year__isnull=False),
                name="city_population_has_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name
