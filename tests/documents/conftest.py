"""What the tests of documents share: a store of their own, and the moment of the press."""

from datetime import UTC, datetime
from pathlib import Path

import pytest


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files(tmp_path, settings) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES
