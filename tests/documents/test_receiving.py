"""Whoever sends a huge file fills no disk, and is told how big it was."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from drogowskaz.documents import guard

PDF = b"%PDF-1.7\n"
SENT = guard.LIMIT + 3 * guard.MEGABYTE
DJANGO = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


@pytest.fixture
def received(rf):
    """Send a file of so many bytes; its temporary copy goes when the test ends."""
    files = []

    def receive(size):
        content = PDF + b"\0" * (size - len(PDF))
        request = rf.post("/", {"file": SimpleUploadedFile("plik.pdf", content, "application/pdf")})
        files.append(request.FILES["file"])
        return files[-1]

    yield receive
    for file in files:
        file.close()


def on_disk(file):
    return Path(file.temporary_file_path()).stat().st_size


def test_of_a_huge_file_no_more_is_written_than_may_be_kept(received):
    file = received(SENT)

    assert (on_disk(file), file.size) == (guard.LIMIT + 1, SENT)


def test_without_the_guard_all_of_it_would_be_written(received, settings):
    settings.FILE_UPLOAD_HANDLERS = DJANGO

    assert on_disk(received(SENT)) == SENT


def test_the_sentence_says_how_big_the_file_really_was(received):
    with pytest.raises(guard.FileRefused, match=r"Plik ma 13 MB\. Wybierz plik do 10 MB\."):
        guard.checked(received(SENT))


def test_a_file_of_the_greatest_size_comes_whole(received):
    file = received(guard.LIMIT)

    assert (on_disk(file), file.size) == (guard.LIMIT, guard.LIMIT)
    assert file.read() == PDF + b"\0" * (guard.LIMIT - len(PDF))
