"""How things are drawn: cities as dots on the map of the country, goals in their colours."""

from collections.abc import Container, Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from drogowskaz.common.map import Dot, place
from drogowskaz.common.templatetags import house

from . import published


def dots(cities: Iterable[published.PublicCity], matching: Container[str] | None = None) -> list[Dot]:
    """The dots of `cities`; those whose slug is not in `matching` are drawn as left out, below the others."""
    drawn = [
        Dot(
            x,
            y,
            reverse("portal:city", args=[row.slug]),
            row.city,
            matching is not None and row.slug not in matching,
        )
        for row in cities
        if row.latitude is not None and row.longitude is not None
        for x, y in [place(row.latitude, row.longitude)]
    ]
    return sorted(drawn, key=lambda dot: not dot.off)


def here(city: published.PublicCity) -> Dot | None:
    """One city as the only dot of its map."""
    if city.latitude is None or city.longitude is None:
        return None
    return Dot(*place(city.latitude, city.longitude), url="", label=city.city)


def shade(tile: Mapping[str, Any]) -> int:
    """The number of the class with the colour of a tile, given as its `number` and `colour`; 0 for none."""
    return house.shade(SimpleNamespace(**tile)) if tile.get("number") else 0
