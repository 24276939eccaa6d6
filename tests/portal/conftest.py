"""What the tests of the public site share: a store of their own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def files(tmp_path, settings) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES
