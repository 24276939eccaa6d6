"""How tests read the public site: every address of it, and the words of an answer."""

import html

from django.http import HttpResponseBase
from django.urls import reverse

from drogowskaz.portal.urls import urlpatterns

NAMES = {pattern.name for pattern in urlpatterns}


def words(answer: HttpResponseBase) -> str:
    """The body of an answer with its entities resolved and single spaces."""
    return " ".join(html.unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ").split())


def addresses(known: dict[str, list[dict[str, object]]]) -> list[str]:
    """Every public address: those without arguments, and those with the arguments `known` gives by name."""
    plain = [name for name in sorted(NAMES) if name not in known and is_plain(name)]
    found = [reverse(f"portal:{name}") for name in plain]
    for name, choices in sorted(known.items()):
        found += [reverse(f"portal:{name}", kwargs=arguments) for arguments in choices]
    return found


def is_plain(name: str) -> bool:
    """Say whether the address of this name takes no arguments."""
    return all("<" not in str(pattern.pattern) for pattern in urlpatterns if pattern.name == name)
