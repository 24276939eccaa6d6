"""Tables as people have them: CSV with any usual encoding and separator, every bad cell named by line and column."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext as _

SEPARATORS = ";,\t"
BROKEN = "\N{LATIN CAPITAL LETTER L WITH ACUTE}"  # how UTF-8 looks in Windows-1250; no Polish word has it
LARGEST = 50 * 1024 * 1024  # bytes


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong in a table: the line (from 1), the column, and what to do."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        if self.column:
            facts = {"line": self.line, "column": self.column, "reason": self.reason}
            return _("line %(line)s, column %(column)s: %(reason)s") % facts
        return _("line %(line)s: %(reason)s") % {"line": self.line, "reason": self.reason}


@dataclass(frozen=True)
class Row:
    """One row: its first line, and its cells by column, trimmed."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class Sheet:
    """A table that was read; `faults` grows while it is judged."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: Row, column: str, reason: str) -> None:
        """Keep a mistake in a cell."""
        self.faults.append(Fault(row.line, column, reason))


def read(
    content: bytes,
    *,
    required: Collection[str],
    optional: Collection[str] = (),
    aliases: Mapping[str, str] | None = None,
) -> Sheet:
    """Read a CSV table whose first row names the columns; `aliases` gives other names for them.

    UTF-8 with or without a byte order mark, or Windows-1250; separated by semicolons, commas or tabs. Rows without any
    text are left out. Other columns are left aside.
    """
    sheet = Sheet()
    text = _decoded(content, sheet)
    if text is None:
        return sheet
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    lines = _lines(reader, sheet)
    first = next(lines, None)
    if first is None:
        sheet.faults = sheet.faults or [Fault(1, "", _("The file is empty."))]
        return sheet
    names = [_name(cell, aliases or {}) for cell in first[1]]
    for column in required:
        if column not in names:
            facts = {"column": column, "found": ", ".join(names)}
            sheet.faults.append(
                Fault(first[0], column, _("This column is missing. The first row has: %(found)s.") % facts)
            )
    for column in {*required, *optional}:
        if names.count(column) > 1:
            sheet.faults.append(Fault(first[0], column, _("This column stands in the first row twice.")))
    if not sheet.faults:
        _rows(lines, names, sheet)
    return sheet


def _decoded(content: bytes, sheet: Sheet) -> str | None:
    if len(content) > LARGEST:
        sheet.faults.append(Fault(1, "", _("The file is larger than 50 MB. Split it.")))
        return None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        sheet.faults.append(Fault(1, "", _("The file is no text in UTF-8. Save it as CSV in UTF-8.")))
        return None
    line = 1
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    try:
        text = content.decode("cp1250")
    except UnicodeDecodeError:
        text = BROKEN
    if BROKEN in text or content.startswith(codecs.BOM_UTF8):
        sheet.faults.append(Fault(line, "", _("This line is written neither in UTF-8 nor in Windows-1250.")))
        return None
    return text


def _separator(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)


def _name(cell: str, aliases: Mapping[str, str]) -> str:
    plain = cell.strip()
    return aliases.get(plain.casefold(), plain)


class _Reader(Protocol):
    """What `csv.reader` gives; its own type has no public name."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


def _lines(reader: _Reader, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they begin on; a broken quotation ends the table."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            reason = _("A quotation mark on this line is not closed, or stands where none belongs.")
            sheet.faults.append(Fault(line, "", reason))
            return


def _rows(lines: Iterator[tuple[int, list[str]]], names: list[str], sheet: Sheet) -> None:
    for line, cells in lines:
        if not any(cells):
            continue
        if len(cells) != len(names):
            facts = {"found": len(cells), "wanted": len(names)}
            reason = _("This row has %(found)s cells; the first row has %(wanted)s.") % facts
            sheet.faults.append(Fault(line, "", reason))
            continue
        sheet.rows.append(Row(line, dict(zip(names, cells, strict=True))))
