"""The presets of the repository, read and loaded."""

from datetime import date
from pathlib import Path

import pytest

from drogowskaz.programmes import presets

PRESETS = Path(__file__).resolve().parents[2] / "presets"
TODAY = date(2027, 3, 1)


@pytest.mark.parametrize("name", ["pdm", "advisory-days"])
def test_every_preset_of_the_repository_is_in_order(name):
    try:
        preset = presets.read(PRESETS / name, today=TODAY)
    except presets.Faulty as faulty:
        pytest.fail("\n".join(map(str, faulty.faults)))
    assert preset.heading.programme_slug == name
