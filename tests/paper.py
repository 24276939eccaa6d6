"""What the tests of documents share: what is wrong with a file, its words, and words nobody should trust."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import page
import pytest

from drogowskaz.documents import glyphs
from drogowskaz.documents.press import UNPRINTABLE

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
EXCUSED = "STREAM-LENGTH"  # wrong alarm of the validator on long documents; qpdf checks every stream
needs_qpdf = pytest.mark.skipif(
    not shutil.which("qpdf"), reason="qpdf is not here: the structure of PDFs is NOT checked"
)
needs_pdftotext = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is not here: text is NOT compared"
)
HOSTILE = {
    "code": '#panic("x") #include "/etc/passwd" #{ 1 + 48 }',
    "mathematics": "$x^2$ i $ 7 * 7 $",
    "markup": "*gruba* _pochyła_ `kod` = nagłówek - lista / termin: nic ~ --- \\ \\u{41}",
    "label": "@alicja <etykieta> #link(<x>)[y] https://miasto.example/#a",
    "comment": "// komentarz /* drugi */ koniec",
    "brackets": "]} \") {[( '",
    "page of the web": "<script>alert(1)</script> &amp; &lt;b&gt;",
    "templates": "$city ${city} $$ %(city)s {{ city }} {% now 'Y' %} r.. r..",
    "from right to left": "Rynek מרכז العربية \u202eodwrotnie\u202c koniec",
    "emoji": "Park 🌳🏙️👨‍👩‍👧 i plac",
    "controls": "Rynek\x00 i\x07 plac\x1b[31m",
    "halves": "a\u0301e\u0328 \ufffd \ufeff\u200bkoniec",
}


def words(pdf: bytes) -> str:
    """The text of a PDF without blanks, so that breaks of lines do not matter."""
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return squeezed(told.stdout.decode())


def squeezed(text: str) -> str:
    """`text` without blanks and without signs that have no width."""
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace())


def shown(text: str) -> str:
    """How a document shows `text`, without blanks: as it is, with a box for what the fonts cannot draw."""
    return squeezed(glyphs.drawable(UNPRINTABLE.sub("", unicodedata.normalize("NFC", text))))


def faults(pdf: bytes, folder: Path) -> list[str]:
    """What the validator says of `pdf` as PDF/UA-1 and PDF/A-3a."""
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    return [
        one.rule_id
        for profile in PROFILES
        for one in page.validate_pdf(str(file), profile=profile).failures
        if EXCUSED not in one.rule_id
    ]


def told_by_qpdf(pdf: bytes, folder: Path) -> tuple[int, str]:
    """What `qpdf --check` answers: 0 and nothing where the structure is whole."""
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True)
    return told.returncode, told.stderr
