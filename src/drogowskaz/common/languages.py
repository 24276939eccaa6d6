"""Two languages side by side: which wording of a thing the reader gets, and whether it is the one asked for."""

from dataclasses import dataclass

from django.utils.translation import get_language

LANGUAGES = ("pl", "en")


@dataclass(frozen=True)
class Wording:
    """A text and the language it is really in; `lang` goes into the page where it differs from the page's own."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


def current() -> str:
    """The language of the page: "pl" or "en"."""
    return "en" if (get_language() or "pl").startswith("en") else "pl"


def wording(thing: object, field: str, language: str | None = None) -> Wording:
    """Read `<field>_<language>` of `thing`, or the other language where that is empty.

    `wording(theme, "name")` gives the English name on an English page, and the Polish one, marked as Polish,
    where nobody has translated it yet.
    """
    wanted = language or current()
    for lang in (wanted, *LANGUAGES):
        text = getattr(thing, f"{field}_{lang}", "")
        if text:
            return Wording(str(text), lang)
    return Wording("", wanted)
