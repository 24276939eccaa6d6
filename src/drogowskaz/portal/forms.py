"""The filters of the catalogue: a plain GET form; a filter that means nothing is left out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from drogowskaz.registers.voivodeships import Voivodeship

from . import published
from .published import STAGES

LONGEST = 60
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
MOST_DIGITS = 3


def slug(asked: str) -> str:
    """A name in an address as it was asked for; nothing where it cannot be one."""
    return asked if len(asked) <= LONGEST and SLUG.fullmatch(asked) else ""


@dataclass(frozen=True)
class Filters:
    """What a reader asks of the catalogue."""

    q: str = ""
    cel: int | None = None
    woj: str = ""
    stan: str = ""
    sciezka: str = ""
    edycja: str = ""

    @classmethod
    def read(cls, asked: QueryDict, default_edition: str) -> "Filters":
        """Read an address; unknown values are taken as not set."""
        number = asked.get("cel", "")
        stage, region = asked.get("stan", ""), asked.get("woj", "")
        return cls(
            q=asked.get("q", "").replace("\0", "").strip()[:LONGEST],
            cel=int(number) if number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS else None,
            woj=region if region in Voivodeship.values else "",
            stan=stage if stage in STAGES else "",
            sciezka=asked.get("sciezka", "")[:LONGEST],
            edycja=slug(asked.get("edycja", "")) or default_edition,
        )

    def address(self, *, without: str = "") -> str:
        """The query of these filters, perhaps without one of them."""
        values = {
            name: value for name, value in vars(self).items() if value not in ("", None) and name != without
        }
        return f"?{urlencode(values)}" if values else "?"

    def pills(self, paths: Mapping[str, str]) -> list[tuple[str, str]]:
        """The filters that are set, as (address of the list without it, its name); `paths` names the ways in.

        The edition is no filter but a place.
        """
        words = {
            "q": f"„{self.q}”" if self.q else "",
            "cel": _("goal %(number)s") % {"number": self.cel} if self.cel is not None else "",
            "woj": str(Voivodeship(self.woj).label) if self.woj else "",
            "stan": str(STAGES[self.stan]) if self.stan else "",
            "sciezka": paths.get(self.sciezka, self.sciezka),
        }
        return [(self.address(without=name), label) for name, label in words.items() if label]

    def apply(self) -> list[published.PublicCity]:
        """The cities that match, by name."""
        return self.among(published.cities(self.edycja))

    def among(self, listed: Iterable[published.PublicCity]) -> list[published.PublicCity]:
        """Those of `listed` that match, in the same order."""
        return published.matching(
            listed,
            text=self.q,
            goal=self.cel,
            voivodeship=self.woj,
            stage=self.stan,
            path=self.sciezka,
        )
