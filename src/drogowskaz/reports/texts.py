"""The words of a report as plain values: their hash, what is missing or too long, and what changed between versions."""

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from drogowskaz.common.languages import LANGUAGES
from drogowskaz.programmes.parts import ReportSection, ReportTemplate

Content = dict[str, dict[str, str]]  # language → key of the section → text

WORDS = re.compile(r"\s+|[^\s]+")


def clean(text: str) -> str:
    """A typed text without characters that no database keeps; line ends as one character, as people count them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return "".join(sign for sign in plain if not "\ud800" <= sign <= "\udfff").strip()


def content_of(rows: Iterable[tuple[str, str, str]]) -> Content:
    """Put together (language, key, text); empty texts and languages are left out, so they never change a hash."""
    content: Content = {}
    for language, key, text in rows:
        if text:
            content.setdefault(language, {})[key] = text
    return content


def digest(content: Mapping[str, Mapping[str, str]]) -> str:
    """SHA-256 of the words in one fixed form, in hexadecimal digits."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()


def excess(text: str, limit: int | None) -> int:
    """How many characters `text` is over its limit; 0 within it."""
    return max(0, len(text) - limit) if limit else 0


@dataclass(frozen=True)
class Fault:
    """A section that keeps a report from being sent: empty (`over` is 0), or too long by `over` characters."""

    section: ReportSection
    language: str
    over: int = 0


def faults(template: ReportTemplate, content: Content) -> list[Fault]:
    """What keeps a report from being sent: required sections without Polish words, and texts that are too long."""
    found = []
    for section in template.sections:
        if section.required and not content.get("pl", {}).get(section.key):
            found.append(Fault(section, "pl"))
        for language in LANGUAGES:
            over = excess(content.get(language, {}).get(section.key, ""), section.limit)
            if over:
                found.append(Fault(section, language, over))
    return found


@dataclass(frozen=True)
class Piece:
    """A run of words that two texts share ("same"), or that only the newer ("added") or older ("removed") one has."""

    kind: str
    text: str


def differences(older: str, newer: str) -> list[Piece]:
    """Compare two texts word by word; the pieces in order, removed words before those that take their place.

    Spaces alone do not hold two changes apart, so that a rewritten sentence reads as one.
    """
    if older == newer:
        return [Piece("same", newer)] if newer else []
    before, after = WORDS.findall(older), WORDS.findall(newer)
    pieces: list[Piece] = []
    removed = added = ""
    for verb, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if verb == "equal" and (old.strip() or not (removed or added)):
            pieces += [*_change(removed, added), Piece("same", old)]
            removed = added = ""
        else:
            removed, added = removed + old, added + new
    return [*pieces, *_change(removed, added)]


def _change(removed: str, added: str) -> list[Piece]:
    tail = ""
    while removed and added and removed[-1] == added[-1] and added[-1].isspace():
        removed, added, tail = removed[:-1], added[:-1], added[-1] + tail
    found = (Piece("removed", removed), Piece("added", added), Piece("same", tail))
    return [piece for piece in found if piece.text]


@dataclass(frozen=True)
class Passage:
    """A section of a version in one language, beside the same section of an older version."""

    section: ReportSection
    language: str
    text: str
    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        """Say whether anything differs from the older version."""
        return any(piece.kind != "same" for piece in self.pieces)


def passages(template: ReportTemplate, newer: Content, older: Content | None) -> list[Passage]:
    """Every section in the order of the template, per language; without `older` nothing counts as changed."""
    found = []
    for section in template.sections:
        for language in LANGUAGES:
            text = newer.get(language, {}).get(section.key, "")
            before = text if older is None else older.get(language, {}).get(section.key, "")
            if text or before or language == "pl":
                found.append(Passage(section, language, text, differences(before, text)))
    return found
