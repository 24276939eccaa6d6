"""`drogowskaz start`, as an operator meets it: a process of its own, on an empty folder."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from drogowskaz.people.models import User

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.environ.get("TEST_ON") == "postgresql", reason="it starts on SQLite"),
]
ROOT = Path(__file__).parents[2]


def a_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class NotFollowing(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect to be looked at."""

    def redirect_request(self, *answer):
        return None


NOT_FOLLOWING = urllib.request.build_opener(NotFollowing)


class Site:
    """A running `drogowskaz start`, and what it has said."""

    def __init__(self, data, port, *, program=("-m", "drogowskaz.config.command"), **settings):
        given = {name: value for name, value in os.environ.items() if not name.startswith("DROGOWSKAZ_")}
        given |= {
            "DROGOWSKAZ_DATA": str(data),
            "PORT": str(port),
            "PYTHONPATH": str(ROOT / "src"),
            **settings,
        }
        given.pop("DJANGO_SETTINGS_MODULE", None)
        self.given, self.program, self.folder, self.said = given, program, data.parent, None
        self.address = f"http://127.0.0.1:{port}"
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, *program, "start"],
            env=given,
            cwd=data.parent,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def get(self, path):
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, None

    def wait(self, *, within=60.0):
        """Wait for the first answer; gives the seconds it took."""
        while time.monotonic() - self.began < within:
            assert self.process.poll() is None, self.process.communicate()[0]
            try:
                self.get("/-/live")
            except OSError:
                time.sleep(0.05)
            else:
                return time.monotonic() - self.began
        raise AssertionError("no answer")

    def children(self):
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def ask(self, path, headers, form=None):
        """Ask as a browser does, without following; gives status, headers and text."""
        request = urllib.request.Request(self.address + path, form, headers)  # noqa: S310
        try:
            with NOT_FOLLOWING.open(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def command(self, *words):
        """Start another command on the same data."""
        return subprocess.Popen(
            [sys.executable, *self.program, *words],
            env=self.given,
            cwd=self.folder,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def stop(self):
        """Press Ctrl-C; gives everything it has said."""
        if self.said is None:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGINT)
            self.said = self.process.communicate(timeout=40)[0]
        return self.said


@pytest.fixture
def site(tmp_path):
    started = []

    def start(*, port=None, data=tmp_path / "data", **settings):
        one = Site(data, port or a_free_port(), **settings)
        started.append(one)
        return one

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("start") / "data"


@pytest.fixture(scope="module")
def running(data):
    """One site, started on nothing; the tests that only ask it share it."""
    first = Site(data, a_free_port())
    first.wait()
    yield first
    first.stop()


def rows(data, question, *values):
    """What the database of a site says; a change is stored."""
    with closing(sqlite3.connect(data / "drogowskaz.sqlite3", timeout=20)) as database, database:
        return database.execute(question, values).fetchall()


def a_signed_in_person(data, settings):
    """Somebody with an account, put into the database of a site from outside; gives the cookie."""
    settings.SECRET_KEY = (data / "secret-key").read_text()
    person = User(pk=1, email="anna@example.org", name="Anna", password="!")
    facts = {SESSION_KEY: "1", BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0]}
    session = SessionStore().encode({**facts, HASH_SESSION_KEY: person.get_session_auth_hash()})
    rows(
        data,
        "INSERT INTO people_user (id, email, name, password, language, is_active, is_demo)"
        " VALUES (1, 'anna@example.org', 'Anna', '!', 'pl', 1, 0)",
    )
    rows(data, "INSERT INTO django_session VALUES (?, ?, '2999-01-01')", "a" * 32, session)
    return f"session={'a' * 32}"


def test_it_starts_on_nothing_and_is_ready(running):
    assert running.get("/-/ready") == (200, {"ready": True, "failing": {}})


def test_while_somebody_holds_the_database_forms_are_answered_soon_and_pages_at_once(running, data, settings):
    """More forms are sent than one web process has threads; every page is read while they wait."""
    cookie = a_signed_in_person(data, settings)
    token = "c" * 32
    form = urlencode({"name": "Anna Maria Nowak", "language": "pl", "csrfmiddlewaretoken": token}).encode()
    headers = {"Cookie": f"{cookie}; csrf={token}", "Referer": running.address}

    def send(number):
        began = time.monotonic()
        status, told, text = running.ask("/panel/ludzie/konto/", headers, form)
        return status, told.get("Retry-After"), "Anna Maria Nowak" in text, time.monotonic() - began < 8

    def read(path):
        began = time.monotonic()
        return running.ask(path, {})[0], time.monotonic() - began < 3

    with (
        closing(sqlite3.connect(data / "drogowskaz.sqlite3", isolation_level=None)) as holder,
        ThreadPoolExecutor(10) as people,
    ):
        holder.execute("BEGIN IMMEDIATE")
        sent = [people.submit(send, number) for number in range(6)]
        time.sleep(0.3)
        pages = [read(path) for path in ("/", "/miasta/", "/en/", "/konto/login/", "/-/live")]
        still_waiting = sum(not one.done() for one in sent)
        answers = [one.result() for one in sent]
        holder.execute("ROLLBACK")

    assert pages == [(200, True)] * 5
    assert still_waiting == 6
    assert answers == [(503, "10", True, True)] * 6
    assert running.ask("/panel/ludzie/konto/", headers, form)[0] == 302
    assert rows(data, "SELECT name FROM people_user WHERE id = 1") == [("Anna Maria Nowak",)]


def test_of_two_that_tick_at_once_and_the_worker_one_sends_the_letter_that_stayed_behind(running, data):
    long_ago = "2026-01-05 09:00:00"
    rows(
        data,
        "INSERT INTO mail_letter (state, address, subject, body, language, about, programme, message_id,"
        " stored_at, due_at, tries, trouble) VALUES ('waiting', 'jan@example.org', 'Zaproszenie', 'Dzień dobry!',"
        " 'pl', 'invitation', '', '<one@example.org>', ?, ?, 0, '')",
        long_ago,
        long_ago,
    )

    ticks = [running.command("tick") for _ in range(2)]
    said = [tick.communicate(timeout=60)[0] for tick in ticks]

    assert sorted(said) == ["", "letters that stayed behind: 1\n"]
    until = time.monotonic() + 10
    while rows(data, "SELECT state, tries FROM mail_letter") != [("sent", 1)]:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_it_stops_whole_and_starts_again_with_the_same_data_until_its_worker_dies(running, data, site):
    children = running.children()
    said = running.stop()
    assert running.process.returncode == 0
    assert said.splitlines()[0] == "Preparing the database …"
    assert f"Drogowskaz is at http://localhost:{running.address.rpartition(':')[2]}" in said
    assert said.endswith("\nStopped.\n")
    assert "Warning" not in said
    assert "Traceback" not in said
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
    key = (data / "secret-key").read_text()

    second = site(data=data)
    second.wait()
    worker = next(
        pid for pid in second.children() if "\0worker\0" in Path(f"/proc/{pid}/cmdline").read_text()
    )
    os.kill(worker, signal.SIGKILL)

    said = second.process.communicate(timeout=40)[0]
    assert second.process.returncode == 1
    assert "Preparing" not in said
    assert (data / "secret-key").read_text() == key
    assert said.splitlines()[-1] == (
        "CommandError: The worker (exit status -9) has ended, so everything has been stopped."
    )


def test_a_taken_port_is_refused_before_any_work(site, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = site(port=port).process.communicate(timeout=30)[0]

    assert f"Port {port} cannot be used" in said
    assert not (tmp_path / "data" / "drogowskaz.sqlite3").exists()


def test_a_wrong_setting_stops_the_start_with_its_sentence(site):
    running = site(DROGOWSKAZ_ORIGIN="example.org")

    said = running.process.communicate(timeout=30)[0]

    assert running.process.returncode == 1
    assert said == (
        "DROGOWSKAZ_ORIGIN (the public address, used in letters, QR codes and data): "
        "write https://host or http://host:port, and nothing after it.\n"
    )


def test_a_public_address_does_not_start_as_a_demo(site):
    running = site(
        DROGOWSKAZ_ORIGIN="https://example.org", DROGOWSKAZ_HOSTS="example.org", DROGOWSKAZ_DEMO="true"
    )

    said = running.process.communicate(timeout=60)[0]

    assert running.process.returncode == 1
    assert "drogowskaz.E005" in said
