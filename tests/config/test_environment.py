"""A wrong setting refuses to start, with a sentence that says which and why."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from drogowskaz.config import environment

SECRET = "correct-horse-battery-staple-0123456789-abcdefghijklm"


@pytest.fixture
def given(monkeypatch):
    """Set exactly these variables, a good secret among them unless it is told otherwise."""
    for field in environment.Environment.model_fields:
        monkeypatch.delenv(f"DROGOWSKAZ_{field.upper()}", raising=False)
        monkeypatch.delenv(f"DROGOWSKAZ_{field.upper()}_FILE", raising=False)

    def give(**values):
        for name, value in {"SECRET_KEY": SECRET, **values}.items():
            if value is not None:
                monkeypatch.setenv(f"DROGOWSKAZ_{name}", value)

    return give


def refusal():
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.load()
    return str(caught.value)


def test_with_a_secret_alone_it_starts_on_one_machine(given):
    given()

    read = environment.load()

    assert (str(read.data), read.origin, read.debug, read.demo) == (
        "var",
        "http://localhost:8000",
        False,
        False,
    )
    assert read.secret_key.get_secret_value() == SECRET


def test_without_a_secret_it_does_not_start(given):
    given(SECRET_KEY=None)

    assert refusal() == "DROGOWSKAZ_SECRET_KEY (signs logins and links; random and secret): Field required."


def test_a_short_secret_is_refused_and_never_printed(given):
    given(SECRET_KEY="hunter2")

    said = refusal()

    assert said == (
        "DROGOWSKAZ_SECRET_KEY (signs logins and links; random and secret): "
        "Value should have at least 50 items after validation, not 7."
    )
    assert "hunter2" not in said


def test_a_misspelt_name_is_refused(given):
    given(DEBGU="1")

    assert refusal() == "DROGOWSKAZ_DEBGU is not a setting."


def test_all_mistakes_are_told_at_once(given):
    given(SECRET_KEY="hunter2", DEBGU="1", DEMO="perhaps")

    assert [line.split(" ")[0] for line in refusal().splitlines()] == [
        "DROGOWSKAZ_DEBGU",
        "DROGOWSKAZ_SECRET_KEY",
        "DROGOWSKAZ_DEMO",
    ]


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("ORIGIN", "programme.example.org", "write https://host or http://host:port, and nothing after it."),
        (
            "ORIGIN",
            "https://example.org/programme",
            "write https://host or http://host:port, and nothing after it.",
        ),
        ("ORIGIN", "ftp://example.org", "write https://host or http://host:port, and nothing after it."),
        ("HOSTS", " , ", "name at least one host."),
        ("DATABASE_URL", "mysql://localhost/x", "write postgresql://user:password@host:5432/name."),
        ("MAIL_URL", "mail.example.org", "write smtp://user:password@host:587."),
        ("CONTACT", "the office", "write an e-mail address."),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_write(given, name, value, why):
    given(**{name: value})

    said = refusal()

    assert said.startswith(f"DROGOWSKAZ_{name} (")
    assert said.endswith(f"): {why}")


def test_a_password_in_a_wrong_address_is_never_printed(given):
    given(DATABASE_URL="mysql://me:hunter2@localhost/x", MAIL_URL="imap://me:hunter2@localhost")

    assert "hunter2" not in refusal()


def test_any_value_may_lie_in_a_file(given, tmp_path):
    (tmp_path / "key").write_text(f"{SECRET}\n")
    given(SECRET_KEY=None, SECRET_KEY_FILE=str(tmp_path / "key"))

    assert environment.load().secret_key.get_secret_value() == SECRET


def test_a_file_that_is_not_there_is_named(given, tmp_path):
    given(SECRET_KEY=None, SECRET_KEY_FILE=str(tmp_path / "key"))

    assert refusal().splitlines()[0] == (
        f"DROGOWSKAZ_SECRET_KEY_FILE: the file {tmp_path / 'key'} cannot be read (No such file or directory)."
    )


def test_every_setting_is_explained():
    unexplained = [
        name for name, field in environment.Environment.model_fields.items() if not field.description
    ]

    assert unexplained == []
