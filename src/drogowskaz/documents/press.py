"""The press: a frozen snapshot goes in, a PDF/A-3a and PDF/UA-1 comes out, the same bytes every time."""

import hashlib
import json
import logging
import re
import resource
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.refusal import Refusal

from .glyphs import FONTS, drawable

logger = logging.getLogger(__name__)

PACKAGE = Path(__file__).resolve().parent.parent
MEMORY = 3 * 1024**3  # bytes; 640 pages were measured at 955 MiB
SECONDS = 60  # of processor time

# Characters without a meaning in print: controls, direction marks, private use, halves of pairs.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ue000-\uf8ff\ud800-\udfff]"
)


class PressFailed(Refusal):
    """The document could not be made from what was given."""

    message = _(
        "The document could not be prepared. Nothing has been changed. "
        "Try again; if it happens again, tell the programme office."
    )


class TooLargeToPress(PressFailed):
    """The document needs more time or memory than one document may take."""

    message = _(
        "The document is too large to be prepared at once. Nothing has been changed. "
        "Tell the programme office, which can divide it."
    )


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything a document can say: plain values, prose trees and labels already in its language."""

    title: str
    language: str  # "pl" or "en"
    institution: str
    labels: dict[str, str] = field(default_factory=dict)
    description: str = ""
    demo: bool = False  # invented cities and people; the document says so on every page


@dataclass(frozen=True)
class Printed:
    """A pressed document and the JSON it was pressed from."""

    pdf: bytes
    source: str

    @property
    def sha256(self) -> str:
        """The hash of the PDF, in hexadecimal digits."""
        return hashlib.sha256(self.pdf).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """The snapshot as plain values, as it is stored with the document."""
        plain: dict[str, Any] = json.loads(self.source)
        return plain

    @classmethod
    def from_json(cls, pdf: bytes, snapshot: dict[str, Any]) -> "Printed":
        """A document pressed earlier, from its bytes and its stored snapshot."""
        return cls(pdf, _dumped(snapshot))


def _strings(tree: Any, change: Callable[[str], str]) -> Any:
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, dict):
        return {key: _strings(value, change) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_strings(value, change) for value in tree]
    return tree


def _plain(text: str) -> str:
    return (
        text
        if text.isascii() and text.isprintable()
        else UNPRINTABLE.sub("", unicodedata.normalize("NFC", text))
    )


def _dumped(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def source_of(snapshot: Snapshot) -> str:
    """The snapshot as JSON: this is stored, attached to the PDF and given to the template."""
    return _dumped(_strings(asdict(snapshot), _plain))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _compile(template: Path, source: str, at: datetime) -> bytes:
    compiler = typst.Compiler(template, root=PACKAGE, font_paths=_fonts())
    typeset = json.dumps(_strings(json.loads(source), drawable), ensure_ascii=False)
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"snapshot": typeset, "source": source},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
    if not isinstance(pdf, bytes):
        raise PressFailed
    return pdf


def press(template: str, snapshot: Snapshot, *, at: datetime) -> Printed:
    """Render `template` (a path below the package) from `snapshot` as PDF/A-3a and PDF/UA-1.

    The template sees the snapshot and nothing else: no database, clock, network or system fonts.

    Raises:
        PressFailed: the template and the snapshot do not fit; the log says why.
    """
    source = source_of(snapshot)
    try:
        return Printed(_compile(PACKAGE / template, source, at), source)
    except typst.TypstError as error:
        logger.error("%s: %s", template, error.diagnostic)
        raise PressFailed from error


def press_apart(
    template: str, snapshot: Snapshot, *, at: datetime, memory: int = MEMORY, seconds: int = SECONDS
) -> Printed:
    """Do the same in a child process that may take `memory` bytes and `seconds` of processor time.

    A runaway document then costs a job and not the service. Same bytes as from `press`.

    Raises:
        TooLargeToPress: the child ran out of memory or time.
        PressFailed: the template and the snapshot do not fit; the log says why.
    """
    source = source_of(snapshot)
    order = json.dumps(
        {"template": template, "source": source, "at": at.isoformat(), "memory": memory, "seconds": seconds}
    )
    try:
        child = subprocess.run(
            [sys.executable, "-m", "drogowskaz.documents.press"],
            input=order.encode(),
            capture_output=True,
            timeout=4 * seconds,
            check=False,
            env={"PYTHONPATH": str(PACKAGE.parent)},
        )
    except subprocess.TimeoutExpired as error:
        raise TooLargeToPress from error
    if child.returncode == 0:
        return Printed(child.stdout, source)
    logger.error(
        "%s: exit status %s: %s", template, child.returncode, child.stderr.decode(errors="replace")[-2000:]
    )
    raise PressFailed if child.returncode == MISFIT else TooLargeToPress


MISFIT = 3  # exit status of a child whose template and snapshot do not fit


def _child() -> int:
    order = json.loads(sys.stdin.buffer.read())
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"]))
    try:
        pdf = _compile(PACKAGE / order["template"], order["source"], datetime.fromisoformat(order["at"]))
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic)
        return MISFIT
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(_child())
