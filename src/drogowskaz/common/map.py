"""The map of the country: where a place lies on the drawing of 640 × 600 in `components/_map.html`."""

from dataclasses import dataclass
from math import atan2, atanh, cos, radians, sin, tan

WIDTH, HEIGHT = 640, 600
MERIDIAN = 19.0  # degrees east; the middle of the drawing
# Printed by tools/make_map.py with the shapes it draws.
SCALE = 5702.2633
RIGHT, DOWN = 304.965, 5470.2121


@dataclass(frozen=True)
class Dot:
    """One city on the map; `off` is one that the filters leave out."""

    x: float
    y: float
    url: str
    label: str
    off: bool = False


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to the plane: spherical transverse Mercator, north up, the radius of the globe as the unit."""
    across, up = radians(longitude - MERIDIAN), radians(latitude)
    return atanh(cos(up) * sin(across)), -atan2(tan(up), cos(across))


def place(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the drawing, from its left upper corner, in tenths."""
    x, y = project(latitude, longitude)
    return round(x * SCALE + RIGHT, 1), round(y * SCALE + DOWN, 1)
