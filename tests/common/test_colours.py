"""A theme shows the colour that its programme gave it."""

import re
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from drogowskaz.common.templatetags.house import COLOURS, shade

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "src" / "drogowskaz" / "common" / "static" / "css" / "drogowskaz.css").read_text()
PRESETS = sorted((ROOT / "presets").glob("*/themes.toml"))


def test_the_classes_have_the_colours_we_choose_them_by():
    painted = {
        int(number): colour.lower() for number, colour in re.findall(r"\.goal-(\d+)\{--goal:(#\w+)\}", CSS)
    }

    assert painted == dict(enumerate(COLOURS, 1))


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.parent.name)
def test_every_theme_of_a_preset_has_a_class_of_its_colour(path):
    themes = tomllib.loads(path.read_text())["themes"]

    assert [theme["colour"] for theme in themes if theme["colour"].lower() not in COLOURS] == []


def test_the_colour_decides_not_the_number():
    assert shade(SimpleNamespace(number=1, colour="#19486A")) == 17
    assert shade(SimpleNamespace(number=3, colour="#123456")) == 3
    assert shade(SimpleNamespace(number=25)) == 1
