"""What the shipped fonts can draw: a character without a glyph would stop the press, so it is set as an empty box."""

import re
import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
BOX = "\N{WHITE SQUARE}"


def _segments(table: bytes) -> set[int]:
    """The characters of a cmap subtable of format 4: segments of the first 65 536 characters."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    return {code for start, end in zip(starts, ends, strict=True) for code in range(start, end + 1)} - {
        0xFFFF
    }


def _groups(table: bytes) -> set[int]:
    """The characters of a cmap subtable of format 12: groups over all planes."""
    count = struct.unpack_from(">I", table, 12)[0]
    return {
        code
        for place in range(count)
        for start, end in [struct.unpack_from(">2I", table, 16 + 12 * place)]
        for code in range(start, end + 1)
    }


READERS = {4: _segments, 12: _groups}


def characters(font: Path) -> set[int]:
    """The characters that a TrueType file has a glyph for, read from its cmap table."""
    file = font.read_bytes()
    tables = {
        file[at : at + 4]: struct.unpack_from(">2I", file, at + 8)
        for at in range(12, 12 + 16 * struct.unpack_from(">H", file, 4)[0], 16)
    }
    offset, length = tables[b"cmap"]
    cmap = file[offset : offset + length]
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", cmap, 2)[0]):
        start = struct.unpack_from(">I", cmap, 8 + 8 * place)[0]
        reader = READERS.get(struct.unpack_from(">H", cmap, start)[0])
        if reader:
            found |= reader(cmap[start:])
    return found


@cache
def covered() -> frozenset[int]:
    """The characters that every shipped font can draw."""
    return frozenset(set.intersection(*(characters(font) for font in sorted(FONTS.glob("*.ttf")))))


@cache
def _uncovered() -> re.Pattern[str]:
    known = sorted(code for code in covered() if code > 0x7E and not 0xE000 <= code <= 0xF8FF)
    allowed = "".join(map(re.escape, map(chr, known)))
    return re.compile(rf"[^\n\t\u0020-\u007e\u00ad\u200b\u200d\u2060{allowed}]")


def drawable(text: str) -> str:
    """`text` with a box in place of every character that the fonts cannot draw."""
    return text if text.isascii() else _uncovered().sub(BOX, text)
