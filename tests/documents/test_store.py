"""The store: bytes under their hash, for the owner's eyes, checked at each reading."""

import hashlib
import stat

import pytest

from drogowskaz.documents import store

WORDS = "Zażółć".encode()
SHA256 = hashlib.sha256(WORDS).hexdigest()


def test_bytes_come_back_by_their_hash():
    assert store.keep(WORDS) == SHA256
    assert store.fetch(SHA256) == WORDS
    assert store.is_whole(SHA256)


def test_only_the_owner_may_read_the_file_and_nothing_else_lies_beside_it(files):
    store.keep(WORDS)
    path = files / SHA256[:2] / SHA256[2:]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [entry for entry in files.rglob("*") if entry.is_file()] == [path]


def test_the_same_bytes_are_stored_once(files):
    store.keep(WORDS)
    written = store.place(SHA256).stat().st_mtime_ns
    store.keep(WORDS)
    assert store.place(SHA256).stat().st_mtime_ns == written


@pytest.mark.parametrize(
    "harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x" + WORDS[1:])]
)
def test_lost_or_altered_bytes_are_not_handed_out_and_are_mended_by_storing_them_again(harm):
    store.keep(WORDS)
    harm(store.place(SHA256))
    with pytest.raises(store.FileDamaged):
        store.fetch(SHA256)
    assert not store.is_whole(SHA256)
    store.keep(WORDS)
    assert store.fetch(SHA256) == WORDS


@pytest.mark.parametrize("name", ["../../etc/passwd", SHA256.upper(), SHA256[:-1], "", SHA256 + "\n"])
def test_a_name_that_is_no_hash_is_never_a_path(name):
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.place(name)


def test_nothing_half_written_stays_when_the_disk_refuses(files, monkeypatch):
    def refuse(_handle):
        raise OSError("disk full")

    monkeypatch.setattr(store.os, "fsync", refuse)
    with pytest.raises(OSError, match="disk full"):
        store.keep(WORDS)
    assert [entry for entry in files.rglob("*") if entry.is_file()] == []
