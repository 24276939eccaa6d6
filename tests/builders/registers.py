"""Cities of the register."""

from datetime import date
from itertools import count

from django.utils.text import slugify

from drogowskaz.registers.models import City, MunicipalityType
from drogowskaz.registers.voivodeships import Voivodeship

serial = count(1)


def a_city(name: str = "Zamość", **facts: object) -> City:
    """A city of the register; every call makes another one."""
    number = next(serial)
    return City.objects.create(
        **{
            "name": name,
            "teryt": f"{number:07}",
            "slug": f"{slugify(name.replace('ł', 'l').replace('Ł', 'L'))}-{number}",
            "municipality_type": MunicipalityType.URBAN,
            "voivodeship": next(iter(Voivodeship)),
            "source": "test",
            "state_on": date(2026, 1, 1),
        }
        | facts
    )
