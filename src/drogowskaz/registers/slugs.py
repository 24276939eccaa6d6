"""The names of cities in addresses: ASCII, given once, for ever."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.utils.text import slugify

from .voivodeships import Voivodeship

UNDIVIDED = str.maketrans({"ł": "l", "Ł": "L"})


def ascii_slug(name: str) -> str:
    """A name in ASCII: "Ruda Śląska" → "ruda-slaska", "Łódź" → "lodz"."""
    return slugify(name.translate(UNDIVIDED))


def of_voivodeship(code: str) -> str:
    """The name of a voivodeship in addresses: "24" → "slaskie"."""
    return Voivodeship(code).name.lower().replace("_", "-")


def new_slugs(cities: Iterable[tuple[str, str, str]], taken: Collection[str]) -> dict[str, str]:
    """Slugs for new cities (teryt, name, voivodeship), by teryt; those in `taken` are never given again.

    A name several cities bear gets the voivodeship appended, and the number in the register where that is not enough.
    """
    cities = list(cities)
    bearers = Counter(ascii_slug(name) for _teryt, name, _code in cities)
    used = set(taken)
    slugs = {}
    for teryt, name, code in cities:
        plain = ascii_slug(name)
        longer = f"{plain}-{of_voivodeship(code)}"
        candidates = (
            [longer, f"{longer}-{teryt}"] if bearers[plain] > 1 else [plain, longer, f"{longer}-{teryt}"]
        )
        slug = next(candidate for candidate in candidates if candidate not in used)
        used.add(slug)
        slugs[teryt] = slug
    return slugs
