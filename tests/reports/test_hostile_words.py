"""Hostile words in a report: set as they were typed in its PDF and on its pages, never run, never a broken document."""

import io
import shutil
import subprocess
from dataclasses import replace

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from drogowskaz.documents.press import press
from drogowskaz.reports import queries
from drogowskaz.reports.compiling import Facts, city_report
from drogowskaz.reports.documents import TEMPLATE
from drogowskaz.reports.lifecycle import State
from drogowskaz.reports.models import Version
from tests.builders.projects import NOW, coordinator_of
from tests.builders.reports import a_report_at, a_templated, a_written_report, write

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not here: text is NOT compared"),
]
LITERAL = {
    "typst": '#let x = 7 * 7; #read("/etc/passwd") $x^2$ #raw("a") @cel <znak> // koniec',
    "templates": "{{ 7*7 }} {% load %} ${secret} %(name)s",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> <b>pogrubione</b>",
    "full stops": "Umowa z dnia 27 listopada 2026 r. Koniec.",
}
SURVIVED = {  # what else may not stop the press: the words around it are read back
    "from right to left": "przed \u202eodwrócone\u202c \u2067שלום\u2069 مرحبا po",
    "emoji": "przed 🌳👩‍👩‍👧‍👦🇵🇱 po",
    "controls": "przed \x07\x1b[31m\x08\u0000 po",
    "zero width": "przed " + "\u200b\u200d\ufeff" * 500 + " po",
    "marks upon marks": "przed Z" + "\u0301\u0336" * 200 + " po",
    "one word of 10 000 characters": "przed " + "x" * 10_000 + " po",
    "a list in a list": "przed\n\n" + "\n".join("  " * depth + "- a" for depth in range(60)) + "\n\npo",
    "quotations": "przed\n\n" + ">" * 200 + " a\n\npo",
    "a table without end": "przed\n\n" + "|a" * 300 + "|\n" + "|-" * 300 + "|\n\npo",
}


def pressed(text):
    """The PDF of a report whose one section holds `text`, and its words with one blank between them."""
    report = a_written_report(a_templated())
    write(report, "road", text)
    version = _frozen(report)
    snapshot = city_report(version, language="pl", facts=Facts(), at=NOW)
    pdf = press(TEMPLATE, replace(snapshot, lead=text[:200], description=text[:200]), at=NOW).pdf
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return pdf, " ".join(told.split())


def _frozen(report):
    content = queries.desk_content(report)
    facts = {"number": 1, "sha256": "0" * 64, "made_at": NOW, "made_by": coordinator_of(report.participation)}
    return Version.objects.create(report=report, content=content, **facts)


@pytest.mark.parametrize("name", LITERAL)
def test_words_that_look_like_code_are_set_as_they_were_typed(name):
    _pdf, words = pressed(LITERAL[name])

    assert words.count(LITERAL[name]) >= 2  # in the section, and in the lead on the cover
    assert "49" not in words


@pytest.mark.parametrize("name", SURVIVED)
def test_no_words_stop_the_press(name):
    pdf, words = pressed(SURVIVED[name])

    assert ["przed" in words, "po" in words.split(), "\u202e" in words] == [True, True, False]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) < 30
        keys = {str(key) for page in document.pages for key in page.get("/AA", {})}
        assert (keys, "/OpenAction" in document.Root, "/JavaScript" in document.Root.get("/Names", {})) == (
            set(),
            False,
            False,
        )


def test_a_word_without_a_space_stays_on_the_page():
    pdf, _words = pressed("przed " + "x" * 10_000 + " po")
    told = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()

    edges = [float(line.split('xMax="')[1].split('"')[0]) for line in told.splitlines() if "xMax=" in line]
    assert max(edges) <= 596  # points: an A4 page


@pytest.mark.parametrize("name", [*LITERAL, *SURVIVED])
def test_the_pages_of_reading_show_it_too(name):
    report = a_report_at(State.GUARDIAN, a_templated())
    version = queries.latest(report)
    version.content["pl"]["road"] = (LITERAL | SURVIVED)[name].replace("\x00", "")
    version.save()
    client = Client()  # one that does not take the city's braces for ours
    client.force_login(coordinator_of(report.participation))

    shown = client.get(reverse("reports:review", args=[report.pk]))

    assert shown.status_code == 200
    assert b"<script>alert" not in shown.content
    assert b"<img src=x" not in shown.content
