"""Reading the files of a preset folder: values with their lines, and every mistake kept until the end."""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from string import Template
from typing import Any

from django.utils.translation import gettext as _

from .toml_lines import Lines, Place

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RELATIVE = re.compile(r"([+-]?)\s*(\d{1,5})\s*d")
WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
BIG = 500 * 1024  # bytes; no text of a preset is longer


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake: the file below the folder, the line (from 1), and what is wrong."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass
class Folder:
    """A folder of preset files; `faults` grows while it is read."""

    path: Path
    today: date
    faults: list[Fault] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def fault(self, file: str, line: int, reason: str) -> None:
        """Keep a mistake."""
        self.faults.append(Fault(file, line, reason))

    def text(self, name: str, *, required: bool = True) -> str:
        """The text of the file `name`, without a byte order mark; "" where it is missing or unreadable."""
        self.used.add(name)
        file = self.path / name
        if not file.is_file():
            if required:
                self.fault(name, 1, _("This file is missing."))
            return ""
        if file.stat().st_size > BIG:
            self.fault(name, 1, _("This file is too large for a text of a preset."))
            return ""
        content = file.read_bytes()
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.fault(name, line, _("This line is not written in UTF-8. Save the file in UTF-8."))
            return ""

    def table(self, name: str, *, required: bool = True) -> "Table":
        """The TOML file `name` as a table; empty where it is missing or cannot be read."""
        source = self.text(name, required=required)
        try:
            content = tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            where = WHERE.search(str(error))
            line = int(where[1]) if where and where[1] else source.count("\n") + 1
            reason = WHERE.sub("", str(error))
            self.fault(name, line, _("This is not valid TOML: %(reason)s.") % {"reason": reason})
            return Table(self, name, Lines(""), {}, broken=True)
        missing = required and not source.strip() and (self.path / name).is_file()
        if missing:
            self.fault(name, 1, _("This file is empty."))
        return Table(self, name, Lines(source), content, broken=not source.strip())

    def markdown(self, name: str, *, required: bool = True) -> str:
        """The text of a Markdown file; an empty one counts as missing."""
        text = self.text(name, required=required).strip()
        if required and not text and (self.path / name).is_file():
            self.fault(name, 1, _("This file is empty."))
        return text

    def titled(self, name: str, *, words: Collection[str], required: bool = True) -> tuple[str, str]:
        """A Markdown file whose first line is its title or subject: (first line, the rest)."""
        text = self.markdown(name, required=required)
        if not text:
            return "", ""
        self.words(name, self.text(name), words)
        first, _newline, rest = text.partition("\n")
        if not rest.strip():
            line = self.text(name).rstrip().count("\n") + 1
            self.fault(name, line, _("The first line is the subject; the text below it is missing."))
        return first.lstrip("# ").strip(), rest.strip()

    def words(self, name: str, text: str, known: Collection[str], *, line: int = 1) -> None:
        """Look at every $word of a text that begins on `line`: is it one that will be filled in?"""
        for match in Template.pattern.finditer(text):
            here = line + text.count("\n", 0, match.start())
            word = match["named"] or match["braced"]
            if match["invalid"] is not None:
                self.fault(name, here, _("A lone $ stands here. Write $$ for the sign itself."))
            elif word and word not in known:
                facts = {"word": word, "known": ", ".join(f"${one}" for one in sorted(known)) or "–"}
                self.fault(name, here, _("$%(word)s is not filled in here. Known: %(known)s.") % facts)

    def rest(self, *known: str) -> None:
        """Complain about files nobody has read; `known` are names that need not be read."""
        for file in sorted(self.path.rglob("*")):
            name = file.relative_to(self.path).as_posix()
            hidden = any(part.startswith((".", "_")) for part in Path(name).parts)
            if file.is_file() and name not in self.used and name not in known and not hidden:
                self.fault(name, 1, _("This file does not belong to a preset. Is its name misspelt?"))


class Table:
    """A table of a TOML file; each reading names the key, keeps mistakes, and marks the key as known."""

    def __init__(
        self,
        folder: Folder,
        file: str,
        lines: Lines,
        content: dict[str, Any],
        place: Place = (),
        *,
        broken: bool = False,
    ) -> None:
        self.folder, self.file, self.lines, self.content, self.place = folder, file, lines, content, place
        self.broken = broken  # its mistake is already named: what is missing is no news
        self.known: set[str] = set()

    def line(self, *keys: str | int) -> int:
        """The line of a key of this table."""
        return self.lines.of((*self.place, *keys))

    def fault(self, reason: str, *keys: str | int) -> None:
        """Keep a mistake at a key of this table."""
        self.folder.fault(self.file, self.line(*keys), reason)

    def has(self, key: str) -> bool:
        """Say whether the key is there."""
        return key in self.content

    def _get(self, key: str, kind: type | tuple[type, ...], said: str, *, required: bool) -> Any:
        self.known.add(key)
        value = self.content.get(key)
        if value is None:
            if required and not self.broken:
                self.fault(_("“%(key)s” is missing here.") % {"key": key})
            return None
        wrong = not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)
        if wrong:
            self.fault(_("“%(key)s” must be %(kind)s.") % {"key": key, "kind": said}, key)
            return None
        return value

    def text(self, key: str, *, required: bool = True, at_most: int = 10_000) -> str:
        """A text, trimmed."""
        value = self._get(key, str, _("a text in quotation marks"), required=required)
        if value is None:
            return ""
        return self._trimmed(value, required, at_most, key)

    def _trimmed(self, value: str, required: bool, at_most: int, *keys: str) -> str:
        value = value.strip()
        if required and not value:
            self.fault(_("“%(key)s” is empty.") % {"key": ".".join(keys)}, *keys)
        if len(value) > at_most:
            facts = {"key": ".".join(keys), "limit": at_most, "length": len(value)}
            self.fault(_("“%(key)s” may have %(limit)s characters and has %(length)s.") % facts, *keys)
        return value

    def both(self, key: str, *, required: bool = True, at_most: int = 10_000) -> dict[str, str]:
        """A text in two languages, as fields: {"<key>_pl": …, "<key>_en": …}. English may be missing."""
        value = self._get(
            key,
            dict,
            _("a text in two languages: %(key)s.pl and %(key)s.en") % {"key": key},
            required=required,
        )
        if value is None:
            return {f"{key}_pl": "", f"{key}_en": ""}
        said = Table(self.folder, self.file, self.lines, value, (*self.place, key))
        texts = {
            f"{key}_pl": said.text("pl", required=True, at_most=at_most),
            f"{key}_en": said.text("en", required=False, at_most=at_most),
        }
        said.done()
        return texts

    def number(self, key: str, *, default: int | None = None, least: int = 0, most: int = 10**6) -> int:
        """A whole number between `least` and `most`; 0 after a mistake."""
        value = self._get(key, int, _("a whole number"), required=default is None)
        if value is None:
            return default or 0
        if not least <= value <= most:
            facts = {"key": key, "least": least, "most": most}
            self.fault(_("“%(key)s” must lie between %(least)s and %(most)s.") % facts, key)
        return int(value)

    def maybe_number(self, key: str, *, least: int = 0, most: int = 10**6) -> int | None:
        """A whole number, or nothing where the key is not there."""
        return self.number(key, default=0, least=least, most=most) if self.has(key) else None

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """True or false."""
        value = self._get(key, bool, _("true or false"), required=default is None)
        return bool(default if value is None else value)

    def slug(self, key: str, *, required: bool = True) -> str:
        """A short name for machines: small letters, digits, hyphens."""
        value = self.text(key, required=required, at_most=50)
        if value and not SLUG.fullmatch(value):
            self.fault(_("“%(key)s” may have small letters a–z, digits and hyphens.") % {"key": key}, key)
        return value

    def choice(self, key: str, known: Collection[str], *, default: str | None = None) -> str:
        """One of `known`."""
        value = self.text(key, required=default is None) or default or ""
        if value and value not in known:
            self.fault(_not_known(value, known), key)
        return value

    def day(self, key: str) -> date:
        """A day: 2027-03-01, or counted from the day of loading as in "-120 d"; today after a mistake."""
        value = self._get(key, (date, str), _('a day: 2027-03-01 or "+30 d"'), required=True)
        today = self.folder.today
        if isinstance(value, str):
            relative = RELATIVE.fullmatch(value.strip())
            if not relative:
                self.fault(_('“%(key)s” must be a day: 2027-03-01 or "+30 d".') % {"key": key}, key)
                return today
            days = int(relative[2])
            return today + timedelta(days=-days if relative[1] == "-" else days)
        return date(value.year, value.month, value.day) if value else today

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        value = self._get(key, list, _("a list of texts"), required=required)
        if value is None:
            return ()
        for number, one in enumerate(value):
            if not isinstance(one, str) or not one.strip():
                self.fault(_("“%(key)s” holds something that is not a text.") % {"key": key}, key, number)
        return tuple(str(one) for one in value)

    def inside(self, key: str, *, required: bool = True) -> "Table":
        """A table in this one."""
        value = self._get(key, dict, _("a table"), required=required)
        broken = self.broken or value is None
        return Table(self.folder, self.file, self.lines, value or {}, (*self.place, key), broken=broken)

    def each(self, key: str, *, required: bool = True) -> Iterator["Table"]:
        """The tables of a list, in order; unknown keys in them are named when the next one is asked for."""
        value = self._get(key, list, _("a list of tables: [[%(key)s]]") % {"key": key}, required=required)
        if value == [] and required:
            self.fault(_("“%(key)s” is empty.") % {"key": key}, key)
        for number, content in enumerate(value or ()):
            if not isinstance(content, dict):
                self.fault(_("“%(key)s” must be a list of tables.") % {"key": key}, key, number)
                continue
            table = Table(self.folder, self.file, self.lines, content, (*self.place, key, number))
            yield table
            table.done()

    def once(self, key: str, value: object, seen: Collection[object]) -> None:
        """Complain when `value` has been used before."""
        if value and value in seen:
            self.fault(_("“%(value)s” stands here a second time.") % {"value": value}, key)

    def done(self) -> None:
        """Complain about keys nobody has asked for."""
        for key in self.content:
            if key not in self.known:
                self.fault(_not_known(key, self.known), key)


def _not_known(value: str, known: Collection[str]) -> str:
    near = get_close_matches(value, list(known), 1)
    if near:
        return _("“%(value)s” is not known here. Did you mean “%(near)s”?") % {
            "value": value,
            "near": near[0],
        }
    facts = {"value": value, "known": ", ".join(sorted(known))}
    return _("“%(value)s” is not known here. Known: %(known)s.") % facts
