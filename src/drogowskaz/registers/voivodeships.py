"""The sixteen voivodeships, with the codes of the territorial register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Voivodeship(models.TextChoices):
    """A region of Poland; the value is the first two digits of a TERYT code."""

    DOLNOSLASKIE = "02", _("Lower Silesian")
    KUJAWSKO_POMORSKIE = "04", _("Kuyavian-Pomeranian")
    LUBELSKIE = "06", _("Lublin")
    LUBUSKIE = "08", _("Lubusz")
    LODZKIE = "10", _("Łódź")
    MALOPOLSKIE = "12", _("Lesser Poland")
    MAZOWIECKIE = "14", _("Masovian")
    OPOLSKIE = "16", _("Opole")
    PODKARPACKIE = "18", _("Subcarpathian")
    PODLASKIE = "20", _("Podlaskie")
    POMORSKIE = "22", _("Pomeranian")
    SLASKIE = "24", _("Silesian")
    SWIETOKRZYSKIE = "26", _("Świętokrzyskie")
    WARMINSKO_MAZURSKIE = "28", _("Warmian-Masurian")
    WIELKOPOLSKIE = "30", _("Greater Poland")
    ZACHODNIOPOMORSKIE = "32", _("West Pomeranian")
