"""A visitor of pages that get into trouble, and a template rendered on the spot."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import engines


@pytest.fixture
def trouble(settings: Any) -> None:
    """Put the pages of tests/common/urls.py beside those of the product."""
    settings.ROOT_URLCONF = "tests.common.urls"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]


@pytest.fixture
def drawn() -> Callable[..., str]:
    """Render a piece of a template with the tags that every template has."""

    def draw(text: str, /, *, request: HttpRequest | None = None, **context: Any) -> str:
        return engines["django"].from_string(text).render(context, request).strip()

    return draw
