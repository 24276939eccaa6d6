"""What the tests of certificates share: a store of their own, and a city that has met every condition."""

from pathlib import Path

import pytest

from drogowskaz.participation.models import Participation
from tests.builders.certificates import a_fulfilled
from tests.once import fresh, once

built = once(a_fulfilled)


@pytest.fixture(autouse=True)
def files(tmp_path, settings) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES


@pytest.fixture
def participation(built) -> Participation:
    """The city of the module, as the database has it."""
    return fresh(built)
