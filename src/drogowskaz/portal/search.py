"""Search over what is public: every typed word must begin a word of the thing; accents and capitals do not matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from drogowskaz.common.languages import Wording, wording
from drogowskaz.people.folding import folded

from . import published

LONGEST = 80
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """One thing that was found: what it is, its name and address, and a line about it."""

    kind: str
    title: Wording
    url: str
    note: Wording
    words: str

    def place(self, typed: str) -> int:
        """Where it stands among others: a name that begins with what was typed, then a name with it, then the rest."""
        name = _apart(self.title.text)
        return 0 if name.startswith(f" {typed}") else 1 if f" {typed}" in name else 2


def hits(typed: str, at: datetime) -> list[Hit]:
    """What is found for the typed words, names first; nothing for nothing."""
    words = _apart(typed).split()
    if not words:
        return []
    found = [hit for hit in _everything(at) if all(f" {word}" in hit.words for word in words)]
    return sorted(found, key=lambda hit: hit.place(" ".join(words)))


def _apart(text: str) -> str:
    """The words of a text, folded, without signs between them; a space stands before each."""
    return "".join(f" {word}" for word in WORD.findall(folded(text)))


def _everything(at: datetime) -> Iterator[Hit]:
    yield from _cities()
    current = published.current()
    for goal in published.goals(current.slug) if current else []:
        yield _hit(
            _("Goal %(number)s") % {"number": goal.number},
            wording(goal, "name"),
            reverse("portal:goal", args=[goal.number]),
            wording(goal, "summary"),
            goal.name_pl,
            goal.name_en,
        )
    for tool in published.tools():
        url = reverse("portal:tool", args=[tool.slug])
        yield _hit(_("Tool"), tool.name, url, tool.summary, tool.body.text)
    for item in published.news(at):
        url = reverse("portal:news_item", args=[item.slug])
        yield _hit(_("News"), item.title, url, item.lead, item.body.text)


def _cities() -> Iterator[Hit]:
    """Every city once, with the project of its newest edition."""
    seen = set()
    for row in published.cities():
        if row.slug not in seen:
            seen.add(row.slug)
            url = reverse("portal:city", args=[row.slug])
            yield _hit(
                _("City"), Wording(row.city, "pl"), url, Wording(row.project, "pl"), row.voivodeship_name
            )


def _hit(kind: str, title: Wording, url: str, note: Wording, *more: str) -> Hit:
    return Hit(kind, title, url, note, _apart(" ".join([title.text, note.text, *more])))
