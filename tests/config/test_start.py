"""`drogowskaz start`, as an operator meets it: a process of its own, on an empty folder."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.environ.get("TEST_ON") == "postgresql", reason="it starts on SQLite"),
]
ROOT = Path(__file__).parents[2]


def a_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=40)[0]


@pytest.fixture
def site(tmp_path):
    started = []

    def start(*, port=None, **settings):
        one = Site(tmp_path / "data", port or a_free_port(), **settings)
        started.append(one)
        return one

    yield start
    for one in started:
        one.stop()


def test_it_starts_on_nothing_is_ready_and_starts_again_with_the_same_data(site, tmp_path):
    first = site()
    first.wait()

    assert first.get("/-/ready") == (200, {"ready": True, "failing": {}})
    children = first.children()
    said = first.stop()
    assert first.process.returncode == 0
    assert said.splitlines()[0] == "Preparing the database …"
    assert f"Drogowskaz is at http://localhost:{first.address.rpartition(':')[2]}" in said
    assert said.endswith("\nStopped.\n")
    assert "Warning" not in said
    assert "Traceback" not in said
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
    key = (tmp_path / "data" / "secret-key").read_text()

    second = site()
    second.wait()

    said = second.stop()
    assert said.splitlines()[0] == ""  # nothing had to be prepared
    assert (tmp_path / "data" / "secret-key").read_text() == key


def test_when_its_worker_dies_it_says_so_and_stops_with_a_failure(site):
    running = site()
    running.wait()
    worker = next(
        pid for pid in running.children() if "db_worker" in Path(f"/proc/{pid}/cmdline").read_text()
    )

    os.kill(worker, signal.SIGKILL)

    said = running.process.communicate(timeout=40)[0]
    assert running.process.returncode == 1
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
