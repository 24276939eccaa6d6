"""Processes that start together stop together, however one of them ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
SOURCE = Path(__file__).parents[2] / "src"
PARENT = f"""
import sys
sys.path.insert(0, {str(SOURCE)!r})
from drogowskaz.config.processes import Stopped, Together
with Together() as together:
    try:
        for name, script in zip(("the web", "the worker"), sys.argv[1:], strict=True):
            together.start(name, ["-c", script])
        dead = together.watch(lambda: True, lambda: print(*(p.pid for p in together.running.values()), flush=True))
        print("dead:", dead)
    except Stopped:
        print("stopped")
"""
WAITS = "import time; time.sleep(60)"
IS_STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, lambda *a: time.sleep(1) or exit(0)); time.sleep(60)"
)
DIES = "import time; time.sleep(0.4); raise SystemExit(3)"


def a_parent(*scripts):
    parent = subprocess.Popen([sys.executable, "-c", PARENT, *scripts], stdout=subprocess.PIPE, text=True)
    children = [int(pid) for pid in parent.stdout.readline().split()]
    return parent, children


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def all_end(pids, *, within=5.0):
    until = time.monotonic() + within
    while any(map(is_alive, pids)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(is_alive, pids))


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name
)
def test_a_request_to_stop_reaches_all_of_them(number):
    parent, children = a_parent(WAITS, WAITS)
    assert [is_alive(pid) for pid in children] == [True, True]

    parent.send_signal(number)

    assert parent.communicate(timeout=5)[0] == "stopped\n"
    assert (parent.returncode, all_end(children)) == (0, True)


def test_when_one_dies_the_others_are_stopped_and_it_is_named():
    parent, children = a_parent(WAITS, DIES)

    assert parent.communicate(timeout=5)[0] == "dead: the worker (exit status 3)\n"
    assert all_end(children)


def test_a_process_may_finish_what_it_does():
    parent, children = a_parent(WAITS, IS_STUBBORN)
    time.sleep(0.3)
    began = time.monotonic()

    parent.terminate()
    parent.communicate(timeout=10)

    assert time.monotonic() - began >= 1
    assert all_end(children)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_nobody_is_left_behind_when_the_first_is_killed():
    parent, children = a_parent(WAITS, WAITS)

    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate(timeout=5)

    assert all_end(children)
