"""What every page knows of the house: its institution, whether it is a demonstration, the other language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .languages import current


def other_language(path: str) -> str:
    """The address of the same page in the other language: /miasta/ and /en/miasta/."""
    if path == "/en" or path.startswith("/en/"):
        return path.removeprefix("/en") or "/"
    return f"/en{path}"


def house(request: HttpRequest) -> dict[str, Any]:
    """Give institution, contact, origin, demo, language and the address of the page in the other language."""
    language = current()
    here = request.get_full_path()
    return {
        "institution": settings.INSTITUTION,
        "contact": settings.CONTACT,
        "origin": settings.ORIGIN,
        "demo": settings.DEMO,
        "language": language,
        "polish_url": here if language == "pl" else other_language(here),
        "english_url": here if language == "en" else other_language(here),
    }
