"""What may come in: honest files, however odd; nothing that acts, overflows or lies about itself."""

import io
import time

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image

from drogowskaz.documents import guard
from drogowskaz.documents.forms import UploadField

from . import hostile

CASES = list(hostile.cases())


def verdict(name: str, content: bytes) -> bool:
    try:
        guard.checked(ContentFile(content, name=name))
    except guard.FileRefused:
        return False
    return True


@pytest.mark.parametrize(("name", "content", "good"), CASES, ids=[repr(name)[:40] for name, _, _ in CASES])
def test_an_honest_file_is_kept_and_a_hostile_one_refused(name, content, good):
    began = time.process_time()
    assert verdict(name, content) is good
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../settings.pdf", "settings.pdf"),
        ("C:\\Users\\x\\Umowa.PDF", "Umowa.pdf"),
        ("x\r\nSet-Cookie: a=b.pdf", "xSet-Cookie: a=b.pdf"),
        ("Ło\u0301dz\u0301.pdf", "Łódź.pdf"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
        (".pdf", "pdf"),
        ("", "plik"),
    ],
)
def test_the_name_becomes_one_line_without_a_path(name, label):
    assert guard.safe_name(name) == label


def test_a_picture_loses_its_position_and_camera_and_keeps_its_size():
    photograph = hostile.picture_with_position()
    assert b"camera" in photograph
    _name, kept, media_type = guard.checked(ContentFile(photograph, name="gps.jpg"))
    with Image.open(io.BytesIO(kept)) as picture:
        assert (dict(picture.getexif()), picture.size, picture.format) == ({}, (8, 8), "JPEG")
    assert b"camera" not in kept
    assert media_type == "image/jpeg"


def test_a_picture_taken_sideways_is_turned_upright():
    notes = Image.Exif()
    notes[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (20, 10)).save(out, "JPEG", exif=notes)
    _name, kept, _type = guard.checked(ContentFile(out.getvalue(), name="sideways.jpg"))
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (10, 20)


def test_a_document_keeps_its_bytes():
    document = hostile.pdf()
    assert guard.checked(ContentFile(document, name="Umowa.pdf")) == (
        "Umowa.pdf",
        document,
        "application/pdf",
    )


def refusal(name: str, content: bytes, **limits: object) -> str:
    with translation.override("pl"), pytest.raises(guard.FileRefused) as caught:
        guard.checked(ContentFile(content, name=name), **limits)
    return str(caught.value)


def test_a_large_file_is_refused_with_both_sizes():
    assert (
        refusal("duży.pdf", b"%PDF-" + bytes(14 * guard.MEGABYTE - 5))
        == "Plik ma 14 MB. Wybierz plik do 10 MB."
    )
    assert refusal("duży.pdf", bytes(3 * guard.MEGABYTE // 2), limit=guard.MEGABYTE) == (
        "Plik ma 1,5 MB. Wybierz plik do 1 MB."
    )


def test_another_kind_is_refused_with_the_kinds_that_may_come():
    assert (
        refusal("film.mp4", b"x")
        == "Takich plików nie przyjmujemy. Wyślij PDF, DOCX, ODT, XLSX, JPG lub PNG."
    )
    assert (
        refusal("zdjęcie.png", hostile.picture(), allowed=("pdf",))
        == "Takich plików nie przyjmujemy. Wyślij PDF."
    )


def test_a_picture_of_too_many_pixels_and_a_book_are_refused_with_the_bound():
    assert refusal("bomba.png", hostile.pixel_bomb()) == (
        "Zdjęcie ma ponad 50 milionów pikseli. Zmniejsz je i wyślij ponownie."
    )
    assert (
        refusal("księga.pdf", hostile.pdf(pages=501)) == "Plik ma więcej niż 500 stron. Podziel go na części."
    )


def test_the_field_says_the_refusal_and_offers_the_right_kinds():
    field = UploadField(allowed=("pdf", "docx"), limit=guard.MEGABYTE)
    with translation.override("pl"):
        assert str(field.help_text) == "PDF lub DOCX, do 1 MB."
        assert field.widget_attrs(field.widget)["accept"] == ".pdf,.docx"
        with pytest.raises(Exception, match="zawiera skrypt"):
            field.clean(ContentFile(hostile.pdf("app.alert(1)"), name="x.pdf"))


def test_the_field_gives_back_an_honest_file_from_its_beginning():
    file = UploadField().clean(ContentFile(hostile.pdf(), name="x.pdf"))
    assert file.read() == hostile.pdf()
