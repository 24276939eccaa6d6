"""The press: same snapshot and moment, same bytes; valid PDF/UA-1 and PDF/A-3a; what a city writes stays text."""

import dataclasses
import io
import json
import re
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import page
import pikepdf
import pytest
import typst
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from drogowskaz.documents import glyphs
from drogowskaz.documents import press as the_press
from drogowskaz.documents.press import (
    PACKAGE,
    PressFailed,
    Printed,
    Snapshot,
    TooLargeToPress,
    press,
    press_apart,
    source_of,
)
from drogowskaz.plans.documents import TEMPLATE as PLAN
from drogowskaz.reports import documents as reports

from . import samples

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
EXCUSED = "STREAM-LENGTH"  # wrong alarm of the validator on long documents; qpdf checks every stream below


def template_of(snapshot: Snapshot) -> str:
    return sys.modules[type(snapshot).__module__].TEMPLATE


def printed(snapshot: Snapshot, at) -> Printed:
    return press(template_of(snapshot), snapshot, at=at)


def words(pdf: bytes) -> str:
    """The text of a PDF, one blank between words."""
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


needs_pdftotext = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is not here: text is NOT compared"
)


@pytest.fixture(params=samples.ALL, ids=lambda sample: sample.__name__)
def snapshot(request) -> Snapshot:
    return request.param()


def test_the_same_snapshot_and_moment_give_the_same_bytes(snapshot, at):
    first = printed(snapshot, at)
    assert first == printed(snapshot, at)
    assert printed(snapshot, at + timedelta(seconds=1)).sha256 != first.sha256


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_every_document_is_accessible_and_fit_for_the_archive(snapshot, at, profile, tmp_path):
    file = tmp_path / "document.pdf"
    file.write_bytes(printed(snapshot, at).pdf)
    failures = page.validate_pdf(str(file), profile=profile).failures
    assert [
        (failure.rule_id, failure.message) for failure in failures if EXCUSED not in failure.rule_id
    ] == []


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here: the structure of PDFs is NOT checked")
def test_qpdf_finds_nothing_wrong(snapshot, at, tmp_path):
    file = tmp_path / "document.pdf"
    file.write_bytes(printed(snapshot, at).pdf)
    told = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")


def test_a_document_says_its_title_language_and_moment(snapshot, at):
    with pikepdf.open(io.BytesIO(printed(snapshot, at).pdf)) as document:
        assert str(document.Root.Lang) == "pl"
        assert document.Root.MarkInfo.Marked
        with document.open_metadata() as facts:
            assert (facts["dc:title"], facts["pdfaid:part"], facts["pdfuaid:part"]) == (
                snapshot.title,
                "3",
                "1",
            )
            assert facts["xmp:CreateDate"].startswith("2026-11-24T12:00:00")


def test_the_facts_travel_inside_for_machines(snapshot, at):
    made = printed(snapshot, at)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert list(document.attachments) == ["snapshot.json"]
        attached = document.attachments["snapshot.json"].get_file().read_bytes()
    assert attached == made.source.encode()
    assert json.loads(attached)["title"] == snapshot.title


def test_a_stored_snapshot_gives_back_the_same_document(snapshot, at):
    made = printed(snapshot, at)
    assert Printed.from_json(made.pdf, json.loads(json.dumps(made.as_json()))) == made


@needs_pdftotext
def test_what_a_city_writes_stays_text(at):
    text = words(printed(samples.a_report(), at).pdf)
    assert samples.HOSTILE in text
    assert "49" not in text


def test_a_dangerous_link_becomes_plain_text(at):
    pdf = printed(samples.a_report(), at).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        addresses = {
            str(note.A.URI)
            for leaf in document.pages
            for note in leaf.obj.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        }
    assert addresses == {"https://miasto.example/"}


@needs_pdftotext
def test_a_demonstration_says_so_and_a_real_document_does_not(at):
    warning = samples.a_certificate().labels["demo"]
    assert words(printed(samples.a_certificate(), at).pdf).count(warning) == 2
    real = dataclasses.replace(samples.a_certificate(), demo=False)
    assert warning not in words(printed(real, at).pdf)


@needs_pdftotext
def test_a_goal_without_a_city_says_so(at):
    plan = samples.a_plan()
    text = words(printed(plan, at).pdf)
    assert text.count(plan.labels["empty"]) == 1
    assert f"{plan.labels['goal']} 5: Równość płci" in text
    assert plan.checksum in text


def test_the_page_numbers_of_the_plan_are_true(at):
    plan = samples.a_plan()
    with pikepdf.open(io.BytesIO(printed(plan, at).pdf)) as document, document.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        assert [entry.title for entry in outline.root[3].children] == ["Modrzewiec", "Łęgi Górne"]
    goals = [f"{plan.labels['goal']} {chapter.tile.number}: {chapter.tile.name}" for chapter in plan.chapters]
    assert titles == [
        *(plan.labels[key] for key in ("foreword", "reading", "numbers")),
        *goals,
        *(plan.labels[key] for key in ("list", "index", "inputs")),
    ]


@needs_pdftotext
def test_a_draft_of_an_application_says_that_it_was_not_handed_in(at):
    draft = samples.a_draft()
    assert draft.labels["draft"] in words(printed(draft, at).pdf)
    assert draft.labels["draft"] not in words(printed(samples.an_application(), at).pdf)


@needs_pdftotext
@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_labels_are_those_of_the_language(at, language):
    with translation.override(language):
        labels = sys.modules[type(samples.a_certificate()).__module__].labels()
    certificate = dataclasses.replace(samples.a_certificate(), labels=labels, language=language)
    assert labels["page"].format(page=1, pages=1) in words(printed(certificate, at).pdf)


def scratch(body: str, monkeypatch, tmp_path: Path, at) -> Printed:
    """Press a template of this test in a copy of the house."""
    shutil.copytree(PACKAGE / "documents" / "typst", tmp_path / "documents" / "typst")
    (tmp_path / "documents" / "typst" / "scratch.typ").write_text(
        '#import "/documents/typst/house.typ": house\n#let it = json(bytes(sys.inputs.snapshot))\n'
        "#show: house.with(it)\n= #it.title\n" + body
    )
    monkeypatch.setattr(the_press, "PACKAGE", tmp_path)
    plain = Snapshot(title="Próba", language="pl", institution="Instytut", labels=samples.a_report().labels)
    return press("documents/typst/scratch.typ", plain, at=at)


SQUARE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>"


def test_a_picture_without_a_description_stops_the_press(monkeypatch, tmp_path, at):
    with pytest.raises(PressFailed) as caught:
        scratch(f'#image(bytes("{SQUARE}"), format: "svg")', monkeypatch, tmp_path, at)
    assert isinstance(caught.value.__cause__, typst.TypstError)
    assert "alt" in caught.value.__cause__.diagnostic


def test_a_picture_with_a_description_is_pressed(monkeypatch, tmp_path, at):
    assert scratch(f'#image(bytes("{SQUARE}"), format: "svg", alt: "kwadrat")', monkeypatch, tmp_path, at).pdf


def test_a_template_reads_nothing_outside_the_package(monkeypatch, tmp_path, at):
    with pytest.raises(PressFailed):
        scratch('#read("/../../../etc/passwd")', monkeypatch, tmp_path, at)


def test_templates_hold_no_words_of_any_language():
    """Every sentence comes from the snapshot: outside of code, comments and ornaments there are no letters to read."""
    for template in PACKAGE.glob("*/typst/*.typ"):
        text = re.sub(r"//.*", "", template.read_text().replace("://", ""))
        for content in re.findall(r"\[([^\[\]]*)\]", text):
            bare = re.sub(r"#[\w.(){}\-:,\"+ >=<!&%*]*|\{.*|\".*?\"", "", content)
            assert not re.search(r"[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,} [a-ząćęłńóśźż]{2,}", bare), (
                f"{template}: {content}"
            )


def test_a_character_without_a_glyph_becomes_a_box():
    assert glyphs.drawable("Zażółć 41 🌳 中 – „x” №") == "Zażółć 41 □ □ – „x” №"
    assert {ord(letter) for letter in "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–—…²×→□§©"} <= glyphs.covered()


KINDS = ("paragraph", "heading", "strong", "link", "quote", "hardbreak", "unheard_of")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anything=some.text(max_size=200))
def test_no_text_whatever_stops_the_press(anything, at):
    """Controls, emoji, halves of pairs, marks of direction: a document comes out, and its JSON can be stored."""
    prose = [samples.node(kind, samples.text(anything), level=1, href=anything) for kind in KINDS]
    section = reports.ReportSection("Sekcja", tuple(prose))
    report = dataclasses.replace(
        samples.a_report(), title=f"Raport {anything}", lead=anything, sections=(section,)
    )
    made = printed(report, at)
    assert made.pdf.startswith(b"%PDF-")
    assert "\\u0000" not in made.source.replace("\\\\", "")


def test_the_source_is_in_composed_form_and_without_controls(at):
    odd = dataclasses.replace(samples.a_certificate(), sentence="Ło\u0301dz\u0301\x00\u202e\n\tkoniec")
    assert json.loads(source_of(odd))["sentence"] == "Łódź\n\tkoniec"


def test_the_child_gives_the_same_bytes(at):
    report = samples.a_report()
    assert press_apart(template_of(report), report, at=at) == printed(report, at)


@pytest.mark.parametrize("bound", [{"memory": 150 * 1024**2}, {"seconds": 1, "memory": 4 * 1024**3}], ids=str)
@pytest.mark.slow
def test_a_document_beyond_its_bound_is_refused_with_a_sentence(at, bound):
    cities = 400 if "seconds" in bound else 104
    with translation.override("pl"), pytest.raises(TooLargeToPress, match="Dokument jest za duży"):
        press_apart(PLAN, samples.a_plan(cities), at=at, **bound)


def test_a_snapshot_that_does_not_fit_is_refused_in_the_child_too(at):
    lacking = dataclasses.replace(samples.a_certificate(), labels={})
    with pytest.raises(PressFailed) as caught:
        press_apart(template_of(lacking), lacking, at=at)
    assert not isinstance(caught.value, TooLargeToPress)
    with pytest.raises(PressFailed):
        printed(lacking, at)


@pytest.mark.slow
def test_a_report_is_pressed_at_once_and_the_plan_of_104_cities_in_ten_seconds(at):
    report = samples.a_report()
    printed(report, at)
    began = time.process_time()
    printed(report, at)
    assert time.process_time() - began < 0.3
    began = time.monotonic()
    made = press_apart(PLAN, samples.a_plan(104), at=at)
    assert time.monotonic() - began < 10
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert len(document.pages) > 200
