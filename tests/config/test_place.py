"""The data folder is made ready before the settings are read."""

import stat

import pytest

from drogowskaz.config import place


@pytest.fixture
def environ(tmp_path):
    return {"DROGOWSKAZ_DATA": str(tmp_path / "data")}


def test_a_first_start_makes_the_folder_and_a_key_that_only_we_can_read(environ, tmp_path):
    place.prepare(environ)

    key = tmp_path / "data" / "secret-key"
    assert environ["DROGOWSKAZ_SECRET_KEY_FILE"] == str(key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert len(key.read_text()) >= 50
    assert [file.name for file in key.parent.iterdir()] == ["secret-key"]


def test_a_second_start_keeps_the_key(environ, tmp_path):
    place.prepare(environ)
    before = (tmp_path / "data" / "secret-key").read_text()

    place.prepare(environ)

    assert (tmp_path / "data" / "secret-key").read_text() == before


def test_two_installations_have_two_keys(environ, tmp_path):
    place.prepare(environ)
    place.prepare({"DROGOWSKAZ_DATA": str(tmp_path / "other")})

    keys = {(tmp_path / name / "secret-key").read_text() for name in ("data", "other")}
    assert len(keys) == 2


@pytest.mark.parametrize("name", ["DROGOWSKAZ_SECRET_KEY", "DROGOWSKAZ_SECRET_KEY_FILE"])
def test_a_key_that_the_operator_gives_is_taken(environ, tmp_path, name):
    environ[name] = "given"

    place.prepare(environ)

    assert environ[name] == "given"
    assert list((tmp_path / "data").iterdir()) == []


def test_the_address_follows_the_port(environ):
    place.prepare(environ)
    assert environ["DROGOWSKAZ_ORIGIN"] == "http://localhost:8000"

    other = {**environ, "PORT": "8123"}
    del other["DROGOWSKAZ_ORIGIN"]
    place.prepare(other)
    assert other["DROGOWSKAZ_ORIGIN"] == "http://localhost:8123"


def test_other_commands_use_the_key_but_make_nothing(environ, tmp_path):
    place.use_kept_key(environ)
    assert "DROGOWSKAZ_SECRET_KEY_FILE" not in environ
    assert not (tmp_path / "data").exists()

    place.prepare(dict(environ))
    place.use_kept_key(environ)
    assert environ["DROGOWSKAZ_SECRET_KEY_FILE"] == str(tmp_path / "data" / "secret-key")
