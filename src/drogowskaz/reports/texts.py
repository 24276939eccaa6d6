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
    """Compare two texts word by word; the pieces in order, removed words before those that take their place."""
    if older == newer:
        return [Piece("same", newer)] if newer else []
    before, after = WORDS.findall(older), WORDS.findall(newer)
    pieces = []
    for verb, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        if a < b:
            pieces.append(Piece("removed", "".join(before[a:b])))
        if c < d:
            pieces.append(Piece("added", "".join(after[c:d])))
    return pieces


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
