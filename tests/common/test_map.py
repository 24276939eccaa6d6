"""Places lie on the map where they lie in the country."""

import re
from pathlib import Path

import pytest

from drogowskaz.common.map import HEIGHT, WIDTH, Dot, place
from tools import make_map

WARSAW, CRACOW, GDANSK, WROCLAW = (52.23, 21.01), (50.06, 19.94), (54.35, 18.65), (51.11, 17.03)


@pytest.mark.parametrize(
    "where", [WARSAW, CRACOW, GDANSK, WROCLAW, (54.83, 18.32), (49.0, 22.85), (52.84, 14.13), (50.87, 24.15)]
)
def test_every_place_of_the_country_is_inside_the_drawing(where):
    x, y = place(*where)

    assert 10 <= x <= WIDTH - 10
    assert 10 <= y <= HEIGHT - 10


def test_north_is_up_and_east_is_right():
    assert place(*GDANSK)[1] < place(*WARSAW)[1] < place(*CRACOW)[1]
    assert place(*WROCLAW)[0] < place(*CRACOW)[0] < place(*WARSAW)[0]


def test_the_middle_meridian_is_a_straight_line():
    assert place(49.5, 19.0)[0] == place(54.0, 19.0)[0]


def test_a_city_lies_in_its_own_voivodeship():
    """Cracow in the seventh shape (małopolskie, 12), Gdańsk in the eleventh (pomorskie, 22)."""
    shapes = outlines()

    assert [number for number, shape in enumerate(shapes) if inside(place(*CRACOW), shape)] == [5]
    assert [number for number, shape in enumerate(shapes) if inside(place(*GDANSK), shape)] == [10]


def outlines():
    """The largest outline of each of the shapes, as points."""
    found = []
    for path in re.findall(r' d="(.*?)"', make_map.TEMPLATE.read_text()):
        rings = [
            [tuple(map(float, point.split())) for point in ring.strip("Z").split("L")]
            for ring in path.split("M")[1:]
        ]
        found.append(max(rings, key=len))
    return found


def inside(point, ring):
    """Count how often a ray from the point to the right crosses the outline."""
    x, y = point
    crossings = 0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossings += 1
    return crossings % 2 == 1


def test_there_are_sixteen_shapes_with_their_source():
    assert len(outlines()) == 16
    assert "Natural Earth" in make_map.TEMPLATE.read_text()
    assert "MIT License" in (Path(make_map.__file__).parent.parent / "docs" / "map.md").read_text()


def test_dots_are_links_for_the_mouse_only(drawn):
    dots = [Dot(312.5, 100.0, "/miasta/a/", "A <b>"), Dot(10.0, 20.0, "/miasta/b/", "B", off=True)]
    text = drawn('{% include "components/_map.html" %}', dots=dots)

    assert text.count("<path") == 16
    assert '<a href="/miasta/a/" tabindex="-1"><title>A &lt;b&gt;</title>' in text
    assert 'cx="312.5" cy="100.0" r="7"' in text  # a point, not the comma of Polish
    assert "map__dot--off" in text
    assert 'aria-hidden="true"' in text


def test_one_city_is_said_in_words_too(drawn):
    here = Dot(*place(*CRACOW), url="", label="Kraków")
    text = drawn('{% include "components/_map.html" %}', here=here, alt="Kraków leży na południu Polski.")

    assert 'role="img" aria-label="Kraków leży na południu Polski."' in text
    assert text.count("map__here") == 1


def test_a_line_is_thinned_without_moving_its_ends():
    line = [(0.0, 0.0), (1.0, 0.51), (2.0, 1.0), (3.0, 0.0)]

    assert make_map.thin(line, 0.1) == [(0.0, 0.0), (2.0, 1.0), (3.0, 0.0)]
    assert make_map.thin(line, 5) == [(0.0, 0.0), (3.0, 0.0)]


def test_borders_are_read_as_steps_on_a_grid():
    topology = {"transform": {"scale": [0.5, 0.5], "translate": [19, 50]}, "arcs": [[[0, 0], [2, 0], [0, 2]]]}
    (line,) = make_map.arcs(topology)

    assert line == [make_map.project(50, 19), make_map.project(50, 20), make_map.project(51, 20)]
